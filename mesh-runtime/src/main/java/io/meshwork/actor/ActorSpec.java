package io.meshwork.actor;

import io.meshwork.id.PortId;
import io.meshwork.shape.Extent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a proc needs to know to make an actor. Travels.
 *
 * @param name unique in the proc
 * @param mesh the mesh it is a member of
 * @param className of the actor
 * @param arguments of its constructor: the payload of an {@code Object[]}
 * @param extent of the mesh it is a member of
 * @param rank its place in that extent
 * @param owner the port that hears of its end, as {@link ActorEnd}
 * @param home of the handles that {@link ActorContext#home} gives
 */
public record ActorSpec(
        String name,
        String mesh,
        String className,
        byte[] arguments,
        Extent extent,
        int rank,
        @Nullable PortId owner,
        List<Home> home) {

    /**
     * @param payload of a handle of that class; empty if it is to be asked for
     * @param source the port that answers with the payload; null if that is here
     */
    public record Home(
            String className, byte[] payload, @Nullable PortId source) {

        public static Home sent(String className, byte[] payload) {
            return new Home(className, payload, null);
        }

        public static Home toBeAsked(String className, PortId source) {
            return new Home(className, new byte[0], source);
        }
    }
}
