package io.meshwork.junit;

import io.meshwork.ActorMesh;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.Constructors;
import java.util.List;

/** What a place gets, started if it was not there. */
record Injected(Levels levels) {

    Client client() {
        return levels.fixture().client();
    }

    HostMesh hosts() {
        return levels.at(levels.owner().spec().scope()).hosts(shape().hostsSpec());
    }

    ProcMesh procs() {
        return levels.at(levels.owner().spec().procsScope()).procs(shape().procsSpec(), hosts());
    }

    ActorMesh<? extends Actor> actors(Class<? extends Actor> type) {
        Constructors.requireFitting(type); // before a process is started for it
        return levels.at(levels.nearest()).actors(new ActorsSpec("", type, List.of()), procs());
    }

    private MeshShape shape() {
        return levels.owner().spec().shape();
    }
}
