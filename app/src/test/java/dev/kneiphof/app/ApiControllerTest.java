package dev.kneiphof.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.graph.Crossings;
import org.junit.jupiter.api.Test;

class ApiControllerTest extends ApiTest {

    @Test
    void theEntranceSaysWhatThisIsAndWhereItGoesOn() {
        assertThat(get("/api/v1"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo(json("{'name':'Kneiphof','graphs':'/api/v1/graphs'}"));
        assertThat(get("/api/v1")).bodyJson().extractingPath("$.abi").isEqualTo(Crossings.abiVersion());
    }

    @Test
    void theLimitsAreAnnounced() {
        assertThat(get("/api/v1/limits"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo(json("{'idBytes':1024,'keyBytes':256,'attributes':1024,'nesting':32,"
                        + "'textCharacters':1048576,'bodyBytes':33554432,'batchRows':100000,'chunkRows':65536,"
                        + "'pageRows':10000}"));
        assertThat(get("/api/v1")).bodyJson().extractingPath("$.limits.idBytes").isEqualTo(1024);
    }
}
