package io.meshwork.bootstrap.process;

import io.meshwork.bootstrap.process.ExitStatus.Exited;
import io.meshwork.bootstrap.process.ExitStatus.Signalled;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is likely behind the end of a process, for people. A guess from its traces: nothing is to be decided by it. */
public final class ExitCause {

    private static final int ABORT = 6;
    private static final int LEASE_LOST = 70;

    private static final String OURS = "sent by this harness: ";
    private static final String OTHERS = "not sent by this harness: by another process or user";

    private ExitCause() {}

    /**
     * One line; empty if nothing is known.
     *
     * @param tail the last lines it printed
     * @param crash its own, if it left one
     * @param sent what this harness sent to it, oldest first, each line with the signal's name at its start:
     *     {@code SIGKILL sent by stop(): it did not end within 2000 ms of SIGTERM}
     * @param oomKillerActed whether the kernel's did while the process lived, see {@link OomKills}
     */
    public static String likely(
            ExitStatus exit,
            List<String> tail,
            @Nullable CrashReport crash,
            List<String> sent,
            boolean oomKillerActed) {
        if (exit.equals(new Exited(0))) {
            return "";
        }
        if (crash == null) {
            return exit instanceof Signalled signalled
                    ? ofSignal(signalled.signal(), sent, oomKillerActed)
                    : ofCode(((Exited) exit).code(), tail);
        }
        String crashed = ofCrash(crash, sent);
        return exit instanceof Signalled signalled && signalled.signal() != ABORT
                ? ofSignal(signalled.signal(), sent, oomKillerActed) + "; before that, " + crashed
                : crashed;
    }

    /** A JVM ends so by SIGABRT, or with exit code 1 if it is told to leave no core or has no memory. */
    private static String ofCrash(CrashReport crash, List<String> sent) {
        String headline = crash.headline();
        String crashed = "the JVM crashed" + (headline.isEmpty() ? "" : ": " + headline) + "; report: " + crash.file();
        String ours = lastOf(sent, headline.substring(0, Math.max(0, headline.indexOf(' '))));
        return ours == null ? crashed : OURS + ours + "; " + crashed;
    }

    private static String ofSignal(int signal, List<String> sent, boolean oomKillerActed) {
        String ours = lastOf(sent, Signals.name(signal));
        if (ours != null) {
            return OURS + ours;
        }
        return switch (signal) {
            case Signals.KILL ->
                oomKillerActed
                        ? "the kernel's out-of-memory killer acted meanwhile: give the machine more memory or the mesh"
                                + " fewer or smaller processes"
                        : OTHERS + ", or the kernel's out-of-memory killer (see dmesg)";
            case 1, 2, Signals.TERM -> OTHERS;
            case ABORT -> "a JVM crashes so; no hs_err file was found";
            case 4, 5, 7, 8, 11, 31 -> "the program crashed";
            default -> "";
        };
    }

    /** The last line that starts with this name and not with a longer one. */
    private static @Nullable String lastOf(List<String> sent, String signalName) {
        for (int i = sent.size() - 1; i >= 0 && !signalName.isEmpty(); i--) {
            String line = sent.get(i);
            int end = signalName.length();
            if (line.startsWith(signalName) && (line.length() == end || !Character.isLetterOrDigit(line.charAt(end)))) {
                return line;
            }
        }
        return null;
    }

    private static String ofCode(int code, List<String> tail) {
        return switch (code) {
            case 1 -> ofStart(tail);
            case 3 -> ofFullMemory(tail);
            case LEASE_LOST -> "its parent was gone: it lost its lease";
            case 126 -> "command can't be executed";
            case 127 -> "command not found";
            default -> "";
        };
    }

    /** As {@code -XX:+ExitOnOutOfMemoryError} does it. */
    private static String ofFullMemory(List<String> tail) {
        String line = lineWith(tail, "Terminating due to java.lang.OutOfMemoryError");
        return line == null
                ? "a JVM that is out of memory exits so"
                : "out of memory in its heap or metaspace: " + line + "; give it more: jvmArgs(\"-Xmx…\")";
    }

    private static String ofStart(List<String> tail) {
        String tooNew = lineWith(tail, "UnsupportedClassVersionError");
        if (tooNew != null) {
            return "its JDK is older than the classes: " + tooNew;
        }
        if (lineWith(tail, "Could not find or load main class") != null) {
            return "its class path does not have the harness";
        }
        if (lineWith(tail, "Could not create the Java Virtual Machine") != null
                || lineWith(tail, "Unrecognized VM option") != null) {
            return "the JVM refused its arguments" + reason(tail);
        }
        return lineWith(tail, "Error occurred during initialization of") != null
                ? "the JVM could not start" + reason(tail)
                : "";
    }

    private static @Nullable String lineWith(List<String> tail, String text) {
        for (String line : tail) {
            if (line.contains(text)) {
                return line.strip();
            }
        }
        return null;
    }

    /** The first line that says more than that it ends. */
    private static String reason(List<String> tail) {
        for (String line : tail) {
            if (!line.startsWith("Error: Could not create")
                    && !line.startsWith("Error: A fatal exception")
                    && !line.startsWith("Error occurred during initialization")
                    && !line.startsWith("Picked up ")
                    && !line.startsWith("WARNING: ")
                    && !line.contains(" VM warning: ")) {
                return ": " + line.strip();
            }
        }
        return "";
    }
}
