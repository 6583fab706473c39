//! The arguments and their help texts.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::comparison::Severity;

/// Keep a text and its translations in step
///
/// Diglot compares a text with its translation, paragraph by paragraph and sentence by sentence, and says where numbers,
/// dates, sentences or paragraphs were lost, added or changed. It does so on the command line (`diglot check`), over a
/// stream of text pairs (`diglot pairs`), and live in an editor (`diglot server`).
#[derive(Debug, Parser)]
#[command(
    name = "diglot",
    version,
    max_term_width = 100,
    after_long_help = "\
Examples:
  diglot check                             Check the current folder
  diglot check guide.de.md guide.hu.md     Check one translation
  diglot explain number-changed            Say what a rule is about

Exit codes:
  0  nothing found
  1  something found
  2  could not run; standard error says why"
)]
pub(super) struct Args {
    /// When to colour what is printed; `auto` looks at the terminal and at `NO_COLOR`
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto, global = true, hide_possible_values = true)]
    pub(super) color: Color,

    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Check(CheckArgs),
    Pairs(PairsArgs),
    Server(ServerArgs),
    Languages(LanguagesArgs),
    Explain(ExplainArgs),
}

/// Check texts against their translations in files and folders
///
/// Finds out which files are translations of each other, by `diglot.toml`, by their names (guide.de.md and guide.hu.md,
/// or de/guide.md and hu/guide.md), or by what they say, and compares each translation with its source. Reads plain text
/// and Markdown. Respects .gitignore. Your texts are only read.
///
/// Each divergence is shown with the words on both sides, a message, and its rule in brackets; `diglot explain RULE`
/// says more about a rule, `diglot.toml` changes its severity, and a comment `<!-- diglot-ignore RULE: reason -->` or an
/// entry in `.diglot-ignore` silences one place.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  diglot check docs                        Check all translations below docs
  diglot check guide.de.md guide.hu.md     Check these two files
  diglot check --format json | jq .summary
  diglot check --fail-on error             Only look, fail on nothing but errors in diglot.toml
  diglot check --write-baseline            Begin with an old text: report only what is new

Exit codes:
  0  nothing at or above the severity of --fail-on
  1  something at or above it
  2  could not run: a path does not exist, or no file has a translation; standard error says why")]
pub(super) struct CheckArgs {
    /// Files and folders to check
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,

    /// Language of the source texts (BCP 47), where `diglot.toml` says nothing
    ///
    /// Without it, the source is the file whose name bears no language, else the first one in alphabetical order.
    #[arg(long, value_name = "TAG")]
    pub(super) source: Option<String>,

    /// The form of the report
    ///
    /// The JSON report is one object: `divergences`, each with `rule`, `kind`, `severity`, `message`, `source` and
    /// `target`, and `summary`, with counts. Lines and columns count from 1, columns in Unicode code points; bytes count
    /// from 0, from the start of the file. A side is null only where the divergence has no place there.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = ReportFormat::Terminal)]
    pub(super) format: ReportFormat,

    /// The least severity that makes the exit code 1
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = FailOn::Warning)]
    pub(super) fail_on: FailOn,

    /// The least severity that is shown; the closing line counts all
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = Level::Hint)]
    pub(super) min_severity: Level,

    /// Report also what comments and `.diglot-ignore` ignore
    #[arg(long, conflicts_with_all = ["prune_ignores", "write_baseline"])]
    pub(super) no_ignores: bool,

    /// Remove the entries of `.diglot-ignore` that ignore nothing any more
    ///
    /// Only what was really checked is judged. Comments in texts are reported, and left to you.
    #[arg(long)]
    pub(super) prune_ignores: bool,

    /// Put everything that is found aside in `.diglot-ignore`, so that later checks report only what is new
    ///
    /// With --min-severity only what is at least that severe. Nothing is reported, and the exit code is 0. An entry dies
    /// when one of its sentences is changed.
    #[arg(long)]
    pub(super) write_baseline: bool,
}

