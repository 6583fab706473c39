//! The language server from outside, as editors see it: every test talks the protocol, through real frames.

#[path = "../book/mod.rs"]
mod book;
mod files;
mod handshake;
mod harness;
mod ignoring;
mod laws;
mod process;
mod quiet;
mod settling;
mod showing;
mod typing;
