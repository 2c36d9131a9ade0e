package io.meshwork.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which procs a parameter or field means, where it doesn't mean those of its class: {@code @Procs(2) ProcMesh}. On actors
 * it says on which procs they live; {@link Hosts} beside it says on which hosts those are. What is left out is as the class
 * says it.
 *
 * <p>What is said alike in one scope is the same mesh wherever it is asked for; a name tells two of a kind apart, and must
 * not stand for two that differ.
 */
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Procs {

    /** How many on each host, 1 or more: the dimension {@code procs=n}. */
    int value() default MeshTest.UNSAID;

    /** Named dimensions in its place, of each host: {@code gpus=4}. */
    String extent() default "";

    /** Of the mesh: 1 to 63 letters, digits, {@code _} or {@code -}. */
    String name() default "";

    /** Of the procs; put behind those that the class says, so they win. They have no effect in-process. */
    String[] jvmArgs() default {};

    /** How long they live: at most one, not wider than that of their hosts. */
    Scope[] scope() default {};
}
