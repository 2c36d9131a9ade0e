package io.meshwork.cast;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Values of ranks, each rank once. For one thread at a time. */
public final class Gathered {

    private final TreeMap<Integer, Part.Folded> values = new TreeMap<>();
    private int count;

    /** @return false, and nothing is changed, if there is a value already for one of the ranks */
    public boolean add(Part.Folded folded) {
        Map.Entry<Integer, Part.Folded> before = values.floorEntry(folded.last());
        if (before != null && before.getValue().last() >= folded.first()) {
            return false;
        }
        values.put(folded.first(), folded);
        count += folded.size();
        return true;
    }

    /** Ranks that have a value. */
    public int count() {
        return count;
    }

    public boolean has(int rank) {
        Map.Entry<Integer, Part.Folded> before = values.floorEntry(rank);
        return before != null && before.getValue().last() >= rank;
    }

    /** Ascending. */
    public List<Part.Folded> values() {
        return new ArrayList<>(values.values());
    }

    /** Forgets the values, but not which ranks had one. */
    void forgetValues() {
        values.replaceAll((first, folded) -> new Part.Folded(first, folded.last(), new byte[0]));
    }
}
