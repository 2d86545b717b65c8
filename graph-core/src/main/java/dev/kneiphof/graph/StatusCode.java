package dev.kneiphof.graph;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every way a call can end, with the same number and name in Rust, Java and HTTP. The table {@code contract/status.csv} is
 * the origin; a test compares. Codes below 100 come from the engine, codes from 100 on belong to the server.
 */
public enum StatusCode {
    OK(0, 200, "OK", ""),
    NODE_NOT_FOUND(1, 404, "Node not found", "Node '{value}' not found"),
    EDGE_NOT_FOUND(2, 404, "Edge not found", "Edge '{value}' not found"),
    SOURCE_NOT_FOUND(3, 422, "Source node not found", "Source node '{value}' not found; add the node first"),
    TARGET_NOT_FOUND(4, 422, "Target node not found", "Target node '{value}' not found; add the node first"),
    NODE_ALREADY_EXISTS(
            5,
            409,
            "Node already exists",
            "Node '{value}' already exists; use upsert to replace it or merge to add to it"),
    EDGE_ALREADY_EXISTS(
            6, 409, "Edge already exists", "Edge '{value}' already exists; give an explicit id to add a parallel edge"),
    INVALID_ARGUMENT(7, 400, "Invalid argument", "{detail}: '{value}'"),
    INVALID_UTF8(8, 400, "Text is not valid Unicode", "{detail} is not valid Unicode text: '{value}'"),
    LIMIT_EXCEEDED(9, 422, "Limit exceeded", "{detail} is {number}, the limit is {limit}"),
    OUT_OF_QUOTA(
            10,
            507,
            "Memory quota exceeded",
            "The change needs at least {number} bytes more than the graph's quota of {limit} bytes leaves, of which {value} are in use; remove data, shrink the graph or raise the quota"),
    GRAPH_CLOSED(11, 410, "Graph is closed", "The graph is closed"),
    STALE_HANDLE(12, 410, "Handle is stale", "The number {number} no longer names a {detail}; look it up again by id"),
    VERSION_MISMATCH(
            13,
            412,
            "Version does not match",
            "'{value}' has changed since it was read; read it again and repeat the change"),
    BUSY(14, 429, "Graph is busy", "The graph is held by a transaction; try again"),
    REENTRANT(15, 422, "Reentrant call", "The call would wait for itself: {detail}"),
    POISONED(
            16,
            503,
            "Graph is poisoned",
            "An internal fault stopped an earlier change; the graph can be read and exported but not changed"),
    NATIVE_PANIC(17, 500, "Internal fault in the native engine", "Internal fault in the native engine: {value}"),
    BUFFER_TOO_SMALL(18, 500, "Buffer too small", "The result needs {number} bytes, the buffer has {limit}"),
    EXPIRED_CURSOR(
            19,
            410,
            "Cursor has expired",
            "The graph has changed since the page was made; start again from the first page"),
    STORAGE_FAILED(20, 503, "Storage failed", "The change could not be stored: {value}"),
    ABI_MISMATCH(21, 503, "Native library does not match", "{detail}"),
    CANCELLED(22, 503, "Cancelled", "The work was cancelled before it was done; start it again"),
    OUT_OF_MEMORY(
            23,
            503,
            "Out of memory",
            "The system has no more memory for {number} bytes; no quota refused them. Close graphs and snapshots that are not needed, or give the machine or the container more memory"),
    GRAPH_NOT_FOUND(100, 404, "Graph not found", "Graph '{value}' not found"),
    GRAPH_ALREADY_EXISTS(101, 409, "Graph already exists", "Graph '{value}' already exists"),
    MALFORMED_BODY(102, 400, "Malformed body", "{detail}"),
    BODY_TOO_LARGE(103, 413, "Body too large", "The body is larger than {limit} bytes"),
    UNSUPPORTED_MEDIA_TYPE(104, 415, "Unsupported media type", "{detail}"),
    NOT_ACCEPTABLE(105, 406, "Not acceptable", "{detail}"),
    METHOD_NOT_ALLOWED(106, 405, "Method not allowed", "{detail}"),
    RESOURCE_NOT_FOUND(107, 404, "Resource not found", "There is nothing at '{value}'"),
    INVALID_CURSOR(108, 400, "Invalid cursor", "The cursor was not made by this server for this query"),
    PRECONDITION_REQUIRED(109, 428, "Precondition required", "{detail}"),
    CROSS_ORIGIN(110, 403, "Cross-origin request refused", "{detail}"),
    BATCH_REJECTED(111, 422, "Batch rejected", "{number} of {limit} rows were rejected; nothing was changed"),
    TOO_MANY_REQUESTS(112, 429, "Too many requests", "{detail}"),
    INTERNAL_ERROR(113, 500, "Internal error", "An internal error was logged under the id {value}"),
    INVALID_FILTER(114, 400, "Invalid filter", "{detail}"),
    UNAVAILABLE(115, 503, "Service unavailable", "{detail}"),
    IDEMPOTENCY_KEY_REUSED(
            116,
            422,
            "Idempotency key used for another request",
            "The Idempotency-Key '{value}' belongs to a request with another content; use a new key for a new request"),
    IDEMPOTENCY_KEY_IN_USE(
            117,
            409,
            "Request still in progress",
            "The request with the Idempotency-Key '{value}' is still in progress; repeat it later to get its answer");

    private static final Map<Integer, StatusCode> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(StatusCode::code, Function.identity()));

    private final int code;
    private final int httpStatus;
    private final String title;
    private final String template;

    StatusCode(int code, int httpStatus, String title, String template) {
        this.code = code;
        this.httpStatus = httpStatus;
        this.title = title;
        this.template = template;
    }

    /** The status with this number; a number that the table does not have is a {@link NativeFaultException}. */
    public static StatusCode of(int code) {
        StatusCode status = BY_CODE.get(code);
        if (status == null) {
            throw new NativeFaultException(
                    Failure.of(NATIVE_PANIC).value("the native library answered with the unknown status " + code));
        }
        return status;
    }

    /** The number that crosses the boundary. */
    public int code() {
        return code;
    }

    /** The HTTP status of a problem with this code. */
    public int httpStatus() {
        return httpStatus;
    }

    /** The title of a problem with this code: the same for every occurrence. */
    public String title() {
        return title;
    }

    /** The message with {@code {value}}, {@code {detail}}, {@code {number}}, {@code {limit}} in the places of the operands. */
    public String template() {
        return template;
    }
}
