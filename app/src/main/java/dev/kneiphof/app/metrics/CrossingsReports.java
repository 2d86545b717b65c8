package dev.kneiphof.app.metrics;

import dev.kneiphof.app.ingestion.IngestionSettings;
import dev.kneiphof.graph.Crossings;
import org.springframework.stereotype.Component;

/** Makes the report of the moment, for the endpoint and for the stream. Does not cross. */
@Component
final class CrossingsReports {

    private final IngestionSettings ingestion;
    private final MeteringCost.Source metering;

    CrossingsReports(IngestionSettings ingestion, MeteringCost.Source metering) {
        this.ingestion = ingestion;
        this.metering = metering;
    }

    CrossingsReport now() {
        return CrossingsReport.of(Crossings.snapshot(), Crossings.open(), ingestion.changes(), metering.get());
    }
}
