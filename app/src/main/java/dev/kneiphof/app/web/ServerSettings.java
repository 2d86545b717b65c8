package dev.kneiphof.app.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may reach the server: {@code kneiphof.server.*}.
 *
 * @param trustedNetwork that everybody who can reach the address it binds to may do everything; needed for other addresses
 *     than loopback, because there are no accounts
 * @param hosts names besides localhost, 127.0.0.1 and [::1] under which clients address it
 */
@ConfigurationProperties("kneiphof.server")
record ServerSettings(
        @DefaultValue("false") boolean trustedNetwork,
        @DefaultValue List<String> hosts) {}
