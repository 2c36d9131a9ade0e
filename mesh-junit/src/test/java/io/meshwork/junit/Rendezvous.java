package io.meshwork.junit;

import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives two sample classes that run at the same time one {@link CyclicBarrier}, from the store of their test plan. */
final class Rendezvous implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == CyclicBarrier.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(Rendezvous.class))
                .getOrComputeIfAbsent(CyclicBarrier.class, key -> new CyclicBarrier(2), CyclicBarrier.class);
    }
}
