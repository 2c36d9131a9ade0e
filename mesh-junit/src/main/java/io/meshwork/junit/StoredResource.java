package io.meshwork.junit;

import org.junit.jupiter.api.extension.ExtensionContext;

/** What JUnit's store closes with the class or test it was stored for. It may be closed more often, which does nothing. */
@SuppressWarnings("deprecation") // before 5.13 a store closes no plain AutoCloseable; what is both is closed everywhere
interface StoredResource extends AutoCloseable, ExtensionContext.Store.CloseableResource {

    @Override
    void close();
}
