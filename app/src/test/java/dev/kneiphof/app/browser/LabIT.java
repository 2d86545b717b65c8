package dev.kneiphof.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
        // Of short calls few are timed, of those that do real work all.
        send("POST", "/graphs/traffic/batch", "{\"rows\":[{\"node\":{\"id\":\"b\"}}]}");

        untilShown(
                page.locator("#latest-calls"),
                Pattern.compile("[1-9].* calls/s"),
                () -> send("POST", "/graphs/traffic/nodes:lookup", "{\"id\":\"a\"}"));

        assertThat(page.locator("#totals")).not().hasText(before);
        assertThat(page.locator("#functions tbody tr")).not().hasCount(0);
        assertThat(page.locator("#histogram rect")).not().hasCount(0);
        assertThat(page.locator("#quantiles")).containsText("p99");
        screenshot("lab");
    }

    @Test
    void everyNumberOfThePageIsThatOfTheEndpoint() {
        newGraph("traffic");
        for (int i = 0; i < 30; i++) {
            addNode("traffic", "{\"id\":\"n" + i + "\",\"attributes\":{\"k\":" + i + "}}");
        }
        go("/lab");
        assertThat(page.locator("#stream-state")).hasText("live");
        // Of another moment each, until nothing crosses between the two.
        eventually().untilAsserted(() -> assertShown(JsonMapper.shared().readTree(read("/actuator/crossings"))));
        assertThat(page.locator("#heat")).isVisible();
        assertThat(page.locator("#heat-table tbody tr")).not().hasCount(0);
    }

    private void assertShown(JsonNode report) {
        JsonNode totals = report.get("totals");
        assertThat(page.locator("#totals").textContent())
                .contains(
                        number(totals, "calls") + " crossings",
                        number(totals, "rows") + " rows",
                        number(totals, "upcalls") + " upcall");
        assertThat(page.locator("#open").textContent()).contains(number(report.get("open"), "graphs") + " graph");
        assertThat(page.locator("#functions tbody tr").count())
                .isEqualTo(report.get("functions").size());
        for (JsonNode function : report.get("functions")) {
            Locator row = page.locator(
                    "#functions tbody tr:has(th[title='" + function.get("name").asString() + "'])");
            assertThat(row.locator("td").nth(0).textContent()).isEqualTo(number(function, "calls"));
            assertThat(row.locator("td").nth(1).textContent()).isEqualTo(number(function, "rows"));
            assertThat(row.locator("td").last().textContent()).isEqualTo(number(function, "errors"));
        }
    }

    @Test
    void aChangeOfTheIngestionModeIsToldAndMarked() {
        go("/lab");
        assertThat(page.locator("#stream-state")).hasText("live");
        send("PUT", "/ingestion", "{\"chunk\":1}");
        assertThat(page.locator("#changes li").first())
                .containsText(Pattern.compile(
                        "the server went from batched, [\\d,]+ rows a crossing to single, by (127|\\[?::1|0:0)"));
        assertThat(page.locator("#no-changes")).isHidden();
        send("PUT", "/ingestion", "{\"chunk\":4096}");
        assertThat(page.locator("#changes li").first()).containsText("from single to batched, 4,096");
        screenshot("lab-mode-changes");
    }

    @Test
    void aBrokenStreamSaysSoAndFindsBackByItself() {
        expectRefusals();
        page.route("**/crossings/stream", Route::abort);
        go("/lab");
        assertThat(page.locator("#stream-state")).hasText("live paused, reconnecting …");
        assertThat(page.locator("#announcer")).containsText("reconnecting");

        page.unroute("**/crossings/stream");

        assertThat(page.locator("#stream-state")).hasText("live");
        assertThat(page.locator("#totals")).containsText("crossings");
    }

    @Test
    void aHiddenTabGivesItsConnectionBackAndWakesWhenItIsShown() {
        page.clock().install();
        go("/lab");
        assertThat(page.locator("#stream-state")).hasText("live");

        show("hidden");
        page.clock().runFor(20_000);
        assertThat(page.locator("#stream-state")).hasText("asleep while the tab is hidden");

        show("visible");
        assertThat(page.locator("#stream-state")).hasText("live");
    }

    @Test
    void theNativeMemoryIsReadToTheByteWithItsBill() {
        newGraph("traffic");
        addNode("traffic", "{\"id\":\"a\",\"attributes\":{\"weight\":1.5}}");
        go("/lab");
        assertThat(page.locator("#memory")).isHidden();

        button("Read").click();
        assertThat(page.locator("#memory")).isVisible();
        page.locator("#memory-graph").selectOption("traffic");

        assertThat(page.locator("#memory caption")).containsText("Native memory of traffic");
        assertThat(page.locator("#memory tbody")).containsText("weight");
        assertThat(page.locator("#memory tbody")).containsText("column of nodes, float");
        assertThat(bill()).containsText("read the native memory");
        long listed = page.locator("#memory tbody tr td:nth-child(3)").allTextContents().stream()
                .mapToLong(LabIT::parse)
                .sum();
        String caption = page.locator("#memory caption").textContent();
        assertThat(parse(caption.replaceAll(".*\\(([\\d,]+) bytes\\)", "$1"))).isEqualTo(listed);
    }

    @Test
    void whatMeasuringCostsIsMeasuredHere() {
        go("/lab");
        page.locator("#cost-measure").click();

        assertThat(page.locator("#cost")).containsText(Pattern.compile("A bare crossing takes .* times as long"));
        assertThat(page.locator("#cost-environment")).containsText("heap");
        assertThat(bill()).containsText("measure what measuring costs");
        assertThat(bill()).containsText(Pattern.compile("[1-9][\\d,]* / .* crossings"));
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

    private void show(String visibility) {
        page.evaluate(
                "state => {"
                        + "Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });"
                        + "document.dispatchEvent(new Event('visibilitychange')); }",
                visibility);
    }

    private static String number(JsonNode object, String name) {
        return String.format(Locale.ENGLISH, "%,d", object.get(name).asLong());
    }

    private static long parse(String number) {
        return Long.parseLong(number.replace(",", ""));
    }
}
