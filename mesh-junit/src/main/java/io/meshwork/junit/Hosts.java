package io.meshwork.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which hosts a parameter or field means, where it doesn't mean those of its class: {@code @Hosts(2) HostMesh}. On what
 * stands on hosts (procs, actors and single ones of them) it says on which. What is left out is as the class says it.
 *
 * <p>What is said alike in one scope is the same mesh wherever it is asked for; a name tells two of a kind apart, and must
 * not stand for two that differ.
 */
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Hosts {

    /** How many, 1 or more: the extent {@code hosts=n}. */
    int value() default MeshTest.UNSAID;

    /** Named dimensions in its place: {@code zone=2,rack=3}. */
    String extent() default "";

    /** Of the mesh: 1 to 63 letters, digits, {@code _} or {@code -}. */
    String name() default "";

    /** Of the hosts; put behind the harness's own, so they win. They have no effect in-process. */
    String[] jvmArgs() default {};

    /** How long they live: at most one, not wider than the class's own. */
    Scope[] scope() default {};
}
