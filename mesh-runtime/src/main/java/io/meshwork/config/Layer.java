package io.meshwork.config;

/** Where settings stand, the highest first: what stands in an earlier one wins over what stands in a later one. */
public enum Layer {
    /** A test's own code: {@link Config#with}. Wins in the children too. */
    OVERRIDE("test override"),
    /** The properties of a JVM, {@code -Dmesh.grace=2s}, and behind them its variables, {@code MESH_GRACE=2s}. */
    ENVIRONMENT("environment"),
    /** A program's code that leaves the last word to the environment: {@link Config#withRuntime}. */
    RUNTIME("runtime"),
    /** {@code mesh.properties}, or JUnit's parameters. */
    FILE("file"),
    /** What a process was told by the one that started it. */
    PUSHED("pushed"),
    /** Nobody set it. */
    DEFAULT("default");

    private final String text;

    Layer(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
