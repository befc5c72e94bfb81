package io.taskledger.command.relay;

import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.UnreadableCommitException;
import io.taskledger.node.kafka.EventTopic;
import io.taskledger.node.log.BrokenLaneException;
import io.taskledger.node.log.CommitLog;
import io.taskledger.node.log.LedgerUnavailableException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Relays one lane while this node holds it. Reads the end of the partition and sends the commits that a reader of it
 * lacks, in the order of the ledger. After every failure, and whenever Kafka has lost records, it starts this way
 * again. So nothing is skipped, and two relays of one lane can only repeat records.
 */
final class LaneRelay {

    private static final Logger LOG = LoggerFactory.getLogger(LaneRelay.class);
    private static final int FIRST_PAGE = 16;
    private static final Duration FLUSH = Duration.ofSeconds(3);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(2);

    private final int lane;
    private final EventTopic topic;
    private final CommitLog log;
    private final TopicTail tail;
    private final Outbox outbox;
    private final LaneProgress progress;
    private final Duration poll;
    private final Inbox inbox = new Inbox();
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean draining;
    private volatile boolean lost;
    private volatile @Nullable LaneSender sender;
    private @Nullable String complaint;
    private long next;
    private CommitHash hash = CommitHash.NONE;
    private int page;
    private Duration pause;

    LaneRelay(
            int lane,
            EventTopic topic,
            CommitLog log,
            TopicTail tail,
            Outbox outbox,
            LaneProgress progress,
            Duration poll) {
        this.lane = lane;
        this.topic = topic;
        this.log = log;
        this.tail = tail;
        this.outbox = outbox;
        this.progress = progress;
        this.poll = poll;
        pause = poll;
        thread = Thread.ofVirtual().name("relay-" + lane).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** A commit that is durable; the lane's commits come in order. */
    void offer(Commit commit) {
        inbox.offer(commit);
    }

    int lane() {
        return lane;
    }

    /** The minimum end offset of the partition, as acknowledged by Kafka; 0 if unknown. */
    long acknowledgedEnd() {
        var current = sender;
        return current == null ? 0 : current.end();
    }

    /** Kafka has lost acknowledged records: reads the partition again. */
    void resume() {
        lost = true;
        inbox.wake();
    }

    /** Relays all stored commits, then ends. */
    void drain() {
        draining = true;
        inbox.wake();
    }

    /** Sends nothing more; waits a short time for records in flight. */
    void stop() {
        stopping = true;
        inbox.wake();
    }

    /** Waits for the end. */
    boolean join(Duration timeout) {
        try {
            return thread.join(timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        try {
            while (!stopping && !relayed()) {
                inbox.take(Long.MAX_VALUE, pause);
                pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there is nothing left to do. */
    private boolean relayed() throws InterruptedException {
        try {
            lost = false;
            return follow(begin());
        } catch (BrokenLaneException | UnreadableCommitException e) {
            complain(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) { // whatever failed, the lane must not stop forever
            if (!stopping) {
                LOG.warn(
                        "Lane {} could not be relayed; trying again from the end of its partition: {}", lane, cause(e));
            }
        }
        return false;
    }

    /** Logs a fault once, however often it occurs. */
    private void complain(String why) {
        progress.broken(why);
        if (!why.equals(complaint)) {
            LOG.error("Lane {} is not relayed until this is repaired: {}", lane, why);
        }
        complaint = why;
    }

    private static String cause(RuntimeException e) {
        var cause = e.getCause();
        return cause == null ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + cause.getMessage();
    }

    /** Returns the offset that the next record gets. */
    private long begin() {
        var seen = tail.of(lane);
        TopicCheck.compare(log, lane, seen);
        var stored = log.last(lane);
        var whole = seen.whole();
        progress.taken(stored == null ? -1 : stored.position(), seen.wholePosition());
        next = seen.wholePosition() + 1;
        hash = whole == null ? CommitHash.NONE : whole.hash();
        page = FIRST_PAGE;
        complaint = null;
        return seen.end();
    }

    /** Whether all sent commits are acknowledged. */
    private boolean follow(long end) throws InterruptedException {
        var current = new LaneSender(topic.name(), outbox, progress, end);
        sender = current;
        boolean acknowledged = false;
        try {
            sendAll(current);
        } finally {
            acknowledged = current.flush(FLUSH);
            if (!acknowledged && stopping) {
                current.discard();
            }
        }
        return acknowledged;
    }

    private void sendAll(LaneSender current) throws InterruptedException {
        boolean more = true;
        while (!stopping) {
            check(current);
            var commits = inbox.take(next, draining || more ? Duration.ZERO : poll);
            more = false;
            if (commits.isEmpty()) {
                boolean later = !inbox.isEmpty(); // so MongoDB must have the next commit
                commits = log.read(lane, next, page);
                if (commits.isEmpty() && draining) {
                    return;
                }
                if (commits.isEmpty() && later) {
                    throw new LedgerUnavailableException("Position " + next + " cannot be read yet");
                }
                more = commits.size() == page;
                adapt(commits);
            }
            for (var commit : commits) {
                if (stopping) {
                    return;
                }
                send(current, commit);
            }
        }
    }

    private void check(LaneSender current) {
        current.check();
        if (lost) {
            throw new KafkaException("Kafka has lost records that it had acknowledged");
        }
    }

    private void send(LaneSender current, Commit commit) throws InterruptedException {
        if (commit.position() != next || !commit.previous().equals(hash)) {
            throw new BrokenLaneException(
                    "The commit at position " + commit.position() + " does not follow position " + (next - 1));
        }
        current.send(commit, () -> stopping);
        progress.stored(commit.position());
        next++;
        hash = commit.hash();
        pause = poll;
    }

    /** Commits may be a thousand times as large as usual; the page size aims at about a megabyte. */
    private void adapt(List<Commit> commits) {
        long bytes = commits.stream().mapToLong(commit -> commit.bytes().length).sum();
        if (commits.size() < page) {
            page = FIRST_PAGE;
        } else {
            page = bytes > 1 << 20 ? Math.max(2, page / 2) : Math.min(512, page * 2);
        }
    }
}
