package dev.kneiphof.app.json;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.StatusCode;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.io.InputDecorator;

/**
 * Lets UTF-8 through and nothing else. The parser alone would take overlong forms, so that the two bytes C0 80 would become
 * a NUL and two different bodies the same id.
 */
final class StrictUtf8 extends InputDecorator {

    /** The same bytes; reading past one that is not UTF-8 is INVALID_UTF8. */
    static InputStream checking(InputStream in) {
        return new Checked(in);
    }

    @Override
    public InputStream decorate(IOContext context, InputStream in) {
        return checking(in);
    }

    @Override
    public InputStream decorate(IOContext context, byte[] bytes, int offset, int length) {
        return checking(new ByteArrayInputStream(bytes, offset, length));
    }

    @Override
    public Reader decorate(IOContext context, Reader reader) {
        return reader;
    }

    /** Follows the table of well-formed byte sequences (Unicode, table 3-7), one byte at a time. */
    private static final class Checked extends FilterInputStream {

        private long position;
        private int continuationsDue;
        private int lowest = 0x80;
        private int highest = 0xBF;

        Checked(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            if (value < 0) {
                requireComplete();
            } else {
                check(value);
            }
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = in.read(target, offset, length);
            if (count < 0) {
                requireComplete();
                return count;
            }
            for (int i = offset; i < offset + count; i++) {
                if (target[i] >= 0 && continuationsDue == 0) {
                    position++;
                } else {
                    check(target[i] & 0xFF);
                }
            }
            return count;
        }

        private void check(int value) {
            if (continuationsDue > 0) {
                if (value < lowest || value > highest) {
                    throw refused(value);
                }
                continuationsDue--;
                lowest = 0x80;
                highest = 0xBF;
            } else if (value >= 0x80) {
                begin(value);
            }
            position++;
        }

        private void begin(int lead) {
            if (lead >= 0xC2 && lead <= 0xDF) {
                continuationsDue = 1;
            } else if (lead >= 0xE0 && lead <= 0xEF) {
                continuationsDue = 2;
                lowest = lead == 0xE0 ? 0xA0 : 0x80;
                highest = lead == 0xED ? 0x9F : 0xBF;
            } else if (lead >= 0xF0 && lead <= 0xF4) {
                continuationsDue = 3;
                lowest = lead == 0xF0 ? 0x90 : 0x80;
                highest = lead == 0xF4 ? 0x8F : 0xBF;
            } else {
                throw refused(lead);
            }
        }

        private void requireComplete() {
            if (continuationsDue > 0) {
                throw ApiProblem.of(Failure.of(StatusCode.INVALID_UTF8)
                        .detail("the body, cut inside a character at byte " + position + ",")
                        .value("end of the body"));
            }
        }

        private ApiProblem refused(int value) {
            return ApiProblem.of(Failure.of(StatusCode.INVALID_UTF8)
                    .detail("byte " + position + " of the body")
                    .value("0x%02x".formatted(value)));
        }
    }
}
