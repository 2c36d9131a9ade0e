package io.meshwork.host;

/** Where a host is in its life, as its agent says or as is known of its process. */
public sealed interface HostStatus {

    /** @param procs that live on it */
    record Running(long pid, int procs) implements HostStatus {}

    /** Its agent does not answer, or its process is gone. */
    record Failed(String reason) implements HostStatus {}
}
