package dev.kneiphof.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.annotation.DirtiesContext.ClassMode;

/** On a fresh server: what other tests have loaded would stand in its comparison of the modes. */
@DirtiesContext(classMode = ClassMode.BEFORE_CLASS)
class AdminIT extends InChromium {

    private static final String NODES = """
        id,labels,note
        ada,Person,first
        byron,Person,second
        babbage,Person
        augusta,Person,"two
        lines"
        ada,Person,again
        """;

    private static final String EDGES = """
        source,target,type
        byron,ada,FATHER_OF
        byron,nobody,KNOWS
        """;

    @AfterEach
    void backToTheDefault() {
        send("PUT", "/ingestion", "{\"chunk\":4096}");
        removeGraph("imported");
    }

    @Test
    void theToggleSwitchesBetweenSingleAndBatchedAndShowsItsEffect() {
        go("/admin");
        assertThat(page.locator("#ingestion-state")).containsText("Now");
        page.locator("#mode-single").check();
        assertThat(page.locator("#chunk-words")).hasText("1 crossing for each row");
        button("Apply").click();
        assertThat(page.locator("#ingestion-state")).containsText("Now: single");
        load("seven-bridges", "imported");
        assertThat(page.locator("#sample-status")).containsText("in 11 chunks");
        removeGraph("imported");

        page.locator("#chunk-slider").fill("10");
        assertThat(page.locator("#chunk")).hasValue("1024");
        button("Apply").click();
        assertThat(page.locator("#ingestion-state")).containsText("Now: batched, 1 crossing for 1,024 rows");
        load("seven-bridges", "imported");
        assertThat(page.locator("#sample-status")).containsText(Pattern.compile("in [1-4] chunk"));

        assertThat(page.locator("#effect-words")).containsText("Too few rows to compare the modes");
        button("Load a sample in single mode").click();
        assertThat(button("Load a sample in single mode")).hasCount(0);
        button("Load a sample in batched mode").click();
        assertThat(page.locator("#effect-words")).containsText("time per row here");
        screenshot("admin");
    }

    @Test
    void aGraphMayHaveAModeOfItsOwn() {
        newGraph("imported");
        go("/admin");
        assertThat(page.locator("#ingestion-state")).containsText("Now");

        page.locator("#scope").selectOption("imported");
        assertThat(page.locator("#ingestion-state")).containsText("the server's setting");
        page.locator("#mode-single").check();
        button("Apply").click();
        assertThat(page.locator("#ingestion-state")).containsText("Now: single");

        button("Use the server's setting").click();
        assertThat(page.locator("#ingestion-state")).containsText("Now: batched");
    }

    @Test
    void csvFilesAreImportedAndRefusedRowsNamedByTheLineOfTheFile() {
        go("/admin");
        page.locator("#import-graph").fill("imported");
        page.locator("#import-files")
                .setInputFiles(new FilePayload[] {file("edges.csv", EDGES), file("nodes.csv", NODES)});

        assertThat(page.locator(".job")
                        .filter(new Locator.FilterOptions().setHasText("nodes.csv"))
                        .getByText("of native memory"))
                .containsText("about 5 rows, likely");
        button("Import all, nodes first").click();

        assertThat(page.locator("#import-jobs")).containsText("5 rows read, 3 stored, 2 refused");
        assertThat(page.locator("#import-jobs")).containsText("line 4");
        assertThat(page.locator("#import-jobs")).containsText("line 7");
        assertThat(page.locator("#import-jobs")).containsText("2 rows read, 1 stored, 1 refused");
        assertThat(page.locator("#graphs-body")).containsText("imported");
        assertThat(page.locator("#bill-label")).containsText("post graphs/imported/batch");
        screenshot("admin-import");
    }

