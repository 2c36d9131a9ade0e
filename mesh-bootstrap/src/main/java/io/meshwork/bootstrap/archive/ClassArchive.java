package io.meshwork.bootstrap.archive;

import io.meshwork.bootstrap.process.ClassPath;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The class archive of the children of this JVM. There is one of each place where archives may lie. For any thread; nothing
 * here throws for what is wrong with files (AR-1).
 */
public final class ClassArchive {

    private static final long CHECKED_FOR_MILLIS = TimeUnit.DAYS.toMillis(1);
    private static final String NONE_YET = "none yet: ";
    private static final String OFF = "off (mesh.archive=off)";
    private static final Map<String, ClassArchive> OF_THIS_JVM = new HashMap<>(); // guarded by itself

    private final @Nullable ArchiveDirectory directory; // null if it is off
    private @Nullable Harness harness; // guarded by this
    private @Nullable ArchiveFile file; // guarded by this
    private String given = "not asked for yet"; // guarded by this; for people: what children are given
    private String making = ""; // guarded by this; for people: what became of making it, if that was begun
    private @Nullable List<String> shadows; // guarded by this
    private boolean begun; // guarded by this

    private ClassArchive(@Nullable ArchiveDirectory directory) {
        this.directory = directory;
    }

    public static ClassArchive of(Config config) {
        boolean on = config.text(Keys.ARCHIVE).equals("on");
        ArchiveDirectory directory = on ? ArchiveDirectory.of(config) : null;
        synchronized (OF_THIS_JVM) {
            String place = directory == null ? "" : directory.path().toString();
            ClassArchive known = OF_THIS_JVM.get(place);
            if (known == null) {
                known = new ClassArchive(directory);
                OF_THIS_JVM.put(place, known);
            }
            return known;
        }
    }

    /**
     * The same command, with the harness first on its class path, and with the archive if that can be mapped now.
     *
     * @param java of this JVM's JDK
     */
    public synchronized JavaCommand appliedTo(JavaCommand java) {
        ArchiveDirectory place = directory;
        if (place == null) {
            given = OFF;
            return java;
        }
        Harness found = harness(java);
        if (!found.isPackaged()) {
            given = "none: " + found.missing();
            return java;
        }
        JavaCommand ordered = java.withClassPath(found.first(java.classPath()));
        ArchiveFile known = file(place, java, found);
        ArchiveFile.State now = known.state();
        if (now != ArchiveFile.State.ABSENT) {
            given = !place.isOwn() ? ForPeople.notOwn(place.path()) : ForPeople.of(now, known.path());
        }
        return place.isOwn() && now == ArchiveFile.State.WHOLE ? ordered.withArchive(known.path()) : ordered;
    }

    private Harness harness(JavaCommand java) {
        Harness found = harness;
        if (found == null) {
            ClassLoader loader = ClassArchive.class.getClassLoader();
            found = Harness.on(java.classPath(), loader);
            harness = found;
        }
        return found;
    }

    private ArchiveFile file(ArchiveDirectory place, JavaCommand java, Harness found) {
        ArchiveFile known = file;
        if (known == null) {
            String name = ArchiveKey.of(java, found.jars()) + (java.hasAotCache() ? ".aot" : ".jsa");
            known = new ArchiveFile(place.path().resolve(name));
            file = known;
            given = NONE_YET + known.path();
        }
        return known;
    }

    /** Whether it is on and may be wanted, and nobody has asked this before. */
    public synchronized boolean begin() {
        boolean first = !begun && file != null;
        begun |= first;
        return first;
    }

    /**
     * Checks what is there, and begins to make what is not. Reads whole files: for a thread that nobody waits for.
     *
     * @param java as {@link #appliedTo} was given it
     * @return what is to be made; null if there is nothing to be done, or it can't be done, or another one does it
     */
    public @Nullable Draft draft(JavaCommand java) {
        Harness found;
        ArchiveFile wanted;
        ArchiveDirectory place = directory;
        synchronized (this) {
            found = harness;
            wanted = file;
        }
        if (place == null || found == null || wanted == null) {
            return null;
        }
        lookForShadows(java.classPath(), found);
        try {
            place.make();
            place.deleteForsaken();
            Draft draft = isThere(wanted) ? null : Draft.begin(this, place, wanted);
            if (draft != null) {
                tell("it is being made for the next start: " + wanted.path());
            }
            return draft;
        } catch (IOException | RuntimeException e) {
            cannot(String.valueOf(e));
            return null;
        }
    }

    /** The harness alone, as it stands first on the class path of every child. */
    public synchronized ClassPath harness() {
        Harness found = harness;
        return new ClassPath(found == null ? List.of() : found.jars());
    }

    private boolean isThere(ArchiveFile wanted) throws IOException {
        switch (wanted.state()) {
            case FOREIGN -> throw new IOException(ForPeople.of(ArchiveFile.State.FOREIGN, wanted.path()));
            case ABSENT -> {
                return false;
            }
            case WHOLE -> {
                if (System.currentTimeMillis() - wanted.seal().toFile().lastModified() < CHECKED_FOR_MILLIS) {
                    return true;
                }
                if (wanted.sealAnew()) { // which says also that it is in use
                    return true;
                }
                wanted.delete();
                return false;
            }
            case DOUBTFUL -> log().debug("the class archive was changed or moved, and is checked: {}", wanted.path());
        }
        if (wanted.sealAnew()) {
            tell("it was checked and is good, for the next start: " + wanted.path());
            return true;
        }
        wanted.delete();
        return false;
    }

    private void lookForShadows(ClassPath classPath, Harness found) {
        synchronized (this) {
            if (shadows != null) {
                return;
            }
            shadows = List.of();
        }
        List<String> lines = Shadows.on(classPath, found.jars());
        synchronized (this) {
            shadows = lines;
        }
        lines.forEach(line -> log().info(line));
    }

    /** Nothing is made by this JVM. */
    public void leftOut(String why) {
        tell("none is made, as " + why);
    }

    void cannot(String why) {
        log().debug("no class archive: {}", why);
        tell("it can't be made: " + why
                + "; have mesh.cache-dir name a directory of yours with some 30 MB of room, or say mesh.archive=off");
    }

    synchronized void tell(String now) {
        making = now;
    }

    /**
     * What there is to say of it, for people: whether it is used, or why not; what it shadows.
     *
     * @param processes that were started and may live, by pid, with their names
     */
    public List<String> remarks(Map<Long, String> processes) {
        List<String> lines = new ArrayList<>();
        synchronized (this) {
            lines.add("class archive: " + (directory == null ? OFF : given) + (making.isEmpty() ? "" : "; " + making));
            if (shadows != null) {
                lines.addAll(shadows);
            }
        }
        ArchiveFile known = known();
        if (known != null) {
            for (Map.Entry<Long, String> one : processes.entrySet()) {
                addUse(one.getValue(), one.getKey(), known, lines);
            }
        }
        return lines;
    }

    private static void addUse(String process, long pid, ArchiveFile archive, List<String> lines) {
        switch (ArchiveUse.of(pid, archive.path())) {
            case USED -> lines.add("class archive: used by " + process);
            case DROPPED ->
                lines.add("class archive: dropped by " + process
                        + ": its JVM did not map it; another collector, an agent, or module options of its own may be why, else"
                        + " delete " + archive.path());
            case NOT_GIVEN -> {}
        }
    }

    private synchronized @Nullable ArchiveFile known() {
        return file;
    }

    private static Logger log() {
        return LoggerFactory.getLogger(ClassArchive.class);
    }
}
