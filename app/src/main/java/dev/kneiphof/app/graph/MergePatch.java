package dev.kneiphof.app.graph;

import dev.kneiphof.app.web.ETags;
import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.AttributeValue.MapValue;
import dev.kneiphof.graph.AttributeValue.NullValue;
import dev.kneiphof.graph.Attributes;
import dev.kneiphof.graph.VersionMismatchException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A merge patch (RFC 7396) of labels and attributes: null removes, a map merges into the map that is there, anything else
 * replaces. A patch of plain values is one crossing; one with maps reads the row first and insists on what it read.
 *
 * @param labels null keeps them
 * @param clearing whether every attribute goes ({@code "attributes":null})
 */
@JsonDeserialize(using = MergePatchReader.class)
record MergePatch(@Nullable List<String> labels, boolean clearing, Attributes attributes) {

    static final String MEDIA_TYPE = "application/merge-patch+json";

    /** Each that is lost is one that somebody else has won: no bound for the graph, only for the one request. */
    private static final int ATTEMPTS_MAX = 100;

    /** Applies the patch, under the condition of {@code If-Match} if there is one. */
    void apply(PatchTarget target, @Nullable String ifMatch) {
        long expected = ETags.expected(ifMatch, target.id(), () -> target.read().version());
        if (clearing || attributes.asMap().values().stream().anyMatch(MapValue.class::isInstance)) {
            mergeIntoCurrent(target, expected);
        } else {
            change(target, expected, Attributes.EMPTY);
        }
    }

    private void mergeIntoCurrent(PatchTarget target, long expected) {
        for (int attempt = 1; ; attempt++) {
            PatchTarget.Current current = target.read();
            if (expected != ETags.ANY && expected != current.version()) {
                throw ETags.mismatch(target.id());
            }
            try {
                change(target, current.version(), current.attributes());
                return;
            } catch (VersionMismatchException changedMeanwhile) {
                // Without If-Match the client did not ask for a version: merge again, into what is there now.
                if (expected != ETags.ANY || attempt == ATTEMPTS_MAX) {
                    throw changedMeanwhile;
                }
            }
        }
    }

    private void change(PatchTarget target, long version, Attributes current) {
        Map<String, AttributeValue> set = new LinkedHashMap<>();
        Set<String> remove = new LinkedHashSet<>(clearing ? current.asMap().keySet() : Set.of());
        attributes.asMap().forEach((key, patch) -> {
            if (patch instanceof NullValue) {
                remove.add(key);
            } else {
                set.put(key, merged(current.get(key), patch));
            }
        });
        target.change(version, labels, set, remove);
    }

    /** The value that a patch other than null makes of the one that is there. */
    private static AttributeValue merged(@Nullable AttributeValue current, AttributeValue patch) {
        if (!(patch instanceof MapValue(var changes))) {
            return patch;
        }
        Map<String, AttributeValue> entries = new LinkedHashMap<>();
        if (current instanceof MapValue(var present)) {
            entries.putAll(present);
        }
        changes.forEach((key, change) -> {
            if (change instanceof NullValue) {
                entries.remove(key);
            } else {
                entries.put(key, merged(entries.get(key), change));
            }
        });
        return new MapValue(entries);
    }
}
