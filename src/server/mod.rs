//! The language server: a stateless adapter, one actor that owns the state, one file an LSP method.
