package dev.kneiphof.graph.ffm;

/** The numbers of the wire format: types of values, layouts and roles of columns, magic words. */
final class Tags {

    static final int NULL = 0;
    static final int BOOLEAN = 1;
    static final int INTEGER = 2;
    static final int FLOAT = 3;
    static final int TEXT = 4;
    static final int BYTES = 5;
    static final int INSTANT = 6;
    static final int LIST = 7;
    static final int MAP = 8;
    static final int OPAQUE = 9;
    static final int ABSENT = 255;

    static final int DICTIONARY = 10;
    static final int VALUE = 11;

    static final int ID = 0;
    static final int SOURCE = 1;
    static final int TARGET = 2;
    static final int TYPE = 3;
    static final int LABELS = 4;
    static final int ATTRIBUTE = 5;

    static final int ROWS = 0x31524E4B;
    static final int BATCH = 0x31424E4B;
    static final int QUERY = 0x31514E4B;

    private Tags() {}
}
