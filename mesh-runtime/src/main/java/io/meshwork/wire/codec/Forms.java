package io.meshwork.wire.codec;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** The forms of one codec, and which of them a value takes. */
final class Forms {

    /*
     * Forms are made when first needed: a child that sends records need not load what lambdas and exceptions take. The
     * array is filled without a lock: forms have final fields only, and one made twice is one cache lost.
     */
    private final @Nullable Form[] forms = new @Nullable Form[Kind.count()];
    private final NamedClasses classes;
    private final RecordForm records = new RecordForm();

    /** Null for classes whose values can't travel. */
    private final ClassValue<@Nullable Kind> kinds = new ClassValue<>() {
        @Override
        protected @Nullable Kind computeValue(Class<?> type) {
            return Kind.ofValues(type);
        }
    };

    Forms(NamedClasses classes) {
        this.classes = classes;
    }

    NamedClasses classes() {
        return classes;
    }

    /** The family of a value, wherever it stands; null if it can't travel. */
    @Nullable
    Kind familyOf(Object value) {
        return kinds.get(value.getClass());
    }

    /** @throws Refusal if it can't travel */
    Kind kindOf(Object value, Position at) {
        Kind kind = kinds.get(value.getClass());
        if (kind != null && kind.isContainer() && !Containers.keeps(kind, value, at.writtenClass())) {
            kind = value instanceof Serializable ? Kind.SERIALIZABLE : null;
        }
        if (kind == null) {
            throw Refusal.of(value);
        }
        return kind;
    }

    Form form(Kind kind) {
        Form form = forms[kind.ordinal()];
        if (form == null) {
            form = make(kind);
            forms[kind.ordinal()] = form;
        }
        return form;
    }

    private Form make(Kind kind) {
        return switch (kind) {
            case CLASS -> new ClassForm();
            case OPTIONAL, OPTIONAL_INT, OPTIONAL_LONG, OPTIONAL_DOUBLE -> new OptionalForm(kind);
            case LIST, SET -> new CollectionForm(kind);
            case MAP -> new MapForm();
            case ENUM -> new EnumForm();
            case RECORD -> records;
            case ARRAY -> new ArrayForm();
            case THROWABLE -> new ThrowableForm();
            case TRAVELLING -> new TravellingForm(records);
            case LAMBDA -> new LambdaForm();
            case SERIALIZABLE -> new SerializableForm(classes.loader());
            default -> new ScalarForm(kind);
        };
    }
}
