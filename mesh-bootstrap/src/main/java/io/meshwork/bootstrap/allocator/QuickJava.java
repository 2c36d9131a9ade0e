package io.meshwork.bootstrap.allocator;

import io.meshwork.bootstrap.archive.ClassArchive;
import io.meshwork.bootstrap.archive.NativeLibrary;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;

/**
 * How children are started, with what is there to make them quick.
 *
 * @param command of this JVM, with both
 */
record QuickJava(ClassArchive archive, NativeLibrary natives, JavaCommand command) {

    static QuickJava of(Config config) {
        ClassArchive archive = ClassArchive.of(config);
        JavaCommand plain = JavaCommand.ofThisJvm(config.names(Keys.INHERIT));
        NativeLibrary natives = NativeLibrary.of(plain.classPath(), config);
        return new QuickJava(archive, natives, archive.appliedTo(natives.appliedTo(plain)));
    }
}
