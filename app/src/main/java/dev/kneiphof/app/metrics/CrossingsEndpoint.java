package dev.kneiphof.app.metrics;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

/** Everything that has crossed since the server began, at {@code /actuator/crossings}. Reading it does not cross. */
@Component
@Endpoint(id = "crossings")
class CrossingsEndpoint {

    private final CrossingsReports reports;

    CrossingsEndpoint(CrossingsReports reports) {
        this.reports = reports;
    }

    @ReadOperation
    CrossingsReport crossings() {
        return reports.now();
    }
}
