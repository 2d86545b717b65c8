/** How rows come in: from JSON, NDJSON or CSV, cut into chunks of N, one crossing a chunk; N = 1 is single mode. */
@NullMarked
package dev.kneiphof.app.ingestion;

import org.jspecify.annotations.NullMarked;