/// Check a stream of texts and translations: JSON lines in, JSON lines out
///
/// Reads one JSON object a line from standard input and writes one a line to standard output, in the same order, using
/// all processor cores and bounded memory. Made for filtering corpora and for measuring.
///
/// `source` and `target` are a text or a list of texts; each text is one paragraph of plain text. The answer's
/// `paragraph` is a 0-based index in the list; `start` and `end` count Unicode code points in that text, end exclusive. A
/// side is null where the divergence has no place there. `id` is any JSON value and comes back as it is; further fields
/// are ignored. A line that cannot be read is answered with its `id` and an `error`, and does not stop the rest.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
In:
  {\"id\": 1, \"source\": \"Es waren 38 Leute.\", \"target\": \"83 ember volt.\",
   \"source_lang\": \"de\", \"target_lang\": \"hu\"}

Out:
  {\"id\": 1, \"divergences\": [{\"rule\": \"number-changed\", \"kind\": \"number\",
   \"severity\": \"warning\", \"message\": \"…\",
   \"source\": {\"paragraph\": 0, \"start\": 9, \"end\": 11},
   \"target\": {\"paragraph\": 0, \"start\": 0, \"end\": 2}}]}

Examples:
  diglot pairs --source de --target hu < corpus.jsonl > checked.jsonl
  diglot pairs --source en --target fr < corpus.jsonl | jq -c 'select(.divergences == []) | .id'

Exit codes:
  0  every line was checked, whatever was found
  1  at least one line could not be read
  2  could not run; standard error says why")]
pub(super) struct PairsArgs {
    /// Language of the sources (BCP 47); a line's own `source_lang` wins
    #[arg(long, value_name = "TAG")]
    pub(super) source: Option<String>,

    /// Language of the targets (BCP 47); a line's own `target_lang` wins
    #[arg(long, value_name = "TAG")]
    pub(super) target: Option<String>,

    /// Check by these rules only: their ids, or kinds such as `number,date`
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) rules: Vec<String>,
}

/// Run the language server, for editors
///
/// Speaks the Language Server Protocol on standard input and output. Editors start it; there is no reason to run it by
/// hand. Its settings come from the editor and from `diglot.toml`.
#[derive(Debug, clap::Args)]
pub(super) struct ServerArgs {
    /// Speak on standard input and output; the default, accepted because editors pass it
    #[arg(long)]
    pub(super) stdio: bool,
}

/// List the languages that Diglot knows
///
/// Shows each language's tag, how it writes numbers and dates, and how many number words and abbreviations are known.
/// Every other language is checked by what holds everywhere: digits of all scripts, ISO dates, sentence ends.
#[derive(Debug, clap::Args)]
pub(super) struct LanguagesArgs {
    /// The form of the list
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = ListFormat::Text)]
    pub(super) format: ListFormat,
}

/// Say what a rule is about, with an example and how to settle it
#[derive(Debug, clap::Args)]
#[command(after_help = "Without RULE, lists all rules.")]
pub(super) struct ExplainArgs {
    /// The rule's id, as reports show it in brackets
    #[arg(value_name = "RULE")]
    pub(super) rule: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Makes everything that is printed from now on follow it.
    pub(super) fn write_global(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ReportFormat {
    /// Excerpts with underlined words, for people
    Terminal,
    /// One JSON object, for programs
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ListFormat {
    /// A table, for people
    Text,
    /// A JSON list, for programs
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Level {
    Error,
    Warning,
    Information,
    Hint,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Error => Self::Error,
            Level::Warning => Self::Warning,
            Level::Information => Self::Information,
            Level::Hint => Self::Hint,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum FailOn {
    Error,
    Warning,
    Information,
    Hint,
    Never,
}

impl FailOn {
    /// The least severity that fails; `None` if nothing does.
    pub(super) fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Information => Some(Severity::Information),
            Self::Hint => Some(Severity::Hint),
            Self::Never => None,
        }
    }
}
