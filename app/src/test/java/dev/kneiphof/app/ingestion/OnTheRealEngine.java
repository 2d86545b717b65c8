package dev.kneiphof.app.ingestion;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A test of the API on the real engine; the graphs it makes are gone afterwards. */
@SpringBootTest
@AutoConfigureMockMvc
public abstract class OnTheRealEngine {

    @Autowired
    protected MockMvcTester mvc;

    protected RestClient api;

    @BeforeEach
    void connect() {
        api = new RestClient(mvc);
    }

    @AfterEach
    void removeGraphs() {
        api.removeGraphs();
    }
}
