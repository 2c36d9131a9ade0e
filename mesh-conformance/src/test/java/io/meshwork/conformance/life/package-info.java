/**
 * How hosts, procs and actors come and go, shown on each backend: allocation, states, stop and attach, faults, shutdown and
 * its report. What is true of operating system processes alone is shown in {@code processes}.
 */
@NullMarked
package io.meshwork.conformance.life;

import org.jspecify.annotations.NullMarked;
