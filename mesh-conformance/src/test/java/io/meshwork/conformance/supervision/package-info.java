/** Who owns what, who hears of which failure and in what order, and what is stopped then. */
@NullMarked
package io.meshwork.conformance.supervision;

import org.jspecify.annotations.NullMarked;
