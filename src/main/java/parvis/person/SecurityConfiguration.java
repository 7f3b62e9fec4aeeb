package parvis.person;

import java.time.Clock;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import parvis.brand.Brands;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.web.Proxies;
import parvis.web.Redirects;

/**
 * The security chain: who is there, which part of the site is closed to whom, and the headers of every answer.
 *
 * <p>Use cases check again what a role may do to the very thing; this only keeps whole parts shut.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
                    + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SessionFilter sessionFilter(Sessions sessions, Team team, Members members, Brands brands, Clock clock) {
        return new SessionFilter(sessions, team, members, brands, clock);
    }

    /** The filter belongs to the chain below and runs there only. */
    @Bean
    FilterRegistrationBean<SessionFilter> sessionFilterOnlyInTheChain(SessionFilter filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setEnabled(false);
        return registration;
    }

    /** What its filters take is part of what a request takes; told one by one, they took longer to tell than to do. */
    @Bean
    SecurityObservationSettings oneObservationForAllFilters() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    UserDetailsService noPasswords() {
        return name -> {
            throw new org.springframework.security.core.userdetails.UsernameNotFoundException("no passwords here");
        };
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http, SessionFilter sessions) throws Exception {
        return http.securityContext(c -> c.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Other sites are kept out by OriginGuard: a page that all share can hold no token.
                .csrf(csrf -> csrf.disable())
                .logout(logout -> logout.disable())
                .requestCache(cache -> cache.disable())
                .anonymous(anonymous -> anonymous.authorities("READER"))
                .addFilterBefore(sessions, AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                jakarta.servlet.DispatcherType.ERROR, jakarta.servlet.DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers("/desk", "/desk/**")
                        .hasAuthority(Permission.SEE_DESK.name())
                        .requestMatchers("/lent", "/lent/**")
                        .hasAuthority(Permission.ANSWER_LENT.name())
                        .requestMatchers("/moderation", "/moderation/**")
                        .hasAuthority(Permission.MODERATE.name())
                        .requestMatchers("/newsroom", "/newsroom/**")
                        .hasAuthority(Permission.WRITE_DRAFTS.name())
                        .requestMatchers("/settings", "/settings/**")
                        .hasAuthority(Permission.KEEP_MAIL.name())
                        .requestMatchers("/account", "/account/**")
                        .authenticated()
                        // Figures are for whoever runs the machine: not for the world, and not for the world through a
                        // proxy on it.
                        .requestMatchers("/metrics")
                        .access((who, request) -> new AuthorizationDecision(Proxies.isAskedHere(request.getRequest())))
                        .requestMatchers(HttpMethod.TRACE, "/**")
                        .denyAll()
                        .anyRequest()
                        .permitAll())
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint((request, response, e) -> {
                            // Somebody unknown asks for a closed page: they may sign in and come back.
                            if (request.getMethod().equals("GET") && request.getHeader("HX-Request") == null) {
                                var query = request.getQueryString();
                                var path = request.getRequestURI() + (query == null ? "" : "?" + query);
                                response.sendRedirect("/signin?back="
                                        + java.net.URLEncoder.encode(
                                                Redirects.local(path), java.nio.charset.StandardCharsets.UTF_8));
                            } else {
                                response.sendError(401);
                            }
                        })
                        .accessDeniedHandler((request, response, e) -> response.sendError(403)))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN))
                        .permissionsPolicyHeader(p -> p.policy("camera=(), microphone=(), geolocation=(), payment=()"))
                        .crossOriginOpenerPolicy(coop -> coop.policy(
                                org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter
                                        .CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .frameOptions(frames -> frames.deny())
                        .cacheControl(cache -> cache.disable()))
                .build();
    }
}
