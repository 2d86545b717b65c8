package dev.kneiphof.app.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphClosedException;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.StatusCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GraphServiceTest {

    private final GraphService graphs = new GraphService(GraphOptions.defaults(), 2, Graph::open);

    @AfterEach
    void close() {
        graphs.close();
    }

    @Test
    void graphsStandInTheOrderOfTheirCreation() {
        graphs.create("b", true);
        graphs.create("a", false);

        assertThat(graphs.list()).extracting(NamedGraph::name).containsExactly("b", "a");
        assertThat(graphs.get("a").graph().options().directed()).isFalse();
        assertThat(graphs.find("c")).isNull();
    }

    @Test
    void refusesMoreGraphsThanItMayHold() {
        graphs.create("a", true);
        graphs.create("b", true);

        assertThatExceptionOfType(ApiProblem.class)
                .isThrownBy(() -> graphs.create("c", true))
                .satisfies(problem -> assertThat(problem.status()).isEqualTo(StatusCode.LIMIT_EXCEEDED))
                .withMessageContaining("3")
                .withMessageContaining("2");
        graphs.remove("a");
        assertThat(graphs.create("c", true).name()).isEqualTo("c");
    }

    @Test
    void f060ARemovedGraphIsClosedForThoseWhoStillHoldIt() {
        Graph held = graphs.create("a", true).graph();
        graphs.remove("a");

        assertThatExceptionOfType(GraphClosedException.class).isThrownBy(held::counts);
    }

    @Test
    void aGraphOfTheSameNameHasAnotherIncarnationAndNoSettingsOfTheOldOne() {
        NamedGraph first = graphs.create("a", true);
        first.change(settings -> settings.withChunk(1));
        graphs.remove("a");
        NamedGraph second = graphs.create("a", true);

        assertThat(second.incarnation()).isNotEqualTo(first.incarnation());
        assertThat(second.settings()).isEqualTo(GraphSettings.NONE);
    }
}
