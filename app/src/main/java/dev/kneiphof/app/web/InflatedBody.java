package dev.kneiphof.app.web;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.StatusCode;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * What a gzip stream holds, inflated while it is read. A stream that inflates to more than {@link #RATIO_MAX} times its length is
 * a bomb, whatever it holds; one that is longer than its content is padding, and would keep a thread for nothing.
 */
final class InflatedBody extends ServletInputStream {

    /** Bytes inflated for each byte that was sent. */
    static final int RATIO_MAX = 100;

    /** Below this, in either direction, nothing is refused: short texts that repeat themselves are no bombs. */
    private static final long HARMLESS_BYTES = 1 << 20;

    private static final int BUFFER_BYTES = 8 << 10;

    private final Sent sent;
    private final GZIPInputStream content;
    private long inflated;
    private boolean ended;

    private InflatedBody(Sent sent, GZIPInputStream content) {
        this.sent = sent;
        this.content = content;
    }

    static InflatedBody of(InputStream body) throws IOException {
        var sent = new Sent(body);
        return broken(() -> {
            var inflated = new InflatedBody(sent, new GZIPInputStream(sent, BUFFER_BYTES));
            sent.of = inflated;
            return inflated;
        });
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = broken(() -> content.read(target, offset, length));
        if (count < 0) {
            ended = true;
            return count;
        }
        inflated += count;
        if (inflated > HARMLESS_BYTES + RATIO_MAX * sent.bytes) {
            throw ApiProblem.of(Failure.of(StatusCode.BODY_TOO_LARGE).limit(HARMLESS_BYTES + RATIO_MAX * sent.bytes));
        }
        return count;
    }

    @Override
    public boolean isFinished() {
        return ended;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
        throw new IllegalStateException("a compressed body is read by who waits for it");
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }

    /** What is wrong with the compressed bytes is the sender's mistake, not the connection's. */
    private static <T> T broken(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (ZipException wrong) {
            throw ApiProblem.malformed("The body is not what gzip writes: " + wrong.getMessage());
        } catch (EOFException cut) {
            throw ApiProblem.malformed("The compressed body ends too early");
        }
    }

    /** Counts what came over the wire. */
    private static final class Sent extends FilterInputStream {

        private long bytes;
        private @Nullable InflatedBody of;

        Sent(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            return value < 0 ? value : counted(1, value);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            return count < 0 ? count : counted(count, count);
        }

        private int counted(int count, int answer) {
            bytes += count;
            long content = of == null ? 0 : of.inflated;
            if (bytes > HARMLESS_BYTES + 2 * content) {
                throw ApiProblem.malformed("The compressed body is longer than what it holds");
            }
            return answer;
        }
    }
}
