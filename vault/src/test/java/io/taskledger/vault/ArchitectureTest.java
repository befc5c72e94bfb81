package io.taskledger.vault;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The allowed dependencies of the vault. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(OwnerKeys.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void it_knows_no_other_room_than_the_contracts_and_the_node() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.taskledger..")
                        .and(resideOutsideOfPackages(
                                "io.taskledger.vault..",
                                "io.taskledger.node..",
                                "io.taskledger.contract..",
                                "io.taskledger.edge..")))
                .check(CLASSES);
    }

    @Test
    void its_packages_form_no_cycle() {
        slices().matching("io.taskledger.vault.(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
