package io.meshwork.junit.assertions;

import io.meshwork.shape.Extent;
import io.meshwork.value.ValueMesh;
import java.util.Objects;
import org.assertj.core.api.AbstractIterableAssert;
import org.assertj.core.api.ObjectAssert;
import org.jspecify.annotations.Nullable;

/**
 * AssertJ's assertions for iterables, over the values in rank order; and what concerns their places. What fails prints the
 * values with rank and point.
 *
 * @param <T> the values
 */
public final class ValueMeshAssert<T>
        extends AbstractIterableAssert<ValueMeshAssert<T>, @Nullable Iterable<? extends T>, T, ObjectAssert<T>> {

    ValueMeshAssert(@Nullable Iterable<? extends T> actual) {
        super(actual, ValueMeshAssert.class);
        if (actual instanceof ValueMesh<? extends T> values) {
            describedAs(() -> values.extent() + "\n" + values + "\n");
        }
    }

    public ValueMeshAssert<T> hasExtent(Extent expected) {
        return hasExtent(expected.toString());
    }

    /** @param expected as in {@code hosts=2,procs=2} */
    public ValueMeshAssert<T> hasExtent(String expected) {
        Extent extent = values().extent();
        if (!extent.equals(Extent.parse(expected))) {
            failWithMessage("Expected extent <%s>, but it is <%s>", expected, extent);
        }
        return this;
    }

    public ValueMeshAssert<T> hasValue(int rank, @Nullable T expected) {
        Object found = values().get(rank);
        if (!Objects.equals(found, expected)) {
            failWithMessage("Expected rank %s to have <%s>, but it has <%s>", rank, expected, found);
        }
        return this;
    }

    private ValueMesh<?> values() {
        isInstanceOf(ValueMesh.class);
        return (ValueMesh<?>) Objects.requireNonNull(actual);
    }

    @Override
    protected ObjectAssert<T> toAssert(T value, String description) {
        return new ObjectAssert<>(value).as(description);
    }

    @Override
    protected ValueMeshAssert<T> newAbstractIterableAssert(Iterable<? extends T> some) {
        return new ValueMeshAssert<>(some);
    }
}
