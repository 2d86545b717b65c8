/**
 * The shapes that cross HTTP, as the REST contract names them. This module holds types only and is never loaded.
 *
 * @typedef {Record<string, unknown>} WireAttributes values as they travel: plain JSON, or tagged like {"$instant": "…"}
 *
 * @typedef {object} Node
 * @property {string} id
 * @property {string[]} labels
 * @property {WireAttributes} attributes
 * @property {string} version
 * @property {number} outDegree
 * @property {number} inDegree
 *
 * @typedef {object} Edge
 * @property {string} id
 * @property {string} source
 * @property {string} target
 * @property {string | null} type
 * @property {WireAttributes} attributes
 * @property {string} version
 *
 * @typedef {object} Bill what an answer cost at the boundary
 * @property {number} calls
 * @property {number} rows
 * @property {number} bytesIn
 * @property {number} bytesOut
 * @property {number} bytesViewed
 * @property {number} nativeNanos
 * @property {number} transitNanos
 *
 * @typedef {object} RowError
 * @property {number} [row]
 * @property {number} [line]
 * @property {string} [pointer]
 * @property {string} [code]
 * @property {string} [detail]
 *
 * @typedef {object} Problem RFC 9457
 * @property {string} [type]
 * @property {string} [title]
 * @property {number} [status]
 * @property {string} [detail]
 * @property {string} [instance]
 * @property {string} [code]
 * @property {RowError[]} [errors]
 *
 * @typedef {object} GraphSummary
 * @property {string} name
 * @property {boolean} directed
 * @property {number} nodes
 * @property {number} edges
 * @property {number} revision
 * @property {number} bytes
 * @property {number | null} chunk
 * @property {{name: string, origin: string, license: string} | null} [sample]
 *
 * @typedef {{name: string, count: number}} NamedCount
 * @typedef {{key: string, type: string, count: number, bytes?: number}} AttributeColumn
 *
 * @typedef {object} Index
 * @property {"nodeAttribute" | "edgeAttribute" | "label" | "type"} on
 * @property {string} [key] of an attribute
 *
 * @typedef {Index & {values: number, bytes: number}} DeclaredIndex
 *
 * @typedef {object} GraphDetail
 * @property {string} name
 * @property {boolean} directed
 * @property {number} nodes
 * @property {number} edges
 * @property {number} revision
 * @property {number} bytes
 * @property {NamedCount[]} labels
 * @property {NamedCount[]} types
 * @property {AttributeColumn[]} nodeAttributes
 * @property {AttributeColumn[]} edgeAttributes
 * @property {DeclaredIndex[]} indexes in the order of their declaration
 * @property {{part: string, key: string | null, bytes: number}[]} memory to the byte; key names the attribute of a column
 * @property {{open: number, oldestNanos: number, heldBytes: number}} snapshots that are open, and what only they hold
 *
 * @typedef {object} GraphShape what is known of a graph before it is loaded
 * @property {boolean} directed
 * @property {number} nodes
 * @property {number} nodeIdBytes
 * @property {number} edges
 * @property {number} edgeIds those that are not derived from the ends
 * @property {number} edgeIdBytes
 * @property {boolean} labelled
 * @property {boolean} typed
 * @property {{of: string, type: string, values: number, distinct: number, bytes: number}[]} columns
 *
 * @typedef {object} MemoryEstimate
 * @property {number} leastBytes
 * @property {number} likelyBytes
 * @property {number} mostBytes
 *
 * @typedef {object} Limits those that the pages look at
 * @property {number} quotaBytes of native memory that one graph may take
 *
 * @typedef {object} Sample
 * @property {string} name
 * @property {string} title
 * @property {string} description
 * @property {number} nodes
 * @property {number} edges
 * @property {boolean} exact whether the counts are; what is read live is counted while it is read
 * @property {string} origin
 * @property {string} license
 * @property {boolean} directed
 *
 * @typedef {object} LoadedSample
 * @property {string} graph
 * @property {number} nodes
 * @property {number} edges
 * @property {number} chunk
 * @property {number} chunks
 * @property {number} nanos
 * @property {Bill} crossings
 *
 * @typedef {object} GraphRun
 * @property {string} id
 * @property {"running" | "cancelling" | "done" | "failed" | "cancelled"} state
 * @property {number} progress 0 to 1
 * @property {Problem} [problem]
 *
 * @typedef {object} Shrunk
 * @property {number} beforeBytes
 * @property {number} afterBytes
 * @property {Bill} crossings
 *
 * @typedef {object} SampleRun
 * @property {string} id
 * @property {"waiting" | "running" | "done" | "failed" | "cancelled"} state
 * @property {number} progress 0 to 1
 * @property {LoadedSample} [result]
 * @property {Problem} [problem]
 */

