package io.meshwork.junit.evidence;

import io.meshwork.failure.MeshFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Failures as text, in full: the first first, what followed from it below it, each with its stack (E-1). */
final class FailureText {

    private FailureText() {}

    static String of(@Nullable Throwable thrown, List<MeshFailure> failures) {
        StringBuilder text = new StringBuilder();
        for (MeshFailure failure : failures) {
            append(failure, "", text);
            text.append('\n');
        }
        if (thrown != null) {
            text.append("the test failed with\n").append(stack(thrown));
        }
        return text.toString();
    }

    private static void append(MeshFailure failure, String indent, StringBuilder text) {
        text.append(indent.isEmpty() ? failure.at() + " " : indent)
                .append(failure.member())
                .append(": ");
        text.append(failure.what().replace("\n", "\n" + indent + "  "));
        text.append(": mesh=")
                .append(failure.mesh())
                .append(" ranks=")
                .append(failure.ranks())
                .append('\n');
        Throwable cause = failure.cause();
        if (cause != null) {
            text.append(stack(cause).indent(indent.length() + 2));
        }
        failure.consequences().forEach(next -> append(next, indent + "  hence ", text));
    }

    private static String stack(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
