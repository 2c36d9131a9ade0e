package io.meshwork.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

    private static final int ROUNDS = 200;
    private static final String[] CHARACTERS = {"a", "ä", "€", "😀", "\n", "\r", " "};

    @Test
    void linesAreTheSameHoweverTheBytesAreSplit() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            String text = randomText(random);
            assertThat(split(text.getBytes(StandardCharsets.UTF_8), random))
                    .as("seed=%d round=%d", seed, round)
                    .isEqualTo(linesOf(text));
        }
    }

    @Test
    void anEndlessLineComesInPiecesThatKeepCharactersWhole() {
        for (String character : new String[] {"a", "ä", "€", "😀"}) {
            for (int offset = 0; offset < 4; offset++) {
                String text = "x".repeat(offset) + character.repeat(150_000 / character.length());
                List<String> pieces = split(text.getBytes(StandardCharsets.UTF_8), new Random(offset));
                assertThat(pieces).hasSizeGreaterThan(2);
                assertThat(pieces.subList(0, pieces.size() - 1)).allMatch(piece -> piece.endsWith(LineSplitter.CUT));
                assertThat(pieces).allMatch(piece -> bytes(piece) <= LineSplitter.MAX_BYTES);
                assertThat(String.join("", pieces).replace(LineSplitter.CUT, ""))
                        .isEqualTo(text);
            }
        }
    }

    @Test
    void aLineOfExactlyTheLimitIsWhole() {
        String longest = "x".repeat(LineSplitter.MAX_BYTES);
        assertThat(split((longest + "\nnext").getBytes(StandardCharsets.UTF_8), new Random(1)))
                .containsExactly(longest, "next");
    }

    @Test
    void bytesThatAreNoTextAreReplaced() {
        byte[] noText = new byte[2 * LineSplitter.MAX_BYTES];
        Arrays.fill(noText, (byte) 0x80);
        assertThat(split(noText, new Random(1))).hasSize(2);
        assertThat(split(new byte[] {'a', (byte) 0xE2, (byte) 0x82, '\n', 'b'}, new Random(1)))
                .containsExactly("a\uFFFD", "b");
    }

    private static int bytes(String piece) {
        return piece.replace(LineSplitter.CUT, "").getBytes(StandardCharsets.UTF_8).length;
    }

    private static List<String> split(byte[] bytes, Random random) {
        List<String> lines = new ArrayList<>();
        LineSplitter splitter = new LineSplitter(lines::add);
        int at = 0;
        while (at < bytes.length) {
            int count = Math.min(bytes.length - at, 1 + random.nextInt(bytes.length < 1000 ? 4 : 8192));
            splitter.feed(Arrays.copyOfRange(bytes, at, at + count), count);
            at += count;
        }
        splitter.end();
        return lines;
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(100); i > 0; i--) {
            text.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        return text.toString();
    }

    private static List<String> linesOf(String text) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        lines.replaceAll(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
        return lines;
    }
}
