package parvis;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;

/** Rules of the compiled program. {@link SourcesTest} has those of its words, {@link ModulesTest} those of its modules. */
class ArchitectureTest {
    private static JavaClasses parvis;

    @BeforeAll
    static void read() {
        parvis = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("parvis");
        assertThat(parvis).hasSizeGreaterThan(150);
    }

    @Test
    void nullIsATypeEverywhere() {
        var unmarked = parvis.stream()
                .map(type -> type.getPackage())
                .distinct()
                // the class that starts the program is alone up there
                .filter(found -> !found.getName().equals("parvis"))
                .filter(found -> !found.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName);
        assertThat(unmarked).isEmpty();
    }

    @Test
    void nothingIsInjectedBehindTheConstructorsBack() {
        fields().should()
                .notBeAnnotatedWith(Autowired.class)
                .andShould()
                .notBeAnnotatedWith(Value.class)
                .andShould()
                .notBeAnnotatedWith("jakarta.annotation.Resource")
                .andShould()
                .notBeAnnotatedWith("jakarta.inject.Inject")
                .check(parvis);
    }

    @Test
    void modulesFormNoRing() {
        slices().matching("parvis.(*)..").should().beFreeOfCycles().check(parvis);
    }

    @Test
    void onlyTheConsoleTalksToTheTerminal() {
        noClasses()
                .that()
                .resideOutsideOfPackage("parvis.console..")
                .should(ACCESS_STANDARD_STREAMS)
                .check(parvis);
    }

    @Test
    void controllersTranslateAndLeaveSqlToOthers() {
        noClasses()
                .that(annotatedWith(Controller.class).or(annotatedWith(RestController.class)))
                // /health asks the database whether it is there
                .and()
                .doNotHaveFullyQualifiedName("parvis.web.Readiness")
                .should()
                .dependOnClassesThat(belongToAnyOf(JdbcClient.class))
                .check(parvis);
    }

    @Test
    void controllersAreNobodyElsesBusiness() {
        classes()
                .that(annotatedWith(Controller.class).or(annotatedWith(RestController.class)))
                .and()
                // other modules tell it what they are still doing
                .doNotHaveFullyQualifiedName("parvis.web.Readiness")
                .should()
                .bePackagePrivate()
                .check(parvis);
    }

    @Test
    void theHourComesFromTheClockOrTheCaller() {
        noClasses()
                .that()
                // what is about this machine's own files and processes, not about anybody's business
                .resideOutsideOfPackages("parvis.database..", "parvis.file..")
                .should()
                .callMethod(Instant.class, "now")
                .check(parvis);
    }
}
