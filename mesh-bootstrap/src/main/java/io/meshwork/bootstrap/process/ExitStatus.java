package io.meshwork.bootstrap.process;

/** How a process ended. What is likely behind it, {@link ExitCause} says. */
public sealed interface ExitStatus {

    /**
     * The status behind an exit value of the JDK or of a shell, which both tell signal n as 128 + n. A program that
     * itself exits with such a value, as a JVM does after SIGTERM, can't be told apart.
     */
    static ExitStatus of(int exitValue) {
        return exitValue > 128 && exitValue <= 128 + 64 ? new Signalled(exitValue - 128) : new Exited(exitValue);
    }

    /** For people: {@code exit code 127}, {@code SIGKILL (9)}. */
    String describe();

    /** @param code 0 is success */
    record Exited(int code) implements ExitStatus {

        @Override
        public String describe() {
            return "exit code " + code;
        }
    }

    /** @param signal as in {@code signal(7)}, 1 to 64 */
    record Signalled(int signal) implements ExitStatus {

        @Override
        public String describe() {
            return signal > 31 ? Signals.name(signal) : Signals.name(signal) + " (" + signal + ")";
        }
    }
}
