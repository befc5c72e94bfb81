package io.taskledger.edge.auth;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What Spring Security knows of a request with a good token. The token itself is not kept. Immutable. */
final class VerifiedToken extends AbstractAuthenticationToken {

    private final Caller caller;
    private final Instant expiry;

    VerifiedToken(Caller caller, Instant expiry) {
        super(authorities(caller));
        this.caller = caller;
        this.expiry = expiry;
        setAuthenticated(true);
    }

    /** Better Auth lists several roles in one text, separated by commas. */
    private static Collection<GrantedAuthority> authorities(Caller caller) {
        if (caller.role() == null) {
            return List.of();
        }
        return Stream.of(caller.role().split(","))
                .map(String::strip)
                .filter(role -> !role.isEmpty())
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList();
    }

    Instant expiry() {
        return expiry;
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    @Override
    public String getName() {
        return caller.id();
    }

    @Override
    public Object getCredentials() {
        return "";
    }
}
