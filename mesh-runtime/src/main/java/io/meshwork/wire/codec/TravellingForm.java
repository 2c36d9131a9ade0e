package io.meshwork.wire.codec;

import io.meshwork.wire.TravelForm;
import io.meshwork.wire.Travelling;
import io.meshwork.wire.WireFormatException;
import java.lang.reflect.Type;

/** Handles: the record that travels in their place. */
final class TravellingForm implements Form {

    private final RecordForm records;

    TravellingForm(RecordForm records) {
        this.records = records;
    }

    @Override
    public void write(Object value, Position at, Encoder out) {
        TravelForm<?> form = ((Travelling) value).travelForm();
        Class<?> type = form.getClass();
        if (!type.isRecord()) {
            throw new Refusal(value.getClass().getName(), "its travel form is no record: class=" + type.getName());
        }
        out.writeClass(type);
        try {
            records.writeComponents(form, out);
        } catch (Refusal e) {
            throw e.in("travel form", value);
        }
    }

    @Override
    public Object read(Position at, Decoder in) {
        Class<?> type = in.readClass(TravelForm.class);
        if (!type.isRecord() || !mayArriveAt(at.bound(), type)) {
            throw at.misfit(type.getName());
        }
        TravelForm<?> form = (TravelForm<?>) records.readComponents(type, Position.ANY, in);
        Object handle = form.arrive(in.receiver());
        if (handle == null) {
            throw new WireFormatException("travel form gives no handle: class=" + type.getName());
        }
        return handle;
    }

    /** Whether the handle that the form declares can be of a type; checked before anything of the form is made. */
    private static boolean mayArriveAt(Class<?> bound, Class<?> form) {
        Type seen = TypeResolver.supertype(form, TravelForm.class);
        Class<?> handle = seen == null ? Object.class : TypeResolver.erase(TypeResolver.argument(seen, 0));
        return bound.isAssignableFrom(handle) || handle.isAssignableFrom(bound);
    }
}