/**
 * @template T
 * @typedef {object} Page
 * @property {T[]} items
 * @property {number} count
 * @property {number} total
 * @property {string | null} [cursor]
 */

/**
 * @typedef {"out" | "in" | "both"} Direction
 * @typedef {{node: Node, edge: Edge, direction: Direction}} Neighbor
 * @typedef {{type: string | null, direction: Direction, count: number}} NeighborCount
 * @typedef {{id: string, total: number, counts: NeighborCount[]}} NeighborSummary
 *
 * @typedef {object} BatchAnswer
 * @property {number} received
 * @property {number} created
 * @property {number} updated
 * @property {number} removed
 * @property {number} rejected
 * @property {RowError[]} errors
 * @property {number} chunk
 * @property {number} chunks
 * @property {number} nanos
 * @property {Record<string, string>} [types] what the columns of a CSV were read as
 *
 * @typedef {{rows: number, calls: number, nanosPerRow: number}} Measured
 * @typedef {{single?: Measured | null, batched?: Measured | null, rowsToCompare: number, comparable: boolean}} Comparison
 * @typedef {object} Ingestion
 * @property {number | null} chunk
 * @property {"server" | "graph"} scope
 * @property {number} effective
 * @property {number} min
 * @property {number} max
 * @property {Comparison} [measured]
 *
 * @typedef {{upTo: number, count: number}} Bucket
 * @typedef {object} FunctionCrossings
 * @property {string} name
 * @property {number} calls
 * @property {number} rows
 * @property {number} bytesIn
 * @property {number} bytesOut
 * @property {number} bytesViewed
 * @property {number} upcalls that Rust made to Java meanwhile
 * @property {number} errors
 * @property {number} sampled
 * @property {{min: number, p50: number, p90: number, p99: number, max: number, mean: number}} nanos
 * @property {Bucket[]} histogram
 *
 * @typedef {object} CrossingsSnapshot
 * @property {string} since
 * @property {FunctionCrossings[]} functions
 * @property {{graphs: number, arenas: number, arenaBytes: number, views: number}} open what Java holds of native memory
 * @property {ModeChange[]} modeChanges oldest first
 * @property {{nanosPerCall: number, distinguishable: boolean, taken: string} | null} metering what counting adds to a call, of
 *   the latest run of its experiment
 *
 * @typedef {{at: string, graph: string | null, from: number, to: number, by: string}} ModeChange rows a crossing; of the server
 *   where it names no graph
 *
 * @typedef {object} FilterTest
 * @property {string} text the test as people write it
 * @property {boolean} wanted the answer that lets a row pass; false below a not
 * @property {string} reads what it was answered by
 * @property {string} kernel vector instructions of the scan; empty where nothing was scanned
 * @property {number | null} codes
 * @property {number} estimatedRows
 * @property {number} rowsIn
 * @property {number} rowsOut
 * @property {number} chunksSkipped
 * @property {number} chunksWhole
 * @property {number} chunksIndexed
 * @property {number} chunksScanned
 * @property {number} chunksOneByOne
 *
 * @typedef {object} Explanation what a filter did
 * @property {number} rows that there are
 * @property {number} passed
 * @property {number} chunks
 * @property {string} kernel
 * @property {{operation: "test" | "fork" | "attempt" | "merge" | "join", depth: number, test: FilterTest | null}[]} steps
 */
export {};
