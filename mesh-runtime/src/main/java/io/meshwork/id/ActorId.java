package io.meshwork.id;

/**
 * The name of an actor in its proc.
 *
 * <p>Text form: {@code actor.proc@address}, for instance {@code a0.p0_2@unix:/tmp/mesh/b7.s}.
 *
 * @param name letters, digits, {@code _} and {@code -}
 */
public record ActorId(String name, ProcId proc) {
    public ActorId {
        Names.require("actor", name);
    }

    public static ActorId parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("not an actor id: accepted is actor.proc@address, got: " + text);
        }
        return new ActorId(text.substring(0, dot), ProcId.parse(text.substring(dot + 1)));
    }

    public PortId port(long index) {
        return new PortId(this, index);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ActorId that && name.equals(that.name) && proc.equals(that.proc);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + proc.hashCode();
    }

    @Override
    public String toString() {
        return name + "." + proc;
    }
}
