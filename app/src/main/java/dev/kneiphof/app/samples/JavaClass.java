package dev.kneiphof.app.samples;

import dev.kneiphof.graph.Attributes;
import dev.kneiphof.graph.Node;
import java.lang.classfile.ClassModel;
import java.lang.reflect.AccessFlag;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The facts of one class file that become a node.
 *
 * @param name the binary name, {@code java.util.Map$Entry}: the id of the node
 */
record JavaClass(String name, Kind kind, Attributes attributes) {

    private static final String RECORD_CLASS = "java/lang/Record";
    private static final int NESTED = '$';

    /** What the source calls it; the label of the node. */
    enum Kind {
        CLASS("Class"),
        INTERFACE("Interface"),
        ENUM("Enum"),
        RECORD("Record"),
        ANNOTATION("Annotation");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    static JavaClass of(ClassModel model, String module, int bytes) {
        String name = model.thisClass().asInternalName().replace('/', '.');
        int packageEnd = name.lastIndexOf('.');
        var attributes = new LinkedHashMap<String, Object>();
        attributes.put("module", module);
        attributes.put("package", packageEnd < 0 ? "" : name.substring(0, packageEnd));
        attributes.put("name", name.substring(packageEnd + 1));
        attributes.put("bytes", bytes);
        attributes.put("methods", model.methods().size());
        attributes.put("fields", model.fields().size());
        attributes.put("public", model.flags().has(AccessFlag.PUBLIC));
        attributes.put("abstract", model.flags().has(AccessFlag.ABSTRACT));
        attributes.put("final", model.flags().has(AccessFlag.FINAL));
        attributes.put("nested", name.indexOf(NESTED, packageEnd + 1) > 0);
        return new JavaClass(name, kind(model), Attributes.of(attributes));
    }

    Node node() {
        return new Node(name, List.of(kind.label), attributes);
    }

    private static Kind kind(ClassModel model) {
        if (model.flags().has(AccessFlag.ANNOTATION)) {
            return Kind.ANNOTATION;
        }
        if (model.flags().has(AccessFlag.INTERFACE)) {
            return Kind.INTERFACE;
        }
        if (model.flags().has(AccessFlag.ENUM)) {
            return Kind.ENUM;
        }
        boolean isRecord = model.superclass()
                .filter(superclass -> superclass.asInternalName().equals(RECORD_CLASS))
                .isPresent();
        return isRecord ? Kind.RECORD : Kind.CLASS;
    }
}
