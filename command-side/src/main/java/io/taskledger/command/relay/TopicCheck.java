package io.taskledger.command.relay;

import io.taskledger.contract.commit.Commit;
import io.taskledger.edge.SettingException;
import io.taskledger.node.kafka.EventTopic;
import io.taskledger.node.kafka.KafkaClients;
import io.taskledger.node.log.BrokenLaneException;
import io.taskledger.node.log.CommitLog;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The check of the topic at start-up, before the ledger opens its lanes: it must exist, keep everything, and contain no
 * commit that the ledger does not have.
 */
public final class TopicCheck {

    private static final Logger LOG = LoggerFactory.getLogger(TopicCheck.class);

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final EventTopic topic;
    private final RelayProperties properties;
    private final CommitLog log;

    public TopicCheck(EventTopic topic, RelayProperties properties, CommitLog log) {
        this.topic = topic;
        this.properties = properties;
        this.log = log;
    }

    /**
     * Creates the topic if it is absent. Restores the ledger's missing commits if {@link Trust#TOPIC} is set.
     *
     * @return how many commits were restored
     * @throws SettingException with a message for operators
     * @throws RelayUnavailableException if Kafka does not respond, also with a message
     * @throws io.taskledger.node.log.LedgerUnavailableException if MongoDB does not respond
     */
    public long run() {
        try {
            setUp();
            return compareAll();
        } catch (BrokenLaneException e) {
            throw new SettingException(
                    "taskledger.kafka.topic", "names a topic that belongs to another ledger: " + e.getMessage());
        } catch (ExecutionException | KafkaException e) {
            throw new RelayUnavailableException(
                    "taskledger.kafka.bootstrap-servers is " + topic.bootstrapServers()
                            + ", which does not serve the topic " + topic.name()
                            + ": start the broker or name another one (" + e.getMessage() + ")",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while checking the topic " + topic.name(), e);
        }
    }

    /**
     * Runs the check now, unless Kafka does not respond.
     *
     * @return whether it has run
     */
    boolean runIfPossible() {
        try {
            run();
            return true;
        } catch (RelayUnavailableException e) {
            LOG.warn("Starts without Kafka; commits are relayed once it responds: {}", e.getMessage());
            return false;
        }
    }

    /** Waits until Kafka responds or the process is stopped, then runs the check. Returns true. */
    boolean runOncePossible() {
        var waiting = Thread.currentThread();
        var end = new Thread(waiting::interrupt); // Spring's own shut-down hook waits for the end of start-up
        Runtime.getRuntime().addShutdownHook(end);
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    run();
                    return true;
                } catch (RelayUnavailableException e) {
                    LOG.warn("Waiting for Kafka, from which the ledger is restored: {}", e.getMessage());
                }
                Thread.sleep(PAUSE);
            }
            throw new InterruptedException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while waiting for Kafka", e);
        } finally {
            remove(end);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("The process ends", e);
        }
    }

    private void setUp() throws ExecutionException, InterruptedException {
        var admin = Admin.create(KafkaClients.promptClient(topic));
        try {
            new TopicSetup(admin, topic).ensure(properties.replicationFactor());
        } finally {
            admin.close(CLOSE);
        }
    }

    private long compareAll() {
        try (var tail = new TopicTail(topic)) {
            long restored = 0;
            if (properties.trust() == Trust.TOPIC) {
                restored = new LedgerRestore(topic, log).run();
                LOG.info("Restored {} commits from the topic {}", restored, topic.name());
            }
            for (int lane = 0; lane < topic.lanes().count(); lane++) {
                var seen = tail.of(lane);
                requireStored(seen.furthest());
                compare(log, lane, seen);
            }
            return restored;
        }
    }

    private void requireStored(@Nullable Commit furthest) {
        if (furthest != null
                && log.read(furthest.lane(), furthest.position(), 1).isEmpty()) {
            throw new SettingException("taskledger.relay.trust", lacking(furthest));
        }
    }

    /**
     * The topic may lack commits of the ledger; the relay sends them.
     *
     * @throws BrokenLaneException if the ledger does not have the last commit of the topic
     */
    static void compare(CommitLog log, int lane, Tail seen) {
        for (var commit : new Commit[] {seen.furthest(), seen.whole()}) {
            if (commit != null) {
                require(log, commit);
            }
        }
        if (seen.torn()) {
            LOG.warn(
                    "Kafka has lost commits of lane {} after position {}: they are sent again",
                    lane,
                    seen.wholePosition());
        }
    }

    private String lacking(Commit last) {
        var what = "the topic " + topic.name() + " goes on to position " + last.position() + " in lane " + last.lane()
                + ", past the end of the ledger";
        return properties.trust() == Trust.LEDGER
                ? "is ledger, but " + what + ", and commits cannot be removed from a topic: name a new topic in"
                        + " taskledger.kafka.topic, which is then filled from the ledger, and drop the read models"
                : "is none, but " + what + ": set it to topic if the ledger was restored from a backup, to copy the"
                        + " missing commits back, or name this ledger's own topic in taskledger.kafka.topic";
    }

    /** Throws if the ledger does not have this commit of the topic. */
    static void require(CommitLog log, Commit inTopic) {
        var stored = log.read(inTopic.lane(), inTopic.position(), 1);
        if (stored.isEmpty()
                || stored.getFirst().position() != inTopic.position()
                || !stored.getFirst().hash().equals(inTopic.hash())) {
            throw new BrokenLaneException("At position " + inTopic.position() + " of lane " + inTopic.lane()
                    + " the ledger does not have the commit that the topic has; they belong to different systems: name"
                    + " another topic, or use the ledger of this topic");
        }
    }
}
