package dev.kneiphof.app.graph;

import dev.kneiphof.app.StartRefused;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.NativeLibraryException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The graphs of the server, in native memory. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GraphLimits.class)
class GraphConfiguration {

    /** Opens and closes a graph at once: a missing or foreign native library stops the start, not the first request. */
    @Bean(destroyMethod = "close")
    GraphService graphService(GraphLimits limits) {
        try {
            Graph.open(limits.toOptions()).close();
        } catch (NativeLibraryException unusable) {
            throw new StartRefused("The native library cannot be used: " + unusable.getMessage(), unusable);
        } catch (GraphException refused) {
            throw new StartRefused("kneiphof.graphs.*: " + refused.getMessage(), refused);
        }
        return new GraphService(limits.toOptions(), limits.max(), Graph::open);
    }

    @Bean
    Cursors cursors() {
        return new Cursors();
    }
}