    @Test
    void theMemoryOfAGraphIsShownToTheByte() {
        newGraph("imported");
        addNode("imported", "{\"id\":\"a\",\"attributes\":{\"weight\":1.5}}");
        go("/admin");
        assertThat(page.locator("#ingestion-state")).containsText("Now");
        assertThat(page.locator("#sample option")).not().hasCount(0);
        // What follows the reading of the page at once would stand on its bill.
        assertThat(bill()).containsText(Pattern.compile("read (graphs|samples|ingestion)"));

        button("Memory and indexes of imported").click();

        assertThat(page.locator("dialog[open] caption")).containsText("Native memory of imported");
        assertThat(page.locator("dialog[open] tbody")).containsText("weight");
        assertThat(page.locator("dialog[open]")).containsText("No snapshot is open.");
        assertThat(bill()).containsText("1 crossing");
        answer("Close").click();
        assertThat(button("Memory and indexes of imported")).isFocused();
    }

    @Test
    void memoryThatAGraphDoesNotUseIsGivenBackOnDemand() {
        newGraph("imported");
        addNode("imported", "{\"id\":\"a\",\"attributes\":{\"weight\":1.5}}");
        go("/admin");

        button("Memory and indexes of imported").click();
        button("Give memory back").click();

        assertThat(page.locator("dialog[open] [role=status]").first()).containsText("now; 1 crossing.");
        answer("Close").click();
        assertThat(button("Memory and indexes of imported")).isFocused();
    }

    @Test
    void anIndexIsDeclaredShownToTheByteAndDroppedAfterAQuestion() {
        newGraph("imported");
        addNode("imported", "{\"id\":\"a\",\"attributes\":{\"status\":\"new\"}}");
        addNode("imported", "{\"id\":\"b\",\"attributes\":{\"status\":\"old\"}}");
        go("/admin");

        button("Memory and indexes of imported").click();
        assertThat(indexes()).containsText("None yet.");
        assertThat(indexes().locator("datalist option")).hasCount(1);
        indexes().locator("input[name=key]").fill("status");
        answer("Declare").click();
        assertThat(indexes().locator("tbody tr")).containsText("status (attribute of nodes)2");
        assertThat(indexes().locator("[role=status]")).containsText("There is an index on status");
        assertThat(indexes().locator("datalist option")).hasCount(0);

        indexes().locator("select[name=on]").selectOption("label");
        assertThat(indexes().locator("input[name=key]")).isHidden();
        answer("Declare").click();
        assertThat(indexes().locator("tbody tr")).hasCount(2);

        answer("Drop the index on status (attribute of nodes)").click();
        assertThat(page.locator("dialog[open]").last()).containsText("No data is lost");
        answer("Cancel").click();
        assertThat(indexes().locator("tbody tr")).hasCount(2);
        answer("Drop the index on status (attribute of nodes)").click();
        answer("Drop").click();
        assertThat(indexes().locator("tbody tr")).hasCount(1);
        assertThat(indexes().locator("tbody tr")).containsText("the labels of nodes");
        answer("Close").click();
        assertThat(button("Memory and indexes of imported")).isFocused();
    }

    @Test
    void anIndexThatIsRefusedSaysWhy() {
        newGraph("imported");
        go("/admin");
        button("Memory and indexes of imported").click();

        answer("Declare").click();
        assertThat(indexes().locator("input[name=key]")).isFocused();

        removeGraph("imported");
        expectRefusals();
        indexes().locator("input[name=key]").fill("status");
        answer("Declare").click();
        assertThat(indexes().locator("[role=alert]")).containsText("Graph not found");
        assertThat(indexes().locator("input[name=key]")).hasValue("status");
    }

    @Test
    void removingAGraphAsksFirst() {
        newGraph("imported");
        go("/admin");

        button("Remove imported").click();
        answer("Cancel").click();
        assertThat(page.locator("#graphs-body")).containsText("imported");

        button("Remove imported").click();
        answer("Remove").click();
        assertThat(page.locator("#graphs-body")).not().containsText("imported");
    }

    private Locator indexes() {
        return page.locator("section[aria-labelledby=indexes-title]");
    }

    private void load(String sample, String graph) {
        page.locator("#sample").selectOption(sample);
        page.locator("#sample-graph").fill(graph);
        button("Load").click();
        assertThat(page.locator("#sample-load")).isEnabled();
    }

    private static FilePayload file(String name, String content) {
        return new FilePayload(name, "text/csv", content.getBytes(UTF_8));
    }
}
