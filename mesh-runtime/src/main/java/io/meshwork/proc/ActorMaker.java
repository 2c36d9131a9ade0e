package io.meshwork.proc;

import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorCell;
import io.meshwork.actor.Constructors;
import io.meshwork.mailbox.Instance;
import org.jspecify.annotations.Nullable;

/**
 * Makes an actor from what came over the wire, in its own name: handles among its arguments act for it.
 *
 * @param proc given to control actors as their first argument; null for all others
 */
record ActorMaker(Class<?> type, byte[] arguments, @Nullable Proc proc) implements ActorCell.Maker {

    @Override
    public Actor make(Instance instance) throws Throwable {
        Object[] sent = (Object[]) instance.decode(arguments, Object[].class);
        if (proc == null) {
            return Constructors.make(type, sent);
        }
        Object[] all = new Object[sent.length + 1];
        all[0] = proc;
        System.arraycopy(sent, 0, all, 1, sent.length);
        return Constructors.make(type, all);
    }
}
