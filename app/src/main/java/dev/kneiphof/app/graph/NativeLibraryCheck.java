package dev.kneiphof.app.graph;

import dev.kneiphof.app.StartRefused;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.NativeLibraryException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Opens and closes a graph before anything else is built: a missing or foreign native library stops the start with one
 * sentence, not the first request with a stack.
 */
final class NativeLibraryCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            Graph.open(GraphOptions.defaults()).close();
        } catch (NativeLibraryException unusable) {
            throw new StartRefused("The native library cannot be used: " + unusable.getMessage(), unusable);
        }
    }
}
