package io.meshwork.wire.codec;

import org.jspecify.annotations.Nullable;

/** Why a value can't travel. On its way up it gathers where the value stands; the codec makes the exception of it. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final int MOST_STEPS = 6;
    private static final String TRAVELS = "what travels: primitives, String, enums, records, arrays, List, Set, Map,"
            + " Optional, exceptions, ids and refs, Serializable values";
    private static final String MAKE_IT_A_LAMBDA = "make it a lambda of a Remote… interface (RemoteFunction,"
            + " RemoteConsumer, RemoteCallable, RemoteRunnable)";

    private final String subject;
    private final StringBuilder path = new StringBuilder();
    private String cure;
    private int steps;
    private @Nullable String unnamedOwner;

    /**
     * @param subject what can't travel, as people name it
     * @param cure what to do about it
     */
    Refusal(String subject, String cure) {
        super(null, null, false, false);
        this.subject = subject;
        this.cure = cure;
    }

    static Refusal of(Object value) {
        Class<?> type = value.getClass();
        if (type.isHidden() && type.isSynthetic() && type.getInterfaces().length > 0) {
            return ofLambda(type, "its interface is not Serializable: " + MAKE_IT_A_LAMBDA);
        }
        if (type.isAnonymousClass()) {
            return new Refusal("the anonymous class " + type.getName(), MAKE_IT_A_LAMBDA);
        }
        return new Refusal(type.getTypeName(), TRAVELS);
    }

    /** @param type the hidden class of the lambda, which has an interface */
    static Refusal ofLambda(Class<?> type, String cure) {
        String name = type.getName();
        int lambda = name.indexOf("$$Lambda");
        String madeIn = lambda < 0 ? name : name.substring(0, lambda);
        return new Refusal("a lambda of " + type.getInterfaces()[0].getName() + " made in " + madeIn, cure);
    }

    static Refusal tooDeep(Object value) {
        String cure = "nested more than " + Encoder.DEEPEST + " deep: is there a cycle?";
        return new Refusal(value.getClass().getTypeName(), cure);
    }

    /** The value stands in something that isn't worth a name unless it is the outermost: {@code element 3}. */
    Refusal in(String label, Object container) {
        step(label);
        unnamedOwner = container.getClass().getTypeName();
        return this;
    }

    /** The value stands in something with a name: {@code field socket} of {@code com.acme.Ship}. */
    Refusal of(String label, String owner) {
        step(label);
        if (steps <= MOST_STEPS) {
            path.append(" of ").append(owner);
        }
        unnamedOwner = null;
        return this;
    }

    Refusal advise(String better) {
        cure = better;
        return this;
    }

    @Override
    public String getMessage() {
        StringBuilder text = new StringBuilder("cannot travel: ").append(steps == 0 ? subject : path);
        if (steps > MOST_STEPS) {
            text.append(", …");
        } else if (unnamedOwner != null) {
            text.append(" of ").append(unnamedOwner);
        }
        return text.append("; ").append(cure).toString();
    }

    private void step(String label) {
        steps++;
        if (steps == 1) {
            path.append(label).append(" (").append(subject).append(')');
        } else if (steps <= MOST_STEPS) {
            path.append(unnamedOwner != null ? " of " : ", in ").append(label);
        }
    }
}
