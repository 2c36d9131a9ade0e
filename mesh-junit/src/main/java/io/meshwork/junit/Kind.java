package io.meshwork.junit;

import io.meshwork.ActorMesh;
import io.meshwork.Client;
import io.meshwork.Failures;
import io.meshwork.HostMesh;
import io.meshwork.HostRef;
import io.meshwork.ProcMesh;
import io.meshwork.ProcRef;
import io.meshwork.actor.ActorRef;
import java.lang.annotation.Annotation;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a parameter or field may be given. */
enum Kind {
    CLIENT(Client.class, List.of()),
    FAILURES(Failures.class, List.of()),
    FIXTURE(MeshFixture.class, List.of()),
    HOSTS(HostMesh.class, List.of(Hosts.class)),
    HOST(HostRef.class, List.of(Hosts.class)),
    PROCS(ProcMesh.class, List.of(Hosts.class, Procs.class)),
    PROC(ProcRef.class, List.of(Hosts.class, Procs.class)),
    ACTORS(ActorMesh.class, List.of(Hosts.class, Procs.class, Actors.class)),
    ACTOR(ActorRef.class, List.of(Hosts.class, Procs.class, Actors.class));

    private final Class<?> type;
    private final List<Class<? extends Annotation>> takes;

    Kind(Class<?> type, List<Class<? extends Annotation>> takes) {
        this.type = type;
        this.takes = takes;
    }

    static Optional<Kind> of(Class<?> type) {
        for (Kind kind : values()) {
            if (kind.type == type) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Those that an annotation says something of. */
    static Set<Kind> taking(Class<? extends Annotation> annotation) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (Kind kind : values()) {
            if (kind.takes.contains(annotation)) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    /** {@code HostMesh, HostRef} */
    static String names(Set<Kind> kinds) {
        return kinds.stream().map(Kind::toString).collect(Collectors.joining(", "));
    }

    /** Whether it is of actors, and so says of which. */
    boolean isOfActors() {
        return takes.contains(Actors.class);
    }

    boolean isOfProcs() {
        return this == PROCS || this == PROC;
    }

    /** Whether there must be procs for it. */
    boolean standsOnProcs() {
        return isOfProcs() || isOfActors();
    }

    boolean isOfHosts() {
        return this == HOSTS || this == HOST;
    }

    /** Whether it is the one member of a mesh. */
    boolean isMember() {
        return this == HOST || this == PROC || this == ACTOR;
    }

    /** As one writes it. */
    @Override
    public String toString() {
        return type.getSimpleName() + (isOfActors() ? "<MyActor>" : "");
    }
}
