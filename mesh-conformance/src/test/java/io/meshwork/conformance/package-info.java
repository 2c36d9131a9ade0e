/**
 * The suite that every backend is held to. A test class says with {@link io.meshwork.conformance.EachBackend} that it runs
 * over each {@link io.meshwork.conformance.Backend}, or why only over those that have processes; a test says with {@link
 * io.meshwork.conformance.Row} which rows of {@code docs/behaviours.md} it shows. How somebody else's backend joins is in
 * {@code docs/conformance.md}.
 */
@NullMarked
package io.meshwork.conformance;

import org.jspecify.annotations.NullMarked;
