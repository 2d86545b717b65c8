package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.AttributeValue.BooleanValue;
import dev.kneiphof.graph.AttributeValue.BytesValue;
import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.AttributeValue.InstantValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import dev.kneiphof.graph.AttributeValue.ListValue;
import dev.kneiphof.graph.AttributeValue.MapValue;
import dev.kneiphof.graph.AttributeValue.NullValue;
import dev.kneiphof.graph.AttributeValue.OpaqueValue;
import dev.kneiphof.graph.AttributeValue.TextValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One golden vector and the values it is described with. */
record GoldenVector(String name, JsonNode json, byte[] bytes) {

    private static final Path DIRECTORY = Path.of("..", "src", "main", "resources", "contract", "wire");
    private static final JsonMapper MAPPER = new JsonMapper();

    static List<GoldenVector> all() throws IOException {
        var vectors = new ArrayList<GoldenVector>();
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString().replace(".json", "");
                String hex =
                        Files.readString(file.resolveSibling(name + ".hex")).replaceAll("\\s", "");
                vectors.add(new GoldenVector(
                        name,
                        MAPPER.readTree(Files.readString(file)),
                        HexFormat.of().parseHex(hex)));
            }
        }
        return vectors;
    }

    String kind() {
        return json.get("kind").asString();
    }

    @Override
    public String toString() {
        return name;
    }

    static long unsigned(JsonNode number) {
        return Long.parseUnsignedLong(number.asString());
    }

    /** A value is an object with one key, its type. */
    static AttributeValue value(JsonNode json) {
        String type = json.propertyNames().iterator().next();
        JsonNode value = json.get(type);
        return switch (type) {
            case "null" -> NullValue.INSTANCE;
            case "list" -> list(value);
            case "map" -> map(value);
            case "boolean" -> new BooleanValue(value.asBoolean());
            default -> scalar(type, value.asString());
        };
    }

    /** As columns hold them: the type is the column's. */
    static AttributeValue scalar(String type, String text) {
        return switch (type) {
            case "integer" -> new IntegerValue(Long.parseLong(text));
            case "float" -> new FloatValue(floating(text));
            case "text", "dictionary" -> new TextValue(text);
            case "bytes" -> new BytesValue(HexFormat.of().parseHex(text));
            case "instant" -> InstantValue.ofMicroseconds(Long.parseLong(text));
            case "opaque" -> new OpaqueValue(Long.parseUnsignedLong(text));
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static double floating(String text) {
        return text.startsWith("bits:")
                ? Double.longBitsToDouble(Long.parseUnsignedLong(text.substring("bits:".length()), 16))
                : Double.parseDouble(text);
    }

    private static ListValue list(JsonNode items) {
        var values = new ArrayList<AttributeValue>();
        items.forEach(item -> values.add(value(item)));
        return new ListValue(values);
    }

    private static MapValue map(JsonNode entries) {
        var values = new LinkedHashMap<String, AttributeValue>();
        entries.forEach(entry -> values.put(entry.get(0).asString(), value(entry.get(1))));
        return new MapValue(values);
    }
}
