package io.meshwork.bootstrap.process;

import java.util.List;

/** Command lines as people read them: quoted as a shell would take them, and cut when long. */
final class ShellQuoting {

    private static final int MAX_ARGUMENT_CHARS = 300;
    private static final int MAX_LINE_CHARS = 2000;
    private static final String SAFE = "%+,-./:=@_";

    private ShellQuoting() {}

    static String render(List<String> argv) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < argv.size(); i++) {
            if (line.length() > MAX_LINE_CHARS) {
                return line.append(" … (")
                        .append(argv.size() - i)
                        .append(" more)")
                        .toString();
            }
            if (i > 0) {
                line.append(' ');
            }
            quote(shorten(argv.get(i)), line);
        }
        return line.toString();
    }

    private static String shorten(String argument) {
        return argument.length() <= MAX_ARGUMENT_CHARS
                ? argument
                : argument.substring(0, MAX_ARGUMENT_CHARS) + "…(" + argument.length() + " chars)";
    }

    private static void quote(String argument, StringBuilder line) {
        if (isSafe(argument)) {
            line.append(argument);
        } else {
            line.append('\'').append(argument.replace("'", "'\\''")).append('\'');
        }
    }

    private static boolean isSafe(String argument) {
        for (int i = 0; i < argument.length(); i++) {
            char c = argument.charAt(i);
            if (!Character.isLetterOrDigit(c) && SAFE.indexOf(c) < 0) {
                return false;
            }
        }
        return !argument.isEmpty();
    }
}
