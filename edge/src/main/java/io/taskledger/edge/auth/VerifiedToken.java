package io.taskledger.edge.auth;

import java.time.Instant;
import java.util.Collection;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** The authentication of a request with a valid token. The token itself is not kept. Immutable. */
final class VerifiedToken extends AbstractAuthenticationToken {

    private final Caller caller;
    private final Instant expiry;

    VerifiedToken(Caller caller, Instant expiry) {
        super(authorities(caller));
        this.caller = caller;
        this.expiry = expiry;
        setAuthenticated(true);
    }

    private static Collection<GrantedAuthority> authorities(Caller caller) {
        return caller.roles()
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
