package dev.kneiphof.app.ingestion;

import dev.kneiphof.app.json.JsonProblems;
import dev.kneiphof.app.json.JsonTokens;
import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.BatchRow;
import dev.kneiphof.graph.GraphException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows from one JSON document, {@code {"rows":[…]}}. A row with a wrong value is refused and the rest of it skipped; where
 * the JSON itself is broken the reading ends.
 */
final class JsonRows implements RowSource {

    private final InputStream text;
    private final JsonMapper mapper;

    JsonRows(InputStream text, JsonMapper mapper) {
        this.text = text;
        this.mapper = mapper;
    }

    @Override
    public void readInto(RowSink sink) {
        try (JsonParser parser = mapper.createParser(text)) {
            parser.nextToken();
            JsonTokens.enterObject(parser, "the body");
            boolean found = false;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                if (!name.equals("rows")) {
                    throw JsonTokens.unknownProperty(parser, name, "rows");
                }
                found = true;
                readRows(parser, sink);
            }
            if (!found) {
                throw JsonTokens.missing(parser, "rows");
            }
            if (parser.nextToken() != null) {
                throw ApiProblem.malformed("There is more behind the JSON document");
            }
        } catch (JacksonException complaint) {
            throw JsonProblems.of(complaint);
        }
    }

    private static void readRows(JsonParser parser, RowSink sink) {
        JsonTokens.enterArray(parser, "rows");
        int depth = parser.streamReadContext().getNestingDepth();
        long number = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            long line = parser.currentTokenLocation().getLineNr();
            BatchRow change = changeOrRefusal(parser, number, line, sink);
            if (change == null) {
                skipTo(depth, parser);
            } else {
                sink.accept(new Row(number, line, change));
            }
            number++;
        }
    }

    private static @Nullable BatchRow changeOrRefusal(JsonParser parser, long number, long line, RowSink sink) {
        try {
            return RowJson.read(parser);
        } catch (ApiProblem problem) {
            if (problem.errors().isEmpty()) {
                // No place in the document: the bytes themselves are wrong, so there is nothing to go on with.
                throw problem;
            }
            String pointer = problem.errors().getFirst().pointer();
            sink.refuse(new RefusedRow(number, line, pointer, problem.failure()));
        } catch (GraphException refused) {
            sink.refuse(RefusedRow.of(number, line, refused.failure()));
        }
        return null;
    }

    /** Leaves whatever the refused row had begun. */
    private static void skipTo(int depth, JsonParser parser) {
        while (parser.streamReadContext().getNestingDepth() > depth) {
            parser.nextToken();
        }
    }
}
