package io.meshwork.conformance.surefire;

/** What is special about a member of the mesh when the end comes. */
enum Member {
    NONE("none"),
    /** A proc got SIGSTOP. */
    STOPPED("stopped"),
    /** A host got SIGSTOP; the lease of its proc is still held. */
    HOST_STOPPED("host-stopped"),
    /** SIGTERM and exit don't end the proc: a shutdown hook of it never does. */
    DEAF("deaf"),
    /** A handler never returns and hears no interrupt. */
    LOOPING("looping"),
    /** An actor started a process that left its session and has no parent any more. */
    HELPER("helper"),
    /** Hosts and procs stand ready for the next mesh. */
    STANDBY("standby");

    private final String kind;

    Member(String kind) {
        this.kind = kind;
    }

    /** As the fixture project knows it. */
    String kind() {
        return kind;
    }
}
