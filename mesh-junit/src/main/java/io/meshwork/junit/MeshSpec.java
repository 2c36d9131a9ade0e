package io.meshwork.junit;

import java.util.List;

/**
 * What a class says of its meshes.
 *
 * @param shape of those it has unless a place says otherwise
 * @param mode where they live
 * @param requires what it needs
 * @param scope how long its hosts live
 */
record MeshSpec(MeshShape shape, Mode mode, List<Requirement> requires, Scope scope) {
    MeshSpec {
        requires = List.copyOf(requires);
    }

    /** How long its procs live: they are shared among the tests of a class at most. */
    Scope procsScope() {
        return scope == Scope.METHOD ? Scope.METHOD : Scope.CLASS;
    }

    /** The same for one test of its own. */
    MeshSpec ofOneTest(MeshShape other) {
        return new MeshSpec(other, mode, requires, Scope.METHOD);
    }
}
