package io.meshwork.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * The backends on the class path, or those of them that {@code mesh.test.backends} names: {@code all}, or a list such as
 * {@code unix,in-process}.
 */
final class Backends implements ArgumentsProvider {

    static final String SELECTION = "mesh.test.backends";

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        String processes =
                context.getRequiredTestClass().getAnnotation(EachBackend.class).processes();
        return selected(context.getConfigurationParameter(SELECTION).orElse("all")).stream()
                .filter(backend -> processes.isEmpty() || backend.hasProcesses())
                .map(backend -> Arguments.argumentSet(backend.name(), backend));
    }

    /** @throws IllegalArgumentException if one isn't there, or nothing is selected: nothing run is nothing held */
    static List<Backend> selected(String selection) {
        TreeMap<String, Backend> known = known();
        if (selection.equals("all")) {
            return List.copyOf(known.values());
        }
        List<Backend> selected = new ArrayList<>();
        for (String name : new TreeSet<>(List.of(selection.split(",")))) {
            Backend backend = known.get(name);
            if (backend == null) {
                throw new IllegalArgumentException(
                        SELECTION + " takes all or some of " + known.keySet() + ", got: " + selection);
            }
            selected.add(backend);
        }
        return selected;
    }

    private static TreeMap<String, Backend> known() {
        TreeMap<String, Backend> known = new TreeMap<>();
        for (Backend backend : ServiceLoader.load(Backend.class)) {
            Backend other = known.put(backend.name(), backend);
            if (other != null) {
                throw new IllegalArgumentException("two backends of one name: name=" + backend.name() + " classes="
                        + List.of(other.getClass().getName(), backend.getClass().getName()));
            }
        }
        return known;
    }
}
