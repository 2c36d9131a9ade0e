package io.meshwork.bootstrap.reaper;

import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.failure.MeshException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** How the reaper of a run is started: as {@code reaper.sh} tells, in a session of its own where that can be had. */
final class ReaperCommand implements Supplier<ChildCommand> {

    private static final String SCRIPT = "reaper.sh";
    private static final int RUN_ID_LENGTH = 10;

    private final String runId;
    private final Path directory;
    private final @Nullable String searchPath;

    ReaperCommand(String runId, Path directory) {
        this(runId, directory, System.getenv("PATH"));
    }

    /** @param searchPath where {@code setsid} is looked for; directories with colons between, null is nowhere */
    ReaperCommand(String runId, Path directory, @Nullable String searchPath) {
        requireRunId(runId);
        requireDirectoryOf(runId, directory);
        this.runId = runId;
        this.directory = directory;
        this.searchPath = searchPath;
    }

    /** Reads files; the caller keeps what it gets. */
    @Override
    public ChildCommand get() {
        List<String> argv = new ArrayList<>();
        String setsid = find("setsid");
        if (setsid == null) {
            LoggerFactory.getLogger(ReaperCommand.class)
                    .debug("no setsid on the path: a SIGKILL of the whole process group ends the reaper too");
        } else {
            argv.add(setsid);
        }
        argv.add("/bin/sh");
        argv.add("-c");
        argv.add(withoutComments(script()));
        argv.add("mesh-reaper");
        argv.add(runId);
        argv.add(directory.toString());
        return new ChildCommand(argv, Map.of(), Path.of("/"));
    }

    /* An id that is part of another would have its reaper kill the other's processes. */
    private static void requireRunId(String runId) {
        boolean accepted = runId.length() == RUN_ID_LENGTH;
        for (int i = 0; i < runId.length(); i++) {
            char c = runId.charAt(i);
            accepted &= c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
        }
        if (!accepted) {
            throw new IllegalArgumentException(
                    "not the id of a run: accepted are 10 lower-case letters and digits, got: " + runId);
        }
    }

    private static void requireDirectoryOf(String runId, Path directory) {
        Path name = directory.getFileName();
        if (!directory.isAbsolute() || name == null || !name.toString().equals("mesh-".concat(runId))) {
            throw new IllegalArgumentException("not the directory of the run: accepted is an absolute path that ends in"
                    + " mesh-" + runId + ", got: " + directory);
        }
    }

    private @Nullable String find(String program) {
        String directories = searchPath == null ? "" : searchPath;
        int from = 0;
        while (from < directories.length()) {
            int colon = directories.indexOf(File.pathSeparatorChar, from);
            int end = colon < 0 ? directories.length() : colon;
            File file = new File(directories.substring(from, end), program);
            if (file.isAbsolute() && file.isFile() && file.canExecute()) {
                return file.getPath();
            }
            from = end + 1;
        }
        return null;
    }

    private static String script() {
        try (InputStream in = ReaperCommand.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new MeshException("the reaper's script is not beside its class: resource=" + SCRIPT);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new MeshException("the reaper's script can't be read: resource=" + SCRIPT, e);
        }
    }

    /** For {@code ps}: without lines that only comment, blank ones and indentation. */
    private static String withoutComments(String script) {
        StringBuilder text = new StringBuilder(script.length());
        int from = 0;
        while (from < script.length()) {
            int newline = script.indexOf('\n', from);
            int end = newline < 0 ? script.length() : newline;
            String line = script.substring(from, end).strip();
            if (!line.isEmpty() && line.charAt(0) != '#') {
                text.append(line).append('\n');
            }
            from = end + 1;
        }
        return text.toString();
    }
}
