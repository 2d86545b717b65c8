package dev.kneiphof.app.web;

import dev.kneiphof.app.StartRefused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Refuses to start on an address that others reach, unless they are declared to be trusted. */
@Component
final class LoopbackGuard implements WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> {

    private final Environment environment;
    private final ServerSettings settings;

    LoopbackGuard(Environment environment, ServerSettings settings) {
        this.environment = environment;
        this.settings = settings;
    }

    @Override
    public void customize(ConfigurableServletWebServerFactory factory) {
        require("server.address");
        if (environment.containsProperty("management.server.port")) {
            require("management.server.address");
        }
    }

    private void require(String property) {
        String address = environment.getProperty(property, "");
        if (!settings.trustedNetwork() && !isLoopback(address)) {
            throw new StartRefused(
                    "%s is '%s', which others can reach, and Kneiphof has no accounts: set it to 127.0.0.1, or set "
                                    .formatted(property, address)
                            + "kneiphof.server.trusted-network=true when everybody in reach may read and change "
                            + "every graph.");
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return !address.isBlank() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
