package parvis.api;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/** The chain of {@code /api}: a key and nothing else opens it, so no cookie is read and no other site can misuse one. */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {
    static final String POLICY = "default-src 'none'; sandbox";

    @Bean
    @Order(1)
    SecurityFilterChain apiChain(HttpSecurity http, Entrance entrance, Problems problems) throws Exception {
        return http.securityMatcher("/api/**")
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .logout(logout -> logout.disable())
                .requestCache(cache -> cache.disable())
                .addFilterBefore(new KeyFilter(entrance, problems), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(POLICY))
                        .cacheControl(cache -> cache.disable()))
                .build();
    }
}
