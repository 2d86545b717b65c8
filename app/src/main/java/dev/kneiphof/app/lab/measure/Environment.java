package dev.kneiphof.app.lab.measure;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where and when something was measured; without it a figure means nothing.
 *
 * @param cpu the model as the system names it
 * @param processors that this JVM may use
 * @param heap the largest heap in bytes
 * @param collectors garbage collectors
 * @param library the native library by the version of its ABI; it does not tell its profile
 * @param hugePages whether 2 MiB pages are given: always, madvise (on request), never
 * @param memoryBarrier who orders memory when a call returns from native code: the system ({@code -XX:+UseSystemMemoryBarrier}), or
 *     every call by a fence
 * @param load of the whole machine over the last minute, -1 where the system does not tell
 */
public record Environment(
        String cpu,
        int processors,
        String os,
        String jdk,
        long heap,
        String collectors,
        String library,
        String hugePages,
        String memoryBarrier,
        double load,
        Instant taken) {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
    private static final String UNKNOWN = "unknown";

    /** As it is now. */
    public static Environment now(String library) {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return new Environment(
                readCpu(),
                system.getAvailableProcessors(),
                "%s %s %s".formatted(system.getName(), system.getVersion(), system.getArch()),
                "%s %s".formatted(System.getProperty("java.vm.name"), Runtime.version()),
                Runtime.getRuntime().maxMemory(),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(collector -> collector.getName())
                        .collect(Collectors.joining(", ")),
                library,
                readHugePages(),
                readMemoryBarrier(),
                system.getSystemLoadAverage(),
                Instant.now());
    }

    private static String readCpu() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException notLinux) {
            return UNKNOWN;
        }
    }

    private static String readMemoryBarrier() {
        var options = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        try {
            String used = options.getVMOption("UseSystemMemoryBarrier").getValue();
            return Boolean.parseBoolean(used) ? "system" : "fence";
        } catch (IllegalArgumentException otherJvm) {
            return UNKNOWN;
        }
    }

    private static String readHugePages() {
        try {
            String modes = Files.readString(HUGE_PAGES);
            int open = modes.indexOf('[');
            return open < 0 ? UNKNOWN : modes.substring(open + 1, modes.indexOf(']', open));
        } catch (IOException notLinux) {
            return UNKNOWN;
        }
    }
}
