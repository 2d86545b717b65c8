package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.NativeFrames;
import dev.kneiphof.graph.StatusCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the frames of a panic into frames that a Java stack trace shows. */
final class PanicFrames {

    private static final Pattern FUNCTION = Pattern.compile("^\\s*\\d+: (.+)$");
    private static final Pattern PLACE = Pattern.compile("^\\s+at (.+?):(\\d+)(?::\\d+)?$");

    /** Frames of other files are the machinery of panics and of closures. */
    private static final Pattern OUR_FILE = Pattern.compile("crates/(\\w+)/src/(.+)\\.rs$");

    /** The guard, and the hook that it notes a panic with: both stand around what panicked. */
    private static final String GUARD = "boundary";

    private PanicFrames() {}

    /** Gives an exception about a panic of this thread its native frames as the cause. */
    static GraphException explained(GraphException failure) {
        if (failure.status() == StatusCode.NATIVE_PANIC) {
            failure.initCause(ofThisThread());
        }
        return failure;
    }

    /** The frames of this thread's last panic; without lines when the file of the library cannot be put back. */
    static NativeFrames ofThisThread() {
        var text = new StringBuilder();
        try {
            NativeLibrary.whileFileIsThere(() -> text.append(TraceCalls.lastPanic()));
        } catch (IOException unreadable) {
            return new NativeFrames(new StackTraceElement[0]);
        }
        return new NativeFrames(parse(text.toString()).toArray(StackTraceElement[]::new));
    }

    static List<StackTraceElement> parse(String text) {
        List<StackTraceElement> frames = new ArrayList<>();
        String function = "";
        for (String line : text.lines().toList()) {
            Matcher name = FUNCTION.matcher(line);
            Matcher place = PLACE.matcher(line);
            if (name.matches()) {
                function = name.group(1);
            } else if (place.matches()) {
                add(frames, function, place.group(1), Integer.parseInt(place.group(2)));
            }
        }
        return frames;
    }

    private static void add(List<StackTraceElement> frames, String function, String path, int line) {
        Matcher file = OUR_FILE.matcher(path);
        if (file.find() && !file.group(2).equals(GUARD)) {
            String module = file.group(1) + "." + file.group(2).replace('/', '.');
            frames.add(
                    new StackTraceElement(module, nameOf(function), path.substring(path.lastIndexOf('/') + 1), line));
        }
    }

    /** The last part of a path, without the types that a generic function was made for. */
    private static String nameOf(String function) {
        String plain = function.replaceFirst("<.*", "");
        return plain.isEmpty() ? function : plain.substring(plain.lastIndexOf(':') + 1);
    }
}
