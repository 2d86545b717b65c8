package dev.kneiphof.app.ingestion;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What the server allows and how it starts.
 *
 * @param chunk rows a crossing until someone changes it; 1 is single mode
 * @param strictRowsMax rows of a strict request: they are read whole before the graph is touched
 * @param strictBytesMax bytes of a strict request, after decompression
 * @param lineBytesMax bytes of one NDJSON line
 * @param compressionRatioMax how much a compressed body may grow, so that a small one cannot fill the memory
 * @param idempotencyKeysMax answers that are kept for a repeated {@code Idempotency-Key}
 */
@Validated
@ConfigurationProperties("kneiphof.ingestion")
public record IngestionProperties(
        @DefaultValue("4096") @Min(IngestionMode.CHUNK_MIN) @Max(IngestionMode.CHUNK_MAX)
        int chunk,

        @DefaultValue("100000") @Min(1) int strictRowsMax,
        @DefaultValue("32MB") DataSize strictBytesMax,
        @DefaultValue("8MB") DataSize lineBytesMax,
        @DefaultValue("100") @Min(2) int compressionRatioMax,
        @DefaultValue("10000") @Min(1) int idempotencyKeysMax) {}
