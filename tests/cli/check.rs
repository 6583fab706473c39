//! `diglot check`, over folders.
