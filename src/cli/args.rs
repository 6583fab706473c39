//! The arguments and their help texts.

use clap::{Parser, Subcommand};

/// Keeps a text and its translations in step.
#[derive(Debug, Parser)]
#[command(name = "diglot", version, about, max_term_width = 100)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Pairs(PairsArgs),
}

/// Check a stream of texts and translations: JSON lines in, JSON lines out
#[derive(Debug, clap::Args)]
pub(super) struct PairsArgs {
    /// Language of the sources, as a BCP 47 tag; a line's own `source_lang` wins
    #[arg(long, value_name = "TAG")]
    pub(super) source: Option<String>,
    /// Language of the targets, as a BCP 47 tag; a line's own `target_lang` wins
    #[arg(long, value_name = "TAG")]
    pub(super) target: Option<String>,
}
