package dev.kneiphof.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** Starts the server. There are no accounts, so none is made up at the start. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
class KneiphofApplication {
    static void main(String[] arguments) {
        SpringApplication.run(KneiphofApplication.class, arguments);
    }
}
