package dev.kneiphof.app.graph;

import dev.kneiphof.graph.GraphOptions;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What each graph may hold, and how many there may be: {@code kneiphof.graphs.*}.
 *
 * @param max graphs at once
 * @param idBytesMax bytes of an id
 * @param attributesMax attributes of one node or edge
 * @param valueMax one value
 * @param nodesMax nodes of one graph
 * @param edgesMax edges of one graph
 * @param quota native memory of one graph
 * @param lockWait how long a call waits for a transaction
 */
@Validated
@ConfigurationProperties("kneiphof.graphs")
record GraphLimits(
        @DefaultValue("64") @Min(1) @Max(10_000) int max,
        @DefaultValue("1024") int idBytesMax,
        @DefaultValue("1024") int attributesMax,
        @DefaultValue("1MB") DataSize valueMax,
        @DefaultValue("100000000") long nodesMax,
        @DefaultValue("1000000000") long edgesMax,
        @DefaultValue("4GB") DataSize quota,
        @DefaultValue("5s") Duration lockWait) {

    GraphOptions toOptions() {
        return GraphOptions.defaults()
                .withIdBytesMax(idBytesMax)
                .withAttributesMax(attributesMax)
                .withValueBytesMax(valueMax.toBytes())
                .withRowsMax(nodesMax, edgesMax)
                .withQuotaBytes(quota.toBytes())
                .withLockWait(lockWait);
    }
}
