package dev.kneiphof.app.ingestion;

import dev.kneiphof.app.problem.ApiProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads UTF-8 that must be UTF-8: a wrong byte is an error, never a replacement character. */
final class StrictUtf8 {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private StrictUtf8() {}

    /** The text behind the bytes, without the byte order mark that some programs put first. */
    static Reader reader(InputStream bytes) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    /** The same exception, or what it means when it is about the encoding. */
    static IOException explained(IOException failed) {
        if (failed instanceof CharacterCodingException) {
            throw ApiProblem.malformed("the body is not UTF-8; save it as UTF-8 and send it again");
        }
        return failed;
    }
}
