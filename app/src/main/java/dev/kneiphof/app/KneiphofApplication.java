package dev.kneiphof.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the server. */
@SpringBootApplication
class KneiphofApplication {
    static void main(String[] arguments) {
        SpringApplication.run(KneiphofApplication.class, arguments);
    }
}
