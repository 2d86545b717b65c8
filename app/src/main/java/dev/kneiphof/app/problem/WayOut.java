package dev.kneiphof.app.problem;

import dev.kneiphof.graph.StatusCode;

/** What somebody who met a problem can do about it. */
final class WayOut {

    private WayOut() {}

    static String of(StatusCode status) {
        return switch (status) {
            case OK -> "Nothing to do.";
            case NODE_NOT_FOUND -> "Check the id: case and spaces count. Search for the node, or add it first.";
            case EDGE_NOT_FOUND ->
                "Check the id. An edge without an id of its own is named by its ends, as "
                        + "source->target or source-[TYPE]->target.";
            case SOURCE_NOT_FOUND ->
                "Add the node that the edge starts from, then the edge; in a batch, put nodes before " + "edges.";
            case TARGET_NOT_FOUND ->
                "Add the node that the edge leads to, then the edge; in a batch, put nodes before " + "edges.";
            case NODE_ALREADY_EXISTS ->
                "Use upsert (PUT) to replace the node, or merge to add labels and attributes to it.";
            case EDGE_ALREADY_EXISTS ->
                "Give the edge an id of its own to make it a parallel one, or upsert or merge the " + "existing one.";
            case INVALID_ARGUMENT -> "Correct the value that the detail names and send the request again.";
            case INVALID_UTF8 -> "Send text as UTF-8 without unpaired surrogates; the detail names the text.";
            case LIMIT_EXCEEDED ->
                "Stay below the limit that the detail names, or raise it in the settings of the "
                        + "server; all limits stand at /api/v1/limits.";
            case OUT_OF_QUOTA ->
                "Shrink the graph (a run of the work shrink), remove data or graphs, or start the server with a "
                        + "larger kneiphof.graphs.quota. POST /api/v1/memory-estimates tells beforehand what a graph "
                        + "will take. What a batch removes makes no room for what the same batch adds: send the removals "
                        + "first. Nothing was changed.";
            case GRAPH_CLOSED ->
                "The graph was removed while the request was under way; look at the list of graphs "
                        + "and ask for one that is there.";
            case STALE_HANDLE -> "Look the node or edge up again by its id.";
            case VERSION_MISMATCH ->
                "Somebody else was faster: read it again, apply the change to what it is now, and "
                        + "send the new ETag.";
            case BUSY -> "Repeat the request after the time that Retry-After names. It changed nothing.";
            case REENTRANT -> "Call the graph after the call that is under way has ended, not from inside it.";
            case POISONED ->
                "Read or export what you need, then remove the graph and load it again. Please "
                        + "report the fault that the log names.";
            case NATIVE_PANIC ->
                "This is our fault, not yours: please report it with what the log says. The graph "
                        + "can still be read.";
            case BUFFER_TOO_SMALL -> "This is our fault, not yours: please report it with the request that led here.";
            case EXPIRED_CURSOR -> "Start again from the first page, without a cursor.";
            case STORAGE_FAILED ->
                "See in the log what the disk says, make room, and repeat the request. Nothing was " + "changed.";
            case ABI_MISMATCH -> "Build or install library and server of one version together.";
            case CANCELLED -> "Start the work again.";
            case OUT_OF_MEMORY ->
                "The machine or the container has no more memory, whatever the quotas say: remove graphs that are not "
                        + "needed, end runs that are under way, or give it more memory. Quotas that together are below it "
                        + "keep this from happening again.";
            case GRAPH_NOT_FOUND -> "Check the name at /api/v1/graphs, or make the graph first.";
            case GRAPH_ALREADY_EXISTS -> "Choose another name, or remove the graph that has it.";
            case MALFORMED_BODY ->
                "Send JSON as the detail asks for; it names the place. Unknown and repeated members " + "are refused.";
            case BODY_TOO_LARGE -> "Send less at once: split a batch, or stream it with onError=skip.";
            case UNSUPPORTED_MEDIA_TYPE -> "Send one of the content types that the detail names.";
            case NOT_ACCEPTABLE -> "Ask for one of the types that the detail names in the header Accept.";
            case METHOD_NOT_ALLOWED -> "Use one of the methods that the header Allow names.";
            case RESOURCE_NOT_FOUND -> "Check the address. The API begins at /api/v1.";
            case INVALID_CURSOR ->
                "Take the cursor from the answer before, unchanged, and repeat the same query with " + "it.";
            case PRECONDITION_REQUIRED -> "Send the ETag that you have read in the header If-Match.";
            case CROSS_ORIGIN ->
                "Call the API from a page of this server or from a program; other web pages may not "
                        + "change anything.";
            case BATCH_REJECTED ->
                "Correct the rows that errors names and send the batch again, or send it with "
                        + "onError=skip to keep the good ones. Nothing was changed.";
            case TOO_MANY_REQUESTS -> "Repeat the request after the time that Retry-After names.";
            case INTERNAL_ERROR ->
                "This is our fault, not yours: please report it with the id of the detail, under "
                        + "which the log tells more.";
            case INVALID_FILTER ->
                "Correct the filter at the column that the detail names; the help page shows the " + "language.";
            case UNAVAILABLE -> "Repeat the request later; the server is starting or stopping.";
            case IDEMPOTENCY_KEY_REUSED ->
                "Use a new Idempotency-Key for each new request, and the old one only to repeat the " + "same request.";
            case IDEMPOTENCY_KEY_IN_USE ->
                "Wait until the first request has ended, then repeat it with the same key to get its " + "answer.";
        };
    }
}
