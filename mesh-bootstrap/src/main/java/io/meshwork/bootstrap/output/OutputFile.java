package io.meshwork.bootstrap.output;

import io.meshwork.bootstrap.process.OutputTail;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process prints, of both streams. Its lines begin with their times (see {@link
 * io.meshwork.bootstrap.process.LineStamp}), but for those that no Java code printed: what the JVM itself says, native code,
 * or a process that a child started.
 *
 * @param process its name, place and pid: {@code p0_2 (hosts 1, procs 0) 4711}
 * @param started when, as the time of a line
 */
public record OutputFile(String process, String started, Path file) {

    /** The last lines that are not blank, without their times; empty if the file is gone. */
    public List<String> lastLines(int most) {
        return OutputTail.of(file, most);
    }
}
