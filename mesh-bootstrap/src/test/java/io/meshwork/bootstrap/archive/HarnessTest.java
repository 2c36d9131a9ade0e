package io.meshwork.bootstrap.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.bootstrap.process.ClassPath;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HarnessTest {

    @TempDir
    private Path directory;

    @Test
    void oneOfDirectoriesIsNotArchivedAndItIsSaidWhichTheyAre() throws IOException {
        Path classes = Files.createDirectories(directory.resolve("classes/io/meshwork/failure"));
        Files.createFile(classes.resolve("MeshException.class"));
        Path root = directory.resolve("classes");

        Harness found = on(List.of(root.toString()), root);

        assertThat(found.isPackaged()).isFalse();
        assertThat(found.missing()).isEqualTo("the harness is not packaged: " + root);
    }

    @Test
    void itsJarsComeFirstAndTheRestKeepsItsOrder() throws IOException {
        Path runtime = jar(
                "runtime ü.jar",
                "io/meshwork/failure/MeshException.class",
                "io/meshwork/bootstrap/process/ClassPath.class");
        Path netty = jar(
                "netty.jar",
                "io/netty/buffer/ByteBuf.class",
                "io/netty/util/ReferenceCounted.class",
                "io/netty/channel/Channel.class",
                "io/netty/resolver/NameResolver.class",
                "io/netty/channel/unix/Socket.class",
                "io/netty/channel/epoll/Epoll.class");
        Path others = jar("others.jar", "org/jctools/queues/MessagePassingQueue.class", "org/slf4j/Logger.class");
        List<String> entries =
                List.of("/user/classes", others.toString(), "/user/lib.jar", netty.toString(), runtime.toString());

        Harness found = on(entries, runtime, netty, others);

        assertThat(found.missing()).isEmpty();
        assertThat(found.first(new ClassPath(entries)).entries())
                .containsExactly(
                        runtime.toString(), netty.toString(), others.toString(), "/user/classes", "/user/lib.jar");
    }

    @Test
    void whatOtherJarsHaveOfItIsTold() throws IOException {
        Path ours = jar(
                "ours.jar",
                "io/netty/buffer/ByteBuf.class",
                "io/netty/buffer/Unpooled.class",
                "io/netty/package-info.class");
        Path fat =
                jar("fat.jar", "io/netty/buffer/ByteBuf.class", "io/netty/buffer/Unpooled.class", "my/app/Main.class");
        Path apart = jar("apart.jar", "io/netty/handler/Ssl.class", "io/netty/package-info.class");
        Path patched = Files.createDirectories(directory.resolve("patched/io/netty/buffer"));
        Files.createFile(patched.resolve("ByteBuf.class"));
        String classes = directory.resolve("patched").toString();

        List<String> lines = Shadows.on(
                new ClassPath(List.of(ours.toString(), fat.toString(), apart.toString(), classes, "/nowhere")),
                List.of(ours.toString()));

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .contains("io.netty.buffer.", " and 1 more from " + ours, "shadows " + fat, "mesh.archive=off");
        assertThat(lines.get(1)).contains("io.netty.buffer.ByteBuf from " + ours, "shadows " + classes);
    }

    private static Harness on(List<String> entries, Path... places) throws IOException {
        URL[] urls = new URL[places.length];
        for (int i = 0; i < places.length; i++) {
            urls[i] = places[i].toUri().toURL();
        }
        try (URLClassLoader loader = new URLClassLoader(urls, null)) {
            return Harness.on(new ClassPath(entries), loader);
        }
    }

    private Path jar(String name, String... entries) throws IOException {
        Path jar = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
            }
        }
        return jar;
    }
}
