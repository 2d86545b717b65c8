package dev.kneiphof.graph;

class NativeGraphTest extends GraphContract {

    @Override
    Graph openGraph(GraphOptions options) {
        return Graph.open(options);
    }
}
