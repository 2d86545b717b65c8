package dev.kneiphof.graph;

/**
 * Why a row of a lenient batch was rejected.
 *
 * @param row counted from 0 over the whole batch
 * @param value the offending value, shortened
 */
public record RowError(int row, StatusCode status, String value, String message) {}
