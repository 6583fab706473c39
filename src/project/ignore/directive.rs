//! What a comment of a text says to Diglot: `diglot-ignore number-missing, date-changed: reason`. Pure.

use std::ops::Range;

use super::{Fault, ignorable, text_range};
use crate::comparison::Rule;

/// What every comment of ours begins with.
pub const WORD: &str = "diglot-ignore";
/// What one that holds for the whole file begins with.
const FILE: &str = "diglot-ignore-file";

/// How much of a text a comment is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The paragraph it stands in, or before.
    Paragraph,
    /// The whole file.
    File,
}

/// What a comment of ours says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// What it is about.
    pub scope: Scope,
    /// Which rules it silences.
    pub rules: Named,
    /// What is wrong with it; places in bytes of the comment's body.
    pub faults: Vec<Fault>,
}

/// The rules that a comment names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// None, and hence all.
    All,
    /// These, each with its bytes in the comment's body. Empty where only unknown ones are named.
    Rules(Vec<(&'static Rule, Range<usize>)>),
}

/// Reads the body of a comment; `None` if it is none of ours.
pub fn directive(body: &str) -> Option<Directive> {
    let start = body.len() - body.trim_start().len();
    let rest = &body[start..];
    let word = &rest[..rest.find(|c: char| c.is_whitespace() || c == ':').unwrap_or(rest.len())];
    let scope = match word {
        WORD => Scope::Paragraph,
        FILE => Scope::File,
        unknown if unknown.starts_with(WORD) => {
            let message = format!("unknown `{unknown}`; there are `{WORD}` and `{FILE}`");
            let faults = vec![Fault { range: text_range(start..start + word.len()), message }];
            return Some(Directive { scope: Scope::Paragraph, rules: Named::Rules(Vec::new()), faults });
        }
        _ => return None,
    };
    let names_start = start + word.len();
    let names_end = body[names_start..].find(':').map_or(body.len(), |at| names_start + at);
    let mut faults = Vec::new();
    let rules = names(body, names_start..names_end, &mut faults);
    Some(Directive { scope, rules, faults })
}

/// The rules named in this part of a comment.
fn names(body: &str, part: Range<usize>, faults: &mut Vec<Fault>) -> Named {
    let parts = |c: char| c.is_whitespace() || c == ',';
    let mut named = Vec::new();
    let mut at = part.start;
    let mut names_any = false;
    while let Some(start) = body[at..part.end].find(|c| !parts(c)).map(|skip| at + skip) {
        let end = body[start..part.end].find(parts).map_or(part.end, |length| start + length);
        names_any = true;
        at = end;
        match ignorable(&body[start..end]) {
            Ok(rule) => named.push((rule, start..end)),
            Err(refused) if refused.is_like_none => {
                // Words that were meant as a reason, up to the end.
                at = part.end;
                let end = start + body[start..part.end].trim_end().len();
                let message = format!("{}; a reason stands behind a colon", refused.message);
                faults.push(Fault { range: text_range(start..end), message });
            }
            Err(refused) => {
                faults.push(Fault { range: text_range(start..end), message: refused.message });
            }
        }
    }
    if names_any { Named::Rules(named) } else { Named::All }
}
