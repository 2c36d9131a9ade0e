package io.meshwork.proc;

import io.meshwork.actor.Activity;
import java.util.List;

/**
 * What a proc says of itself. Travels.
 *
 * @param actors by name
 * @param activity of its process; none where others share that
 */
public record ProcReport(List<ActorState> actors, Activity activity) {

    /** Of a proc that says nothing. */
    public static final ProcReport NONE = new ProcReport(List.of(), Activity.NONE);

    public ProcReport {
        actors = List.copyOf(actors);
    }
}
