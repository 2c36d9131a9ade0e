package io.meshwork.junit;

import io.meshwork.actor.Actor;
import java.util.List;

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
}
