package io.meshwork.junit;

import io.meshwork.config.Config;
import io.meshwork.failure.MeshException;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The class that says what its mesh is: the innermost one around a test that does. Nested classes without a word of their
 * own share its meshes (J-5).
 *
 * @param spec as it holds for the place that asked
 */
record MeshClass(Saying saying, MeshSpec spec) {

    /** @throws ExtensionConfigurationException if no class says it, or one says what can't be had */
    static MeshClass of(ExtensionContext context) {
        Saying saying = Saying.at(context)
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "the class says nothing about its mesh: annotate it with @MeshTest: class="
                                + context.getRequiredTestClass().getName()));
        MeshSpec spec = spec(saying);
        return new MeshClass(
                saying,
                Topologies.of(context).map(one -> spec.ofOneTest(one.shape())).orElse(spec));
    }

    /** Why the class has no place in its mode; empty if it has one, or says nothing of a mesh. */
    static Optional<String> notApplicable(ExtensionContext context) {
        return Saying.at(context)
                .filter(saying -> saying.said().needsProcesses() && Mode.isInProcess(saying.settings()))
                .map(saying -> "not applicable in-process: it requires processes of their own for hosts and procs:"
                        + " class=" + saying.name() + " mesh.mode=in-process");
    }

    /** Of the class; its outermost, where a template makes several, which share then. */
    ExtensionContext context() {
        return saying.context();
    }

    Config settings() {
        return saying.settings();
    }

    String name() {
        return saying.name();
    }

    private static MeshSpec spec(Saying saying) {
        Said said = saying.said();
        if (said.requires().contains(Requirement.PROCESSES) && said.mode() == Mode.IN_PROCESS) {
            throw new ExtensionConfigurationException(
                    "a class can't both require processes and be in-process: leave out requires or mode: class="
                            + saying.name());
        }
        try {
            return said.spec();
        } catch (MeshException e) {
            throw new ExtensionConfigurationException(
                    "no such mesh: class=" + saying.name() + ": " + e.getMessage(), e);
        }
    }
}
