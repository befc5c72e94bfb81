package io.taskledger.standalone.issuer;

import io.taskledger.edge.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Distinguishes requests of this machine from requests that a foreign page makes its browser send: by a name that
 * resolves to 127.0.0.1 (DNS rebinding; visible in the Host header), or across sites (visible in the Origin header).
 *
 * @param frontends origins whose pages may ask for tokens
 */
record LocalOnly(Set<String> frontends) {

    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");

    LocalOnly {
        frontends = Set.copyOf(frontends);
    }

    /** @throws ProblemException 403 if the request does not come from here */
    void check(HttpServletRequest request) {
        var host = request.getHeader("Host");
        if (host == null || !LOOPBACK.matcher(host).matches() || !isLoopback(request.getRemoteAddr())) {
            throw new ProblemException(
                    403, "forbidden", "Development tokens are issued only on localhost and 127.0.0.1");
        }
        if (isForeign(request, host)) {
            throw new ProblemException(
                    403,
                    "forbidden",
                    "Development tokens are not issued to other sites; set FRONTEND_URL to allow yours");
        }
    }

    private boolean isForeign(HttpServletRequest request, String host) {
        var origin = request.getHeader("Origin");
        if (origin != null) {
            return !origin.equals("http://" + host) && !frontends.contains(origin);
        }
        var site = request.getHeader("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress(); // an address, so there is no DNS look-up
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
