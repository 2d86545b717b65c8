package dev.kneiphof.graph;

/**
 * A node as a graph holds it.
 *
 * @param version a hash of the content, never 0: the same content has the same version
 * @param outDegree in an undirected graph the degree, to which a self-loop counts 2
 * @param inDegree in an undirected graph 0
 */
public record StoredNode(Node node, long version, long outDegree, long inDegree) {

    public String id() {
        return node.id();
    }
}
