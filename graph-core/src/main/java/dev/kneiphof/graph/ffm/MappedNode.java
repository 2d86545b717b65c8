package dev.kneiphof.graph.ffm;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node without labels whose attributes are a map yet: nothing of it is checked or copied. */
record MappedNode(String id, Map<String, ? extends @Nullable Object> attributes) {}
