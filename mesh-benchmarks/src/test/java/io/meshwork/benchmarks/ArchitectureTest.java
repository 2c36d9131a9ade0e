package io.meshwork.benchmarks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Which way the benchmarks import. */
class ArchitectureTest {

    /* Imported once: it takes its time. */
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.meshwork.benchmarks");

    @Test
    void floorsKnowNeitherMeshworkNorTheRestOfTheBenchmarks() {
        noClasses()
                .that()
                .resideInAPackage("io.meshwork.benchmarks.floor")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.meshwork..").and(resideOutsideOfPackage("io.meshwork.benchmarks.floor")))
                .check(MAIN);
    }

    @Test
    void onlyOurProgramsKnowMeshworkAndOnlyFloorsKnowNetty() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.meshwork.benchmarks.ours")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.meshwork..").and(resideOutsideOfPackage("io.meshwork.benchmarks..")))
                .check(MAIN);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.meshwork.benchmarks.floor")
                .should()
                .dependOnClassesThat(resideInAPackage("io.netty.."))
                .check(MAIN);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.meshwork.benchmarks.(*)..")
                .should()
                .beFreeOfCycles()
                .check(MAIN);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(MAIN)
                .allSatisfy(type -> assertThat(type.getPackage().isAnnotatedWith(NullMarked.class))
                        .as("package-info.java of %s", type.getPackageName())
                        .isTrue());
    }
}
