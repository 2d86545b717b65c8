package dev.kneiphof.app.graph;

import dev.kneiphof.app.StartRefused;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.InvalidArgumentException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The graphs of the server, in native memory. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GraphLimits.class)
class GraphConfiguration {

    @Bean(destroyMethod = "close")
    GraphService graphService(GraphLimits limits) {
        try {
            return new GraphService(limits.toOptions(), limits.max(), Graph::open);
        } catch (InvalidArgumentException outOfRange) {
            throw new StartRefused(
                    "A limit under kneiphof.graphs is out of range: " + outOfRange.getMessage(), outOfRange);
        }
    }

    @Bean
    Cursors cursors() {
        return new Cursors();
    }
}
