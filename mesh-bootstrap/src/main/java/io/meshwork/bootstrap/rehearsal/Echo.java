package io.meshwork.bootstrap.rehearsal;

import io.meshwork.actor.Actor;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import java.util.List;

/** An actor with a handler of each kind that a first test has. */
final class Echo implements Actor {

    record Say(String word) implements Request<Echo, List<String>> {}

    record Hear(int number) implements Message<Echo> {}

    private int heard;

    @Handler
    List<String> say(Say say) {
        return List.of(say.word(), Integer.toString(heard));
    }

    @Handler
    void hear(Hear hear) {
        heard += hear.number();
    }
}
