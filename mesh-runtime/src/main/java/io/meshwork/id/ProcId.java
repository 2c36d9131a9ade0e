package io.meshwork.id;

/**
 * The name of a proc: unique within its process, and with the address unique within a run.
 *
 * <p>Text form: {@code name@address}, for instance {@code p0_2@unix:/tmp/mesh/b7.s}.
 *
 * @param name letters, digits, {@code _} and {@code -}
 */
public record ProcId(String name, Address address) {
    public ProcId {
        Names.require("proc", name);
    }

    public static ProcId parse(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("not a proc id: accepted is name@address, got: " + text);
        }
        return new ProcId(text.substring(0, at), Address.parse(text.substring(at + 1)));
    }

    public ActorId actor(String actorName) {
        return new ActorId(actorName, this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProcId that && name.equals(that.name) && address.equals(that.address);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + address.hashCode();
    }

    @Override
    public String toString() {
        return name + "@" + address;
    }
}
