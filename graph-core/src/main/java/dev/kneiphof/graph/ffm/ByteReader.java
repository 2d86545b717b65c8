package dev.kneiphof.graph.ffm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads the wire format from the heap; every read is checked against the array's bounds. */
final class ByteReader {

    static final ByteReader EMPTY = new ByteReader(new byte[0], 0);

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int length;
    private int position;

    ByteReader(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    int position() {
        return position;
    }

    ByteReader at(int newPosition) {
        position = newPosition;
        return this;
    }

    boolean atEnd() {
        return position >= length;
    }

    int takeByte() {
        return bytes[position++] & 0xFF;
    }

    int takeInt() {
        int value = intAt(position);
        position += 4;
        return value;
    }

    long takeLong() {
        long value = longAt(position);
        position += 8;
        return value;
    }

    String takeText(int textLength) {
        String text = textAt(position, textLength);
        position += textLength;
        return text;
    }

    byte[] takeBytes(int count) {
        byte[] taken = bytesAt(position, count);
        position += count;
        return taken;
    }

    int byteAt(int at) {
        return bytes[at] & 0xFF;
    }

    int shortAt(int at) {
        return (short) SHORT.get(bytes, at) & 0xFFFF;
    }

    int intAt(int at) {
        return (int) INT.get(bytes, at);
    }

    long longAt(int at) {
        return (long) LONG.get(bytes, at);
    }

    String textAt(int at, int textLength) {
        return new String(bytes, at, textLength, StandardCharsets.UTF_8);
    }

    byte[] bytesAt(int at, int count) {
        var copy = new byte[count];
        System.arraycopy(bytes, at, copy, 0, count);
        return copy;
    }
}
