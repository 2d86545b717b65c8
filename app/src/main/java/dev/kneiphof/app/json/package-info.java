/** JSON, strictly: one hardened mapper, and codecs for values, nodes, edges and filters that refuse what they cannot keep. */
@NullMarked
package dev.kneiphof.app.json;

import org.jspecify.annotations.NullMarked;
