package dev.kneiphof.app.ingestion;

/** Takes rows in their order: the good ones, and what is wrong with the others. */
public interface RowSink {

    void accept(Row row);

    void refuse(RefusedRow row);
}
