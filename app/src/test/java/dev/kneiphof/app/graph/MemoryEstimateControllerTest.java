package dev.kneiphof.app.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.app.ApiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class MemoryEstimateControllerTest extends ApiTest {

    private static final String ESTIMATES = "/api/v1/memory-estimates";

    @Test
    void anEstimateIsARangeForOneCrossing() {
        MvcTestResult estimate = post(ESTIMATES, """
                {'nodes':100000,'nodeIdBytes':1300000,'edges':500000,'columns':[
                  {'of':'node','type':'float','values':100000},
                  {'of':'node','type':'text','values':100000,'distinct':3,'bytes':20},
                  {'of':'edge','type':'float','values':500000}]}""");
        assertThat(estimate).hasStatusOk();
        long likely = Long.parseLong(at(estimate, "$.likelyBytes").toString());
        assertThat(likely / 600_000).isBetween(35L, 55L);
        assertThat(Long.parseLong(at(estimate, "$.leastBytes").toString())).isLessThan(likely);
        assertThat(Long.parseLong(at(estimate, "$.mostBytes").toString())).isGreaterThan(likely);
        assertThat(estimate).bodyJson().extractingPath("$.crossings.calls").isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'nodes':-1}                                              | nodes of a shape: '-1'
            {'columns':[{'of':'label','type':'text'}]}                | 'of' of a column is one of node, edge
            {'columns':[{'of':'node','type':'number'}]}               | 'type' of a column is one of boolean, integer
            {'columns':[{'of':'node','type':'text','distinct':-3}]}   | different texts of a column: '-3'
            """)
    void whatIsNoShapeIsRefusedAndNamed(String body, String named) {
        MvcTestResult refused = post(ESTIMATES, body);
        assertThat(refused).hasStatus(400);
        assertThat(String.valueOf(at(refused, "$.detail"))).containsIgnoringCase(named);
    }
}
