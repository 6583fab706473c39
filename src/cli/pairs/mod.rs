//! `diglot pairs`: checks a stream of texts and translations, JSON lines in, JSON lines out.
//!
//! Standard input is cut into batches of lines, each of which is one job for the pool; the answers are written in the
//! order of the questions.

mod item;
mod lines;

use std::io::{self, BufWriter, Read, Write};

use anyhow::{Context, bail};

use super::args::PairsArgs;
use super::explain::suggestion;
use super::in_order::in_order;
use super::{Outcome, words};
use crate::comparison::rules::RULES;
use crate::comparison::{self, Rule, RuleSet};
use item::{Languages, Terms};
use lines::{Batch, Lines};

/// What became of a batch.
struct Answer {
    /// JSON lines, each with its line end.
    text: Vec<u8>,
    /// Whether a line could not be read.
    bad: bool,
}

/// Checks standard input until it ends.
pub(super) fn run(args: &PairsArgs) -> anyhow::Result<Outcome> {
    let languages =
        Languages::from_flags(args.source.as_deref(), args.target.as_deref()).map_err(anyhow::Error::msg)?;
    let rules = asked_rules(&args.rules)?;
    let settings = comparison::Settings { rules, ..comparison::Settings::default() };
    stream(io::stdin(), io::stdout().lock(), Terms { languages, settings })
}

/// The rules of these ids and kinds; all of them if none is named.
fn asked_rules(names: &[String]) -> anyhow::Result<RuleSet> {
    for name in names {
        if !RULES.iter().any(|rule| is_named(rule, name)) {
            bail!("--rules: no rule and no kind is called `{name}`{}", suggestion(name));
        }
    }
    Ok(RuleSet::of(|rule| names.is_empty() || names.iter().any(|name| is_named(rule, name))))
}

fn is_named(rule: &Rule, name: &str) -> bool {
    rule.id == name || words::kind(rule.kind) == name
}

/// Checks `input` until it ends. An unreadable line makes the outcome `Found`, and does not stop the rest.
fn stream(input: impl Read + Send + 'static, output: impl Write, terms: Terms) -> anyhow::Result<Outcome> {
    let mut output = BufWriter::with_capacity(1 << 16, output);
    let mut answers = in_order(Lines::new(input), move |batch| batch.map(|batch| answer(batch, &terms)));
    let mut bad = false;
    // Whoever asks line by line, and waits for each answer, gets it.
    while let Some(answer) = answers.next(|| output.flush())? {
        let answer = answer.context("standard input")?;
        bad |= answer.bad;
        output.write_all(&answer.text)?;
    }
    output.flush()?;
    Ok(if bad { Outcome::Found } else { Outcome::Clean })
}

fn answer(batch: Batch, terms: &Terms) -> Answer {
    let mut answer = Answer { text: Vec::new(), bad: false };
    for line in batch {
        answer.bad |= !item::answer(&line, terms, &mut answer.text);
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(input: impl Into<Vec<u8>>) -> (Outcome, String) {
        let mut output = Vec::new();
        let terms = Terms::of(Languages::from_flags(Some("de"), Some("hu")).unwrap());
        let outcome = stream(io::Cursor::new(input.into()), &mut output, terms).unwrap();
        (outcome, String::from_utf8(output).unwrap())
    }

    #[test]
    fn order_is_kept_over_many_batches() {
        let count = 500;
        let line = |id: usize| format!("{{\"id\": {id}, \"source\": \"Ja.\", \"target\": \"Igen.\"}}\n");
        let (outcome, output) = answers((0..count).map(line).collect::<String>());
        assert_eq!(outcome, Outcome::Clean);
        let ids: Vec<_> = output
            .lines()
            .map(|line| {
                serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].as_u64().unwrap() as usize
            })
            .collect();
        assert_eq!(ids, (0..count).collect::<Vec<_>>());
    }

    #[test]
    fn a_bad_line_is_answered_and_the_rest_goes_on() {
        let (outcome, output) =
            answers("{\"id\": 1}\nnonsense\n{\"id\": 3, \"source\": \"\", \"target\": \"\"}");
        assert_eq!(outcome, Outcome::Found);
        let lines: Vec<_> = output.lines().collect();
        assert!(lines[0].starts_with(r#"{"id":1,"error":"line 1"#), "{}", lines[0]);
        assert!(lines[1].starts_with(r#"{"id":null,"error":"line 2"#), "{}", lines[1]);
        assert_eq!(lines[2], r#"{"id":3,"divergences":[]}"#);
        assert_eq!(lines.len(), 3);
    }

    #[test]
    fn a_closed_output_ends_the_stream() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let input = io::Cursor::new("{\"id\": 1}\n".repeat(100_000));
        let error = stream(input, Closed, Terms::of(Languages::from_flags(None, None).unwrap())).unwrap_err();
        assert!(super::super::is_broken_pipe(&error));
    }
}
