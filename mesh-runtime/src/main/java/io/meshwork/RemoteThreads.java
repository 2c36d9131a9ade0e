package io.meshwork;

import io.meshwork.failure.MeshException;
import io.meshwork.mailbox.Answers;
import java.time.Duration;
import java.util.List;

/** The threads of another process, as its agent answers. */
final class RemoteThreads {

    private RemoteThreads() {}

    /** @param member for people: whom was asked */
    static String of(Answers answer, Duration bound, Object member) {
        return Asked.await(List.of(answer), bound).value(0, String.class, problem -> {
            throw new MeshException(
                    "threads not read: " + problem + ": member=" + member + " boundMillis=" + bound.toMillis());
        });
    }
}
