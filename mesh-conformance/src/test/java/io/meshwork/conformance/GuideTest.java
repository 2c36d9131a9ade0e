package io.meshwork.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide: its Java is what stands between the tags of a sample, its links lead somewhere. */
class GuideTest {

    private static final Pattern BLOCK = Pattern.compile("(?s)(?:<!-- snippet: ([\\w-]+) -->\n)?```java\n(.*?)```");
    private static final Pattern TAGGED =
            Pattern.compile("(?s)// tag::([\\w-]+)\\[\\]\n(.*?)\n *// end::([\\w-]+)\\[\\]");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final int PAGES = 10;

    @Test
    void eachPieceOfJavaIsTheOneOfASample() throws IOException {
        Map<String, String> samples = samples();
        int checked = 0;
        for (Path page : pages()) {
            for (Matcher block = BLOCK.matcher(Files.readString(page)); block.find(); checked++) {
                assertThat(block.group(1))
                        .as("the sample of a piece of Java in %s", page)
                        .isNotNull();
                assertThat(samples).as("the samples that %s quotes", page).containsKey(block.group(1));
                assertThat(lines(block.group(2)))
                        .as("%s in %s", block.group(1), page)
                        .isEqualTo(lines(samples.get(block.group(1))));
            }
        }
        assertThat(checked).isEqualTo(samples.size());
    }

    @Test
    void eachPageIsInTheListAndEachLinkLeadsToAFile() throws IOException {
        List<Path> pages = pages();
        String list = Files.readString(guide().resolve("README.md"));

        assertThat(pages).hasSize(PAGES + 1);
        for (Path page : pages) {
            boolean isList = page.endsWith("README.md");
            assertThat(isList || list.contains("(" + page.getFileName() + ")"))
                    .as("%s in the list", page)
                    .isTrue();
            for (Matcher link = LINK.matcher(Files.readString(page)); link.find(); ) {
                assertThat(guide().resolve(link.group(1)))
                        .as("link in %s", page)
                        .exists();
            }
        }
    }

    /** By tag; each once. */
    private static Map<String, String> samples() throws IOException {
        Map<String, String> samples = new HashMap<>();
        for (String source : Sources.matching("src/test", ".java").values()) {
            for (Matcher tagged = TAGGED.matcher(source); tagged.find(); ) {
                assertThat(tagged.group(3)).as("the end of a tag").isEqualTo(tagged.group(1));
                assertThat(samples.put(tagged.group(1), tagged.group(2)))
                        .as("another sample of the tag %s", tagged.group(1))
                        .isNull();
            }
        }
        return samples;
    }

    /* Where it begins does not matter. */
    private static List<String> lines(String code) {
        List<String> lines = new ArrayList<>();
        code.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(lines::add);
        return lines;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> all = Files.list(guide())) {
            return all.sorted().toList();
        }
    }

    private static Path guide() {
        return Sources.root().resolve("docs/guide");
    }
}
