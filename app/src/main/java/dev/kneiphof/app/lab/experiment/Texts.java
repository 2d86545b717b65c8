package dev.kneiphof.app.lab.experiment;

import java.util.List;
import java.util.stream.IntStream;

/** Texts of a given length, all different and always the same. */
final class Texts {

    private static final int DIGITS = 6;

    private Texts() {}

    /** The text with this number, padded in front; at least six characters. */
    static String text(int number, int length) {
        String digits = "%0" + DIGITS + "d";
        return "n".repeat(Math.max(0, length - DIGITS)) + digits.formatted(number);
    }

    static List<String> texts(int count, int length) {
        return IntStream.range(0, count)
                .mapToObj(number -> text(number, length))
                .toList();
    }
}
