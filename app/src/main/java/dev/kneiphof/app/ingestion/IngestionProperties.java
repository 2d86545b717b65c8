package dev.kneiphof.app.ingestion;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What the server allows and how it starts: {@code kneiphof.ingestion.*}.
 *
 * @param chunk rows a crossing until someone changes it; 1 is single mode
 * @param strictRowsMax rows of a strict request: they are read whole before the graph is touched
 * @param lineMax one NDJSON line
 * @param idempotencyKeysMax answers that are kept for a repeated {@code Idempotency-Key}
 */
@Validated
@ConfigurationProperties("kneiphof.ingestion")
record IngestionProperties(
        @DefaultValue("4096") @Min(IngestionMode.CHUNK_MIN) @Max(IngestionMode.CHUNK_MAX)
        int chunk,

        @DefaultValue("100000") @Min(1) int strictRowsMax,
        @DefaultValue("8MB") DataSize lineMax,
        @DefaultValue("10000") @Min(1) int idempotencyKeysMax) {}
