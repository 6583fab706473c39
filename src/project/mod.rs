//! Which files belong together: configuration, pairing, ignores. The only room that reads files.
