package dev.kneiphof.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.options.FilePayload;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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

        button("Import all, nodes first").click();

        assertThat(page.locator("#import-jobs")).containsText("5 rows read, 3 stored, 2 refused");
        assertThat(page.locator("#import-jobs")).containsText("line 4");
        assertThat(page.locator("#import-jobs")).containsText("line 7");
        assertThat(page.locator("#import-jobs")).containsText("2 rows read, 1 stored, 1 refused");
        assertThat(page.locator("#graphs-body")).containsText("imported");
        screenshot("admin-import");
    }

    @Test
    void theMemoryOfAGraphIsShownToTheByte() {
        newGraph("imported");
        addNode("imported", "{\"id\":\"a\",\"attributes\":{\"weight\":1.5}}");
        go("/admin");
        // What follows the reading of the page at once would stand on its bill.
        assertThat(bill()).containsText("read graphs");

        button("Memory of imported").click();

        assertThat(page.locator("dialog[open] caption")).containsText("Native memory of imported");
        assertThat(page.locator("dialog[open] tbody")).containsText("weight");
        assertThat(page.locator("dialog[open]")).containsText("No snapshot is open.");
        assertThat(bill()).containsText("1 crossing");
        answer("Close").click();
        assertThat(button("Memory of imported")).isFocused();
    }

    @Test
    void memoryThatAGraphDoesNotUseIsGivenBackOnDemand() {
        newGraph("imported");
        addNode("imported", "{\"id\":\"a\",\"attributes\":{\"weight\":1.5}}");
        go("/admin");

        button("Memory of imported").click();
        button("Give memory back").click();

        assertThat(page.locator("dialog[open] [role=status]")).containsText("now; 1 crossing.");
        answer("Close").click();
        assertThat(button("Memory of imported")).isFocused();
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
