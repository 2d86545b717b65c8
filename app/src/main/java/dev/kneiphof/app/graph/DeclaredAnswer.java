package dev.kneiphof.app.graph;

import dev.kneiphof.app.web.CrossingsJson;

/**
 * What came of declaring an index in the background.
 *
 * @param declared whether there was none before
 */
record DeclaredAnswer(boolean declared, CrossingsJson crossings) {}
