package io.meshwork.mailbox;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * Folds two values into one, on the way to a reduced port. Values are folded in the order of ranks, but in groups: to give the
 * same result always, the fold has to be associative. It need not be commutative.
 *
 * <p>A reducer travels: a lambda or method reference has to be written in a class that the procs have too, and captures only
 * what can travel.
 *
 * @param type of the values
 * @param fold may run in any process of the mesh, on threads that may block
 * @param <T> what is folded
 */
public record Reducer<T>(Class<T> type, Fold<T> fold) {

    /** The function of a reducer. */
    @FunctionalInterface
    public interface Fold<T> extends BinaryOperator<T>, Serializable {}

    /** One of the user's own. */
    public static <T> Reducer<T> of(Class<T> type, Fold<T> fold) {
        return new Reducer<>(type, fold);
    }

    public static Reducer<Integer> sumOfInts() {
        return of(Integer.class, Integer::sum);
    }

    public static Reducer<Long> sumOfLongs() {
        return of(Long.class, Long::sum);
    }

    public static Reducer<Double> sumOfDoubles() {
        return of(Double.class, Double::sum);
    }

    /** The least one; of equal ones that of the lowest rank. */
    public static <T extends Comparable<? super T>> Reducer<T> min(Class<T> type) {
        return of(type, (left, right) -> left.compareTo(right) <= 0 ? left : right);
    }

    /** The greatest one; of equal ones that of the lowest rank. */
    public static <T extends Comparable<? super T>> Reducer<T> max(Class<T> type) {
        return of(type, (left, right) -> left.compareTo(right) >= 0 ? left : right);
    }

    /** Texts in the order of ranks, with the separator between them. */
    public static Reducer<String> join(String separator) {
        return of(String.class, (left, right) -> left + separator + right);
    }

    /** One list of all elements, in the order of ranks. */
    @SuppressWarnings("unchecked") // a class knows no type arguments
    public static <E> Reducer<List<E>> joinOfLists() {
        return of((Class<List<E>>) (Class<?>) List.class, (left, right) -> {
            List<E> all = new ArrayList<>(left);
            all.addAll(right);
            return all;
        });
    }

    /** One set of all elements, in the order of ranks. */
    @SuppressWarnings("unchecked") // a class knows no type arguments
    public static <E> Reducer<Set<E>> joinOfSets() {
        return of((Class<Set<E>>) (Class<?>) Set.class, (left, right) -> {
            Set<E> all = new LinkedHashSet<>(left);
            all.addAll(right);
            return all;
        });
    }
}
