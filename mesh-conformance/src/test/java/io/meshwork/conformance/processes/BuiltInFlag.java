package io.meshwork.conformance.processes;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.meshwork.actor.RemoteCallable;
import java.lang.management.ManagementFactory;
import java.nio.channels.spi.SelectorProvider;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import javax.management.ObjectName;

/**
 * A flag that children get, and what a user may say in its place.
 *
 * @param name of it, without a value that differs from child to child
 * @param own the user's
 * @param asked of the child
 * @param answer if the user's is in force
 */
record BuiltInFlag(String name, String own, RemoteCallable<String> asked, String answer) {

    /** All that children of this JVM's JDK get. */
    static List<BuiltInFlag> all() {
        List<BuiltInFlag> all = new ArrayList<>(List.of(
                option("-XX:+UseSerialGC", "-XX:+UseParallelGC", "UseParallelGC", "true"),
                option("-Xmx128m", "-Xmx96m", "MaxHeapSize", String.valueOf(96 << 20)),
                option("-XX:TieredStopAtLevel=1", "-XX:TieredStopAtLevel=4", "TieredStopAtLevel", "4"),
                new BuiltInFlag("-Xshare:auto", "-Xshare:off", sharing(), "false"),
                option("-XX:-UsePerfData", "-XX:+UsePerfData", "UsePerfData", "true"),
                option("-XX:+ExitOnOutOfMemoryError", "-XX:-ExitOnOutOfMemoryError", "ExitOnOutOfMemoryError", "false"),
                option("-XX:ErrorFile", "-XX:ErrorFile=/dev/null", "ErrorFile", "/dev/null"),
                property("io.netty.jfr.enabled=false", "true"),
                property("java.awt.headless=true", "false"),
                new BuiltInFlag(
                        "-Djava.nio.channels.spi.SelectorProvider=sun.nio.ch.EPollSelectorProvider",
                        "-Djava.nio.channels.spi.SelectorProvider=sun.nio.ch.PollSelectorProvider",
                        () -> SelectorProvider.provider().getClass().getSimpleName(),
                        "PollSelectorProvider"),
                log("-Xlog:disable", "-Xlog:safepoint=error:stdout", "safepoint=error"),
                log("-Xlog:all=error:stderr", "-Xlog:all=warning:stderr", "stderr all=warning"),
                log("-Xlog:cds*=off:stderr", "-Xlog:cds*=error:stderr", "cds*=error"),
                new BuiltInFlag(
                        "-Dfile.encoding=UTF-8",
                        "-Dfile.encoding=ISO-8859-1",
                        () -> Charset.defaultCharset().name(),
                        "ISO-8859-1"),
                property("stdout.encoding=UTF-8", "US-ASCII"),
                property("stderr.encoding=UTF-8", "US-ASCII"),
                property("java.library.path", "/nowhere")));
        if (Runtime.version().feature() >= 18) {
            all.add(property("jdk.reflect.useNativeAccessorOnly=true", "false"));
        }
        if (Runtime.version().feature() >= 24) {
            all.add(new BuiltInFlag(
                    "--enable-native-access=ALL-UNNAMED", "--illegal-native-access=deny", nativeAccess(), "false"));
            all.add(new BuiltInFlag(
                    "--sun-misc-unsafe-memory-access=allow",
                    "--sun-misc-unsafe-memory-access=warn",
                    () -> System.getProperty("sun.misc.unsafe.memory.access"),
                    "warn"));
        }
        if (hasAotCache()) {
            all.add(log("-Xlog:aot*=off:stderr", "-Xlog:aot*=error:stderr", "aot*=error"));
        }
        // both kinds of archive go with -Xshare:off, as ClassArchiveTest and JavaCommandTest show with one that is
        // there
        all.add(new BuiltInFlag(
                hasAotCache() ? "-XX:AOTCache" : "-XX:SharedArchiveFile", "-Xshare:off", sharing(), "false"));
        return all;
    }

    /** Other words for the same that a JVM refuses beside a built-in flag, or doesn't heed. */
    static List<BuiltInFlag> otherwise() {
        List<BuiltInFlag> all = new ArrayList<>(List.of(
                option("-XX:+UseSerialGC", "-XX:+UseG1GC", "UseG1GC", "true"),
                new BuiltInFlag("-Xmx128m", "-XX:MaxRAMPercentage=4", originOfHeap(), "ERGONOMIC"),
                option("-XX:TieredStopAtLevel=1", "-XX:CompilationMode=high-only", "TieredStopAtLevel", "4")));
        if (hasAotCache()) {
            all.add(new BuiltInFlag("-Xshare:auto", "-XX:AOTMode=off", sharing(), "false"));
        }
        return all;
    }

    static boolean hasAotCache() {
        return Runtime.version().feature() >= 25;
    }

    private static BuiltInFlag option(String name, String own, String option, String answer) {
        return new BuiltInFlag(
                name, own, () -> diagnostics().getVMOption(option).getValue(), answer);
    }

    private static BuiltInFlag property(String nameAndValue, String own) {
        int equals = nameAndValue.indexOf('=');
        String name = equals < 0 ? nameAndValue : nameAndValue.substring(0, equals);
        return new BuiltInFlag("-D" + nameAndValue, "-D" + name + "=" + own, () -> System.getProperty(name), own);
    }

    private static BuiltInFlag log(String name, String own, String part) {
        return new BuiltInFlag(name, own, () -> String.valueOf(logs().contains(part)), "true");
    }

    private static RemoteCallable<String> sharing() {
        return () -> String.valueOf(System.getProperty("java.vm.info").contains("sharing"));
    }

    private static RemoteCallable<String> originOfHeap() {
        return () -> diagnostics().getVMOption("MaxHeapSize").getOrigin().name();
    }

    private static RemoteCallable<String> nativeAccess() { // by reflection: of a later JDK than this is compiled for
        return () ->
                String.valueOf(Module.class.getMethod("isNativeAccessEnabled").invoke(BuiltInFlag.class.getModule()));
    }

    private static HotSpotDiagnosticMXBean diagnostics() {
        return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    }

    /* As jcmd VM.log list. */
    private static String logs() throws Exception {
        Object[] list = {new String[] {"list"}};
        String[] types = {String[].class.getName()};
        ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
        return (String) ManagementFactory.getPlatformMBeanServer().invoke(commands, "vmLog", list, types);
    }
}
