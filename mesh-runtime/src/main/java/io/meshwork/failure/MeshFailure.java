package io.meshwork.failure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something of a mesh has failed, told to the one that owns the mesh. One cause is one entry: what follows from it hangs
 * below it.
 *
 * @param mesh name of the mesh that failed
 * @param ranks its members that failed, ascending, in the mesh's own numbering
 * @param member the one that failed first, as people name it: {@code proc p0_3 pid 4711}
 * @param what what happened to it: {@code Killed by SIGKILL (9)}
 * @param cause the exception behind it, if there is one, with its own stack
 * @param at when this process heard of it
 * @param consequences what failed because of it, in the order it was heard
 * @param origin the process whose end is behind it, by the text of its address; null if it is none's
 */
public record MeshFailure(
        String mesh,
        List<Integer> ranks,
        String member,
        String what,
        @Nullable Throwable cause,
        Instant at,
        List<MeshFailure> consequences,
        @Nullable String origin) {

    public MeshFailure {
        ranks = List.copyOf(ranks);
        consequences = List.copyOf(consequences);
    }

    /** One that no process's end is behind. */
    public MeshFailure(
            String mesh,
            List<Integer> ranks,
            String member,
            String what,
            @Nullable Throwable cause,
            Instant at,
            List<MeshFailure> consequences) {
        this(mesh, ranks, member, what, cause, at, consequences, null);
    }

    public MeshFailure withConsequence(MeshFailure consequence) {
        List<MeshFailure> all = new ArrayList<>(consequences);
        all.add(consequence);
        return new MeshFailure(mesh, ranks, member, what, cause, at, all, origin);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(member).append(": ").append(what);
        text.append(": mesh=").append(mesh).append(" ranks=").append(ranks);
        consequences.forEach(next -> text.append("; hence ").append(next));
        return text.toString();
    }
}
