package io.meshwork.junit;

/** How long a mesh lives, and so who shares it. */
public enum Scope {
    /** For one test, with its {@code @BeforeEach} and {@code @AfterEach}. */
    METHOD,
    /** For the class that says {@link MeshTest}; its {@code @Nested} classes see it. */
    CLASS,
    /** For all classes of a JVM that want the same. */
    SESSION;

    /** Whether it is as long as the other, or longer. */
    boolean outlives(Scope other) {
        return compareTo(other) >= 0;
    }

    Scope shorter(Scope other) {
        return outlives(other) ? other : this;
    }
}
