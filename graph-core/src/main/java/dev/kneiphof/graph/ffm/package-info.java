/** The far side of the API: native library, bindings, encodings, handles, metrics. Not exported. */
package dev.kneiphof.graph.ffm;
