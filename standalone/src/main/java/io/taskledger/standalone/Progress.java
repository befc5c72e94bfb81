package io.taskledger.standalone;

import java.time.Duration;
import java.util.function.Supplier;

/** Prints the progress of a slow start. A start of the usual length prints nothing. */
final class Progress implements AutoCloseable {

    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(10);

    private final long begun;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("start-progress").unstarted(this::tell);
    private volatile Supplier<String> work;

    private Progress(long begun, Supplier<String> work) {
        this.begun = begun;
        this.work = work;
    }

    /**
     * @param begun when the start began, by {@link System#nanoTime}
     * @param work what is being done; called for each line, by a separate thread
     */
    static Progress start(long begun, Supplier<String> work) {
        var progress = new Progress(begun, work);
        progress.thread.start();
        return progress;
    }

    /** @param work what is being done from now on */
    void now(Supplier<String> work) {
        this.work = work;
    }

    private void tell() {
        try {
            while (true) {
                Thread.sleep(BETWEEN_WORDS);
                long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
                System.out.printf("Still starting, after %d s: %s%n", seconds, work.get());
            }
        } catch (InterruptedException e) {
            // started
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
