package io.meshwork.bootstrap.output;

import io.meshwork.bootstrap.process.LineStamp;

/** Takes the lines of one file, in order, apart into time and text. Not safe for threads. */
final class StampedLines {

    private final String process;
    private String latest;

    StampedLines(OutputFile file) {
        process = file.process();
        latest = file.started();
    }

    /* A clock that was set back does not change the order of lines. */
    Line take(String line) {
        if (!LineStamp.isOn(line)) {
            return new Line(latest, process, line);
        }
        String time = line.substring(0, LineStamp.LENGTH - 1);
        if (time.compareTo(latest) > 0) {
            latest = time;
        }
        return new Line(latest, process, line.substring(LineStamp.LENGTH));
    }
}
