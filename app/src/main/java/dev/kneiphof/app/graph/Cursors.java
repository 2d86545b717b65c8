package dev.kneiphof.app.graph;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.Cursor;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.Query;
import dev.kneiphof.graph.StatusCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes cursors as opaque text and reads them back: signed with a key made at the start of the server, and bound to the
 * graph, the subject, the filter and the order they were made for.
 */
final class Cursors {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNED_BYTES = 2 * Long.BYTES;
    private static final int SIGNATURE_BYTES = 16;

    private final SecretKeySpec key;

    Cursors() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** The text of a cursor: 43 characters that are safe in an address. */
    String write(Cursor cursor, NamedGraph graph, String subject, Query query) {
        ByteBuffer token = ByteBuffer.allocate(SIGNED_BYTES + SIGNATURE_BYTES)
                .putLong(cursor.position())
                .putLong(cursor.revision());
        token.put(signature(token.array(), graph, subject, query));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /** The cursor that the text names, or INVALID_CURSOR. */
    Cursor read(String text, NamedGraph graph, String subject, Query query) {
        byte[] token = decode(text);
        if (token.length != SIGNED_BYTES + SIGNATURE_BYTES) {
            throw refused(text);
        }
        byte[] given = Arrays.copyOfRange(token, SIGNED_BYTES, token.length);
        if (!MessageDigest.isEqual(given, signature(token, graph, subject, query))) {
            throw refused(text);
        }
        ByteBuffer content = ByteBuffer.wrap(token);
        return new Cursor(content.getLong(), content.getLong());
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw refused(text);
        }
    }

    private byte[] signature(byte[] token, NamedGraph graph, String subject, Query query) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(token, 0, SIGNED_BYTES);
            String purpose = String.join(
                    "\0",
                    graph.name(),
                    Long.toString(graph.incarnation()),
                    subject,
                    query.order().toString(),
                    query.filter().toString());
            return Arrays.copyOf(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)), SIGNATURE_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }

    private static ApiProblem refused(String text) {
        return ApiProblem.of(Failure.of(StatusCode.INVALID_CURSOR).value(text));
    }
}
