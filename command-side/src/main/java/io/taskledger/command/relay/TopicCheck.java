package io.taskledger.command.relay;

import io.taskledger.command.ledger.BrokenLaneException;
import io.taskledger.command.ledger.CommitStore;
import io.taskledger.contract.commit.Commit;
import io.taskledger.edge.SettingException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Start-up's look at the topic, before the ledger opens its lanes: that it is there, keeps everything, and holds
 * nothing that the ledger does not have.
 */
public final class TopicCheck {

    private static final Logger LOG = LoggerFactory.getLogger(TopicCheck.class);

    private final EventTopic topic;
    private final RelayProperties properties;
    private final CommitStore store;

    public TopicCheck(EventTopic topic, RelayProperties properties, CommitStore store) {
        this.topic = topic;
        this.properties = properties;
        this.store = store;
    }

    /**
     * Makes the topic if it is absent. Restores the ledger's missing commits if {@link Trust#TOPIC} is set.
     *
     * @return how many commits were restored
     * @throws SettingException with a sentence for operators
     * @throws io.taskledger.command.ledger.LedgerUnavailableException if the store does not answer
     */
    public long run() {
        try (var admin = Admin.create(topic.client());
                var tail = new TopicTail(topic)) {
            new TopicSetup(admin, topic).ensure(properties.replicationFactor());
            long restored = 0;
            if (properties.trust() == Trust.TOPIC) {
                restored = new LedgerRestore(topic, store).run();
                LOG.info("Restored {} commits from the topic {}", restored, topic.name());
            }
            for (int lane = 0; lane < topic.lanes().count(); lane++) {
                compare(tail.last(lane));
            }
            return restored;
        } catch (BrokenLaneException e) {
            throw new SettingException(
                    "taskledger.kafka.topic", "names a topic that is not this ledger's: " + e.getMessage());
        } catch (ExecutionException | KafkaException e) {
            throw new SettingException(
                    "taskledger.kafka.bootstrap-servers",
                    "is " + topic.bootstrapServers() + ", which does not serve the topic " + topic.name()
                            + ": start the broker or name another one (" + e.getMessage() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while looking at the topic " + topic.name(), e);
        }
    }

    private void compare(@Nullable Commit last) {
        if (last == null) {
            return; // the relay will fill it
        }
        var stored = store.read(last.lane(), last.position(), 1);
        if (stored.isEmpty()) {
            throw new SettingException("taskledger.relay.trust", lacking(last));
        }
        require(store, last);
    }

    private String lacking(Commit last) {
        var what = "the topic " + topic.name() + " goes on to position " + last.position() + " in lane " + last.lane()
                + ", where the ledger has nothing";
        return properties.trust() == Trust.LEDGER
                ? "is ledger, but " + what + ", and what a topic holds cannot be taken back: name a new topic in"
                        + " taskledger.kafka.topic, which is then filled from the ledger, and drop the read models"
                : "is none, but " + what + ": set it to topic if the ledger was restored from a backup, to copy the"
                        + " missing commits back, or name this ledger's own topic in taskledger.kafka.topic";
    }

    /** @throws BrokenLaneException if the ledger does not have this commit of the topic */
    static void require(CommitStore store, Commit inTopic) {
        var stored = store.read(inTopic.lane(), inTopic.position(), 1);
        if (stored.isEmpty()
                || stored.getFirst().position() != inTopic.position()
                || !stored.getFirst().hash().equals(inTopic.hash())) {
            throw new BrokenLaneException("At position " + inTopic.position() + " of lane " + inTopic.lane()
                    + " the ledger does not have the commit that the topic has; the two are of different origin: name"
                    + " another topic, or use the ledger that this one belongs to");
        }
    }
}
