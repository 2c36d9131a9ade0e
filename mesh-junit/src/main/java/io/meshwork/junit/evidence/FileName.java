package io.meshwork.junit.evidence;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Names of files and directories, made of what people call something: short, and safe in any file system. */
public final class FileName {

    private static final int LONGEST = 80;

    private FileName() {}

    /** Different texts get different names, also where they differ in nothing but what can't stand in one. */
    public static String of(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            safe.append(isSafe(c) ? c : '_');
        }
        boolean isWhole = safe.length() <= LONGEST && safe.toString().equals(text) && !text.startsWith(".");
        return isWhole && !text.isEmpty() ? text : cut(safe.toString()) + "-" + mark(text);
    }

    private static String cut(String safe) {
        String start = safe.startsWith(".") ? "_" + safe.substring(1) : safe;
        return start.substring(0, Math.min(LONGEST, start.length()));
    }

    private static boolean isSafe(char c) {
        boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
        return letter || "._$-[](),=".indexOf(c) >= 0;
    }

    private static String mark(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }
}
