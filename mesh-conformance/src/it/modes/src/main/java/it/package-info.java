/** A user's package, run from tests in every way there is. */
package it;
