package io.meshwork.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which actors a parameter or field means, where a class has several: {@code @Actors(name = "left", args = "5")
 * ActorMesh<Counter>}. {@link Procs} and {@link Hosts} beside it say where they live.
 *
 * <p>What is said alike in one scope is the same mesh wherever it is asked for; a name tells two of a kind apart, and must
 * not stand for two that differ.
 */
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Actors {

    /** Of the mesh: 1 to 63 letters, digits, {@code _} or {@code -}; the second of that name is {@code left-2}. */
    String name() default "";

    /**
     * The constructor's: text, whole numbers, fractions, {@code true} and {@code false}, single characters, constants of
     * enums, and what has a static {@code parse(CharSequence)} or {@code valueOf(String)} of its own, such as a {@code
     * Duration}.
     */
    String[] args() default {};

    /** How long they live: at most one, not wider than that of their procs; a test's, where nothing is said. */
    Scope[] scope() default {};
}
