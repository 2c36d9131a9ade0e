package io.meshwork.bootstrap.output;

/**
 * A line that a process printed.
 *
 * @param time as it stands in the file; where there is none, that of the line before
 */
record Line(String time, String process, String text) {}
