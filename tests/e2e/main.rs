//! The language server from outside, as editors see it: every test talks the protocol, through real frames.

#[path = "../book/mod.rs"]
mod book;
mod editor;
mod handshake;
mod harness;
mod ignoring;
mod laws;
mod process;
mod progress;
mod pulling;
mod readable;
mod settling;
mod showing;
mod typing;
