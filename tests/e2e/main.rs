//! The language server from outside, as editors see it: every test talks the protocol, through real frames.

mod handshake;
mod harness;
mod ignoring;
mod laws;
mod process;
mod showing;
mod typing;
