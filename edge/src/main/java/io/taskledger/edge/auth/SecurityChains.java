package io.taskledger.edge.auth;

import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Two ways in: one for what is public by name, one with a token for everything else. */
@Configuration(proxyBeanMethods = false)
class SecurityChains {

    @Bean
    @Order(1)
    SecurityFilterChain edgePublicChain(
            HttpSecurity http, ObjectProvider<PublicRoutes> routes, Environment environment) {
        List<RequestMatcher> matchers = routes.stream()
                .flatMap(some -> some.patterns().stream())
                .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
                .toList();
        RequestMatcher named = matchers.isEmpty() ? request -> false : new OrRequestMatcher(matchers);
        RequestMatcher either = new OrRequestMatcher(named, management(environment));
        stateless(http.securityMatcher(request -> isFirstDispatch(request) && either.matches(request)));
        return http.authorizeHttpRequests(all -> all.anyRequest().permitAll()).build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain edgeTokenChain(HttpSecurity http, Gate gate, ProblemWriter problems) {
        stateless(http);
        http.addFilterBefore(new BearerFilter(gate, problems), AuthorizationFilter.class);
        http.authorizeHttpRequests(all -> all.dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .anyRequest()
                .authenticated());
        http.exceptionHandling(refusals -> refusals.authenticationEntryPoint(
                        (request, response, e) -> problems.write(request, response, AuthFailures.missing()))
                .accessDeniedHandler((request, response, e) ->
                        problems.write(request, response, new ProblemException(403, "forbidden", "Access denied"))));
        return http.build();
    }

    /** The error page of a public route is no route itself. */
    private static boolean isFirstDispatch(HttpServletRequest request) {
        return request.getDispatcherType() != DispatcherType.ERROR;
    }

    /** The management port is for operators; where it is the clients' port too, it says no more than up or down. */
    private static RequestMatcher management(Environment environment) {
        return ManagementPortType.get(environment) == ManagementPortType.DIFFERENT
                ? EndpointRequest.toAnyEndpoint()
                : EndpointRequest.to("health");
    }

    private static void stateless(HttpSecurity http) {
        http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable);
    }
}
