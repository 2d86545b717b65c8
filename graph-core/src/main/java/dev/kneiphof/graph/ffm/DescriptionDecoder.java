package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.AttributeValue.BooleanValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import dev.kneiphof.graph.AttributeValue.ListValue;
import dev.kneiphof.graph.AttributeValue.MapValue;
import dev.kneiphof.graph.AttributeValue.TextValue;
import dev.kneiphof.graph.GraphCounts;
import dev.kneiphof.graph.GraphDescription;
import dev.kneiphof.graph.GraphDescription.AttributeColumn;
import dev.kneiphof.graph.GraphDescription.DeclaredIndex;
import dev.kneiphof.graph.GraphDescription.NamedCount;
import dev.kneiphof.graph.GraphMemory;
import dev.kneiphof.graph.Index;
import dev.kneiphof.graph.MemoryPart;
import dev.kneiphof.graph.OpenSnapshots;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what the engine says of a graph: a packed map. */
final class DescriptionDecoder {

    private DescriptionDecoder() {}

    static GraphDescription decode(byte[] packed) {
        MapValue map = root(packed);
        var counts = new GraphCounts(
                integer(map, "nodes"),
                integer(map, "edges"),
                integer(map, "revision"),
                integer(map, "epoch"),
                integer(map, "bytes"));
        return new GraphDescription(
                map.entries().get("directed") instanceof BooleanValue(boolean directed) && directed,
                counts,
                list(map, "labels", DescriptionDecoder::namedCount),
                list(map, "types", DescriptionDecoder::namedCount),
                list(map, "nodeAttributes", DescriptionDecoder::column),
                list(map, "edgeAttributes", DescriptionDecoder::column),
                list(map, "indexes", DescriptionDecoder::index),
                memory(map));
    }

    static GraphMemory decodeMemory(byte[] packed) {
        return memory(root(packed));
    }

    private static MapValue root(byte[] packed) {
        if (ValueCodec.decode(new ByteReader(packed, packed.length)) instanceof MapValue map) {
            return map;
        }
        throw ValueCodec.malformed("a description is a map");
    }

    private static GraphMemory memory(MapValue map) {
        MapValue snapshots = requireMap(map.entries().get("snapshots"));
        return new GraphMemory(
                list(map, "memory", DescriptionDecoder::part),
                new OpenSnapshots(
                        integer(snapshots, "open"),
                        integer(snapshots, "oldestNanos"),
                        integer(snapshots, "heldBytes")));
    }

    private static MemoryPart part(MapValue map) {
        String key = map.entries().get("key") instanceof TextValue(String text) ? text : null;
        return new MemoryPart(text(map, "part"), key, integer(map, "bytes"));
    }

    private static NamedCount namedCount(MapValue map) {
        return new NamedCount(text(map, "name"), integer(map, "count"));
    }

    private static AttributeColumn column(MapValue map) {
        return new AttributeColumn(text(map, "key"), text(map, "type"), integer(map, "count"), integer(map, "bytes"));
    }

    private static DeclaredIndex index(MapValue map) {
        var index = new Index(IndexCalls.on(integer(map, "on")), text(map, "key"));
        return new DeclaredIndex(index, integer(map, "values"), integer(map, "bytes"));
    }

    static <T> List<T> list(MapValue map, String key, Function<MapValue, T> read) {
        if (!(map.entries().get(key) instanceof ListValue(var values))) {
            throw ValueCodec.malformed("there is no list of " + key);
        }
        return values.stream().map(value -> read.apply(requireMap(value))).toList();
    }

    private static MapValue requireMap(@Nullable AttributeValue value) {
        if (value instanceof MapValue map) {
            return map;
        }
        throw ValueCodec.malformed("there is no map where one belongs");
    }

    static long integer(MapValue map, String key) {
        if (map.entries().get(key) instanceof IntegerValue(long value)) {
            return value;
        }
        throw ValueCodec.malformed("there is no integer " + key);
    }

    static String text(MapValue map, String key) {
        if (map.entries().get(key) instanceof TextValue(String value)) {
            return value;
        }
        throw ValueCodec.malformed("there is no text " + key);
    }
}
