package io.meshwork.proc;

import java.util.List;

/** What happens to a proc, as {@link ProcLife} takes it. */
public sealed interface ProcEvent {

    /** Its process runs. */
    record Launched(long pid) implements ProcEvent {}

    /** It said that its agent is bound and served. */
    record Served(long pid) implements ProcEvent {}

    /** It is to end. */
    record StopAsked(long pid) implements ProcEvent {}

    /**
     * Its process ended by itself, or had said with which code it would.
     *
     * @param likely what is likely behind it, for people; empty if nothing is known
     */
    record Exited(int code, List<String> tail, String likely) implements ProcEvent {}

    /** @param likely as in {@link Exited} */
    record Signalled(int signal, List<String> tail, String likely) implements ProcEvent {}

    /** It could not be started, or nobody knows what became of it. */
    record Lost(String reason) implements ProcEvent {}
}
