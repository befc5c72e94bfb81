package io.taskledger.load;

import java.util.concurrent.TimeUnit;

/** The clock of an open loop. */
interface TimeSource {

    TimeSource SYSTEM = new TimeSource() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleepUntil(long nanos) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
        }
    };

    long nanos();

    /** Returns at that time, or at once if it has passed. */
    void sleepUntil(long nanos) throws InterruptedException;
}
