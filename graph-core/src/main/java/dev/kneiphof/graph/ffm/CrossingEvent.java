package dev.kneiphof.graph.ffm;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** One call over the boundary, for Flight Recorder. Costs nothing while no recording asks for it. */
@Name("dev.kneiphof.Crossing")
@Label("Crossing")
@Description("One call from Java to Rust")
@Category("Kneiphof")
@Enabled(false)
@StackTrace(false)
final class CrossingEvent extends Event {

    private static final CrossingEvent ASKED = new CrossingEvent();

    @Label("Function")
    @Nullable
    String function;

    @Label("Status")
    int status;

    @Label("Rows")
    long rows;

    @Label("Bytes in")
    @DataAmount
    long bytesIn;

    @Label("Bytes out")
    @DataAmount
    long bytesOut;

    /** What of the duration was spent in the engine: the rest is the boundary. Short calls have no clock of their own. */
    @Label("Native Time")
    @Description("Measured in the engine by the calls that are always timed; 0 in the others")
    @Timespan(Timespan.NANOSECONDS)
    long nativeNanos;

    /** The call that this one is made inside of, by a predicate that it called back. */
    @Nullable
    transient CrossingEvent outer;

    /** The ring of a trace that was under way at its beginning. */
    @Nullable
    transient CrossingRing ring;

    transient long beganNanos;

    /** Reads a flag. An event of its own for each question would do too, where the compiler sees that nobody keeps it. */
    static boolean isRecorded() {
        return ASKED.isEnabled();
    }
}
