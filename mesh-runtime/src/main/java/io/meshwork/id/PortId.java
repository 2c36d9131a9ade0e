package io.meshwork.id;

/**
 * A place where envelopes end: a port of an actor or client.
 *
 * <p>Text form: {@code actor:index.proc@address}, for instance {@code a0:7.p0_2@unix:/tmp/mesh/b7.s}.
 *
 * @param index {@link #HANDLER} for the actor itself, from 1 for the ports it opened
 */
public record PortId(ActorId actor, long index) {

    /** The port whose envelopes go to the actor's handlers. */
    public static final long HANDLER = 0;

    public PortId {
        if (index < 0) {
            throw new IllegalArgumentException("port index below 0: index=" + index);
        }
    }

    public static PortId parse(String text) {
        int dot = text.indexOf('.');
        int colon = text.lastIndexOf(':', Math.max(dot, 0));
        if (colon < 0) {
            throw new IllegalArgumentException("not a port id: accepted is actor:index.proc@address, got: " + text);
        }
        try {
            long index = Long.parseLong(text.substring(colon + 1, dot));
            return new ActorId(text.substring(0, colon), ProcId.parse(text.substring(dot + 1))).port(index);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not an index in port id: " + text, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PortId that && index == that.index && actor.equals(that.actor);
    }

    @Override
    public int hashCode() {
        return 31 * actor.hashCode() + Long.hashCode(index);
    }

    @Override
    public String toString() {
        return actor.name() + ":" + index + "." + actor.proc();
    }
}
