//! `diglot explain`: a rule's page, or the list of all rules.

use std::io::Write;

use anyhow::bail;

use super::args::ExplainArgs;
use super::{Outcome, words};
use crate::comparison::Rule;
use crate::comparison::rules::{RULES, rule};

/// Two ids with a similarity below this (edits as a share of the longer, from 1) are not mistaken for each other.
const SIMILAR: f64 = 0.6;

/// Prints the page of the rule asked for, or all rules.
pub(super) fn run(args: &ExplainArgs, mut out: impl Write) -> anyhow::Result<Outcome> {
    match args.rule.as_deref() {
        None => list(&mut out)?,
        Some(id) => match rule(id) {
            Some(rule) => page(rule, &mut out)?,
            None => bail!("no rule is called `{id}`{}", suggestion(id)),
        },
    }
    Ok(Outcome::Clean)
}

fn list(out: &mut impl Write) -> std::io::Result<()> {
    let id_width = RULES.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    for rule in RULES {
        let severity = words::severity(rule.severity);
        writeln!(out, "{:id_width$}  {severity:11}  {}", rule.id, rule.summary)?;
    }
    Ok(())
}

fn page(rule: &Rule, out: &mut impl Write) -> std::io::Result<()> {
    let (kind, severity) = (words::kind(rule.kind), words::severity(rule.severity));
    writeln!(out, "# {}\n\n{}\n\nKind: {kind}. Severity: {severity}.", rule.id, rule.summary)?;
    writeln!(out, "\n{}", rule.page.trim())
}

/// " …; did you mean `number-changed`?", or what to do instead.
pub(super) fn suggestion(id: &str) -> String {
    let likeness = |rule: &&Rule| strsim::normalized_damerau_levenshtein(id, rule.id);
    let nearest = RULES.iter().copied().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    match nearest.filter(|rule| likeness(rule) >= SIMILAR) {
        Some(rule) => format!("; did you mean `{}`?", rule.id),
        None => "; `diglot explain` lists them all".to_owned(),
    }
}
