package dev.kneiphof.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.app.StartRefused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.mock.env.MockEnvironment;

class LoopbackGuardTest {

    private final MockEnvironment environment = new MockEnvironment();

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1", "localhost"})
    void startsOnLoopback(String address) {
        environment.setProperty("server.address", address);

        assertThatCode(() -> start(false)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", ""})
    void refusesAddressesThatOthersReachAndSaysWhatToDo(String address) {
        environment.setProperty("server.address", address);

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> start(false))
                .withMessageContaining("'" + address + "'")
                .withMessageContaining("kneiphof.server.trusted-network=true")
                .satisfies(refused -> assertThat(refused.getExitCode()).isEqualTo(78));
    }

    @Test
    void refusesToListenEverywhereByHavingNoAddress() {
        assertThatExceptionOfType(StartRefused.class).isThrownBy(() -> start(false));
    }

    @Test
    void startsAnywhereInATrustedNetwork() {
        environment.setProperty("server.address", "0.0.0.0");

        assertThatCode(() -> start(true)).doesNotThrowAnyException();
    }

    @Test
    void theManagementPortIsHeldToTheSameRule() {
        environment.setProperty("server.address", "127.0.0.1");
        environment.setProperty("management.server.port", "9090");

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> start(false))
                .withMessageContaining("management.server.address");
    }

    private void start(boolean trusted) {
        new LoopbackGuard(environment, new ServerSettings(trusted, List.of()))
                .customize(new TomcatServletWebServerFactory());
    }
}
