package io.taskledger.command.axon;

import static io.taskledger.command.axon.RuleFixture.METADATA;
import static io.taskledger.command.axon.RuleFixture.OWNER;
import static io.taskledger.command.axon.RuleFixture.accepted;
import static io.taskledger.command.axon.RuleFixture.invalid;
import static io.taskledger.command.axon.RuleFixture.profileEvent;
import static io.taskledger.command.axon.RuleFixture.refused;
import static io.taskledger.command.decision.RejectionCode.VERSION_MISMATCH;

import io.taskledger.contract.command.Precondition;
import io.taskledger.contract.command.UpdateProfile;
import io.taskledger.contract.event.ProfileUpdated;
import org.axonframework.test.fixture.AxonTestPhase.Then;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules for commands on a profile. */
class ProfileRulesTest {

    private static final ProfileUpdated ALICE = new ProfileUpdated("Alice", "Europe/Berlin");

    private static RuleFixture rules;

    @BeforeAll
    static void start() {
        rules = new RuleFixture();
    }

    @Test
    void the_first_update_creates_it() {
        when(new UpdateProfile(OWNER, " Alice ", "Europe/Berlin")).events(profileEvent(1, ALICE));
    }

    @Test
    void a_later_update_replaces_it() {
        when(new UpdateProfile(OWNER, "Alice B.", "Europe/Berlin"), ALICE)
                .events(profileEvent(2, new ProfileUpdated("Alice B.", "Europe/Berlin")));
    }

    @Test
    void an_update_that_changes_nothing_appends_nothing() {
        when(new UpdateProfile(OWNER, "Alice", "Europe/Berlin"), ALICE)
                .noEvents()
                .resultMessagePayloadSatisfies(accepted());
    }

    @Test
    void the_version_that_the_caller_saw_is_accepted() {
        when(new UpdateProfile(OWNER, "Alice B.", "Europe/Berlin", Precondition.version(1)), ALICE)
                .events(profileEvent(2, new ProfileUpdated("Alice B.", "Europe/Berlin")));
    }

    @Test
    void another_version_than_the_caller_saw_is_refused() {
        when(new UpdateProfile(OWNER, "Alice B.", "Europe/Berlin", Precondition.version(2)), ALICE)
                .noEvents()
                .resultMessagePayloadSatisfies(refused(VERSION_MISMATCH));
    }

    @Test
    void a_profile_that_was_never_set_does_not_exist() {
        when(new UpdateProfile(OWNER, "Alice", "Europe/Berlin", Precondition.exists()))
                .noEvents()
                .resultMessagePayloadSatisfies(refused(VERSION_MISMATCH));
    }

    @Test
    void a_profile_that_was_set_exists() {
        when(new UpdateProfile(OWNER, "Alice B.", "Europe/Berlin", Precondition.exists()), ALICE)
                .events(profileEvent(2, new ProfileUpdated("Alice B.", "Europe/Berlin")));
    }

    @Test
    void no_version_matches_a_profile_that_was_never_set() {
        when(new UpdateProfile(OWNER, "Alice", "Europe/Berlin", Precondition.version(1)))
                .noEvents()
                .resultMessagePayloadSatisfies(refused(VERSION_MISMATCH));
    }

    @ParameterizedTest
    @CsvSource({
        "'', Europe/Berlin, displayName",
        "'two\nlines', Europe/Berlin, displayName",
        "Alice, Europe/Atlantis, timeZone",
        "Alice, '', timeZone"
    })
    void a_field_that_is_wrong_is_named(String displayName, String timeZone, String field) {
        when(new UpdateProfile(OWNER, displayName, timeZone)).noEvents().resultMessagePayloadSatisfies(invalid(field));
    }

    private static Then.Command when(UpdateProfile command, ProfileUpdated... past) {
        return rules.givenProfile(past).when().command(command, METADATA).then();
    }
}
