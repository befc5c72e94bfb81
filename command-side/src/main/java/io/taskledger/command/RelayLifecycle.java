package io.taskledger.command;

import io.taskledger.command.relay.Relay;
import org.springframework.context.SmartLifecycle;

/** Starts the relay before requests come in, and lets it finish after the last one was answered. */
final class RelayLifecycle implements SmartLifecycle {

    private final Relay relay;
    private volatile boolean running;

    RelayLifecycle(Relay relay) {
        this.relay = relay;
    }

    @Override
    public void start() {
        relay.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        relay.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The web server's is far above. */
    @Override
    public int getPhase() {
        return 0;
    }
}
