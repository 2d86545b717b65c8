package dev.kneiphof.graph.ffm;

import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.function.Supplier;

/**
 * A call of a platform thread that its interrupt ends. Nobody can look at the interrupt of a thread from native code; but the JDK
 * tells a channel that a thread is in the middle of, and here the call stands for the channel: it raises the flag that native code
 * looks at.
 */
final class InterruptibleCall extends AbstractInterruptibleChannel {

    /** One for each thread: what it says is of no interest once a call is over. */
    private static final ThreadLocal<RunControl> CONTROL = ThreadLocal.withInitial(RunControl::new);

    private final RunControl control;
    private boolean over;

    private InterruptibleCall(RunControl control) {
        this.control = control;
    }

    /** Makes the call. An interrupt that comes before or in the middle of it ends it, and stays set. */
    static <T> T make(Supplier<T> call) {
        RunControl control = CONTROL.get();
        control.renew();
        var interruptible = new InterruptibleCall(control);
        interruptible.begin();
        try {
            return control.doing(call);
        } finally {
            interruptible.finish();
        }
    }

    /** By the thread that interrupts, perhaps after the call. */
    @Override
    protected synchronized void implCloseChannel() {
        if (!over) {
            control.cancel();
        }
    }

    private void finish() {
        synchronized (this) {
            over = true;
        }
        try {
            end(true);
        } catch (AsynchronousCloseException interrupted) {
            // What came of it is the call's to tell; the flag of the thread stays set.
        }
    }
}
