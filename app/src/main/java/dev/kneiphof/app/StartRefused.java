package dev.kneiphof.app;

import org.springframework.boot.ExitCodeGenerator;

/** The server will not start as it is configured or installed; the message is the one sentence that says why. */
public final class StartRefused extends RuntimeException implements ExitCodeGenerator {

    /** EX_CONFIG of sysexits.h. */
    private static final int EXIT_CODE = 78;

    public StartRefused(String message, Throwable cause) {
        super(message, cause);
    }

    public StartRefused(String message) {
        super(message);
    }

    @Override
    public int getExitCode() {
        return EXIT_CODE;
    }
}
