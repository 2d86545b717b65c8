package dev.kneiphof.app.json;

import dev.kneiphof.app.problem.ApiProblem;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/** Reads one document with a codec written by hand, for instance one line of a stream of rows. */
public final class JsonDocuments {

    private JsonDocuments() {}

    /** Reads all of these bytes as one document; every fault is an {@link ApiProblem}. */
    public static <T> T read(JsonMapper mapper, byte[] bytes, int offset, int length, Function<JsonParser, T> codec) {
        try (JsonParser parser = mapper.createParser(bytes, offset, length)) {
            if (parser.nextToken() == null) {
                throw ApiProblem.malformed("There is no JSON document");
            }
            T document = codec.apply(parser);
            if (parser.nextToken() != null) {
                throw ApiProblem.malformed("There is more behind the JSON document");
            }
            return document;
        } catch (JacksonException complaint) {
            throw JsonProblems.of(complaint);
        }
    }
}
