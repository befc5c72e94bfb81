package io.taskledger.command.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.SharedServers;
import io.taskledger.command.decision.Rejection;
import io.taskledger.command.decision.RejectionCode;
import io.taskledger.command.entity.EntityFold;
import io.taskledger.command.entity.StreamEvent;
import io.taskledger.command.ledger.CommitStore;
import io.taskledger.command.ledger.LedgerSettings;
import io.taskledger.command.ledger.MongoLedger;
import io.taskledger.command.request.CommandRequest;
import io.taskledger.command.request.Outcome;
import io.taskledger.contract.command.UpdateProfile;
import io.taskledger.contract.commit.Lanes;
import io.taskledger.contract.commit.StreamRef;
import io.taskledger.contract.event.Event;
import io.taskledger.contract.event.TaskEvent;
import io.taskledger.edge.trace.RequestTrace;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.messaging.core.Metadata;
import org.axonframework.test.fixture.AxonTestFixture;
import org.axonframework.test.fixture.AxonTestPhase;

/** Axon's test fixture on the production configuration, with a separate ledger for each specification. */
final class RuleFixture {

    static final String OWNER = "alice";
    static final UUID TASK = UUID.fromString("01938f5e-0000-7000-8000-000000000001");
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final Metadata METADATA = CommandMetadata.of(
            new CommandRequest(
                    new UpdateProfile(OWNER, "", ""), OWNER, null, RequestTrace.untraced("correlation"), false),
            null,
            NOW,
            "command");

    /** A task with this past. */
    AxonTestPhase.Given given(TaskEvent... past) {
        var given = fixture().given().noPriorActivity();
        for (int i = 0; i < past.length; i++) {
            given = given.event(event(i + 1, past[i]), METADATA);
        }
        return given;
    }

    /** A profile with this past. */
    AxonTestPhase.Given givenProfile(Event... past) {
        var given = fixture().given().noPriorActivity();
        for (int i = 0; i < past.length; i++) {
            given = given.event(profileEvent(i + 1, past[i]), METADATA);
        }
        return given;
    }

    static StreamEvent event(long version, TaskEvent event) {
        return event(TASK, version, event);
    }

    static StreamEvent event(UUID task, long version, TaskEvent event) {
        return new StreamEvent(StreamRef.task(OWNER, task), version, event);
    }

    static StreamEvent profileEvent(long version, Event event) {
        return new StreamEvent(StreamRef.profile(OWNER), version, event);
    }

    /** The command is rejected with this code. */
    static Consumer<Object> refused(RejectionCode code) {
        return refused(0, code);
    }

    /** The command at this index of the batch is rejected with this code. */
    static Consumer<Object> refused(int index, RejectionCode code) {
        return payload -> {
            assertThat(((Work) payload).outcome()).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
                assertThat(rejected.why().code()).isEqualTo(code);
                assertThat(rejected.index()).isEqualTo(index);
            });
        };
    }

    /** The command is rejected because of these fields. */
    static Consumer<Object> invalid(String... fields) {
        return payload -> {
            refused(RejectionCode.VALIDATION_FAILED).accept(payload);
            assertThat(((Outcome.Rejected) ((Work) payload).outcome()).why().fields())
                    .extracting(Rejection.Field::field)
                    .containsExactly(fields);
        };
    }

    /** The command is accepted, whether or not it appended anything. */
    static Consumer<Object> accepted() {
        return payload -> assertThat(((Work) payload).outcome()).isInstanceOf(Outcome.Accepted.class);
    }

    private AxonTestFixture fixture() {
        var ledger = new MongoLedger<>(
                new CommitStore(
                        SharedServers.mongoClient().getDatabase("rules").getCollection("commits-" + UUID.randomUUID())),
                new Lanes(4),
                LedgerSettings.DEFAULT,
                EntityFold::fold,
                commit -> {},
                Clock.systemUTC());
        return AxonTestFixture.with(TaskledgerConfigurer.create(ledger));
    }
}
