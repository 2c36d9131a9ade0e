package io.meshwork.junit;

import io.meshwork.ActorMesh;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.actor.Actor;
import java.util.Objects;

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
        return levels.at(wanted.hosts().scope()).hosts(wanted.hosts().spec());
    }

    private ProcMesh procs(Wanted wanted) {
        return levels.at(wanted.procs().scope()).procs(wanted.procs().spec(), hosts(wanted));
    }

    private ActorMesh<? extends Actor> actors(Wanted wanted) {
        Wanted.Scoped<ActorsSpec> actors = Objects.requireNonNull(wanted.actors());
        return levels.at(actors.scope()).actors(actors.spec(), procs(wanted));
    }
}
