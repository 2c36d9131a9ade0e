package io.meshwork.benchmarks.process;

import io.meshwork.benchmarks.floor.JdkChild;
import io.meshwork.benchmarks.floor.Line;
import io.meshwork.benchmarks.floor.NettyChild;
import io.meshwork.benchmarks.floor.Word;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * The JVMs of floor programs: out of the box, tuned, and tuned with a class archive, which is trained once.
 *
 * @param tuned flags and extracted natives, without archive
 * @param netty tuned, with the archive of {@link NettyChild}
 * @param jdk tuned, with the archive of {@link JdkChild}
 */
record FloorJvms(Jvm outOfTheBox, Jvm tuned, Jvm netty, Jvm jdk) {

    private static final String NATIVE = "META-INF/native/";

    /** Takes some seconds. */
    static FloorJvms train(Started started) throws IOException, InterruptedException {
        List<Path> classPath = Jvm.ownClassPath().stream()
                .filter(path -> path.getFileName().toString().matches("(netty-|mesh-benchmarks).*\\.jar"))
                .toList();
        Jvm outOfTheBox = new Jvm(List.of(), classPath);
        Jvm tuned = new Jvm(tunedFlags(extractNatives(started.directory(), classPath)), classPath);
        Path nettyArchive = started.directory().resolve(Jvm.is17() ? "netty.jsa" : "netty.aot");
        Path jdkArchive = started.directory().resolve(Jvm.is17() ? "jdk.jsa" : "jdk.aot");
        trainNetty(started, tuned.with(dumping(nettyArchive)));
        trainJdk(started, tuned.with(dumping(jdkArchive)));
        return new FloorJvms(outOfTheBox, tuned, tuned.with(using(nettyArchive)), tuned.with(using(jdkArchive)));
    }

    private static List<String> tunedFlags(Path natives) {
        List<String> flags = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Dio.netty.jfr.enabled=false",
                "-Djava.library.path=" + natives));
        if (!Jvm.is17()) {
            flags.add("--enable-native-access=ALL-UNNAMED");
            flags.add("--sun-misc-unsafe-memory-access=allow");
        }
        return flags;
    }

    private static String dumping(Path archive) {
        return (Jvm.is17() ? "-XX:ArchiveClassesAtExit=" : "-XX:AOTCacheOutput=") + archive;
    }

    private static String[] using(Path archive) {
        return Jvm.is17()
                ? new String[] {"-Xshare:auto", "-XX:SharedArchiveFile=" + archive}
                : new String[] {"-XX:AOTCache=" + archive}; // is refused beside -Xshare
    }

    /* It rehearses, and is then a host, to whom this JVM is parent and proc. */
    private static void trainNetty(Started started, Jvm jvm) throws IOException, InterruptedException {
        try (Parent parent = Parent.listen()) {
            Process host = started.start(jvm.command(NettyChild.class.getName(), "rehearsed", parent.other("own")));
            Standby.awaitReady(host);
            Standby.go(host, "host " + parent.socket() + " " + parent.other("host"));
            try (Line line = parent.accept(host)) {
                line.expect(Word.HELLO);
                try (Line proc = new Line(SocketChannel.open(UnixDomainSocketAddress.of(parent.other("host"))))) {
                    proc.say(Word.HELLO);
                    line.expect(Word.PROC_HELLO);
                    line.say(Word.ASK);
                    proc.expect(Word.ASK);
                    proc.say(Word.ANSWER);
                    line.expect(Word.ANSWER);
                }
            }
            host.waitFor();
        }
    }

    private static void trainJdk(Started started, Jvm jvm) throws IOException, InterruptedException {
        try (Parent parent = Parent.listen()) {
            Process child = started.start(jvm.command(JdkChild.class.getName(), parent.socket()));
            try (Line line = parent.accept(child)) {
                line.expect(Word.HELLO);
                line.say(Word.ASK);
                line.expect(Word.ANSWER);
                line.say(Word.QUIT);
            }
            child.waitFor();
        }
    }

    private static Path extractNatives(Path directory, List<Path> classPath) throws IOException {
        Path natives = Files.createDirectories(directory.resolve("natives"));
        for (Path jar : classPath) {
            try (JarFile file = new JarFile(jar.toFile())) {
                for (ZipEntry entry : file.stream()
                        .filter(each -> each.getName().startsWith(NATIVE)
                                && each.getName().endsWith(".so"))
                        .toList()) {
                    try (InputStream library = file.getInputStream(entry)) {
                        Path to = natives.resolve(entry.getName().substring(NATIVE.length()));
                        Files.copy(library, to, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
        return natives;
    }
}
