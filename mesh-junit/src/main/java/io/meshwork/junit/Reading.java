package io.meshwork.junit;

import io.meshwork.actor.Actor;
import io.meshwork.actor.Constructors;
import io.meshwork.failure.MeshException;
import io.meshwork.id.Names;
import io.meshwork.junit.Wanted.Scoped;
import io.meshwork.shape.Extent;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads off places what they want, and refuses what can't be had; starts nothing.
 *
 * @param testClass that the places are seen in
 * @param nearest that of a test where the places are of one, else that of the class
 */
record Reading(MeshSpec spec, Class<?> testClass, TypeBindings bindings, Scope nearest) {

    private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);

    /** @throws RuntimeException that names class, member, what was found and what would be accepted */
    Wanted of(Place place) {
        Kind kind = Kind.of(place.type()).orElseThrow(() -> notInjected(place));
        if (place.isFinal()) {
            throw place.refused("a final field can't be filled: accepted are fields that are not final", testClass);
        }
        requireTaken(Hosts.class, kind, place);
        requireTaken(Procs.class, kind, place);
        requireTaken(Actors.class, kind, place);
        try {
            Scoped<HostsSpec> hosts = hosts(place);
            Scoped<ProcsSpec> procs = procs(place, hosts);
            Wanted wanted = new Wanted(kind, hosts, procs, kind.isOfActors() ? actors(place, procs) : null);
            requireServed(wanted);
            requireOneMember(wanted);
            return wanted;
        } catch (MeshException | IllegalArgumentException e) {
            throw place.refused(String.valueOf(e.getMessage()), testClass);
        }
    }

    /** A field that we did not annotate and that doesn't tell one mesh, or one member, is for the test itself to fill. */
    boolean leavesAlone(Place place) {
        Kind kind = Kind.of(place.type()).orElse(null);
        if (kind == null || !place.isUnannotatedField()) {
            return false;
        }
        Extent hosts = spec.shape().hosts();
        int members = kind.isOfHosts()
                ? hosts.size()
                : hosts.concat(spec.shape().perHost()).size();
        return kind.isMember() && members != 1 || kind.isOfActors() && !ActorType.isTold(place, bindings);
    }

    private RuntimeException notInjected(Place place) {
        String cure = Actor.class.isAssignableFrom(place.type())
                ? "an actor lives in a proc, and here are meshes and refs of it"
                : "it is opened, got or made, not injected";
        return place.refused(cure + ": accepted are " + Kind.names(ALL), testClass);
    }

    private <A extends Annotation> void requireTaken(Class<A> annotation, Kind kind, Place place) {
        Set<Kind> taking = Kind.taking(annotation);
        int times = place.said(annotation).size();
        String name = "@" + annotation.getSimpleName();
        if (times > 0 && !taking.contains(kind)) {
            throw place.refused(
                    name + " says nothing of a " + kind + ": accepted are " + Kind.names(taking), testClass);
        }
        if (times > 1) {
            throw place.refused("said twice which one is meant: accepted is one " + name, testClass);
        }
    }

    private Scoped<HostsSpec> hosts(Place place) {
        Hosts said = first(place.said(Hosts.class));
        if (said == null) {
            return new Scoped<>(spec.shape().hostsSpec(), spec.scope());
        }
        Extent extent = MeshShape.extent("hosts", said.value(), said.extent())
                .orElse(spec.shape().hosts());
        HostsSpec wanted = new HostsSpec(named("host", said.name()), extent, List.of(said.jvmArgs()));
        wanted.options();
        Scope scope = scope(said.scope()).orElse(spec.scope());
        requireNotOutliving("hosts", scope, "the class's mesh", spec.scope());
        return new Scoped<>(wanted, scope);
    }

    private Scoped<ProcsSpec> procs(Place place, Scoped<HostsSpec> hosts) {
        Procs said = first(place.said(Procs.class));
        ProcsSpec wanted = spec.shape().procsSpec();
        Scope scope = spec.procsScope().shorter(hosts.scope());
        if (said != null) {
            Extent perHost =
                    MeshShape.extent("procs", said.value(), said.extent()).orElse(wanted.perHost());
            List<String> jvmArgs = new ArrayList<>(wanted.jvmArgs());
            jvmArgs.addAll(List.of(said.jvmArgs()));
            wanted = new ProcsSpec(named("proc", said.name()), perHost, jvmArgs);
            wanted.options();
            scope = scope(said.scope()).orElse(scope);
        }
        requireNotOutliving("procs", scope, "their hosts", hosts.scope());
        MeshShape.requireDistinct(hosts.spec().extent(), wanted.perHost());
        return new Scoped<>(wanted, scope);
    }

    private Scoped<ActorsSpec> actors(Place place, Scoped<ProcsSpec> procs) {
        Class<? extends Actor> type = ActorType.of(place, testClass, bindings);
        Actors said = first(place.said(Actors.class));
        List<Object> arguments =
                said == null || said.args().length == 0 ? List.of() : ActorArguments.of(type, List.of(said.args()));
        Constructors.requireFitting(type, arguments.toArray());
        String name = said == null ? "" : named("actor", said.name());
        Scope scope = nearest.shorter(procs.scope());
        if (said != null) {
            scope = scope(said.scope()).orElse(scope);
        }
        requireNotOutliving("actors", scope, "their procs", procs.scope());
        return new Scoped<>(new ActorsSpec(name, type, arguments), scope);
    }

    private void requireServed(Wanted wanted) {
        if (nearest != Scope.METHOD && wanted.scope() == Scope.METHOD) {
            throw new MeshException(
                    "what lives for one test is asked for where no test runs: accepted are a wider scope, tests,"
                            + " @BeforeEach, @AfterEach, and fields and constructor (from Jupiter 5.12 on) of an instance"
                            + " per method, got: " + wanted.kind() + " with scope=" + Scope.METHOD);
        }
    }

    private static void requireOneMember(Wanted wanted) {
        if (!wanted.kind().isMember()) {
            return;
        }
        Extent hosts = wanted.hosts().spec().extent();
        Extent all = wanted.kind().isOfHosts()
                ? hosts
                : hosts.concat(wanted.procs().spec().perHost());
        if (all.size() != 1) {
            throw new MeshException("a " + wanted.kind() + " stands for the only member of its mesh, which has "
                    + all.size() + ": accepted are the mesh and get(rank), got: " + all);
        }
    }

    private static void requireNotOutliving(String what, Scope scope, String base, Scope ofBase) {
        if (!ofBase.outlives(scope)) {
            throw new MeshException(what + " can't outlive " + base + ": accepted is scope=" + ofBase
                    + (ofBase == Scope.METHOD ? "" : " or shorter") + ", got: scope=" + scope);
        }
    }

    private static Optional<Scope> scope(Scope[] said) {
        if (said.length > 1) {
            throw new MeshException("several scopes for one mesh: accepted is one, got: " + List.of(said));
        }
        return said.length == 0 ? Optional.empty() : Optional.of(said[0]);
    }

    private static String named(String kind, String name) {
        return name.isEmpty() ? "" : Names.require(kind + " mesh", name);
    }

    private static <T> @Nullable T first(List<T> said) {
        return said.isEmpty() ? null : said.get(0);
    }
}
