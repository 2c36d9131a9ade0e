package io.meshwork.junit;

/** Meshes in the store of the context that they live with. */
record ScopedMeshes(Meshes meshes) implements StoredResource {
    @Override
    public void close() {
        meshes.close();
    }
}
