package dev.kneiphof.graph;

import org.jspecify.annotations.Nullable;

/**
 * A graph refused a call. The subclass and {@link #status()} say why, the operands say about what; the message is made from
 * the template of the status when it is asked for.
 */
public abstract sealed class GraphException extends RuntimeException
        permits NodeNotFoundException,
                EdgeNotFoundException,
                EndpointNotFoundException,
                NodeAlreadyExistsException,
                EdgeAlreadyExistsException,
                InvalidArgumentException,
                InvalidFilterException,
                LimitExceededException,
                OutOfQuotaException,
                OutOfMemoryException,
                GraphClosedException,
                StaleHandleException,
                VersionMismatchException,
                GraphBusyException,
                ReentrantCallException,
                GraphPoisonedException,
                NativePanicException,
                NativeFaultException,
                ExpiredCursorException,
                StorageException,
                NativeLibraryException,
                CancelledException {

    private static final long serialVersionUID = 1L;

    private final Failure failure;

    GraphException(Failure failure) {
        this.failure = failure;
    }

    GraphException(Failure failure, boolean traced) {
        super(null, null, true, traced);
        this.failure = failure;
    }

    /** The exception of the failure's status. A status of the server alone (from 100 on) or OK is a bug of the caller. */
    public static GraphException of(Failure failure) {
        return of(failure, true);
    }

    /**
     * As above. Without {@code traced}, an outcome that a program may well expect (not found, exists already, has changed) has
     * no stack trace: finding the trace takes ten times as long as everything else. Any other failure has one all the same.
     */
    public static GraphException of(Failure failure, boolean traced) {
        return switch (failure.status()) {
            case NODE_NOT_FOUND -> new NodeNotFoundException(failure, traced);
            case EDGE_NOT_FOUND -> new EdgeNotFoundException(failure, traced);
            case SOURCE_NOT_FOUND, TARGET_NOT_FOUND -> new EndpointNotFoundException(failure, traced);
            case NODE_ALREADY_EXISTS -> new NodeAlreadyExistsException(failure, traced);
            case EDGE_ALREADY_EXISTS -> new EdgeAlreadyExistsException(failure, traced);
            case INVALID_ARGUMENT, INVALID_UTF8 -> new InvalidArgumentException(failure);
            case LIMIT_EXCEEDED -> new LimitExceededException(failure);
            case OUT_OF_QUOTA -> new OutOfQuotaException(failure);
            case GRAPH_CLOSED -> new GraphClosedException(failure);
            case STALE_HANDLE -> new StaleHandleException(failure);
            case VERSION_MISMATCH -> new VersionMismatchException(failure, traced);
            case BUSY -> new GraphBusyException(failure);
            case REENTRANT -> new ReentrantCallException(failure);
            case POISONED -> new GraphPoisonedException(failure);
            case NATIVE_PANIC -> new NativePanicException(failure);
            case BUFFER_TOO_SMALL -> new NativeFaultException(failure);
            case EXPIRED_CURSOR -> new ExpiredCursorException(failure);
            case STORAGE_FAILED -> new StorageException(failure);
            case ABI_MISMATCH -> new NativeLibraryException(failure);
            case CANCELLED -> new CancelledException(failure);
            case OUT_OF_MEMORY -> new OutOfMemoryException(failure);
            case INVALID_FILTER -> new InvalidFilterException(failure);
            default -> throw new IllegalArgumentException(failure.status() + " is not a failure of a graph");
        };
    }

    @Override
    public String getMessage() {
        return failure.message();
    }

    /** The facts behind the message. */
    public Failure failure() {
        return failure;
    }

    public StatusCode status() {
        return failure.status();
    }

    /** The offending value, shortened to 200 bytes; null where there is none. */
    public @Nullable String value() {
        return failure.value();
    }

    /** The failing row of a batch, counted from 0; -1 outside of batches. */
    public long row() {
        return failure.row();
    }

    /** The count, length or number that was refused; 0 where there is none. */
    public long number() {
        return failure.number();
    }

    /** The limit that was exceeded; 0 where there is none. */
    public long limit() {
        return failure.limit();
    }
}
