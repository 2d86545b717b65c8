package dev.kneiphof.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ExploreIT extends InChromium {

    @Test
    void aSampleIsOneClickAway() {
        openSample("The seven bridges.*");

        assertThat(shown()).containsText("4 of 4 nodes shown");
        assertThat(shown()).containsText("7 of 7 edges");
        assertThat(page.getByRole(AriaRole.OPTION)).not().hasCount(0);
        screenshot("explore-seven-bridges");
    }

    @Test
    void everyActionShowsItsBillAndItsRequests() {
        openSample("Les Mis.*");

        assertThat(bill()).containsText(Pattern.compile("\\d+ crossings?"));
        assertThat(bill()).containsText("copied");
        assertThat(bill()).containsText("native");
        assertThat(bill()).containsText("transit");
        assertThat(button("Copy as curl")).isVisible();
    }

    @Test
    void flightsArePlacedByTheirCoordinates() {
        openSample("Flights.*");

        assertThat(shown()).containsText("1,000 of 3,376 nodes shown");
        assertThat(shown()).containsText("most connected first");
        assertThat(page.locator("#layout")).hasValue("coordinates");
        search("Chicago O'Hare");
        assertThat(inspector()).containsText("ORD");
        screenshot("explore-us-flights");
    }

    @Test
    void theClassesOfThisJvmAreSearchedExpandedFilteredAndUndone() {
        openSample("This JVM.*");
        assertThat(shown()).containsText("1,000 of ");

        search("java.util.concurrent.locks.ReentrantLock");
        assertThat(inspector()).containsText("java.util.concurrent.locks.ReentrantLock");

        search("java.lang.String");
        assertThat(inspector().locator("h3")).hasText("java.lang.String");
        String before = shown().textContent();
        page.locator("#canvas").focus();
        page.keyboard().press("e");
        assertThat(page.locator("dialog[open] .choices")).containsText("all of them");
        page.locator("dialog[open] input[name=limit]").fill("20");
        answer("Expand").click();
        assertThat(button(Pattern.compile("^Collapse 20"))).isVisible();
        screenshot("explore-this-jvm");

        page.locator("#canvas").focus();
        page.keyboard().press("Control+z");
        assertThat(shown()).hasText(before);

        page.locator("#filter").fill("id=starts=java.util.concurrent");
        page.keyboard().press("Enter");
        assertThat(shown()).containsText("match the filter");
        assertThat(page).hasURL(Pattern.compile(".*[?&]q=id.*"));
        String filtered = shown().textContent();
        page.reload();
        assertThat(shown()).hasText(filtered);
        page.goBack();
    }

    @Test
    void aFilterIsExplainedStepByStepWithItsBill() {
        openSample("Flights.*");
        assertThat(button("Explain")).isHidden();
        page.locator("#filter").fill("id=starts=K;label==Airport");
        page.locator("#filter").press("Enter");
        assertThat(shown()).containsText("match the filter");

        button("Explain").click();

        Locator dialog = page.locator("dialog[open]");
        assertThat(dialog).containsText("of 3,376 nodes passed, in one crossing");
        assertThat(dialog.locator("tbody tr")).hasCount(2);
        assertThat(bill()).containsText("explain the filter");
        assertThat(bill()).containsText("1 crossing");
        screenshot("explain");
        answer("Close").click();
        assertThat(button("Explain")).isFocused();
    }

    @Test
    void anExplanationSaysThatADeclaredIndexAnswered() {
        openSample("Flights.*");
        assertThat(send("POST", "/graphs/us-flights/indexes", "{\"on\":\"nodeAttribute\",\"key\":\"state\"}")
                        .ok())
                .isTrue();
        page.locator("#filter").fill("state==DE");
        page.locator("#filter").press("Enter");
        assertThat(shown()).containsText("match the filter");

        button("Explain").click();

        assertThat(page.locator("dialog[open] tbody tr")).containsText("index");
        assertThat(page.locator("dialog[open] tbody tr")).containsText("by an index");
        screenshot("explain-index");
        answer("Close").click();
        assertThat(send("DELETE", "/graphs/us-flights/indexes?on=nodeAttribute&key=state", null)
                        .ok())
                .isTrue();
    }

    @Test
    void mistakesInAFilterAreShownAtTheirColumn() {
        openSample("The seven bridges.*");
        expectRefusals();

        page.locator("#filter").fill("label=Bridge");
        page.keyboard().press("Enter");

        assertThat(page.locator("#filter-mistake")).containsText("Column 6");
        assertThat(page.locator("#failure")).containsText("INVALID_FILTER");
        assertThat(shown()).containsText("4 of 4");
    }

    @Test
    void F127_markupInIdsLabelsAndValuesIsShownAsText() {
        newGraph("hostile");
        addNode("hostile", """
            {"id":"<img src=x onerror=alert(1)>","labels":["<b>bold</b>"],
             "attributes":{"<script>":"</script><svg onload=alert(2)>","link":"javascript:alert(3)","__proto__":{"constructor":1}}}
            """);

        go("/explore?graph=hostile");
        assertThat(shown()).containsText("1 of 1 nodes shown");
        page.locator("#node-list").focus();
        page.keyboard().press("Enter");

        assertThat(inspector()).containsText("<img src=x onerror=alert(1)>");
        assertThat(inspector()).containsText("</script><svg onload=alert(2)>");
        assertThat(inspector()).containsText("__proto__");
        assertThat(page.locator("#legend")).containsText("<b>bold</b>");
        assertThat(page.locator("main img:not(#bill img), main script, main b, a[href^='javascript']"))
                .hasCount(0);
        removeGraph("hostile");
    }

    @Test
    void F024_integersBeyond2To53AreShownExactly() {
        newGraph("exact");
        addNode("exact", "{\"id\":\"n\",\"attributes\":{\"big\":9007199254740993,\"float\":5.0}}");

        go("/explore?graph=exact&selected=n");

        assertThat(inspector()).containsText("9007199254740993");
        assertThat(inspector()).containsText("5.0");
        removeGraph("exact");
    }

    @Test
    void nodesAndEdgesAreAddedEditedAndDeleted() {
        newGraph("family");
        go("/explore?graph=family");

        for (String id : new String[] {"ada", "byron"}) {
            button("+ Node").click();
            page.locator("dialog[open] input[name=id]").fill(id);
            page.locator("dialog[open] input[name=labels]").fill("Person");
            answer("Add node").click();
            assertThat(inspector().locator("h3")).hasText(id);
        }
        button("+ Edge").click();
        page.locator("dialog[open] input[name=source]").fill("byron");
        page.locator("dialog[open] input[name=target]").fill("ada");
        page.locator("dialog[open] input[name=type]").fill("FATHER_OF");
        answer("Add edge").click();
        assertThat(inspector().locator("h3")).hasText("FATHER_OF");
        assertThat(shown()).containsText("1 of 1 edges");

        button("Edit").click();
        answer("Add attribute").click();
        page.locator("dialog[open] input[name=key]").fill("since");
        page.locator("dialog[open] select[name=type]").selectOption("integer");
        page.locator("dialog[open] textarea[name=value]").fill("1815");
        answer("Save").click();
        assertThat(inspector()).containsText("1815");

        button("Delete").click();
        answer("Delete").click();
        assertThat(shown()).containsText("0 of 0 edges");
        removeGraph("family");
    }

    @Test
    void F144_theSlowerOfTwoEditorsIsToldAndLosesNothing() {
        newGraph("contested");
        addNode("contested", "{\"id\":\"n\",\"attributes\":{\"a\":1}}");
        go("/explore?graph=contested&selected=n");
        button("Edit").click();
        assertThat(page.locator("dialog[open] textarea[name=value]")).hasValue("1");
        send("PUT", "/graphs/contested/nodes?id=n", "{\"id\":\"n\",\"attributes\":{\"a\":2}}");
        expectRefusals();

        page.locator("dialog[open] textarea[name=value]").fill("3");
        answer("Save").click();
        assertThat(page.locator("dialog[open] [role=alert]")).containsText("Someone else has changed this");
        assertThat(page.locator("dialog[open] textarea[name=value]")).hasValue("3");

        answer("Save").click();
        assertThat(inspector().locator(".attributes")).containsText("3");
        removeGraph("contested");
    }

    @Test
    void theViewIsExportedAsPictureAndAsJson() throws Exception {
        openSample("The seven bridges.*");

        Download picture = page.waitForDownload(() -> button("PNG").click());
        Download json = page.waitForDownload(() -> button("JSON").click());

        assertThat(Files.size(picture.path())).isGreaterThan(5_000);
        assertThat(Files.readString(json.path()))
                .contains("\"nodes\"")
                .contains("\"edges\"")
                .contains("\"position\"");
    }

    @Test
    void aLinkToAGraphThatIsGoneSaysSoAndLeadsToTheOthers() {
        expectRefusals();
        go("/explore?graph=gone");

        assertThat(page.locator("#failure")).containsText("Graph not found");
        assertThat(button(Pattern.compile("(Load|Open) The seven bridges.*"))).isVisible();
    }

    @Test
    void anActionThatTakesLongerThanASecondShowsThatItWorksAndIsCancelled() {
        openSample("Les Mis.*");
        page.route("**/layout", request -> {});
        button("Again").click();
        assertThat(page.locator("#bill-working progress")).isVisible();

        bill().getByText("Cancel").click();

        assertThat(bill()).hasAttribute("aria-busy", "false");
        assertThat(page.locator("#bill-working")).isHidden();
        assertThat(shown()).containsText("nodes shown");
        page.unroute("**/layout");
        button("Again").click();
        assertThat(bill()).containsText("draw");
    }

    @Test
    void filesThatAreDroppedOnThePageAreImported() {
        go("/explore");
        assertThat(page.locator(".card")).hasCount(4);

        page.evaluate("""
            () => {
              const transfer = new DataTransfer();
              transfer.items.add(new File(["id,labels\\nada,Person\\n"], "Dropped nodes.csv", { type: "text/csv" }));
              document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
            }
            """);
        assertThat(page.locator("#import-graph")).hasValue("dropped");
        answer("Import").click();

        assertThat(page.locator("#import-jobs")).containsText("1 row read, 1 stored, 0 refused");
        answer("Done").click();
        assertThat(shown()).containsText("1 of 1 nodes shown");
        removeGraph("dropped");
    }

    @Test
    void aLabelIsSwitchedOffInTheLegendAndTheCountsStayTrue() {
        newGraph("labelled");
        addNode("labelled", "{\"id\":\"a\",\"labels\":[\"Person\"]}");
        addNode("labelled", "{\"id\":\"b\",\"labels\":[\"City\"]}");
        assertThat(send("POST", "/graphs/labelled/edges", "{\"source\":\"a\",\"target\":\"b\"}")
                        .status())
                .isEqualTo(201);
        go("/explore?graph=labelled");
        assertThat(shown()).hasText("2 of 2 nodes shown · 1 of 1 edges");

        page.locator("#legend").getByLabel("City").first().uncheck();

        assertThat(shown()).containsText("1 of 2 nodes shown · 1 switched off by label");
        assertThat(shown()).containsText("0 of the 1 edges between them");
        assertThat(page).hasURL(Pattern.compile(".*off=City.*"));
        button("Undo").click();
        assertThat(shown()).hasText("2 of 2 nodes shown · 1 of 1 edges");
        removeGraph("labelled");
    }
}
