package dev.kneiphof.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LabIT extends InChromium {

    @AfterEach
    void clean() {
        removeGraph("traffic");
    }

    @Test
    void theNumbersMoveWhileSomethingCrosses() {
        go("/lab");
        assertThat(page.locator("#stream-state")).hasText("live");
        newGraph("traffic");
        addNode("traffic", "{\"id\":\"a\"}");
        assertThat(page.locator("#totals")).containsText("crossings");
        String before = page.locator("#totals").textContent();

        for (int i = 0; i < 200; i++) {
            send("POST", "/graphs/traffic/nodes:lookup", "{\"id\":\"a\"}");
        }

        assertThat(page.locator("#totals")).not().hasText(before);
        assertThat(page.locator("#latest-calls")).hasText(Pattern.compile("[1-9].* calls/s"));
        assertThat(page.locator("#functions tbody tr")).not().hasCount(0);
        assertThat(page.locator("#histogram rect")).not().hasCount(0);
        assertThat(page.locator("#quantiles")).containsText("p99");
        screenshot("lab");
    }

    @Test
    void theTotalsOfThePageAreThoseOfTheEndpoint() {
        newGraph("traffic");
        go("/lab");
        assertThat(page.locator("#stream-state")).hasText("live");
        String calls = page.evaluate("fetch('/actuator/crossings').then(answer => answer.json())"
                        + ".then(({totals}) => totals.calls.toLocaleString('en'))")
                .toString();

        assertThat(page.locator("#totals")).containsText(calls + " crossings");
        assertThat(page.locator("#heat")).isVisible();
        assertThat(page.locator("#heat-table tbody tr")).not().hasCount(0);
    }

    @Test
    void theStreamIsPausedAndGoesOn() {
        go("/lab");
        assertThat(page.locator("#stream-state")).hasText("live");

        button("Pause").click();
        assertThat(page.locator("#stream-state")).hasText("paused");

        button("Go on").click();
        assertThat(page.locator("#stream-state")).hasText("live");
    }

    @Test
    void functionsAreSortedByTheColumnThatIsClicked() {
        newGraph("traffic");
        addNode("traffic", "{\"id\":\"a\"}");
        go("/lab");
        assertThat(page.locator("#functions tbody tr")).not().hasCount(0);

        button("Function").click();

        assertThat(page.locator("#functions th[aria-sort=ascending]")).hasText("Function");
        assertThat(page.locator("#functions tbody th").allTextContents()).isSorted();
    }
}
