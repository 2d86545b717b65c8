package dev.kneiphof.graph;

class ReferenceGraphTest extends GraphContract {

    @Override
    Graph openGraph(GraphOptions options) {
        return new ReferenceGraph(options);
    }
}
