/**
 * The backends that are the project's own. Each is one class, and one line in {@code
 * META-INF/services/io.meshwork.conformance.Backend}.
 */
@NullMarked
package io.meshwork.conformance.backends;

import org.jspecify.annotations.NullMarked;
