package io.meshwork.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code that documents quote is compiled: each of its lines stands in a test. */
class DocumentsTest {

    private static final List<String> QUOTING = List.of("docs/shapes.md");
    private static final Pattern CODE = Pattern.compile("(?s)```java\n(.*?)```");

    @Test
    void eachQuotedLineOfCodeStandsInATest() throws IOException {
        String tests =
                bare(String.join("\n", Sources.matching("src/test", ".java").values()));

        List<String> quoted = quotedLines();

        assertThat(quoted)
                .hasSizeGreaterThan(4)
                .allSatisfy(line -> assertThat(tests.contains(bare(line)))
                        .as("a test with the line: %s", line)
                        .isTrue());
    }

    private static List<String> quotedLines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String document : QUOTING) {
            Matcher code = CODE.matcher(Files.readString(Sources.root().resolve(document)));
            while (code.find()) {
                code.group(1).lines().map(DocumentsTest::withoutRemark).forEach(lines::add);
            }
        }
        lines.removeIf(String::isBlank);
        return lines;
    }

    private static String withoutRemark(String line) {
        int remark = line.indexOf("//");
        return remark < 0 ? line : line.substring(0, remark);
    }

    /* Formatters break lines. */
    private static String bare(String code) {
        return code.replaceAll("\\s", "");
    }
}
