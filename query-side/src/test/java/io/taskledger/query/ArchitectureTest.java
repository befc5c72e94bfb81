package io.taskledger.query;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.taskledger.edge.route.ServedBy;
import io.taskledger.edge.route.Side;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RestController;

/** The allowed dependencies of the query side. */
class ArchitectureTest {

    /** The classes of the query side without its tests. */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(
                    AllProjections.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void every_controller_says_which_side_serves_it() {
        classes()
                .that()
                .areAnnotatedWith(RestController.class)
                .should()
                .beAnnotatedWith(describe(
                        "@ServedBy(Side.QUERY)",
                        annotation -> annotation.getRawType().isEquivalentTo(ServedBy.class)
                                && annotation.as(ServedBy.class).value() == Side.QUERY))
                .check(CLASSES);
    }

    @Test
    void it_knows_no_other_room_than_the_contracts_the_edge_and_the_node() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.taskledger..")
                        .and(resideOutsideOfPackages(
                                "io.taskledger.query..",
                                "io.taskledger.contract..",
                                "io.taskledger.edge..",
                                "io.taskledger.node..")))
                .check(CLASSES);
    }

    @Test
    void it_does_not_know_axon() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.axonframework..")
                .check(CLASSES);
    }

    @Test
    void only_the_api_and_the_configuration_speak_http() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.taskledger.query.api", "io.taskledger.query")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.web..", "jakarta.servlet..", "org.springframework.http..")
                .check(CLASSES);
    }

    @Test
    void read_models_know_neither_how_they_are_filled_nor_who_waits_for_them() {
        noClasses()
                .that()
                .resideInAnyPackage("..query.task..", "..query.history..", "..query.stats..", "..query.profile..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..query.projection..",
                        "..query.generation..",
                        "..query.barrier..",
                        "..query.api..",
                        "org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void what_fills_and_stores_them_knows_no_projection_by_name() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..query.projection..",
                        "..query.generation..",
                        "..query.fold..",
                        "..query.store..",
                        "..query.barrier..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..query.task..", "..query.history..", "..query.stats..", "..query.profile..")
                .check(CLASSES);
    }

    @Test
    void its_packages_form_no_cycle() {
        slices().matching("io.taskledger.query.(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
