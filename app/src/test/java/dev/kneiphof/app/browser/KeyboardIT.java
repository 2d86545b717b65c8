package dev.kneiphof.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the focus is, for those who have nothing but the keyboard. */
class KeyboardIT extends InChromium {

    private static final int STOPS = 60;

    /** The name of what has the focus where the strip covers any of it; what is taller than half a page fits nowhere. */
    private static final String COVERED = """
            () => {
              const focused = document.activeElement;
              const bill = document.querySelector("#bill");
              const [at, strip] = [focused.getBoundingClientRect(), bill.getBoundingClientRect()];
              if (getComputedStyle(bill).position === "static" || bill.contains(focused)) return "";
              if (focused === document.body || at.height > innerHeight / 2) return "";
              return at.bottom > strip.top + 1 ? focused.outerHTML : "";
            }
            """;

    @ParameterizedTest
    @CsvSource({"/admin, #ingestion-state strong", "/lab/pitfalls, .pitfall >> nth=7", "/help, #api"})
    void theBillNeverCoversWhatHasTheFocus(String address, String lastToCome) {
        page.setViewportSize(1000, 620);
        go(address);
        assertThat(page.locator(lastToCome)).isVisible();

        List<String> covered = new ArrayList<>();
        for (int stop = 0; stop < STOPS; stop++) {
            page.keyboard().press("Tab");
            covered.add(String.valueOf(page.evaluate(COVERED)));
        }

        assertThat(covered).containsOnly("");
    }

    @Test
    void aGraphThatIsOpenedTakesTheFocusFromTheStartPage() {
        go("/explore");
        press(button(Pattern.compile("(Load|Open) The seven bridges.*")));

        assertThat(shown()).containsText("nodes shown");
        assertThat(page.locator("#main")).isFocused();
    }

    @Test
    void theInspectorKeepsTheFocusWhenItsButtonsChange() {
        openSample("Les Mis.*");
        page.locator("#node-list").focus();
        page.keyboard().press("Enter");
        assertThat(inspector().locator("h3")).isVisible();

        press(inspector().getByText("Hide"));

        assertThat(inspector()).containsText("Select a node");
        assertThat(inspector()).isFocused();
        press(button("Undo"));
        assertThat(page.locator("#announcer")).containsText("Undone");
        page.keyboard().press("Enter");
        assertThat(page.locator("#announcer")).containsText("Nothing to undo");
        assertThat(button("Undo")).isFocused();
    }

    @Test
    void theLegendKeepsTheFocusWhenItFiltersByALabel() {
        openSample("Les Mis.*");
        Locator only = button("Filter by the label Character only");

        press(only);

        assertThat(shown()).containsText("match the filter");
        assertThat(only).isFocused();
    }

    @Test
    void aRunLendsTheFocusToItsCancelButton() {
        go("/lab/experiments/chunks?millis=" + ENDLESS_MILLIS);
        page.locator("input[name=rows]").focus();
        page.keyboard().press("Enter");
        assertThat(button("Cancel")).isFocused();

        page.keyboard().press("Enter");

        assertThat(page.locator("input[name=rows]")).isFocused();
    }

    @Test
    void aGraphThatIsRemovedLeavesTheFocusBesideTheTable() {
        newGraph("short-lived");
        go("/admin");
        press(button("Remove short-lived"));
        press(answer("Remove"));

        assertThat(button("Remove short-lived")).hasCount(0);
        assertThat(page.locator("#create-graph")).isFocused();
    }

    @Test
    void anEdgeIsReachedByTheNodeItEndsAt() {
        openSample("The seven bridges.*");
        page.locator("#node-list").focus();
        page.keyboard().press("Enter");
        assertThat(inspector().locator("summary")).containsText("in view");
        String node = inspector().locator("h3").textContent();
        press(inspector().locator("summary"));

        press(inspector().locator("details button").first());

        assertThat(inspector().locator(".ends")).containsText(node);
        assertThat(inspector()).isFocused();
        assertThat(page.locator("#announcer")).containsText(" of ");
        press(inspector().locator(".ends button").first());
        assertThat(inspector().locator("summary")).containsText("in view");
    }

    @Test
    void filesAreImportedByTheKeyboardToo() {
        go("/explore");
        press(button("Import …"));
        assertThat(page.locator("#import-dialog")).isVisible();
        page.locator("#import-files")
                .setInputFiles(new FilePayload(
                        "Chosen nodes.csv", "text/csv", "id,labels\nada,Person\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(page.locator("#import-graph")).hasValue("chosen");

        press(answer("Import"));

        assertThat(page.locator("#import-jobs")).containsText("1 row read, 1 stored, 0 refused");
        press(answer("Done"));
        assertThat(shown()).containsText("1 of 1 nodes shown");
        removeGraph("chosen");
    }

    private void press(Locator control) {
        control.focus();
        page.keyboard().press("Enter");
    }
}
