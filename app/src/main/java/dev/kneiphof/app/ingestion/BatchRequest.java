package dev.kneiphof.app.ingestion;

import dev.kneiphof.app.web.BodyCap;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The body of a batch as a stream, with a digest that tells this request from every other one. */
final class BatchRequest {

    private final DigestInputStream body;
    private final MessageDigest digest;

    private BatchRequest(DigestInputStream body, MessageDigest digest) {
        this.body = body;
        this.digest = digest;
    }

    /** A lenient batch is streamed and may be as long as it likes; a strict one is held, so it keeps the limit of bodies. */
    static BatchRequest of(HttpServletRequest request, Handling handling) throws IOException {
        if (handling == Handling.LENIENT) {
            BodyCap.lift(request);
        }
        MessageDigest digest = sha256();
        String address = String.join(
                "\n",
                request.getRequestURI(),
                orEmpty(request.getQueryString()),
                orEmpty(request.getContentType()),
                handling.name());
        digest.update(address.getBytes(StandardCharsets.UTF_8));
        return new BatchRequest(new DigestInputStream(request.getInputStream(), digest), digest);
    }

    InputStream body() {
        return body;
    }

    /** Reads what is left of the body; after that nothing else can be asked. */
    String digest() throws IOException {
        body.transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
