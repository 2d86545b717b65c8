package dev.kneiphof.app.metrics;

import dev.kneiphof.graph.Crossings;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

/** Everything that has crossed since the server began, at {@code /actuator/crossings}. Reading it does not cross. */
@Component
@Endpoint(id = "crossings")
class CrossingsEndpoint {

    @ReadOperation
    CrossingsReport crossings() {
        return CrossingsReport.of(Crossings.snapshot());
    }
}
