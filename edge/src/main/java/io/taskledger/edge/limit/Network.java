package io.taskledger.edge.limit;

import java.net.InetAddress;
import java.util.Arrays;

/** A block of addresses. Its text is never resolved by DNS. */
final class Network {

    private final byte[] base;
    private final int prefix;

    private Network(byte[] base, int prefix) {
        this.base = base;
        this.prefix = prefix;
    }

    /** @throws IllegalArgumentException if the text is neither an address nor a CIDR block (RFC 4632) */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash))
                .getAddress();
        int all = address.length * 8;
        int prefix = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
        if (prefix < 0 || prefix > all) {
            throw new IllegalArgumentException("Invalid prefix length: " + prefix);
        }
        return new Network(masked(address, prefix), prefix);
    }

    boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        return bytes.length == base.length && Arrays.equals(masked(bytes, prefix), base);
    }

    /** The address with all bits past the prefix cleared. */
    static byte[] masked(byte[] address, int prefix) {
        var masked = address.clone();
        for (int bit = prefix; bit < masked.length * 8; bit++) {
            masked[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        return masked;
    }
}
