package dev.kneiphof.graph.ffm;

/** Gives out handles for Java objects while a row or batch is being written. */
interface OpaqueHandles {

    /** A new handle for the object. */
    long register(Object object);
}
