package io.meshwork.wire.codec;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a handle is in a value that would travel with it: in a record, an array, a collection, a map, an optional or what
 * a lambda captured. Other objects let no handle travel, and are not looked into.
 */
final class HandleSearch {

    private final Forms forms;
    private int depth;

    HandleSearch(Forms forms) {
        this.forms = forms;
    }

    /** Also true of what can't be taken apart, or not to its end. */
    boolean mayHold(@Nullable Object value) {
        Kind kind = value == null ? null : forms.familyOf(value);
        if (value == null || kind == null) {
            return false;
        }
        if (++depth > Encoder.DEEPEST) {
            return true;
        }
        boolean found = switch (kind) {
            case TRAVELLING -> true;
            case RECORD -> anyHolds(((RecordForm) forms.form(kind)).references(value));
            case LAMBDA -> anyHolds(((LambdaForm) forms.form(kind)).captured(value));
            case ARRAY -> value instanceof Object[] elements && anyHolds(elements);
            case OPTIONAL -> mayHold(((Optional<?>) value).orElse(null));
            case LIST, SET -> anyHolds((Iterable<?>) value);
            case MAP -> anyHolds(((Map<?, ?>) value).keySet()) || anyHolds(((Map<?, ?>) value).values());
            default -> false;
        };
        depth--;
        return found;
    }

    private boolean anyHolds(@Nullable Object[] values) {
        for (Object value : values) {
            if (mayHold(value)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyHolds(Iterable<?> values) {
        for (Object value : values) {
            if (mayHold(value)) {
                return true;
            }
        }
        return false;
    }
}
