package io.meshwork.bootstrap.process;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The time at the beginning of a line: {@code 2026-11-26T10:52:06.123456Z} and a space. In the order of their characters
 * they are in the order of their times. One of these makes them; not safe for threads.
 */
public final class LineStamp {

    /** How many characters and bytes one has, with the space behind it. */
    public static final int LENGTH = 28;

    private static final int SECONDS_LENGTH = 19;
    private static final String PATTERN = "dddd-dd-ddTdd:dd:dd.ddddddZ ";

    private final byte[] latest = PATTERN.getBytes(StandardCharsets.US_ASCII);
    private long second = Long.MIN_VALUE;

    /** The time it is now, without the space behind it. */
    public static String now() {
        byte[] stamp = new byte[LENGTH];
        new LineStamp().writeNow(stamp, 0);
        return new String(stamp, 0, LENGTH - 1, StandardCharsets.US_ASCII);
    }

    /** Writes {@link #LENGTH} bytes. */
    public void writeNow(byte[] to, int at) {
        Instant now = Instant.now();
        if (now.getEpochSecond() != second) {
            second = now.getEpochSecond();
            writeSecond();
        }
        int rest = now.getNano() / 1000;
        for (int i = SECONDS_LENGTH + 6; i > SECONDS_LENGTH; i--) {
            latest[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        System.arraycopy(latest, 0, to, at, LENGTH);
    }

    private void writeSecond() {
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        writeNumber(time.getYear(), 0, 4);
        writeNumber(time.getMonthValue(), 5, 2);
        writeNumber(time.getDayOfMonth(), 8, 2);
        writeNumber(time.getHour(), 11, 2);
        writeNumber(time.getMinute(), 14, 2);
        writeNumber(time.getSecond(), 17, 2);
    }

    private void writeNumber(int number, int at, int digits) {
        int rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            latest[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Whether a line begins with one. */
    public static boolean isOn(String line) {
        return line.length() >= LENGTH && fits(line, LENGTH);
    }

    /** Whether there is no more in a text than one, or the beginning of one. */
    public static boolean isAllOf(String text) {
        return text.length() <= LENGTH && fits(text, text.length());
    }

    private static boolean fits(String line, int characters) {
        for (int i = 0; i < characters; i++) {
            char expected = PATTERN.charAt(i);
            char found = line.charAt(i);
            boolean same = expected == 'd' ? found >= '0' && found <= '9' : found == expected;
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** The line without it, if it has one. */
    public static String without(String line) {
        return isOn(line) ? line.substring(LENGTH) : line;
    }
}
