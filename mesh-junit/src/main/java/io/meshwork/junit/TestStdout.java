package io.meshwork.junit;

/** The stdout of this JVM, as it is at the moment: a runner that captures what tests print has put its own there. */
final class TestStdout {

    private TestStdout() {}

    /** Shows what a process printed. What is to overwrite the line, as progress bars do, is a line of its own. */
    static void line(String process, String text) {
        if (text.indexOf('\r') < 0) {
            println("[" + process + "] " + text);
        } else {
            for (String part : text.split("\r")) {
                println("[" + process + "] " + part);
            }
        }
    }

    static void println(String line) {
        System.out.println(line);
    }
}
