package io.meshwork.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.config.Config;
import io.meshwork.config.Key;
import io.meshwork.config.Keys;
import io.meshwork.config.Reach;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables of settings in the docs say what the code says. */
class SettingsTableTest {

    private static final Pattern KEY = Pattern.compile("`(mesh\\.[a-z.-]+)`");

    /** Its rows can be taken from what this expects. */
    @Test
    void theTableHasEveryKeyAsTheCodeHasIt() throws IOException {
        List<String> expected = new ArrayList<>();
        for (Key key : Keys.all()) {
            expected.add("| `" + key.name() + "` | " + (key.standard().isEmpty() ? "–" : "`" + key.standard() + "`")
                    + " | " + key.accepted() + " | " + key.meaning() + " | " + key.reach() + " |");
        }

        assertThat(rows("docs/configuration.md")).containsExactlyElementsOf(expected);
    }

    @Test
    void theNumbersOfTheLifeCycleAreTheStandards() throws IOException {
        Config standard = Config.of(Map.of());
        for (String row : rows("docs/lifecycle.md")) {
            String[] cells = row.split(" ?\\| ?");
            String[] defaults = cells[2].replace("`", "").split(", ");
            Matcher key = KEY.matcher(cells[1]);
            for (String written : defaults) {
                assertThat(key.find()).as(row).isTrue();
                assertThat(written.replace(" ", "")).as(row).isEqualTo(standard(key.group(1), standard));
            }
        }
    }

    private static String standard(String name, Config standard) {
        return Keys.all().stream()
                .filter(key -> key.name().equals(name))
                .map(standard::text)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no such key: " + name));
    }

    @Test
    void whatHoldsForOneProcessAloneIsLittle() {
        assertThat(Keys.all().stream().filter(key -> key.reach() == Reach.CLIENT || key.reach() == Reach.JVM))
                .containsExactly(
                        Keys.KEEP,
                        Keys.MODE,
                        Keys.IN_PROCESS_COPY,
                        Keys.INHERIT,
                        Keys.ARCHIVE,
                        Keys.CACHE_DIR,
                        Keys.STANDBY,
                        Keys.DEBUG_RANK,
                        Keys.SOCKET_DIR,
                        Keys.CONFIG);
    }

    private static List<String> rows(String file) throws IOException {
        return Files.readString(Sources.root().resolve(file))
                .lines()
                .filter(line -> line.startsWith("| `mesh."))
                .toList();
    }
}
