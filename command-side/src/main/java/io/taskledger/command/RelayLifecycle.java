package io.taskledger.command;

import io.taskledger.command.relay.Relay;
import org.springframework.context.SmartLifecycle;

/** Starts the relay before the first request, and stops it after the last response. */
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

    /** The phase of the web server is far higher. */
    @Override
    public int getPhase() {
        return 0;
    }
}
