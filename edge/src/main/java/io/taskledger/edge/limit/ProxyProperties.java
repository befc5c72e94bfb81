package io.taskledger.edge.limit;

import io.taskledger.edge.SettingException;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The proxies in front of this service.
 *
 * @param proxies addresses or CIDR blocks whose {@code X-Forwarded-For} is trusted; default: none
 */
@ConfigurationProperties("taskledger")
public record ProxyProperties(@DefaultValue List<String> proxies) {

    public ProxyProperties {
        proxies = proxies.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
        proxies.forEach(ProxyProperties::network);
    }

    List<Network> networks() {
        return proxies.stream().map(ProxyProperties::network).toList();
    }

    private static Network network(String text) {
        try {
            return Network.parse(text);
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    "taskledger.proxies",
                    "must list addresses or CIDR blocks such as 10.0.0.0/8, but contains " + text);
        }
    }
}
