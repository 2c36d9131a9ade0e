package io.meshwork.junit;

import io.meshwork.junit.Wanted.Scoped;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;

/** Looks at all that a class or a test asks for, before anything is started for it (J-14). */
final class Preflight {

    /** A name means one mesh in a scope. */
    private record Named(Class<?> kind, String name, Scope scope) {}

    private record Meaning(Object wanted, Place place) {}

    private final Map<Named, Meaning> names = new HashMap<>();
    private final Class<?> testClass;

    private Preflight(Class<?> testClass) {
        this.testClass = testClass;
    }

    /** @throws RuntimeException that names class, member, what was found and what would be accepted */
    static void ofClass(ExtensionContext context) {
        List<Place> places = Places.ofClass(context);
        Topologies.requireNone(places, context);
        new Preflight(context.getRequiredTestClass()).read(places, Levels.reading(context));
    }

    /** @throws RuntimeException that names class, member, what was found and what would be accepted */
    static void ofTest(ExtensionContext context) {
        Topologies.requireOne(context);
        new Preflight(context.getRequiredTestClass()).read(Places.ofTest(context), Levels.reading(context));
    }

    /** Of the test or class that the parameter is of. */
    static void ofParameter(ParameterContext parameter, ExtensionContext context) {
        if (context.getTestMethod().isPresent()) {
            ofTest(context);
        } else if (isOfAnInstancePerMethod(parameter, context)) {
            Topologies.requireNoneAnywhere(Place.of(parameter), context);
        } else {
            ofClass(context);
        }
    }

    /* Whose test is not told before Jupiter 5.12. */
    private static boolean isOfAnInstancePerMethod(ParameterContext parameter, ExtensionContext context) {
        Executable executable = parameter.getDeclaringExecutable();
        return executable instanceof Constructor && !Places.isPerClass(executable.getDeclaringClass(), context);
    }

    private void read(List<Place> places, Reading reading) {
        for (Place place : places) {
            if (!reading.leavesAlone(place)) {
                requireOneMeaning(place, reading.of(place));
            }
        }
    }

    private void requireOneMeaning(Place place, Wanted wanted) {
        List<Object> base = new ArrayList<>();
        Scoped<HostsSpec> hosts = wanted.hosts();
        require(new Named(Hosts.class, hosts.spec().name(), hosts.scope()), base, hosts.spec(), place);
        Scoped<ProcsSpec> procs = wanted.procs();
        require(new Named(Procs.class, procs.spec().name(), procs.scope()), base, procs.spec(), place);
        Scoped<ActorsSpec> actors = wanted.actors();
        if (actors != null) {
            require(new Named(Actors.class, actors.spec().name(), actors.scope()), base, actors.spec(), place);
        }
    }

    private void require(Named named, List<Object> base, Object spec, Place place) {
        base.add(spec);
        if (named.name().isEmpty()) {
            return;
        }
        Meaning meaning = names.putIfAbsent(named, new Meaning(List.copyOf(base), place));
        if (meaning != null && !meaning.wanted().equals(base)) {
            throw place.refused(
                    "one name for two that differ: accepted is the same wherever it is said, or another name, got:"
                            + " name="
                            + named.name() + " scope=" + named.scope() + ", which is "
                            + meaning.place().name() + " too",
                    testClass);
        }
    }
}
