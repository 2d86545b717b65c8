package dev.kneiphof.app.samples;

import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.reflect.AccessFlag;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Which classes a class file names, by internal name, each once and under its closest relation.
 *
 * @param supertypes what it extends; of an interface its superinterfaces
 * @param interfaces what it implements
 * @param others every other class of its constant pool, itself left out
 */
record JavaReferences(SequencedSet<String> supertypes, SequencedSet<String> interfaces, SequencedSet<String> others) {

    static JavaReferences of(ClassModel model) {
        var supertypes = new LinkedHashSet<String>();
        var interfaces = new LinkedHashSet<String>();
        // The class file of an interface names Object as its superclass; the language does not.
        boolean isInterface = model.flags().has(AccessFlag.INTERFACE);
        if (!isInterface) {
            model.superclass().map(ClassEntry::asInternalName).ifPresent(supertypes::add);
        }
        model.interfaces().stream()
                .map(ClassEntry::asInternalName)
                .forEach(isInterface ? supertypes::add : interfaces::add);

        var others = new LinkedHashSet<String>();
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof ClassEntry named) {
                className(named.asInternalName()).ifPresent(others::add);
            }
        }
        others.remove(model.thisClass().asInternalName());
        others.removeAll(supertypes);
        others.removeAll(interfaces);
        return new JavaReferences(supertypes, interfaces, others);
    }

    /** The class behind the name of an array; an array of numbers has none. */
    private static Optional<String> className(String name) {
        if (!name.startsWith("[")) {
            return Optional.of(name);
        }
        int element = name.lastIndexOf('[') + 1;
        return name.charAt(element) == 'L'
                ? Optional.of(name.substring(element + 1, name.length() - 1))
                : Optional.empty();
    }
}
