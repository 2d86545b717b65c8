package dev.kneiphof.app.lab.source;

import java.util.List;

/** A native function in the languages it is written in: the binding in Java, the header in C, the function in Rust. */
public record FunctionSource(String name, List<SourcePane> panes) {

    public FunctionSource {
        panes = List.copyOf(panes);
    }
}
