package dev.kneiphof.app.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.app.ApiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class IndexControllerTest extends ApiTest {

    @Test
    void anIndexIsDeclaredListedUsedAndDropped() {
        addNode("{'id':'a','attributes':{'status':'new'}}");
        addNode("{'id':'b','attributes':{'status':'old'}}");
        String address = graph + "/indexes";

        assertThat(post(address, "{'on':'nodeAttribute','key':'status'}")).hasStatus(201);
        assertThat(post(address, "{'on':'nodeAttribute','key':'status'}")).hasStatus(200);
        assertThat(post(address, "{'on':'label'}")).hasStatus(201);

        MvcTestResult listed = get(address);
        assertThat(listed)
                .bodyJson()
                .isLenientlyEqualTo(json("{'indexes':[{'on':'nodeAttribute','key':'status','values':2},"
                        + "{'on':'label','values':0}]}"));
        assertThat(get(graph))
                .bodyJson()
                .extractingPath("$.indexes[*].on")
                .asArray()
                .containsExactly("nodeAttribute", "label");
        assertThat(post(graph + "/nodes:explain", "{'filter':{'attr':'status','eq':'new'}}"))
                .bodyJson()
                .extractingPath("$.steps[0].test.reads")
                .isEqualTo("index");
        assertThat(post(graph + "/nodes:query", "{'filter':{'attr':'status','eq':'new'}}"))
                .bodyJson()
                .extractingPath("$.items[*].id")
                .asArray()
                .containsExactly("a");

        assertThat(delete(address + "?on=nodeAttribute&key=status"))
                .bodyJson()
                .extractingPath("$.indexes[*].on")
                .asArray()
                .containsExactly("label");
        assertThat(delete(address + "?on=nodeAttribute&key=status")).hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'on':'degree'}",
                "{'on':'nodeAttribute'}",
                "{'on':'label','key':'Person'}",
                "{'on':'nodeAttribute','key':''}"
            })
    void refusesWhatNoIndexIsOn(String body) {
        assertProblem(post(graph + "/indexes", body), 400, "INVALID_ARGUMENT");
    }
}
