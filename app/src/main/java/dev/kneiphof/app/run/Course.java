package dev.kneiphof.app.run;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.app.problem.Problem;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.StatusCode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How work in the background stands: begun, how far, ended in one of three ways. One thread does the work, any may look and
 * cancel.
 *
 * @param <R> what the work answers
 */
public final class Course<R> {

    private static final Logger LOG = LoggerFactory.getLogger(Course.class);

    /** How the work stands. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        public boolean isFinal() {
            return this != WAITING && this != RUNNING;
        }

        /** As resources show it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Instant started = Instant.now();
    private volatile State state;
    private volatile double fraction;
    private volatile boolean cancelled;
    private volatile @Nullable R result;
    private volatile @Nullable Problem problem;

    private Course(State state) {
        this.state = state;
    }

    /** Of work that waits for a thread. */
    public static <R> Course<R> waiting() {
        return new Course<>(State.WAITING);
    }

    /** Of work that begins at once. */
    public static <R> Course<R> running() {
        return new Course<>(State.RUNNING);
    }

    /**
     * Does the work and keeps how it ends. What nobody has foreseen is logged.
     *
     * @param what the work is, for the log
     * @param id of the run, by which the log and the problem are found together
     */
    public void take(String what, String id, Callable<R> work) {
        state = State.RUNNING;
        try {
            result = work.call();
            fraction = 1;
            state = State.DONE;
        } catch (CancellationException stopped) {
            state = State.CANCELLED;
        } catch (GraphException refused) {
            fail(Problem.of(refused.failure(), List.of(), null));
        } catch (ApiProblem refused) {
            fail(Problem.of(refused.failure(), refused.errors(), null));
        } catch (Exception | Error unexpected) {
            LOG.error("{} failed, run {}", what, id, unexpected);
            fail(Problem.of(Failure.of(StatusCode.INTERNAL_ERROR).value(id), List.of(), null));
        }
    }

    private void fail(Problem why) {
        problem = why;
        state = State.FAILED;
    }

    /** Asks the work to stop; it does when it next says how far it is. */
    public void cancel() {
        cancelled = true;
    }

    /**
     * Told by the work.
     *
     * @param newFraction done so far, 0 to 1
     * @throws CancellationException when somebody has cancelled the work
     */
    public void reached(double newFraction) {
        if (cancelled) {
            throw new CancellationException();
        }
        fraction = newFraction;
    }

    /** To be read before the rest: who sees the end sees the result. */
    public State state() {
        return state;
    }

    public Instant started() {
        return started;
    }

    /** Done so far, 0 to 1. */
    public double fraction() {
        return fraction;
    }

    /** When it is done. */
    public @Nullable R result() {
        return result;
    }

    /** When it has failed. */
    public @Nullable Problem problem() {
        return problem;
    }
}
