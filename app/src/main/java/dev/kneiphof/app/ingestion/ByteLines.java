package dev.kneiphof.app.ingestion;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream of bytes into lines. A line that is too long is counted to its end but not kept. */
final class ByteLines {

    private static final int BLOCK_BYTES = 1 << 16;

    private final InputStream in;
    private final int bytesMax;
    private final byte[] block = new byte[BLOCK_BYTES];
    private int blockAt;
    private int blockEnd;
    private byte[] line = new byte[256];
    private long bytes;
    private long number;

    ByteLines(InputStream in, int bytesMax) {
        this.in = in;
        this.bytesMax = bytesMax;
    }

    /** Steps to the next line; false at the end. A line break at the very end begins no further line. */
    boolean next() throws IOException {
        bytes = 0;
        boolean any = false;
        while (blockAt < blockEnd || fill()) {
            any = true;
            int lineBreak = indexOfLineBreak();
            keep(blockAt, lineBreak < 0 ? blockEnd : lineBreak);
            blockAt = lineBreak < 0 ? blockEnd : lineBreak + 1;
            if (lineBreak >= 0) {
                break;
            }
        }
        if (any) {
            number++;
        }
        return any;
    }

    /** The number of this line, counted from 1. */
    long number() {
        return number;
    }

    /** The length of this line without its line break, also when it was too long to keep. */
    long bytes() {
        return bytes;
    }

    /** Holds this line from 0 to {@link #bytes()}, until the next step. */
    byte[] buffer() {
        return line;
    }

    boolean isBlank() {
        for (int i = 0; i < Math.min(bytes, line.length); i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private boolean fill() throws IOException {
        blockAt = 0;
        blockEnd = Math.max(0, in.read(block));
        return blockEnd > 0;
    }

    private int indexOfLineBreak() {
        for (int i = blockAt; i < blockEnd; i++) {
            if (block[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void keep(int from, int to) {
        int length = to - from;
        if (bytes + length <= bytesMax) {
            int needed = (int) bytes + length;
            if (needed > line.length) {
                line = Arrays.copyOf(line, Math.min(bytesMax, Math.max(needed, 2 * line.length)));
            }
            System.arraycopy(block, from, line, (int) bytes, length);
        }
        bytes += length;
    }
}
