/**
 * The project's own payload codec, behind {@link io.meshwork.wire.PayloadCodec}: records, collections, handles, lambdas
 * and exceptions as data, other serializable values through JDK serialization under a filter.
 *
 * <p>It upholds W-1 and W-3 of {@code io.meshwork.wire}, and:
 *
 * <ul>
 *   <li>PC-1: how a value is written at a position depends on the class that declares the position and on nothing else,
 *       so both ends agree although only the receiver knows the declared type of the whole.
 *   <li>PC-2: a class that a payload names is loaded only if its name can fit the declared type of its position, and
 *       initialised only after the class was seen to fit it and to be of a kind that travels.
 * </ul>
 *
 * <p>Form of a value: at a position whose declared type says which class stands there (primitive, box, {@code String},
 * record, enum, {@code Optional}, array of these), a null flag and the body; at any other a tag, the class name where
 * the tag does not say it, and the body. A name is written once per payload, then by its number.
 *
 * <p>Threads: codec, forms and positions are safe for any thread; an encoder or decoder lives for one call. Imports
 * {@code io.meshwork.wire} and {@code io.meshwork.failure}.
 *
 * <p>More types than a package should have: each family of values is one form, and none of them is of use outside.
 */
@NullMarked
package io.meshwork.wire.codec;

import org.jspecify.annotations.NullMarked;
