package dev.kneiphof.app.lab.measure;

/** A closed range of numbers in which a figure lies. */
public record Interval(double low, double high) {

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval from " + low + " to " + high);
        }
    }

    public boolean overlaps(Interval other) {
        return low <= other.high && other.low <= high;
    }

    /** Every ratio of a number of this interval to one of the other, which must be positive. */
    public Interval dividedBy(Interval other) {
        if (other.low <= 0) {
            throw new IllegalArgumentException("division by " + other);
        }
        return new Interval(low / other.high, high / other.low);
    }
}
