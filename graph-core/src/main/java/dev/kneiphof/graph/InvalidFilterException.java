package dev.kneiphof.graph;

/** The text of a filter cannot be read; {@link #column()} says where. */
public final class InvalidFilterException extends GraphException {

    private static final long serialVersionUID = 1L;

    InvalidFilterException(Failure failure) {
        super(failure);
    }

    /** The column of the text where reading stopped, counted from 1; 0 where the whole filter is meant. */
    public int column() {
        return Math.toIntExact(number());
    }
}
