package io.meshwork.junit;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives two sample classes that run at the same time one {@link CyclicBarrier} and one {@link Exchanger}, from the store of
 * their test plan.
 */
final class Rendezvous implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == CyclicBarrier.class || type == Exchanger.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Store store = context.getRoot().getStore(Namespace.create(Rendezvous.class));
        return parameter.getParameter().getType() == CyclicBarrier.class
                ? store.getOrComputeIfAbsent(CyclicBarrier.class, key -> new CyclicBarrier(2), CyclicBarrier.class)
                : store.getOrComputeIfAbsent(Exchanger.class, key -> new Exchanger<>(), Exchanger.class);
    }
}
