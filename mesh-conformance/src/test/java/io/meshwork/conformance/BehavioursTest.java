package io.meshwork.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/behaviours.md} and the tests say the same: each row has a test that cites it, each cited row is listed. */
class BehavioursTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (B\\d+) \\| (.+?) \\| (.+?) \\|$");
    private static final Pattern LINK = Pattern.compile("\\[`(\\w+)#(\\w+)`]\\(([^)]+)\\)");
    private static final Pattern CITED = Pattern.compile("@Row\\(\\{?([^)]*?)}?\\)");

    @Test
    void everyRowLinksATestThatCitesIt() throws IOException {
        Map<String, String> rows = rows();
        assertThat(rows).hasSizeGreaterThan(30);
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, String> row : rows.entrySet()) {
            Matcher link = LINK.matcher(row.getValue());
            int links = 0;
            while (link.find()) {
                links++;
                Path file =
                        Sources.root().resolve("docs").resolve(link.group(3)).normalize();
                if (!cites(file, link.group(2), row.getKey())) {
                    wrong.add(row.getKey() + ": " + link.group(1) + "#" + link.group(2) + " in " + link.group(3));
                }
            }
            if (links == 0) {
                wrong.add(row.getKey() + ": no test");
            }
        }
        assertThat(wrong)
                .as("rows whose test does not exist or does not cite them")
                .isEmpty();
    }

    @Test
    void everyCitedRowIsListed() throws IOException {
        Set<String> cited = new TreeSet<>();
        for (String source : Sources.matching("src/test", ".java").values()) {
            Matcher matcher = CITED.matcher(source);
            while (matcher.find()) {
                Matcher id = Pattern.compile("B\\d+").matcher(matcher.group(1));
                while (id.find()) {
                    cited.add(id.group());
                }
            }
        }
        assertThat(rows().keySet()).containsAll(cited);
    }

    /* The method, with @Row of that row somewhere between it and the end of what stands before it. */
    private static boolean cites(Path file, String method, String row) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        String source = Files.readString(file);
        Matcher declaration = Pattern.compile("void " + method + "\\(").matcher(source);
        if (!declaration.find()) {
            return false;
        }
        String before = source.substring(0, declaration.start());
        int bodyEnd = Math.max(before.lastIndexOf("\n    }\n"), before.lastIndexOf(" {\n\n"));
        return Pattern.compile("\\b" + row + "\\b")
                .matcher(before.substring(Math.max(bodyEnd, 0)))
                .find();
    }

    private static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        Matcher matcher = ROW.matcher(Files.readString(Sources.root().resolve("docs/behaviours.md")));
        while (matcher.find()) {
            rows.put(matcher.group(1), matcher.group(3));
        }
        return rows;
    }
}
