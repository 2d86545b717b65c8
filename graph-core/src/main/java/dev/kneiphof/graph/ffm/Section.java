package dev.kneiphof.graph.ffm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a run of rows with one subject and one operation: descriptors first, then the buffers of one column after another. */
record Section(int subject, int operation, int rows, List<? extends Column> columns) {

    private static final int HEAD_BYTES = 24;
    private static final int DESCRIPTOR_BYTES = 48;

    void write(NativeBuffer out, PendingHandles pending) {
        long start = out.size();
        out.putByte(subject);
        out.putByte(operation);
        out.putShort(0);
        out.putInt(rows);
        out.putInt(columns.size());
        out.putInt(0);
        out.putLong(0);
        out.skip((long) DESCRIPTOR_BYTES * columns.size());
        long descriptor = start + HEAD_BYTES;
        for (Column column : columns) {
            write(out, start, descriptor, column, pending);
            descriptor += DESCRIPTOR_BYTES;
        }
        out.setLong(start + 16, out.size() - start);
    }

    private static void write(NativeBuffer out, long start, long descriptor, Column column, PendingHandles pending) {
        writeKey(out, start, descriptor, column);
        writeValidity(out, start, descriptor, column);
        out.setLong(descriptor + 24, out.size() - start);
        Column.Bytes bytes = column.writeData(out, start, pending);
        out.pad(start);
        writeBytes(out, start, descriptor, bytes);
    }

    private static void writeKey(NativeBuffer out, long start, long descriptor, Column column) {
        boolean attribute = column.role() == Tags.ATTRIBUTE;
        long keyAt = out.size();
        int keyBytes = attribute ? out.putText(column.key(), "key of an attribute") : 0;
        out.pad(start);
        out.setLong(descriptor, column.role() | column.layout() << 8 | (long) keyBytes << 32);
        out.setLong(descriptor + 8, attribute ? keyAt - start : 0);
    }

    private static void writeValidity(NativeBuffer out, long start, long descriptor, Column column) {
        out.setLong(descriptor + 16, column.isComplete() ? 0 : out.size() - start);
        if (!column.isComplete()) {
            column.writeValidity(out);
            out.pad(start);
        }
    }

    private static void writeBytes(NativeBuffer out, long start, long descriptor, Column.@Nullable Bytes bytes) {
        out.setLong(descriptor + 32, bytes == null ? 0 : bytes.start() - start);
        out.setLong(descriptor + 40, bytes == null ? 0 : bytes.count());
    }
}
