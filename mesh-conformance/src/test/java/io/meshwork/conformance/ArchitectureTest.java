package io.meshwork.conformance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessField;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.meshwork.junit.assertions.MeshConditions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The directions in which packages import, and what else holds for all main code. */
class ArchitectureTest {

    /* A package imports only from those before it, and from its own. */
    private static final List<String> LAYERS = List.of(
            "io.meshwork.failure",
            "io.meshwork.shape",
            "io.meshwork.value",
            "io.meshwork.id",
            "io.meshwork.config",
            "io.meshwork.wire",
            "io.meshwork.wire.codec",
            "io.meshwork.pressure",
            "io.meshwork.cast",
            "io.meshwork.mailbox",
            "io.meshwork.transport",
            "io.meshwork.transport.session",
            "io.meshwork.transport.link",
            "io.meshwork.transport.netty",
            "io.meshwork.gateway",
            "io.meshwork.actor",
            "io.meshwork.proc",
            "io.meshwork.host",
            "io.meshwork.inprocess",
            "io.meshwork",
            "io.meshwork.bootstrap.process",
            "io.meshwork.bootstrap.budget",
            "io.meshwork.bootstrap.output",
            "io.meshwork.bootstrap.reaper",
            "io.meshwork.bootstrap.handshake",
            "io.meshwork.bootstrap.archive",
            "io.meshwork.bootstrap.launch",
            "io.meshwork.bootstrap.allocator",
            "io.meshwork.bootstrap.child",
            "io.meshwork.bootstrap.rehearsal",
            "io.meshwork.junit.assertions",
            "io.meshwork.junit.evidence",
            "io.meshwork.junit");

    private static final Pattern INVARIANT = Pattern.compile("<li>([A-Z]+-\\d+):");

    private final JavaClasses main = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.meshwork")
            .that(resideOutsideOfPackages("io.meshwork.conformance..", "io.meshwork.samples.."));

    @Test
    void aPackageImportsOnlyFromThoseBeforeIt() {
        classes().should(new ImportOnlyFromEarlierLayers()).check(main);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.meshwork.(**)").should().beFreeOfCycles().check(main);
    }

    @Test
    void onlyTheNettyTransportImportsNetty() {
        noClasses()
                .that(resideOutsideOfPackages("io.meshwork.transport.netty"))
                .should()
                .dependOnClassesThat(resideInAPackage("io.netty.."))
                .check(main);
    }

    @Test
    void allocatorAndChildNeverImportEachOther() {
        noClasses()
                .that(resideInAPackage("io.meshwork.bootstrap.allocator"))
                .should()
                .dependOnClassesThat(resideInAPackage("io.meshwork.bootstrap.child"))
                .check(main);
        noClasses()
                .that(resideInAPackage("io.meshwork.bootstrap.child"))
                .should()
                .dependOnClassesThat(resideInAPackage("io.meshwork.bootstrap.allocator"))
                .check(main);
    }

    @Test
    void theProcessPackageKnowsNoMesh() {
        noClasses()
                .that(resideInAPackage("io.meshwork.bootstrap.process"))
                .should()
                .dependOnClassesThat(resideInAPackage("io.meshwork..")
                        .and(resideOutsideOfPackages("io.meshwork.bootstrap.process", "io.meshwork.failure")))
                .check(main);
    }

    @Test
    void onlyTheAssertionsNeedAssertJ() {
        noClasses()
                .that(resideOutsideOfPackages("io.meshwork.junit.assertions"))
                .or(belongToAnyOf(MeshConditions.class))
                .should()
                .dependOnClassesThat(resideInAPackage("org.assertj.."))
                .check(main);
    }

    @Test
    void nothingPrintsButWhatShowsTheOutputOfProcessesInATest() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.meshwork.junit.TestStdout")
                .should(accessField(System.class, "out"))
                .check(main);
        noClasses().should(accessField(System.class, "err")).check(main);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> packages = new LinkedHashSet<>();
        main.forEach(type -> packages.add(type.getPackageName()));

        assertThat(packages)
                .containsAll(LAYERS)
                .allSatisfy(name -> assertThat(main.getPackage(name).isAnnotatedWith(NullMarked.class))
                        .as("package-info.java of %s with @NullMarked", name)
                        .isTrue());
    }

    @Test
    void everyInvariantIsCitedByATest() throws IOException {
        List<String> invariants = invariants();
        String tests = String.join("\n", Sources.matching("src/test", ".java").values());

        assertThat(invariants).doesNotHaveDuplicates().hasSizeGreaterThan(20);
        assertThat(invariants)
                .allSatisfy(name -> assertThat(Pattern.compile("\\b" + name + "\\b")
                                .matcher(tests)
                                .find())
                        .as("a test that cites %s", name)
                        .isTrue());
    }

    @Test
    void theIndexOfInvariantsIsWhole() throws IOException {
        String index = Files.readString(Sources.root().resolve("docs/ARCHITECTURE.md"));

        assertThat(invariants())
                .allSatisfy(name -> assertThat(Pattern.compile("\\b" + name + "\\b")
                                .matcher(index)
                                .find())
                        .as("%s in docs/ARCHITECTURE.md", name)
                        .isTrue());
    }

    private static List<String> invariants() throws IOException {
        List<String> invariants = new ArrayList<>();
        for (String source : Sources.matching("src/main", "package-info.java").values()) {
            Matcher matcher = INVARIANT.matcher(source);
            while (matcher.find()) {
                invariants.add(matcher.group(1));
            }
        }
        return invariants;
    }

    private static final class ImportOnlyFromEarlierLayers extends ArchCondition<JavaClass> {

        ImportOnlyFromEarlierLayers() {
            super("import only from earlier layers");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            int own = layerOf(type);
            type.getDirectDependenciesFromSelf().forEach(dependency -> {
                int other = layerOf(dependency.getTargetClass());
                if (other > own) {
                    events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                }
            });
            if (own < 0) {
                events.add(SimpleConditionEvent.violated(type, type.getName() + " is in no layer"));
            }
        }

        private static int layerOf(JavaClass type) {
            return LAYERS.indexOf(type.getBaseComponentType().getPackageName());
        }
    }
}
