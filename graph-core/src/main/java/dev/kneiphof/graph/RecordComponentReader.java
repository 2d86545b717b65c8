package dev.kneiphof.graph;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Reads one component of a record as fast as a call in source code. The compiler folds a method handle only where it is a
 * constant: so each component has a hidden copy of {@link Template}, whose constant is the component's handle.
 */
interface RecordComponentReader {

    /** A primitive component as a word: an integer, the bits of a float, 0 or 1. */
    long word(Record row);

    /** Any other component. */
    @Nullable
    Object object(Record row);

    /** {@code component} takes the record; it answers a long for the words, an Object for the others. */
    static RecordComponentReader of(MethodHandle component) {
        boolean word = component.type().returnType() == long.class;
        MethodHandle handle = component.asType(MethodType.methodType(word ? long.class : Object.class, Record.class));
        try {
            MethodHandles.Lookup copy = MethodHandles.lookup().defineHiddenClassWithClassData(template(), handle, true);
            MethodHandle constructor = copy.findConstructor(copy.lookupClass(), MethodType.methodType(void.class));
            return (RecordComponentReader) constructor
                    .asType(MethodType.methodType(RecordComponentReader.class))
                    .invokeExact();
        } catch (Throwable thrown) {
            throw new IllegalStateException("a reader of " + component.type() + " could not be made", thrown);
        }
    }

    private static byte[] template() throws IOException {
        try (InputStream in = Template.class.getResourceAsStream("RecordComponentReader$Template.class")) {
            if (in == null) {
                throw new IOException("the class file of " + Template.class.getName() + " is not there");
            }
            return in.readAllBytes();
        }
    }

    /** Only its hidden copies are ever used. */
    final class Template implements RecordComponentReader {

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

        /** What an accessor throws is the record's business. */
        private static RuntimeException unexpected(Throwable thrown) {
            if (thrown instanceof Error error) {
                throw error;
            }
            return thrown instanceof RuntimeException runtime ? runtime : new IllegalStateException(thrown);
        }
    }
}
