package dev.kneiphof.graph;

/** Collects what the thread that opened it crosses; only that thread may ask. */
public interface CrossingScope extends AutoCloseable {

    /** What has crossed since the scope was opened. May be asked more than once. Does not cross. */
    CrossingBill bill();

    @Override
    void close();
}
