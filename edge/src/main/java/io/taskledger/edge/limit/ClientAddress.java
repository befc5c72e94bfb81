package io.taskledger.edge.limit;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address that a request comes from: that of the connection, or behind configured proxies the rightmost one in
 * {@code X-Forwarded-For} that is not a proxy. Addresses to the left of it can be forged. Thread-safe.
 */
public final class ClientAddress {

    /** An IPv6 customer gets a block of at least this size (RFC 6177) and can use any address in it. */
    private static final int IPV6_PREFIX = 64;

    private static final Pattern BRACKETED = Pattern.compile("\\[([0-9a-fA-F:.]+)](?::\\d{1,5})?");
    private static final Pattern IPV4_PORT = Pattern.compile("([0-9.]+):\\d{1,5}");

    private final List<Network> proxies;

    ClientAddress(ProxyProperties properties) {
        proxies = properties.networks();
    }

    /** The address as a key: an IPv4 address, or the /64 block of an IPv6 one. */
    public String of(HttpServletRequest request) {
        var client = literal(request.getRemoteAddr());
        if (client == null) {
            return request.getRemoteAddr();
        }
        if (!proxies.isEmpty()) {
            client = behindProxies(client, request);
        }
        return key(client);
    }

    private InetAddress behindProxies(InetAddress connection, HttpServletRequest request) {
        List<String> hops = new ArrayList<>();
        for (var line : Collections.list(request.getHeaders("X-Forwarded-For"))) {
            Collections.addAll(hops, line.split(",", -1));
        }
        var client = connection;
        for (int i = hops.size() - 1; i >= 0 && isProxy(client); i--) {
            var hop = literal(hops.get(i).strip());
            if (hop == null) {
                return client; // the proxy wrote no address, so its own address counts
            }
            client = hop;
        }
        return client;
    }

    private boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(proxy -> proxy.contains(address));
    }

    private static @Nullable InetAddress literal(String text) {
        var bracketed = BRACKETED.matcher(text);
        var port = IPV4_PORT.matcher(text);
        String address = bracketed.matches() ? bracketed.group(1) : port.matches() ? port.group(1) : text;
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String key(InetAddress address) {
        var bytes = address.getAddress();
        try {
            return bytes.length == 4
                    ? address.getHostAddress()
                    : InetAddress.getByAddress(Network.masked(bytes, IPV6_PREFIX))
                            .getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address has 4 or 16 bytes", e);
        }
    }
}
