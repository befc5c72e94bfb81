package io.taskledger.command.relay;

import io.taskledger.command.ledger.BrokenLaneException;
import io.taskledger.command.ledger.CommitStore;
import io.taskledger.command.ledger.LedgerUnavailableException;
import io.taskledger.contract.commit.Commit;
import io.taskledger.contract.commit.CommitHash;
import io.taskledger.contract.commit.UnreadableCommitException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Relays one lane while this node holds it. Starts after the last record of the partition and sends what follows in the
 * ledger, each only after the one before it; whatever fails, it starts so again. Hence nothing is skipped, and two
 * relays of one lane can only repeat what is there.
 */
final class LaneRelay {

    private static final Logger LOG = LoggerFactory.getLogger(LaneRelay.class);
    private static final int FIRST_PAGE = 16;
    private static final Duration FLUSH = Duration.ofSeconds(3);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final int lane;
    private final EventTopic topic;
    private final CommitStore store;
    private final TopicTail tail;
    private final Outbox outbox;
    private final LaneProgress progress;
    private final Duration poll;
    private final Inbox inbox = new Inbox();
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean draining;
    private long next;
    private CommitHash hash = CommitHash.NONE;
    private int page;
    private Duration pause;

    LaneRelay(
            int lane,
            EventTopic topic,
            CommitStore store,
            TopicTail tail,
            Outbox outbox,
            LaneProgress progress,
            Duration poll) {
        this.lane = lane;
        this.topic = topic;
        this.store = store;
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

    /** Goes on to the end of what is stored, then ends. */
    void drain() {
        draining = true;
        inbox.wake();
    }

    /** Sends nothing more; what is under way is waited for, a little. */
    void stop() {
        stopping = true;
        inbox.wake();
    }

    /** Waits for the end. */
    boolean join(Duration patience) {
        try {
            return thread.join(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        try {
            while (!stopping && !relayed()) {
                inbox.take(Long.MAX_VALUE, pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there is nothing left to do. */
    private boolean relayed() throws InterruptedException {
        try {
            begin();
            return follow();
        } catch (BrokenLaneException | UnreadableCommitException e) {
            progress.broken();
            LOG.error("Lane {} is not relayed: {}", lane, e.getMessage());
        } catch (RuntimeException e) { // whatever it is, the lane must not stop for good
            if (!stopping) {
                LOG.warn("Lane {} is relayed again from the end of its partition: {}", lane, cause(e));
            }
        }
        return false;
    }

    private static String cause(RuntimeException e) {
        return e.getCause() == null
                ? e.getMessage()
                : e.getMessage() + ": " + e.getCause().getMessage();
    }

    private void begin() {
        var last = tail.last(lane);
        if (last != null) {
            TopicCheck.require(store, last);
        }
        var stored = store.last(lane);
        long inTopic = last == null ? -1 : last.position();
        progress.taken(stored == null ? -1 : stored.position(), inTopic);
        next = inTopic + 1;
        hash = last == null ? CommitHash.NONE : last.hash();
        page = FIRST_PAGE;
    }

    /** Whether all that was there is acknowledged. */
    private boolean follow() throws InterruptedException {
        var sender = new LaneSender(topic.name(), outbox, progress);
        boolean acknowledged = false;
        try {
            sendAll(sender);
        } finally {
            acknowledged = sender.flush(FLUSH);
            if (!acknowledged && stopping) {
                sender.discard();
            }
        }
        return acknowledged;
    }

    private void sendAll(LaneSender sender) throws InterruptedException {
        while (!stopping) {
            sender.check();
            var commits = inbox.take(next, draining ? Duration.ZERO : poll);
            if (commits.isEmpty()) {
                boolean later = !inbox.isEmpty(); // hence the store has the next one by now
                commits = store.read(lane, next, page);
                if (commits.isEmpty() && draining) {
                    return;
                }
                if (commits.isEmpty() && later) {
                    throw new LedgerUnavailableException("Position " + next + " cannot be read yet");
                }
                adapt(commits);
            }
            for (var commit : commits) {
                if (stopping) {
                    return;
                }
                send(sender, commit);
            }
        }
    }

    private void send(LaneSender sender, Commit commit) throws InterruptedException {
        if (commit.position() != next || !commit.previous().equals(hash)) {
            throw new BrokenLaneException(
                    "The commit at position " + commit.position() + " does not follow position " + (next - 1));
        }
        sender.send(commit, () -> stopping);
        progress.stored(commit.position());
        next++;
        hash = commit.hash();
        pause = poll;
    }

    /** Commits may be a thousand times as large as usual: pages of a megabyte or so. */
    private void adapt(List<Commit> commits) {
        long bytes = commits.stream().mapToLong(commit -> commit.bytes().length).sum();
        if (commits.size() < page) {
            page = FIRST_PAGE;
        } else {
            page = bytes > 1 << 20 ? Math.max(2, page / 2) : Math.min(512, page * 2);
        }
    }
}
