package io.meshwork.wire.codec;

import io.meshwork.wire.Travelling;
import java.lang.reflect.Proxy;
import java.util.Set;

/**
 * Which classes may pass through JDK serialization: those of the class path, and the values and collections of the JDK
 * listed here. The same rules hold at both ends, so that what a receiver would refuse isn't sent.
 */
final class SerialRules {

    private static final String[] JDK_PACKAGES = {"java.math.", "java.time."};
    private static final String[] JDK_FAMILIES = {
        "java.util.Collections$", "java.util.ImmutableCollections$", "java.util.concurrent.atomic.Atomic"
    };
    private static final Set<String> JDK_CLASSES = Set.of(
            "java.lang.Object",
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Character",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double",
            "java.lang.Number",
            "java.lang.String",
            "java.lang.String$CaseInsensitiveComparator",
            "java.lang.Enum",
            "java.lang.Record",
            "java.lang.Class",
            "java.net.URI",
            "java.util.AbstractMap$SimpleEntry",
            "java.util.AbstractMap$SimpleImmutableEntry",
            "java.util.ArrayDeque",
            "java.util.ArrayList",
            "java.util.Arrays$ArrayList",
            "java.util.BitSet",
            "java.util.CollSer",
            "java.util.Currency",
            "java.util.Date",
            "java.util.EnumMap",
            "java.util.EnumSet",
            "java.util.EnumSet$SerializationProxy",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.Hashtable",
            "java.util.JumboEnumSet",
            "java.util.LinkedHashMap",
            "java.util.LinkedHashSet",
            "java.util.LinkedList",
            "java.util.Locale",
            "java.util.Map$Entry",
            "java.util.PriorityQueue",
            "java.util.Properties",
            "java.util.RegularEnumSet",
            "java.util.TreeMap",
            "java.util.TreeSet",
            "java.util.UUID",
            "java.util.Vector",
            "java.util.concurrent.ConcurrentHashMap",
            "java.util.concurrent.ConcurrentHashMap$Segment",
            "java.util.concurrent.ConcurrentLinkedDeque",
            "java.util.concurrent.ConcurrentLinkedQueue",
            "java.util.concurrent.ConcurrentSkipListMap",
            "java.util.concurrent.ConcurrentSkipListSet",
            "java.util.concurrent.CopyOnWriteArrayList",
            "java.util.concurrent.locks.AbstractOwnableSynchronizer",
            "java.util.concurrent.locks.AbstractQueuedSynchronizer",
            "java.util.concurrent.locks.ReentrantLock",
            "java.util.concurrent.locks.ReentrantLock$NonfairSync",
            "java.util.concurrent.locks.ReentrantLock$Sync");

    private SerialRules() {}

    /**
     * Whether a stream may name the class; that its values are serializable the JDK sees to. Exceptions, handles,
     * lambdas and proxies never pass: they have forms of their own, or none.
     */
    static boolean allow(Class<?> type) {
        Class<?> leaf = type;
        while (leaf.isArray()) {
            leaf = leaf.getComponentType();
        }
        if (Throwable.class.isAssignableFrom(leaf) || Travelling.class.isAssignableFrom(leaf)) {
            return false;
        }
        if (leaf.isPrimitive() || Enum.class.isAssignableFrom(leaf)) {
            return true;
        }
        return isOfJdk(leaf) ? isListed(leaf.getName()) : !Proxy.isProxyClass(leaf) && !leaf.isHidden();
    }

    private static boolean isListed(String name) {
        for (String prefix : JDK_PACKAGES) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        for (String prefix : JDK_FAMILIES) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return JDK_CLASSES.contains(name);
    }

    /** Also for tools of the JDK that the application's loader finds, such as its compiler. */
    private static boolean isOfJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null || loader == ClassLoader.getPlatformClassLoader()) {
            return true;
        }
        String module = type.getModule().getName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }
}
