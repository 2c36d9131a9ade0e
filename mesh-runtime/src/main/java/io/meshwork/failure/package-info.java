/**
 * The root of what is thrown, and the failure that is data.
 *
 * <p>Threads: none; all types are values or exceptions. Imports nothing of the project.
 */
@NullMarked
package io.meshwork.failure;

import org.jspecify.annotations.NullMarked;
