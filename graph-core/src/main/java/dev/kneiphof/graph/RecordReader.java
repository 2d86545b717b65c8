package dev.kneiphof.graph;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one component of a record, or all of its attributes, as fast as calls in source code. The compiler folds a method handle only
 * where it is a constant: so each handle has a hidden copy of {@link Template}, whose constant it is.
 */
interface RecordReader {

    /** A primitive component as a word: an integer, the bits of a float, 0 or 1. */
    long word(Record row);

    /** Any other component. */
    @Nullable
    Object object(Record row);

    /** Puts all attributes into a row of the schema of the record. */
    void put(Record from, SchemaRow row);

    /** {@code component} takes the record; it answers a long for the words, an Object for the others. */
    static RecordReader of(MethodHandle component) {
        boolean word = component.type().returnType() == long.class;
        return made(component.asType(MethodType.methodType(word ? long.class : Object.class, Record.class)));
    }

    /** Each of {@code attributes} takes the record and the row. */
    static RecordReader ofAll(List<MethodHandle> attributes) {
        return made(inTurn(attributes));
    }

    /** As a balanced tree: the compiler inlines handles within handles only so deep. */
    private static MethodHandle inTurn(List<MethodHandle> puts) {
        int half = puts.size() / 2;
        return switch (puts.size()) {
            case 0 -> MethodHandles.empty(MethodType.methodType(void.class, Record.class, SchemaRow.class));
            case 1 -> puts.getFirst();
            default ->
                MethodHandles.foldArguments(inTurn(puts.subList(half, puts.size())), inTurn(puts.subList(0, half)));
        };
    }

    private static RecordReader made(MethodHandle handle) {
        try {
            MethodHandles.Lookup copy = MethodHandles.lookup().defineHiddenClassWithClassData(template(), handle, true);
            MethodHandle constructor = copy.findConstructor(copy.lookupClass(), MethodType.methodType(void.class));
            return (RecordReader) constructor
                    .asType(MethodType.methodType(RecordReader.class))
                    .invokeExact();
        } catch (Throwable thrown) {
            throw new IllegalStateException("a reader of " + handle.type() + " could not be made", thrown);
        }
    }

    private static byte[] template() throws IOException {
        try (InputStream in = Template.class.getResourceAsStream("RecordReader$Template.class")) {
            if (in == null) {
                throw new IOException("the class file of " + Template.class.getName() + " is not there");
            }
            return in.readAllBytes();
        }
    }

    /** Only its hidden copies are ever used. */
    final class Template implements RecordReader {

        private static final MethodHandle HANDLE = handle();

        private Template() {}

        private static MethodHandle handle() {
            try {
                return MethodHandles.classData(MethodHandles.lookup(), "_", MethodHandle.class);
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public long word(Record row) {
            try {
                return (long) HANDLE.invokeExact(row);
            } catch (Throwable thrown) {
                throw unexpected(thrown);
            }
        }

        @Override
        public @Nullable Object object(Record row) {
            try {
                return (Object) HANDLE.invokeExact(row);
            } catch (Throwable thrown) {
                throw unexpected(thrown);
            }
        }

        @Override
        public void put(Record from, SchemaRow row) {
            try {
                HANDLE.invokeExact(from, row);
            } catch (Throwable thrown) {
                throw unexpected(thrown);
            }
        }

        /** What an accessor throws is the record's business. */
        private static RuntimeException unexpected(Throwable thrown) {
            if (thrown instanceof Error error) {
                throw error;
            }
            return thrown instanceof RuntimeException runtime ? runtime : new IllegalStateException(thrown);
        }
    }
}
