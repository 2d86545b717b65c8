package dev.kneiphof.graph.ffm;

import static dev.kneiphof.graph.ffm.DescriptionDecoder.integer;
import static dev.kneiphof.graph.ffm.DescriptionDecoder.list;
import static dev.kneiphof.graph.ffm.DescriptionDecoder.text;

import dev.kneiphof.graph.AttributeValue.BooleanValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import dev.kneiphof.graph.AttributeValue.MapValue;
import dev.kneiphof.graph.FilterExplanation;

/** Reads what the engine says of a filter: a packed map. */
final class ExplanationDecoder {

    private ExplanationDecoder() {}

    static FilterExplanation decode(byte[] packed) {
        if (!(ValueCodec.decode(new ByteReader(packed, packed.length)) instanceof MapValue map)) {
            throw ValueCodec.malformed("an explanation is a map");
        }
        return new FilterExplanation(
                integer(map, "rows"),
                integer(map, "passed"),
                integer(map, "chunks"),
                text(map, "kernel"),
                list(map, "steps", ExplanationDecoder::step));
    }

    private static FilterExplanation.Step step(MapValue map) {
        return new FilterExplanation.Step(
                text(map, "operation"),
                integer(map, "depth"),
                map.entries().get("test") instanceof MapValue test ? test(test) : null);
    }

    private static FilterExplanation.Test test(MapValue map) {
        return new FilterExplanation.Test(
                text(map, "text"),
                map.entries().get("wanted") instanceof BooleanValue(boolean wanted) && wanted,
                text(map, "reads"),
                text(map, "kernel"),
                map.entries().get("codes") instanceof IntegerValue(long codes) ? codes : null,
                integer(map, "estimatedRows"),
                integer(map, "rowsIn"),
                integer(map, "rowsOut"),
                integer(map, "chunksSkipped"),
                integer(map, "chunksWhole"),
                integer(map, "chunksIndexed"),
                integer(map, "chunksScanned"),
                integer(map, "chunksOneByOne"));
    }
}
