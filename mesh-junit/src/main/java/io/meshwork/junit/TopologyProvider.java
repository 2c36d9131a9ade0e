package io.meshwork.junit;

import io.meshwork.failure.MeshException;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Runs a test once per topology, as {@link MeshTopologies} says.
 */
/*
 * A template of methods, on classes too. Class templates, which would run each @Test of a class per topology, came with
 * Jupiter 5.13: a provider of theirs, named by an annotation, can't be loaded before, and so would take the methods'
 * topologies from 5.10 to 5.12 as well.
 */
final class TopologyProvider implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        return AnnotationSupport.isAnnotated(method, MeshTopologies.class)
                || method.isAnnotationPresent(TestTemplate.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        return topologies(context).stream().map(topology -> new Invocation(topology, context));
    }

    private static List<Topology> topologies(ExtensionContext context) {
        MeshShape base = MeshClass.of(context).spec().shape();
        Set<String> texts = new HashSet<>();
        List<String> said = Topologies.at(context);
        try {
            for (String text : said) {
                if (!texts.add(text)) {
                    throw new MeshException("topology twice: accepted is each once, got: " + said);
                }
            }
            if (said.isEmpty()) {
                throw new MeshException("no topology: accepted is one or more, on the method or its class, such as"
                        + " hosts=2,procs=4, got: []");
            }
            return said.stream().map(text -> Topology.parse(text, base)).toList();
        } catch (MeshException e) {
            throw new ExtensionConfigurationException(e.getMessage() + ": " + Topologies.where(context), e);
        }
    }

    /** JUnit asks it for its name with the number that the context of the run has. */
    private record Invocation(Topology topology, ExtensionContext template) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int index) {
            Topologies.note(topology, index, template);
            return topology.text();
        }
    }
}
