package dev.kneiphof.app.lab.measure;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One way of doing what an experiment is about.
 *
 * @param id as in results and addresses, {@code plain}
 * @param title for people
 * @param functions the native functions it crosses with, the main one first; none for plain Java
 */
public record Mode(String id, String title, Kind kind, List<String> functions) {

    /** Where the work is done. */
    public enum Kind {
        /** By calls over the boundary. */
        @JsonProperty("crossing")
        CROSSING,
        /** Over native memory that was opened before, read where it lies: no crossing. */
        @JsonProperty("view")
        VIEW,
        /** In Rust, with one crossing for all of it. */
        @JsonProperty("rust")
        RUST,
        /** In plain Java: the control. */
        @JsonProperty("java")
        JAVA
    }

    public Mode {
        functions = List.copyOf(functions);
    }
}
