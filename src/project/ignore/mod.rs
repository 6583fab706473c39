//! What a project wants to hear no more of: comments in its texts, and entries in `.diglot-ignore`. `diglot check` and
//! the server both ask [`judge()`], so that they can't differ.
//!
//! A comment is about a paragraph or a file and needs no more; an entry is about one divergence, known by its
//! [`Key`], or about a rule in a file. Both hold for the translation they name or stand in; those of a source for all its
//! translations.

mod directive;
mod edit;
mod file;
mod find;
mod judge;
mod key;

use std::ops::Range;

use text_size::{TextRange, TextSize};

pub use directive::{Directive, Named, Scope, WORD, directive};
pub use edit::{Addition, Splice, splice, with, with_rule_off, without};
pub use file::{Entry, parse};
pub(super) use find::{Finder, read};
pub use find::{IgnoreFile, Ignores};
pub use judge::{Ignore, Judged, Judgement, Unused, addition, judge};
pub use key::{Key, excerpt};

use super::config::Fault;
use super::config::reader::suggest;
use crate::comparison::rules::{self, RULES};
use crate::comparison::{Rule, RuleKind};

/// The name of the file.
pub const FILE_NAME: &str = ".diglot-ignore";
/// The rule of an ignore that ignores nothing.
pub const IGNORE_UNUSED: &str = "ignore-unused";

/// Why something is no name of a rule that can be ignored.
struct Refused {
    message: String,
    /// Whether it is not even like one.
    is_like_none: bool,
}

/// The rule of this name, if its divergences can be ignored: what is wrong with files and configurations is mended
/// there.
fn ignorable(name: &str) -> Result<&'static Rule, Refused> {
    let is_about_texts = |rule: &Rule| !matches!(rule.kind, RuleKind::Config | RuleKind::File);
    match rules::rule(name) {
        Some(rule) if is_about_texts(rule) => Ok(rule),
        Some(_) => Err(Refused { message: format!("`{name}` cannot be ignored"), is_like_none: false }),
        None => {
            let known: Vec<&str> =
                RULES.iter().filter(|rule| is_about_texts(rule)).map(|rule| rule.id).collect();
            let mut message = format!("unknown rule `{name}`");
            let is_like_none = !suggest(&mut message, name, &known);
            Err(Refused { message, is_like_none })
        }
    }
}

fn text_range(range: Range<usize>) -> TextRange {
    TextRange::new(TextSize::from(range.start as u32), TextSize::from(range.end as u32))
}
