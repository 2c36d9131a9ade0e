package io.meshwork.junit;

import io.meshwork.failure.MeshException;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Where the meshes are that one place of a class sees: those of each scope in the store of a context of their own. The
 * fixture, with the client, is where the class's hosts are; the rest lives as long, or shorter.
 *
 * @param context of a test, or of a class where the place is not of a test
 */
record Levels(MeshClass owner, ExtensionContext context) {

    static Levels of(ExtensionContext context) {
        return new Levels(MeshClass.of(context), context);
    }

    /** What places are read with that are filled where the context is. */
    static Reading reading(ExtensionContext context) {
        Levels levels = of(context);
        TypeBindings bindings = TypeBindings.of(context);
        return new Reading(levels.owner.spec(), context.getRequiredTestClass(), bindings, levels.nearest());
    }

    MeshFixture fixture() {
        return ScopedFixture.in(holder(owner.spec().scope()), owner);
    }

    /** That of where this place is, if there was need of one. */
    Optional<ScopedFixture> fixtureIfMade() {
        boolean none = owner.spec().scope() == Scope.METHOD && nearest() != Scope.METHOD;
        return none ? Optional.empty() : ScopedFixture.madeFor(holder(), owner);
    }

    /** The meshes of that scope; made if they are not there, which starts nothing yet. */
    Meshes at(Scope scope) {
        MeshFixture fixture = fixture(); // stored before, so closed after
        if (scope == owner.spec().scope()) {
            return fixture.own();
        }
        ExtensionContext holder = holder(scope);
        return holder.getStore(Namespace.create(ScopedMeshes.class, holder.getUniqueId()))
                .getOrComputeIfAbsent(
                        ScopedMeshes.class, key -> new ScopedMeshes(new Meshes(fixture)), ScopedMeshes.class)
                .meshes();
    }

    /** That of a test if the place is of one, else that of its class. */
    Scope nearest() {
        return context.getTestMethod().isPresent() ? Scope.METHOD : Scope.CLASS;
    }

    /** Of the class's hosts. */
    ExtensionContext holder() {
        return holder(owner.spec().scope());
    }

    private ExtensionContext holder(Scope scope) {
        return switch (scope) {
            case SESSION -> context.getRoot();
            case CLASS -> owner.context();
            case METHOD -> {
                if (nearest() != Scope.METHOD) {
                    throw new MeshException("no test runs whose mesh it could be: class=" + owner.name());
                }
                yield context;
            }
        };
    }
}
