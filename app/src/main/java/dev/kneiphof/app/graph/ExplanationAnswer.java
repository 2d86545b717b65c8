package dev.kneiphof.app.graph;

import dev.kneiphof.app.web.CrossingsJson;
import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.FilterExplanation;
import java.util.List;

/** What a filter did. */
record ExplanationAnswer(
        long rows,
        long passed,
        long chunks,
        String kernel,
        List<FilterExplanation.Step> steps,
        CrossingsJson crossings) {

    static ExplanationAnswer of(FilterExplanation explanation, CrossingScope crossings) {
        return new ExplanationAnswer(
                explanation.rows(),
                explanation.passed(),
                explanation.chunks(),
                explanation.kernel(),
                explanation.steps(),
                CrossingsJson.of(crossings));
    }
}
