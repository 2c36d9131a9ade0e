package io.meshwork.bootstrap.output;

import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.LineStamp;
import io.meshwork.bootstrap.process.ProcessStartException;
import io.meshwork.failure.MeshException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A directory with a file for each process of a mesh: {@code p0_2.log}, and {@code p0_2-2.log} for the second of that name.
 * Which process a file is of stands in the list {@code processes.tsv}. Several processes may write to it; for any thread.
 *
 * @param path absolute; exists
 */
public record OutputDirectory(Path path) implements Outlet {

    private static final long END_MILLIS = 1_000;
    private static final String LIST = "processes.tsv";

    public OutputDirectory {
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException(
                    "the directory for output must be absolute, as other processes use it: directory=" + path);
        }
    }

    /* The list is written before the child is told what to become: whoever has heard of it finds it there. */
    @Override
    public ChildProcess start(ChildCommand command, String name, String place, int tailLines) {
        Path file;
        try {
            file = create(name);
        } catch (IOException e) {
            throw new ProcessStartException("no file for what a process prints: directory=" + path + " error=" + e, e);
        }
        String started = LineStamp.now();
        ChildProcess child = ChildProcess.start(command, file, tailLines);
        try {
            add(new OutputFile(process(child, name, place), started, file));
        } catch (IOException e) {
            child.signal(9);
            child.exit()
                    .completeOnTimeout(null, END_MILLIS, TimeUnit.MILLISECONDS)
                    .join();
            throw new ProcessStartException("no word of a file for what a process prints: file=" + file, e);
        }
        return child;
    }

    private static String process(ChildProcess child, String name, String place) {
        return name + " " + (place.isEmpty() ? "" : place + " ") + child.pid();
    }

    /* The file that it writes to is brought here under its name; it goes on writing to it. */
    @Override
    public void takeOver(ChildProcess child, String name, String place) {
        Path before = child.output();
        if (before == null) {
            throw new IllegalStateException("it prints to no file: " + child);
        }
        try {
            Path file = create(name);
            Files.move(before, file, StandardCopyOption.ATOMIC_MOVE);
            child.outputMoved(file);
            add(new OutputFile(process(child, name, place), LineStamp.now(), file));
        } catch (IOException e) {
            throw new ProcessStartException("no file for what a process prints: directory=" + path + " error=" + e, e);
        }
    }

    @Override
    public Path handedDown() {
        return path;
    }

    private Path create(String name) throws IOException {
        for (int life = 1; ; life++) {
            Path file = path.resolve(name + (life == 1 ? "" : "-" + life) + ".log");
            try {
                return Files.createFile(file);
            } catch (FileAlreadyExistsException e) {
                continue; // of a process that this one is in place of
            }
        }
    }

    /* One write, which the system appends as one. */
    private void add(OutputFile added) throws IOException {
        String line = added.file().getFileName() + "\t" + added.started() + "\t" + added.process() + "\n";
        try (OutputStream list = new FileOutputStream(list().toFile(), true)) {
            list.write(line.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Those of all processes that were started, in that order; empty if the directory is gone.
     *
     * @throws MeshException if they can't be read
     */
    public List<OutputFile> files() {
        List<OutputFile> files = new ArrayList<>();
        try {
            if (Files.exists(list())) {
                Files.readAllLines(list()).forEach(line -> files.add(parse(line)));
            }
        } catch (IOException e) {
            throw new MeshException("the list of processes can't be read: file=" + list(), e);
        }
        return files;
    }

    /** The list. A line is whole when it has its end. */
    Path list() {
        return path.resolve(LIST);
    }

    /** What a line of the list says. */
    OutputFile parse(String line) {
        String[] columns = line.split("\t", 3);
        return new OutputFile(columns[2], columns[1], path.resolve(columns[0]));
    }
}
