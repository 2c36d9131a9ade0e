package io.meshwork.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Evidence as an attachment of a test's report: from Jupiter 5.12 on, before it is in its folder alone. */
final class Attachment {

    private static final Logger log = LoggerFactory.getLogger(Attachment.class);

    private Attachment() {}

    static void publish(ExtensionContext context, Path folder) {
        try {
            context.publishDirectory("mesh", to -> copy(folder, to));
        } catch (LinkageError e) {
            log.debug("this version of Jupiter knows no attachments: the evidence is in its folder alone: {}", folder);
        } catch (RuntimeException e) {
            log.debug("who runs the tests takes no attachments: the evidence is in its folder alone: {}", folder, e);
        }
    }

    /* The files are there once, where the file system can do that. */
    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.toList();
        }
        for (Path one : all) {
            Path target = to.resolve(from.relativize(one).toString());
            if (Files.isDirectory(one)) {
                Files.createDirectories(target);
            } else {
                link(one, target);
            }
        }
    }

    private static void link(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (UnsupportedOperationException | IOException e) {
            Files.copy(from, to);
        }
    }
}
