package dev.kneiphof.app.samples;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * Remembers who refers to whom, as numbers: an edge can only be told once both of its classes have been read, and a quarter
 * of a million names would be ten times as large.
 */
final class JavaGraph {

    /** How one class refers to another; the type of the edge. */
    enum Relation {
        EXTENDS,
        IMPLEMENTS,
        REFERS_TO
    }

    /** Takes one edge after the other. */
    @FunctionalInterface
    interface EdgeSink {
        void edge(String source, Relation relation, String target);
    }

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Map<Integer, Map<Relation, int[]>> targets = new HashMap<>();

    /** Returns false when there is a class of this name: two modules may hide packages of one name from each other. */
    boolean add(String internalName, JavaReferences references) {
        Map<Relation, int[]> to = new EnumMap<>(Relation.class);
        to.put(Relation.EXTENDS, numbers(references.supertypes()));
        to.put(Relation.IMPLEMENTS, numbers(references.interfaces()));
        to.put(Relation.REFERS_TO, numbers(references.others()));
        return targets.putIfAbsent(number(internalName), to) == null;
    }

    /** Hands over the edges of the class; those to classes that are not part of the installation are left out. */
    void edgesOf(String internalName, EdgeSink sink) {
        int source = number(internalName);
        targets.getOrDefault(source, Map.of()).forEach((relation, to) -> hand(source, relation, to, sink));
    }

    private void hand(int source, Relation relation, int[] to, EdgeSink sink) {
        for (int target : to) {
            if (targets.containsKey(target)) {
                sink.edge(names.get(source), relation, names.get(target));
            }
        }
    }

    private int[] numbers(SequencedSet<String> internalNames) {
        return internalNames.stream().mapToInt(this::number).toArray();
    }

    private int number(String internalName) {
        return numbers.computeIfAbsent(internalName, name -> {
            names.add(name.replace('/', '.'));
            return names.size() - 1;
        });
    }
}
