package io.meshwork.mailbox;

import io.meshwork.cast.Folding;
import io.meshwork.cast.Part;
import io.meshwork.wire.Envelope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the ref of a reduced port knows: how values are folded, and whose value it gives.
 *
 * @param split whether values may be folded on the way
 * @param cast the cast by which the ref came to its holder; null where it came by none
 * @param rank of the holder in that cast
 */
record Contribution<T>(Reducer<T> reducer, boolean split, Envelope.@Nullable Cast cast, int rank) {

    /* A message that was sent to one alone. */
    static final Envelope.Cast ALONE = new Envelope.Cast(0, 0, 1);

    /** Once a ref has come by a cast it gives the value of that rank, whoever it is passed on to. */
    Contribution<T> arrivedBy(Envelope envelope) {
        Envelope.Cast by = envelope.cast();
        return cast != null || by == null ? this : new Contribution<>(reducer, split, by, envelope.rank());
    }

    Contribution<T> unsplit() {
        return new Contribution<>(reducer, false, cast, rank);
    }

    Envelope.Cast castOrAlone() {
        return cast != null ? cast : ALONE;
    }

    /** On the way, in the name of one that contributes; the exception of the reducer is the port's to throw. */
    static <T> Folding folding(Reducer<T> reducer, Instance instance) {
        return part -> {
            List<Part.Folded> values = part.values();
            try {
                byte[] value = instance.encode(foldedOf(reducer, values, instance));
                return part.folded(false, value);
            } catch (ReductionException e) {
                byte[] thrown = instance.encode(e);
                return part.folded(true, thrown);
            }
        };
    }

    /**
     * The fold of values that cover ranks without gaps.
     *
     * @throws ReductionException if the reducer throws, with what it threw
     */
    static <T> T foldedOf(Reducer<T> reducer, List<Part.Folded> values, Instance instance) {
        List<Part.Folded> rest = new ArrayList<>(values);
        Part.Folded at = rest.remove(0);
        try {
            T folded = decoded(reducer, at, instance);
            for (Part.Folded next : rest) {
                at = next;
                folded = reducer.fold().apply(folded, decoded(reducer, next, instance));
            }
            return folded;
        } catch (Throwable e) { // a user's code may throw what it likes
            throw new ReductionException(
                    "the reducer threw: at " + at.ranks() + " folding from rank "
                            + values.get(0).first() + " in proc "
                            + instance.id().proc().name() + ": " + e,
                    e);
        }
    }

    private static <T> T decoded(Reducer<T> reducer, Part.Folded folded, Instance instance) {
        return reducer.type().cast(instance.decode(folded.value(), reducer.type()));
    }
}
