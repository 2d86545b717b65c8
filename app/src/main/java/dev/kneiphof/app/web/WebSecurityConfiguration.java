package dev.kneiphof.app.web;

import dev.kneiphof.app.problem.ProblemWriter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;

/**
 * A product without accounts: everybody who reaches the server may do everything, so it is reached from this machine alone
 * ({@link LoopbackGuard}), under its own names ({@link HostFilter}), and not by pages of others ({@link CrossOriginFilter}).
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServerSettings.class)
class WebSecurityConfiguration {

    @Bean
    SecurityFilterChain filters(HttpSecurity http, ServerSettings settings, ProblemWriter problems) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.defaultsDisabled().addHeaderWriter(new SecurityHeaders()))
                .addFilterAfter(new CrossingBillFilter(), HeaderWriterFilter.class)
                .addFilterAfter(new HostFilter(settings.hosts(), problems), CrossingBillFilter.class)
                .addFilterAfter(new CrossOriginFilter(problems), HostFilter.class)
                .addFilterAfter(new BodyFilter(problems), CrossOriginFilter.class)
                .build();
    }
}
