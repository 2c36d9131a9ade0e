package io.meshwork.bootstrap.process;

/** How a process ended. */
public sealed interface ExitStatus {

    /**
     * The status behind an exit value of the JDK or of a shell, which both tell signal n as 128 + n. A program that
     * itself exits with such a value, as a JVM does after SIGTERM, can't be told apart.
     */
    static ExitStatus of(int exitValue) {
        return exitValue > 128 && exitValue <= 128 + 64 ? new Signalled(exitValue - 128) : new Exited(exitValue);
    }

    /** For people, with the usual cause where there is one: {@code exit code 127 (command not found)}. */
    String describe();

    /** @param code 0 is success */
    record Exited(int code) implements ExitStatus {

        @Override
        public String describe() {
            return "exit code " + code + usualCause(code);
        }

        private static String usualCause(int code) {
            return switch (code) {
                case 3 -> " (of a JVM: out of memory)";
                case 126 -> " (command can't be executed)";
                case 127 -> " (command not found)";
                default -> "";
            };
        }
    }

    /** @param signal as in {@code signal(7)}, 1 to 64 */
    record Signalled(int signal) implements ExitStatus {

        @Override
        public String describe() {
            return signal > 31 ? "signal " + signal : Signals.name(signal) + " (" + signal + usualCause(signal) + ")";
        }

        private static String usualCause(int signal) {
            return signal == 6 ? ", as a crashed JVM ends: see its hs_err_pid file" : "";
        }
    }
}
