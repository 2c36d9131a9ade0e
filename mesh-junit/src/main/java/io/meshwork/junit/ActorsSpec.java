package io.meshwork.junit;

import io.meshwork.actor.Actor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Actors that are wanted. On the same procs and in one scope, equal ones are the same mesh.
 *
 * @param name as it was said, or empty
 * @param arguments of the constructor
 */
record ActorsSpec(String name, Class<? extends Actor> type, List<Object> arguments) {
    ActorsSpec {
        arguments = List.copyOf(arguments);
    }

    /* By hand, as those of hosts and procs. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ActorsSpec that
                && name.equals(that.name)
                && type == that.type
                && arguments.equals(that.arguments);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + type.hashCode()) + arguments.hashCode();
    }
}
