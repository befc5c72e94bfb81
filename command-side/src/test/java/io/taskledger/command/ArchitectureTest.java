package io.taskledger.command;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import io.taskledger.edge.route.ServedBy;
import io.taskledger.edge.route.Side;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RestController;

/** The allowed dependencies of the command side. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(CommandSideApplication.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation());

    @Test
    void every_controller_says_which_side_serves_it() {
        classes()
                .that()
                .areAnnotatedWith(RestController.class)
                .should()
                .beAnnotatedWith(describe(
                        "@ServedBy(Side.COMMAND)",
                        annotation -> annotation.getRawType().isEquivalentTo(ServedBy.class)
                                && annotation.as(ServedBy.class).value() == Side.COMMAND))
                .check(CLASSES);
    }

    @Test
    void the_domain_knows_the_jdk_and_the_contracts_only() {
        classes()
                .that()
                .resideInAnyPackage("..command.entity", "..command.decision")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify.annotations",
                        "io.taskledger.contract..",
                        "..command.entity",
                        "..command.decision")
                .check(CLASSES);
    }

    @Test
    void it_knows_no_other_room_than_the_contracts_the_edge_the_node_and_the_vault() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.taskledger..")
                        .and(resideOutsideOfPackages(
                                "io.taskledger.command..",
                                "io.taskledger.contract..",
                                "io.taskledger.edge..",
                                "io.taskledger.node..",
                                "io.taskledger.vault..")))
                .check(CLASSES);
    }

    @Test
    void the_ledger_knows_neither_axon_nor_spring_nor_kafka() {
        noClasses()
                .that()
                .resideInAPackage("..command.ledger")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.axonframework..", "org.springframework..", "org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void the_ledger_stands_on_the_contracts_alone() {
        noClasses()
                .that()
                .resideInAPackage("..command.ledger")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..command.entity",
                        "..command.decision",
                        "..command.axon",
                        "..command.relay",
                        "..command.idempotency",
                        "..command.api")
                .check(CLASSES);
    }

    @Test
    void only_the_adapter_and_the_configuration_know_axon() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..command.axon", "io.taskledger.command")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.axonframework..")
                .check(CLASSES);
    }

    @Test
    void the_adapter_contains_only_what_uses_axon() {
        classes()
                .that()
                .resideInAPackage("..command.axon")
                .and()
                .areTopLevelClasses()
                .and()
                .doNotHaveSimpleName("package-info")
                .should(ArchCondition.from(DescribedPredicate.describe(
                        "use Axon",
                        (JavaClass type) -> type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(used ->
                                        used.getTargetClass().getPackageName().startsWith("org.axonframework")))))
                .check(CLASSES);
    }

    @Test
    void only_the_api_and_the_configuration_speak_http() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..command.api", "io.taskledger.command")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.web..", "jakarta.servlet..", "org.springframework.http..")
                .check(CLASSES);
    }

    @Test
    void only_controllers_and_what_reads_requests_for_them_or_forwards_them_see_the_servlet() {
        noClasses()
                .that()
                .haveNameNotMatching(
                        ".*\\.api\\.([A-Za-z]+Controller|CommandRequests|Preconditions|ForwardingFilter|BufferedRequest.*)")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.servlet..")
                .check(CLASSES);
    }

    @Test
    void only_the_api_answers_with_problems() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..command.api", "io.taskledger.command")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.taskledger.edge.problem..", "io.taskledger.edge.web..")
                .check(CLASSES);
    }

    @Test
    void only_the_ledger_knows_the_database() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..command.ledger", "io.taskledger.command")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.mongodb..", "org.bson..")
                .check(CLASSES);
    }

    @Test
    void its_packages_form_no_cycle() {
        slices().matching("io.taskledger.command.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
