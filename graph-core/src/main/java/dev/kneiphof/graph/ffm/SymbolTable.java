package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.AttributeValue.ListValue;
import dev.kneiphof.graph.AttributeValue.TextValue;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The names of one graph (keys, labels, types) and their symbols, which never change: each name crosses once, then a number
 * stands for it.
 */
final class SymbolTable {

    private final long graph;
    private final ConcurrentHashMap<String, Integer> symbols = new ConcurrentHashMap<>();
    private volatile String[] names = new String[0];

    SymbolTable(long graph) {
        this.graph = graph;
    }

    /** The symbol of a name; interns it at the first use. Crosses once for each name of the graph. */
    int symbol(Session session, String name) {
        Integer known = symbols.get(name);
        return known != null ? known : intern(session, name);
    }

    /** The symbol of a name if the graph has it; crosses once when it is not known here. */
    @Nullable
    Integer find(Session session, String name) {
        Integer known = symbols.get(name);
        if (known == null) {
            fetch(session);
            known = symbols.get(name);
        }
        return known;
    }

    /** The name of a symbol that the engine answered; fetches all new names in one crossing when it is not known here. */
    String name(Session session, int symbol) {
        if (symbol >= names.length) {
            fetch(session);
        }
        String[] known = names;
        if (symbol >= known.length) {
            throw ValueCodec.malformed("symbol " + symbol + " has no name");
        }
        return known[symbol];
    }

    private int intern(Session session, String name) {
        NativeBuffer text = session.name();
        text.clear();
        int length = text.putText(name, "name");
        long began = session.begin(NativeFunction.GRAPH_INTERN);
        int status = KneiphofFunctions.graphIntern(graph, text.address(), length, session.out(), session.report());
        session.end(NativeFunction.GRAPH_INTERN, began, status, 0, length, 4);
        session.check(status, name);
        int symbol = session.outInt(0);
        symbols.put(name, symbol);
        return symbol;
    }

    private void fetch(Session session) {
        int first = names.length;
        NativeBuffer out = session.name();
        out.clear();
        int status;
        do {
            long began = session.begin(NativeFunction.GRAPH_SYMBOLS);
            status = KneiphofFunctions.graphSymbols(
                    graph, first, out.address(), out.capacity(), session.out(), session.report());
            session.end(NativeFunction.GRAPH_SYMBOLS, began, status, 0, 0, session.outLong(0));
        } while (session.outgrown(status, out));
        session.check(status);
        long length = session.outLong(0);
        var bytes = new byte[Math.toIntExact(length)];
        out.copyTo(0, bytes, bytes.length);
        learn(first, names(ValueCodec.decode(new ByteReader(bytes, bytes.length))));
        out.trim();
    }

    private static List<String> names(AttributeValue answer) {
        if (!(answer instanceof ListValue(var values))) {
            throw ValueCodec.malformed("symbols are a list");
        }
        return values.stream().map(SymbolTable::name).toList();
    }

    private static String name(AttributeValue value) {
        if (value instanceof TextValue(var name)) {
            return name;
        }
        throw ValueCodec.malformed("a symbol stands for a text");
    }

    /** Takes in the names of the symbols from {@code first} on, as far as they are new here. */
    synchronized void learn(int first, List<String> fetched) {
        int count = first + fetched.size();
        String[] before = names;
        if (count <= before.length) {
            return;
        }
        String[] after = Arrays.copyOf(before, count);
        for (int symbol = before.length; symbol < count; symbol++) {
            after[symbol] = fetched.get(symbol - first);
            symbols.put(after[symbol], symbol);
        }
        names = after;
    }
}
