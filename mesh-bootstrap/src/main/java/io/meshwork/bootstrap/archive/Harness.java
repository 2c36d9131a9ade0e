package io.meshwork.bootstrap.archive;

import io.meshwork.bootstrap.process.ClassPath;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The harness on a class path: its own jars, and those of the libraries that a child loads.
 *
 * @param jars absolute, as they stand on the class path
 * @param missing why they can't be archived, for people; empty if they can
 */
record Harness(List<String> jars, String missing) {

    /* One of each jar, found as this JVM would find it; none of these classes is loaded. */
    private static final List<String> NEEDED = List.of(
            "io/meshwork/failure/MeshException.class",
            "io/meshwork/bootstrap/process/ClassPath.class",
            "io/netty/buffer/ByteBuf.class",
            "io/netty/util/ReferenceCounted.class",
            "io/netty/channel/Channel.class",
            "io/netty/resolver/NameResolver.class",
            "io/netty/channel/unix/Socket.class",
            "io/netty/channel/epoll/Epoll.class",
            "org/jctools/queues/MessagePassingQueue.class",
            "org/slf4j/Logger.class");
    private static final List<String> IF_THERE = List.of(
            "META-INF/native/libnetty_transport_native_epoll_x86_64.so",
            "META-INF/native/libnetty_transport_native_epoll_aarch_64.so",
            "org/jspecify/annotations/Nullable.class");
    private static final String IN_JAR = "jar:";

    Harness {
        jars = List.copyOf(jars);
    }

    static Harness on(ClassPath classPath, ClassLoader loader) {
        Set<String> entries = new LinkedHashSet<>(classPath.entries());
        Set<String> jars = new LinkedHashSet<>();
        for (String resource : NEEDED) {
            URL found = loader.getResource(resource);
            String place = found == null ? "" : place(found, resource);
            if (found == null || !found.toString().startsWith(IN_JAR)) {
                return without("the harness is not packaged: " + (place.isEmpty() ? resource : place));
            }
            if (!entries.contains(place)) {
                return without("the harness is not on the class path: " + place);
            }
            jars.add(place);
        }
        for (String resource : IF_THERE) {
            URL found = loader.getResource(resource);
            String place = found == null ? "" : place(found, resource);
            if (entries.contains(place) && place.endsWith(".jar")) {
                jars.add(place);
            }
        }
        return new Harness(new ArrayList<>(jars), "");
    }

    private static Harness without(String missing) {
        return new Harness(List.of(), missing);
    }

    /** The jar or directory of a resource; empty if it is neither. */
    private static String place(URL found, String resource) {
        String text = found.toString();
        int from = text.startsWith(IN_JAR) ? IN_JAR.length() : 0;
        int to = text.length() - resource.length() - (from > 0 ? "!/".length() : 0);
        try {
            return Path.of(URI.create(text.substring(from, to))).toString();
        } catch (RuntimeException e) {
            return ""; // of a loader with places of its own
        }
    }

    boolean isPackaged() {
        return missing.isEmpty();
    }

    /** The harness first, then the rest in its order: an archive holds for classes of the beginning of a class path. */
    ClassPath first(ClassPath classPath) {
        Set<String> entries = new LinkedHashSet<>(jars);
        entries.addAll(classPath.entries());
        return new ClassPath(new ArrayList<>(entries));
    }
}
