package io.meshwork.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The same test once per topology, each time with a mesh of its own that ends with it, and named after the topology in the
 * report: {@code @MeshTopologies({"hosts=1,procs=1", "hosts=2,procs=4"})}.
 *
 * <p>On a method it stands in the place of {@code @Test}. On a class, which says {@link MeshTest} too, it holds for the
 * methods that are annotated {@code @TestTemplate}, or with this and no topologies of their own; a {@code @Test} there is
 * refused, as JUnit would run it once. In such a class nothing is given to what is of no test: {@code @BeforeAll}, static
 * fields, instances per class.
 *
 * <p>Constructors get the mesh of their test from Jupiter 5.12 on; before, one that asks is refused.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@TestTemplate
@ExtendWith(TopologyProvider.class)
public @interface MeshTopologies {

    /**
     * Each is {@code hosts=2,procs=4}, where one that is left out is as the class says it, or named dimensions of hosts and
     * of the procs on each, {@code zone=2,rack=3 / gpus=4}. Empty for those of the class.
     */
    String[] value() default {};
}
