/** A user's module. */
module it {
    exports it;
}
