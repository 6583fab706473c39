//! Diglot keeps a text and its translations in step while they are edited.
//!
//! Data flows one way: [`text`] → [`language`] and [`analysis`] → [`alignment`] → [`comparison`] → [`bitext`] →
//! [`project`] → [`server`] or [`cli`]. A room knows only those before it in this list; the rooms up to `bitext` are
//! pure: text in, plain values out, no IO, no clock, no async, no LSP type. `docs/architecture.md` has the reasons,
//! `tests/house.rs` holds the code to them.

pub mod text;

pub mod language;

pub mod analysis;

pub mod alignment;

pub mod comparison;

pub mod bitext;

pub mod project;

pub mod server;

pub mod cli;
