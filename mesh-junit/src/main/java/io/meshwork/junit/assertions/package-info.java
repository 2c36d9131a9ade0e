/**
 * What a test says of meshes: AssertJ's assertions, and conditions to wait for. Needs AssertJ, but for {@link MeshConditions};
 * no JUnit.
 *
 * <p>Threads: that of the test. Imports the runtime.
 */
@NullMarked
package io.meshwork.junit.assertions;

import org.jspecify.annotations.NullMarked;
