package io.meshwork.conformance.messages;

import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import java.util.ArrayList;
import java.util.concurrent.CompletionStage;

/** Actor classes that can't be spawned, but for {@link Numbered}, which can be of a number. */
final class BadActors {

    private BadActors() {}

    static final class Numbered implements Actor {

        private final long number;

        Numbered(long number) {
            this.number = number;
        }

        record Number() implements Request<Numbered, Long> {}

        @Handler
        long number(Number ask) {
            return number;
        }
    }

    static final class TwoWays implements Actor {
        TwoWays(String text) {}

        TwoWays(Object object) {}
    }

    static final class Listed implements Actor {
        Listed(ArrayList<String> list) {}
    }

    abstract static class Unfinished implements Actor {}

    interface OnlyAnInterface extends Actor {}

    final class Inner implements Actor {}

    static final class Unhandled implements Actor {
        record Lost() implements Message<Unhandled> {}
    }

    interface Shape extends Actor {
        record Area() implements Request<Shape, Double> {}
    }

    static final class Circle implements Shape {}

    static final class HandledTwice implements Actor {
        record Note() implements Message<HandledTwice> {}

        @Handler
        void first(Note note) {}

        @Handler
        void second(Note note) {}
    }

    static final class WrongAnswer implements Actor {
        record Size() implements Request<WrongAnswer, Integer> {}

        @Handler
        String size(Size ask) {
            return "1";
        }
    }

    static final class NoAnswer implements Actor {
        record Size() implements Request<NoAnswer, Integer> {}

        @Handler
        void size(Size ask) {}
    }

    static final class WrongStage implements Actor {
        record Size() implements Request<WrongStage, Integer> {}

        @Handler
        CompletionStage<String> size(Size ask) {
            throw new UnsupportedOperationException();
        }
    }

    static final class AnswersAMessage implements Actor {
        record Note() implements Message<AnswersAMessage> {}

        @Handler
        int note(Note note) {
            return 1;
        }
    }

    static final class NoMessage implements Actor {
        @Handler
        void note(String text) {}
    }

    static final class NoParameter implements Actor {
        @Handler
        void note() {}
    }

    static final class TooMany implements Actor {
        record Note() implements Message<TooMany> {}

        @Handler
        void note(Note note, ActorContext cx, String more) {}
    }

    static final class WrongOrder implements Actor {
        record Note() implements Message<WrongOrder> {}

        @Handler
        void note(ActorContext cx, Note note) {}
    }

    static final class Everything implements Actor {
        @Handler
        void any(Message<Everything> message) {}
    }

    static final class Static implements Actor {
        record Note() implements Message<Static> {}

        @Handler
        static void note(Note note) {}
    }

    static final class ForSomeoneElse implements Actor {
        record Note() implements Message<Numbered> {}

        @Handler
        void note(Note note) {}
    }
}
