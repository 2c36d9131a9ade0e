package io.meshwork.conformance.surefire;

import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A host or proc, as {@code proc(5)} shows it.
 *
 * @param stoodBy whether it was started before it was wanted, with a part or still without
 * @param given whether it was told of a class archive
 * @param mapped whether it has one mapped
 */
record Child(String name, boolean stoodBy, boolean given, boolean mapped) {

    private static final List<String> FLAGS = List.of("-XX:SharedArchiveFile=", "-XX:AOTCache=");

    /** Of these processes; others, as the reaper and the JVM that makes an archive, are none. */
    static List<Child> among(List<ProcessInfo> processes) {
        List<Child> children = new ArrayList<>();
        for (ProcessInfo process : processes) {
            String name =
                    new ProcessTable().variable(process.pid(), "MESH_NAME").orElse("");
            List<String> arguments = List.of(read(process, "cmdline").split("\0"));
            if (!name.isEmpty()
                    && !name.equals("class-archive")
                    && arguments.get(0).endsWith("/java")) {
                children.add(of(name, arguments, read(process, "maps")));
            }
        }
        return children;
    }

    private static Child of(String name, List<String> arguments, String maps) {
        for (String argument : arguments) {
            for (String flag : FLAGS) {
                if (argument.startsWith(flag)) {
                    boolean mapped = maps.contains(argument.substring(flag.length()) + "\n");
                    return new Child(name, name.equals("standby"), true, mapped);
                }
            }
        }
        return new Child(name, name.equals("standby"), false, false);
    }

    private static String read(ProcessInfo process, String file) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), file));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // it has ended
        }
    }
}
