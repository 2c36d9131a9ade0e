package io.meshwork.cast;

import java.util.List;

/** Folds values for one reduced port. Runs code of users. */
@FunctionalInterface
public interface Folding {

    /**
     * @param values two or more, ascending and without gaps
     * @return one value, or the failure of the reducer; never throws
     */
    Part fold(Part values);

    /** One value that covers the ranks of all. */
    static Part.Folded covering(List<Part.Folded> values, byte[] value) {
        return new Part.Folded(
                values.get(0).first(), values.get(values.size() - 1).last(), value);
    }
}
