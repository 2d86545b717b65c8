package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.Ids;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The symbols of the keys of the row before, by position: rows of one kind have the same keys in the same order, mostly the
 * very same strings, and comparing two short texts costs little beside a look-up.
 */
final class KeyCache {

    private @Nullable SymbolTable table;
    private @Nullable String[] keys = new String[16];
    private int[] symbols = new int[16];

    @SuppressWarnings("ReferenceEquality") // the quick answer, before the right one
    int symbol(Session session, SymbolTable wanted, GraphOptions options, int position, String key) {
        if (table == wanted && position < keys.length) {
            String known = keys[position];
            if (known == key || key.equals(known)) {
                return symbols[position];
            }
        }
        Ids.requireKey(key, options.keyBytesMax());
        int symbol = wanted.symbol(session, key);
        remember(wanted, position, key, symbol);
        return symbol;
    }

    private void remember(SymbolTable of, int position, String key, int symbol) {
        if (!of.equals(table)) {
            Arrays.fill(keys, null);
            table = of;
        }
        if (position >= keys.length) {
            keys = Arrays.copyOf(keys, Math.max(2 * keys.length, position + 1));
            symbols = Arrays.copyOf(symbols, keys.length);
        }
        keys[position] = key;
        symbols[position] = symbol;
    }
}
