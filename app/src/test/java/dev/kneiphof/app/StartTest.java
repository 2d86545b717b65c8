package dev.kneiphof.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class StartTest {

    @Test
    void refusesToStartOnEveryAddressOfTheMachine() {
        assertThatThrownBy(() -> start("--server.address=0.0.0.0"))
                .rootCause()
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("server.address is '0.0.0.0'");
    }

    @Test
    void refusesToStartWithALimitThatNoGraphHas() {
        assertThatThrownBy(() -> start("--kneiphof.graphs.id-bytes-max=70000"))
                .hasStackTraceContaining("kneiphof.graphs is out of range")
                .hasStackTraceContaining("70000");
    }

    @Test
    void startsOnEveryAddressOfATrustedNetworkAndKnowsItsNames() {
        try (ConfigurableApplicationContext context = start(
                "--server.address=127.0.0.2",
                "--kneiphof.server.trusted-network=true",
                "--kneiphof.server.hosts=graphs.example")) {
            assertThat(context.isRunning()).isTrue();
        }
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--server.port=0";
        return new SpringApplicationBuilder(KneiphofApplication.class).run(all);
    }
}
