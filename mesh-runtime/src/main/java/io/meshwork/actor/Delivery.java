package io.meshwork.actor;

import io.meshwork.mailbox.Instance;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.WireFormatException;
import org.jspecify.annotations.Nullable;

/** An envelope, decoded for the actor that takes it, and what takes it there. */
sealed interface Delivery {

    @Nullable
    Object run(Actor actor, ActorContext cx) throws Throwable;

    /** The actor has no handler for it, or it can't be decoded: the sender's fault, which harms the actor nothing. */
    final class NotTaken extends Exception {
        private static final long serialVersionUID = 1;

        NotTaken(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Whether it ends the actor: that gets in where nothing else does. */
    static boolean isStop(Envelope envelope, Instance instance) {
        try {
            return instance.className(envelope).equals(Shipped.Stop.class.getName());
        } catch (WireFormatException e) {
            return false;
        }
    }

    /* The handler is found by the name of the message's class, so that no class is loaded that no handler declares. */
    static Delivery of(Envelope envelope, HandlerTable handlers, Instance instance) throws NotTaken {
        String className = "unknown";
        try {
            className = instance.className(envelope);
            if (className.equals(Shipped.Apply.class.getName())) {
                return new ToCode((Shipped) instance.decode(envelope, Shipped.Apply.class));
            }
            if (className.equals(Shipped.Accept.class.getName())) {
                return new ToCode((Shipped) instance.decode(envelope, Shipped.Accept.class));
            }
            if (className.equals(Shipped.Reach.class.getName())) {
                return new ToNobody();
            }
            if (className.equals(Shipped.Stop.class.getName())) {
                return new ToCell((Shipped.Stop) instance.decode(envelope, Shipped.Stop.class));
            }
            HandlerTable.Bound bound = handlers.find(className);
            if (bound == null) {
                throw new NotTaken("no handler for this message: message=" + className, null);
            }
            return new ToHandler(bound, instance.decode(envelope, bound.messageClass()));
        } catch (WireFormatException e) {
            throw new NotTaken("message can't be read: message=" + className + ": " + e.getMessage(), e);
        }
    }

    record ToHandler(HandlerTable.Bound bound, Object message) implements Delivery {
        @Override
        public @Nullable Object run(Actor actor, ActorContext cx) throws Throwable {
            return bound.invoke(actor, message, cx);
        }
    }

    /** For the cell itself, which ends the actor. */
    record ToCell(Shipped.Stop stop) implements Delivery {
        @Override
        public @Nullable Object run(Actor actor, ActorContext cx) {
            throw new IllegalStateException("not for the actor: " + stop);
        }
    }

    /** To be answered, no more. */
    record ToNobody() implements Delivery {
        @Override
        public @Nullable Object run(Actor actor, ActorContext cx) {
            return null;
        }
    }

    record ToCode(Shipped code) implements Delivery {
        @Override
        @SuppressWarnings("unchecked") // the compiler checked it where the lambda was written
        public @Nullable Object run(Actor actor, ActorContext cx) throws Exception {
            if (code instanceof Shipped.Apply apply) {
                return ((RemoteFunction<Actor, Object>) apply.function()).apply(actor);
            }
            ((RemoteConsumer<Actor>) ((Shipped.Accept) code).action()).accept(actor);
            return null;
        }
    }
}
