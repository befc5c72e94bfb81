package io.taskledger.command.relay;

import io.taskledger.edge.SettingException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the other command nodes reach this one.
 *
 * @param url empty if this node neither forwards commands nor gets forwarded ones
 */
@ConfigurationProperties("taskledger.node")
public record NodeUrlProperties(@DefaultValue("") String url) {

    public NodeUrlProperties {
        url = url.strip();
        if (!url.isEmpty() && NodeUrl.of(url) == null) {
            throw new SettingException(
                    "taskledger.node.url",
                    "must be http or https with a host and perhaps a port, such as http://10.0.0.7:8080, not " + url);
        }
    }

    /** Null if it has none. */
    public @Nullable NodeUrl address() {
        return NodeUrl.of(url);
    }
}
