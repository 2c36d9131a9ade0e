package io.meshwork.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a mesh: named dimensions, slowest-varying first.
 *
 * <p>Ranks are row-major from 0: in {@code hosts=2,gpus=4} the point {@code (hosts 1, gpus 2)} has rank 6. The extent
 * without dimensions, {@link #unity()}, has exactly one member.
 *
 * <p>Text form, which {@link #parse} reads back: {@code hosts=2,gpus=4}, and {@code unity} for the one without
 * dimensions.
 *
 * @param dims each name once; together at most {@link Integer#MAX_VALUE} members
 */
public record Extent(List<Dim> dims) {

    /** @throws IllegalArgumentException if a name is there twice, or there are too many members */
    public Extent {
        dims = List.copyOf(dims);
        long members = 1;
        for (int i = 0; i < dims.size(); i++) {
            requireOnce(i, dims);
            members *= dims.get(i).size();
            if (members > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "extent too large: accepted are up to " + Integer.MAX_VALUE + " members, got: " + text(dims));
            }
        }
    }

    public static Extent unity() {
        return new Extent(List.of());
    }

    public static Extent of(String dim, int size) {
        return new Extent(List.of(new Dim(dim, size)));
    }

    public static Extent of(String dim0, int size0, String dim1, int size1) {
        return new Extent(List.of(new Dim(dim0, size0), new Dim(dim1, size1)));
    }

    public static Extent of(String dim0, int size0, String dim1, int size1, String dim2, int size2) {
        return new Extent(List.of(new Dim(dim0, size0), new Dim(dim1, size1), new Dim(dim2, size2)));
    }

    /**
     * @param text the text form; the empty text is unity too
     * @throws IllegalArgumentException if the text is no extent
     */
    public static Extent parse(String text) {
        List<Dim> dims = new ArrayList<>();
        for (String item : items(text)) {
            dims.add(Dim.parse(item));
        }
        return new Extent(dims);
    }

    /**
     * These dimensions, then the faster-varying ones of the other.
     *
     * @throws IllegalArgumentException if both have a dimension of the same name
     */
    public Extent concat(Extent faster) {
        List<Dim> all = new ArrayList<>(dims);
        all.addAll(faster.dims);
        return new Extent(all);
    }

    /** The same members along one dimension, in the order of their ranks. */
    public Extent flatten(String dim) {
        return of(dim, size());
    }

    /**
     * One dimension as others, which take its place; ranks stay.
     *
     * @param parts slowest first; as many members together as the dimension has
     * @throws ShapeException if there is no such dimension, the sizes don't multiply up to its size, or another dimension
     *     has one of the names
     */
    public Extent split(String dim, Extent parts) {
        int at = indexOf(dim);
        if (parts.size() != dims.get(at).size()) {
            throw new ShapeException("sizes don't multiply up: dim=" + dim + " size="
                    + dims.get(at).size() + ", accepted are extents of so many members, got: " + parts + " of "
                    + parts.size());
        }
        List<Dim> all = new ArrayList<>(dims);
        all.remove(at);
        for (Dim part : parts.dims) {
            requireFree(part.name(), all);
        }
        all.addAll(at, parts.dims);
        return new Extent(all);
    }

    /**
     * Another name for a dimension; ranks stay.
     *
     * @throws ShapeException if there is no such dimension, or another one has that name
     */
    public Extent rename(String from, String to) {
        return split(from, of(to, size(from)));
    }

    /**
     * These dimensions of it, in this order.
     *
     * @throws ShapeException if there is no such dimension, or it is named twice
     */
    public Extent only(String... names) {
        List<Dim> some = new ArrayList<>(names.length);
        for (String name : names) {
            Dim dim = dims.get(indexOf(name));
            if (some.contains(dim)) {
                throw new ShapeException(
                        "dimension twice: accepted is each of " + this + " once, got: " + List.of(names));
            }
            some.add(dim);
        }
        return new Extent(some);
    }

    public boolean isUnity() {
        return dims.isEmpty();
    }

    /** Members, 1 or more. */
    public int size() {
        int size = 1;
        for (Dim dim : dims) {
            size *= dim.size();
        }
        return size;
    }

    /** @throws ShapeException if there is no such dimension */
    public int size(String dim) {
        return dims.get(indexOf(dim)).size();
    }

    /** @throws ShapeException unless the point is of an equal extent */
    public int rank(Point point) {
        if (!equals(point.extent())) {
            throw new ShapeException("point of another extent: accepted are points of " + this + ", got: " + point
                    + " of " + point.extent());
        }
        return point.rank();
    }

    /**
     * @param coordinates one per dimension, slowest first, each from 0
     * @throws ShapeException if there are more or fewer, or one is out of range
     */
    public int rank(int... coordinates) {
        if (coordinates.length != dims.size()) {
            throw new ShapeException("wrong count of coordinates: accepted are " + dims.size() + " for " + this
                    + ", got: " + coordinates.length);
        }
        int rank = 0;
        for (int i = 0; i < coordinates.length; i++) {
            Dim dim = dims.get(i);
            rank = rank * dim.size() + dim.requireIndex(coordinates[i]);
        }
        return rank;
    }

    /** @throws ShapeException if there is no such rank */
    public Point point(int rank) {
        return new Point(this, rank);
    }

    /** All points, in rank order. */
    public List<Point> points() {
        int size = size();
        List<Point> points = new ArrayList<>(size);
        for (int rank = 0; rank < size; rank++) {
            points.add(new Point(this, rank));
        }
        return points;
    }

    /**
     * Refuses a rank that no member has.
     *
     * @return the rank
     * @throws ShapeException unless it is at least 0 and below {@link #size()}
     */
    public int requireRank(int rank) {
        int size = size();
        if (rank < 0 || rank >= size) {
            throw new ShapeException(
                    "rank out of range: size=" + size + ", accepted are 0 to " + (size - 1) + ", got: " + rank);
        }
        return rank;
    }

    /** Position of a dimension, slowest first. */
    int indexOf(String dim) {
        for (int i = 0; i < dims.size(); i++) {
            if (dims.get(i).name().equals(dim)) {
                return i;
            }
        }
        throw new ShapeException("no such dimension: accepted are those of " + this + ", got: '" + dim + "'");
    }

    /** The parts of a text between commas. */
    static List<String> items(String text) {
        return text.isEmpty() || text.equals("unity") ? List.of() : List.of(text.split(",", -1));
    }

    private static void requireOnce(int index, List<Dim> dims) {
        String name = dims.get(index).name();
        for (Dim earlier : dims.subList(0, index)) {
            if (earlier.name().equals(name)) {
                throw new IllegalArgumentException(
                        "dimension twice: accepted is each name once, got: '" + name + "' in " + text(dims));
            }
        }
    }

    private void requireFree(String name, List<Dim> others) {
        for (Dim other : others) {
            if (other.name().equals(name)) {
                throw new ShapeException("dimension name taken: accepted are names that no other of " + this
                        + " has, got: '" + name + "'");
            }
        }
    }

    private static String text(List<Dim> dims) {
        StringBuilder text = new StringBuilder();
        for (Dim dim : dims) {
            text.append(text.length() == 0 ? "" : ",").append(dim);
        }
        return dims.isEmpty() ? "unity" : text.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Extent that && dims.equals(that.dims);
    }

    @Override
    public int hashCode() {
        return dims.hashCode();
    }

    @Override
    public String toString() {
        return text(dims);
    }

    /**
     * One dimension. Text form: {@code hosts=2}.
     *
     * @param name letters, digits, {@code _} and {@code -}
     * @param size members along this dimension, 1 or more
     */
    public record Dim(String name, int size) {
        public Dim {
            if (!isName(name)) {
                throw new IllegalArgumentException(
                        "not a dimension name: accepted are letters, digits, _ and -, got: '" + name + "'");
            }
            if (size < 1) {
                throw new IllegalArgumentException(
                        "dimension size below 1: accepted is 1 or more, got: " + name + "=" + size);
            }
        }

        static Dim parse(String text) {
            int equals = text.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("not a dimension: accepted is name=size, got: '" + text + "'");
            }
            try {
                return new Dim(text.substring(0, equals), Integer.parseInt(text.substring(equals + 1)));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "not a dimension: accepted is name=size with a size of 1 to " + Integer.MAX_VALUE + ", got: '"
                                + text + "'",
                        e);
            }
        }

        int requireIndex(int index) {
            if (index < 0 || index >= size) {
                throw new ShapeException("index out of range: dim=" + name + " size=" + size + ", accepted are 0 to "
                        + (size - 1) + ", got: " + index);
            }
            return index;
        }

        void requireRange(int from, int to, int step) {
            if (from < 0 || from >= to || to > size || step < 1) {
                String wrong = from >= to ? "empty range" : step < 1 ? "step below 1" : "range out of bounds";
                throw new ShapeException(wrong + ": dim=" + name + " size=" + size + ", accepted are 0 <= from < to <= "
                        + size + " and step >= 1, got: from=" + from + " to=" + to + " step=" + step);
            }
        }

        private static boolean isName(String name) {
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
                if (!letter && !(c >= '0' && c <= '9') && c != '_' && c != '-') {
                    return false;
                }
            }
            return !name.isEmpty();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Dim that && size == that.size && name.equals(that.name);
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + size;
        }

        @Override
        public String toString() {
            return name + "=" + size;
        }
    }
}
