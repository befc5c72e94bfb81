package io.taskledger.edge.auth;

import io.taskledger.edge.cors.FrontendCors;
import io.taskledger.edge.problem.ProblemException;
import io.taskledger.edge.problem.ProblemWriter;
import io.taskledger.edge.web.BodyLimitFilter;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Two filter chains: one for the public routes, one with a token for all other routes. */
@Configuration(proxyBeanMethods = false)
class SecurityChains {

    /** Headers are written before the request is served: no response has to be wrapped to add them later. */
    private static final ObjectPostProcessor<HeaderWriterFilter> EAGER = new ObjectPostProcessor<>() {
        @Override
        public <O extends HeaderWriterFilter> O postProcess(O filter) {
            filter.setShouldWriteHeadersEagerly(true);
            return filter;
        }
    };

    private final ProblemWriter problems;
    private final FrontendCors cors;

    SecurityChains(ProblemWriter problems, FrontendCors cors) {
        this.problems = problems;
        this.cors = cors;
    }

    /** Not each filter is observed: that costs more than the filters do. The request as a whole is. */
    @Bean
    static SecurityObservationSettings edgeSecurityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    static HttpFirewall edgeFirewall() {
        return RequestFirewall.create();
    }

    @Bean
    @Order(1)
    SecurityFilterChain edgePublicChain(
            HttpSecurity http, ObjectProvider<PublicRoutes> routes, Environment environment) {
        var matchers = routes.stream()
                .flatMap(some -> some.patterns().stream())
                .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
                .toList();
        RequestMatcher named = matchers.isEmpty() ? request -> false : new OrRequestMatcher(matchers);
        http.securityMatcher(new OrRequestMatcher(named, management(environment)));
        return common(http)
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain edgeTokenChain(HttpSecurity http, Admission admission) {
        common(http)
                .addFilterBefore(new BearerFilter(admission, problems), AuthorizationFilter.class)
                .headers(SecurityChains::forData)
                .authorizeHttpRequests(all -> all.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(
                                (request, response, e) -> problems.write(request, response, AuthFailures.missing()))
                        .accessDeniedHandler((request, response, e) -> problems.write(
                                request, response, new ProblemException(403, "forbidden", "Access denied"))));
        return http.build();
    }

    /** The management port is for operators. If it is also the clients' port, it shows only up or down. */
    private static RequestMatcher management(Environment environment) {
        return ManagementPortType.get(environment) == ManagementPortType.DIFFERENT
                ? EndpointRequest.toAnyEndpoint()
                : EndpointRequest.to("health");
    }

    private HttpSecurity common(HttpSecurity http) {
        return http.sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(
                        context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .servletApi(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .withObjectPostProcessor(EAGER))
                .addFilter(cors.filter())
                .addFilterAfter(new BodyLimitFilter(problems), AuthorizationFilter.class);
    }

    /**
     * A response belongs to its caller: shared caches must not store it, and the browser must revalidate it with
     * {@code If-None-Match}.
     */
    private static void forData(HeadersConfigurer<HttpSecurity> headers) {
        headers.addHeaderWriter(new StaticHeadersWriter("Cache-Control", "private, no-cache"))
                .addHeaderWriter((request, response) -> response.addHeader("Vary", "Authorization"))
                .contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"));
    }
}
