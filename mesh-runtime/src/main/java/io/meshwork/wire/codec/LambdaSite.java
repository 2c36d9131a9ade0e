package io.meshwork.wire.codec;

import java.lang.StackWalker.StackFrame;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.util.Optional;

/** Where a lambda or method reference is written, for the one who has to change it. */
final class LambdaSite {

    private static final String SYNTHETIC = "lambda$";
    private static final String COPY_THE_FIELD =
            "the lambda captures `this`, the test instance or whatever object it is written in, by using a field or"
                    + " method of it: copy the field to a local variable before the lambda, and use that";

    private final SerializedLambda lambda;
    private final String capturingClass;

    LambdaSite(SerializedLambda lambda) {
        this.lambda = lambda;
        capturingClass = lambda.getCapturingClass().replace('/', '.');
    }

    /** @param captured number of the captured value that can't travel, from 0 */
    Refusal refuse(int captured, Refusal reason) {
        if (captured == 0 && capturesThis()) {
            return reason.of("captured `this`", describe()).advise(COPY_THE_FIELD);
        }
        int number = capturesThis() ? captured : captured + 1;
        return reason.of("captured value " + number, describe());
    }

    /** A lambda with a body that is an instance method, or a reference to a method of an object of the class itself. */
    private boolean capturesThis() {
        if (lambda.getImplMethodKind() == MethodHandleInfo.REF_invokeStatic || lambda.getCapturedArgCount() == 0) {
            return false;
        }
        Object first = lambda.getCapturedArg(0);
        return isBody() || first != null && first.getClass().getName().equals(capturingClass);
    }

    private boolean isBody() {
        return lambda.getImplMethodName().startsWith(SYNTHETIC);
    }

    private String describe() {
        StringBuilder text = new StringBuilder();
        if (isBody()) {
            text.append("the lambda in ").append(capturingClass).append('.').append(enclosingMethod());
        } else {
            text.append("the method reference ").append(lambda.getImplClass().replace('/', '.'));
            text.append("::").append(lambda.getImplMethodName()).append(" in ").append(capturingClass);
        }
        caller().ifPresent(frame -> append(frame, text));
        return text.toString();
    }

    /** From {@code lambda$method$hash$number}, as javac names the bodies of serializable lambdas. */
    private String enclosingMethod() {
        String name = lambda.getImplMethodName().substring(SYNTHETIC.length());
        for (int i = 0; i < 2; i++) {
            int dollar = name.lastIndexOf('$');
            name = dollar > 0 ? name.substring(0, dollar) : name;
        }
        return name;
    }

    private Optional<StackFrame> caller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> frame.getClassName().equals(capturingClass))
                        .findFirst());
    }

    private static void append(StackFrame frame, StringBuilder text) {
        if (frame.getFileName() != null && frame.getLineNumber() > 0) {
            text.append(" (").append(frame.getFileName());
            text.append(':').append(frame.getLineNumber()).append(')');
        }
    }
}
