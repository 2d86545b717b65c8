package dev.kneiphof.app.lab.source;

/**
 * A declaration in one language.
 *
 * @param language java, c or rust
 * @param name of the function in this language
 * @param path of the file in the repository
 * @param line at which the text begins, from 1
 */
public record SourcePane(String language, String name, String path, int line, String text) {}
