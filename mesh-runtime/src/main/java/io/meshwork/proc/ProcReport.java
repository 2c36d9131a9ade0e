package io.meshwork.proc;

import java.util.List;

/** The actors of a proc, by name. Travels. */
public record ProcReport(List<ActorState> actors) {
    public ProcReport {
        actors = List.copyOf(actors);
    }
}
