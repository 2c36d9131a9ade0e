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

/**
 * {@code docs/behaviours.md} and the tests say the same: each row has a test that cites it and tells on what it is shown,
 * each cited row is listed.
 */
class BehavioursTest {

    /* From the narrowest to the widest. */
    private static final List<String> GROUNDS = List.of("unit", "processes", "tcp, unix", "all");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (B\\d+) \\| (.+?) \\| (.+?) \\| (.+?) \\|$");
    private static final Pattern ANY_ROW = Pattern.compile("(?m)^\\| B\\d+ \\|.*$");
    private static final Pattern LINK = Pattern.compile("\\[`(\\w+)#(\\w+)`]\\(([^)]+)\\)");
    private static final Pattern CITED = Pattern.compile("@Row\\(\\{?([^)]*?)}?\\)");

    private record Behaviour(String on, String links) {}

    @Test
    void everyRowLinksATestThatCitesIt() throws IOException {
        Map<String, Behaviour> rows = rows();
        assertThat(rows).hasSizeGreaterThan(30);
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Behaviour> row : rows.entrySet()) {
            Matcher link = LINK.matcher(row.getValue().links());
            int links = 0;
            while (link.find()) {
                links++;
                Path file = fileOf(link);
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
    void everyRowTellsTheWidestGroundItIsShownOn() throws IOException {
        Map<String, Behaviour> rows = rows();
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Behaviour> row : rows.entrySet()) {
            int widest = 0;
            Matcher link = LINK.matcher(row.getValue().links());
            while (link.find()) {
                widest = Math.max(widest, GROUNDS.indexOf(ground(fileOf(link))));
            }
            if (!row.getValue().on().equals(GROUNDS.get(widest))) {
                wrong.add(row.getKey() + ": " + GROUNDS.get(widest) + ", not "
                        + row.getValue().on());
            }
        }
        assertThat(wrong)
                .as("rows whose third column is not what their tests run on")
                .isEmpty();
        assertThat(rows).hasSize((int) ANY_ROW.matcher(document()).results().count());
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

    private static Path fileOf(Matcher link) {
        return Sources.root().resolve("docs").resolve(link.group(3)).normalize();
    }

    private static String ground(Path file) throws IOException {
        String source = Files.exists(file) ? Files.readString(file) : "";
        if (source.contains("\n@EachBackend(processes")) {
            return "tcp, unix";
        }
        if (source.contains("\n@EachBackend\n")) {
            return "all";
        }
        return file.toString().contains("/mesh-runtime/") ? "unit" : "processes";
    }

    private static Map<String, Behaviour> rows() throws IOException {
        Map<String, Behaviour> rows = new LinkedHashMap<>();
        Matcher matcher = ROW.matcher(document());
        while (matcher.find()) {
            rows.put(matcher.group(1), new Behaviour(matcher.group(3), matcher.group(4)));
        }
        return rows;
    }

    private static String document() throws IOException {
        return Files.readString(Sources.root().resolve("docs/behaviours.md"));
    }
}
