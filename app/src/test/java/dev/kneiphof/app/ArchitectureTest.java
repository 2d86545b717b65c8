package dev.kneiphof.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Who may know whom. */
@AnalyzeClasses(packages = "dev.kneiphof.app", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule nativeMemoryIsGraphCoresBusiness = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.lang.foreign..", "dev.kneiphof.graph.ffm..");

    @ArchTest
    static final ArchRule pagesUseTheApiLikeAnyClient = noClasses()
            .that()
            .resideInAPackage("..app.pages..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.kneiphof.graph..", "dev.kneiphof.app.graph..", "dev.kneiphof.app.ingestion..");

    @ArchTest
    static final ArchRule graphsDoNotKnowWhoFillsAndMeasuresThem = noClasses()
            .that()
            .resideInAnyPackage("..app.graph..", "..app.web..", "..app.json..", "..app.problem..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..app.ingestion..", "..app.samples..", "..app.metrics..", "..app.pages..");

    @ArchTest
    static final ArchRule packagesFormNoCycle = SlicesRuleDefinition.slices()
            .matching("dev.kneiphof.app.(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule controllersAreNobodysApi = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .or()
            .areAnnotatedWith(Controller.class)
            .or()
            .areAnnotatedWith(RestControllerAdvice.class)
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule whatAClassNeedsStandsInItsConstructor =
            fields().should().notBeAnnotatedWith(Autowired.class);

    @ArchTest
    static final ArchRule nothingIsPrinted = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule oneLoggingFramework = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
}
