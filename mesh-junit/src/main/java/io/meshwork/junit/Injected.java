package io.meshwork.junit;

import io.meshwork.ActorMesh;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.actor.Actor;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What places get, started if it was not there. */
record Injected(Levels levels) {

    Object get(Wanted wanted) {
        return switch (wanted.kind()) {
            case CLIENT -> levels.fixture().client();
            case FAILURES -> levels.fixture().client().failures();
            case FIXTURE -> levels.fixture();
            case HOSTS -> hosts(wanted);
            case HOST -> hosts(wanted).get(0);
            case PROCS -> procs(wanted);
            case PROC -> procs(wanted).get(0);
            case ACTORS -> actors(wanted);
            case ACTOR -> actors(wanted).get(0);
        };
    }

    private HostMesh hosts(Wanted wanted) {
        return levels.at(wanted.hosts().scope()).hosts(wanted.hosts().spec(), () -> procsToCome(wanted));
    }

    /* Those of this place, or of another one that is filled where this is, and stands on the same hosts. */
    private Optional<ProcsSpec> procsToCome(Wanted wanted) {
        if (wanted.kind().standsOnProcs()) {
            return Optional.of(wanted.procs().spec());
        }
        ExtensionContext context = levels.context();
        Reading reading = Levels.reading(context);
        List<Place> places = context.getTestMethod().isPresent() ? Places.ofTest(context) : Places.ofClass(context);
        for (Place place : places) {
            Wanted other = reading.leavesAlone(place) ? wanted : reading.of(place);
            if (other.kind().standsOnProcs() && other.hosts().equals(wanted.hosts())) {
                return Optional.of(other.procs().spec());
            }
        }
        return Optional.empty();
    }

    private ProcMesh procs(Wanted wanted) {
        return levels.at(wanted.procs().scope()).procs(wanted.procs().spec(), hosts(wanted));
    }

    private ActorMesh<? extends Actor> actors(Wanted wanted) {
        Wanted.Scoped<ActorsSpec> actors = Objects.requireNonNull(wanted.actors());
        return levels.at(actors.scope()).actors(actors.spec(), procs(wanted));
    }
}
