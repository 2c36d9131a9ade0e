package io.meshwork.config;

/** For which processes a setting holds. */
public enum Reach {
    /** For all of a run, but a process may have another in its own environment. */
    PROCESS("each process"),
    /** For all of a run; what a child finds in its own environment does not count. */
    RUN("the run"),
    /** For the test JVM: children are not told. */
    CLIENT("the test JVM"),
    /** For one JVM from its beginning on, so it stands in its environment or nowhere; children are not told. */
    JVM("the JVM it is given to");

    private final String text;

    Reach(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
