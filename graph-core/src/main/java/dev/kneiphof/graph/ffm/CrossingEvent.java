package dev.kneiphof.graph.ffm;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** One call over the boundary, for Flight Recorder. Costs nothing while no recording asks for it. */
@Name("dev.kneiphof.Crossing")
@Label("Crossing")
@Description("One call from Java to Rust")
@Category("Kneiphof")
@Enabled(false)
@StackTrace(false)
final class CrossingEvent extends Event {

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

    /** The call that this one is made inside of, by a predicate that it called back. */
    @Nullable
    transient CrossingEvent outer;

    /** The event object never escapes, so that the compiler leaves nothing but the reading of a flag. */
    static boolean isRecorded() {
        return new CrossingEvent().isEnabled();
    }
}
