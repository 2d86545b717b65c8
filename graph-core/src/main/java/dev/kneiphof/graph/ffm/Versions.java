package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.StatusCode;

/** Expected versions: 0 means any, and a replacement has to expect one. */
final class Versions {

    private Versions() {}

    static long require(long expectedVersion) {
        if (expectedVersion == 0) {
            throw GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                    .detail(
                            "a replacement expects a version, which is never 0; use upsert to replace whatever is there")
                    .value("0"));
        }
        return expectedVersion;
    }
}
