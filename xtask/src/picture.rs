//! `cargo xtask picture`: draws what `diglot check` prints of two of the samples, for the README. The picture is made from
//! a real run, so it can't promise what the program does not do; `--check` fails when the two part.

use std::fmt::Write as _;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::{beside_us, repository};

/// The picture.
const PATH: &str = "docs/images/check.svg";
/// What is checked.
const FILES: &[&str] = &["docs/samples/lighthouse.de.txt", "docs/samples/lighthouse.hu.txt"];
/// How many divergences are shown.
const SHOWN: usize = 4;
/// The width of the terminal, in characters.
const COLUMNS: usize = 96;
/// The size of a character and the margin, in pixels.
const CHARACTER: (f32, f32) = (8.4, 19.0);
const MARGIN: f32 = 18.0;

/// What to do with the picture.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Write nothing; fail if the picture is not as it would be written
    #[arg(long)]
    check: bool,
}

/// A stretch of a line in one style.
#[derive(Debug, PartialEq)]
struct Span {
    text: String,
    bold: bool,
    colour: Option<&'static str>,
}

/// Draws the picture, or compares it.
pub(crate) fn run(options: &Options) -> Result<()> {
    let picture = draw(&screen(&report()?));
    let path = repository().join(PATH);
    if options.check {
        let current = std::fs::read_to_string(&path).unwrap_or_default();
        ensure!(current == picture, "{PATH} shows what is no longer so; `cargo xtask picture` draws it anew");
        return Ok(());
    }
    std::fs::create_dir_all(path.parent().context("the picture lies in a folder")?)?;
    std::fs::write(&path, picture).with_context(|| path.display().to_string())
}

/// What the program prints, with colours.
fn report() -> Result<String> {
    let diglot = beside_us("diglot")?;
    let output = Command::new(&diglot)
        .args(["--color", "always", "check"])
        .args(FILES)
        .current_dir(repository())
        .env("COLUMNS", COLUMNS.to_string())
        .output()
        .with_context(|| format!("{}: build it with `cargo build`", diglot.display()))?;
    Ok(String::from_utf8(output.stdout)?)
}

/// The prompt, the first divergences, and the closing line.
fn screen(report: &str) -> String {
    let blocks: Vec<&str> = report.trim_end().split("\n\n").collect();
    let (closing, divergences) = blocks.split_last().map_or(("", &blocks[..]), |(last, rest)| (*last, rest));
    let shown = &divergences[..SHOWN.min(divergences.len())];
    let more = divergences.len() - shown.len();
    format!(
        "\u{1b}[1m$ diglot check {}\u{1b}[0m\n\n{}\n\n… {more} more …\n\n{closing}",
        FILES.join(" "),
        shown.join("\n\n")
    )
}

/// Splits a line at its escape sequences.
fn spans(line: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let (mut bold, mut colour) = (false, None);
    for (index, part) in line.split("\u{1b}[").enumerate() {
        let (code, text) = if index == 0 { ("", part) } else { part.split_once('m').unwrap_or((part, "")) };
        for code in code.split(';').filter(|_| index > 0) {
            match code {
                "1" => bold = true,
                "31" | "91" => colour = Some("#ff7b72"),
                "32" | "92" => colour = Some("#7ee787"),
                "33" | "93" => colour = Some("#e3b341"),
                "34" | "94" => colour = Some("#79c0ff"),
                "36" | "96" => colour = Some("#56d4dd"),
                _ => (bold, colour) = (false, None),
            }
        }
        if !text.is_empty() {
            spans.push(Span { text: text.to_owned(), bold, colour });
        }
    }
    spans
}

fn draw(screen: &str) -> String {
    let lines: Vec<&str> = screen.lines().collect();
    let longest = lines.iter().map(|line| spans(line).iter().map(width).sum::<usize>()).max().unwrap_or(0);
    let wide = (longest as f32).mul_add(CHARACTER.0, 2.0 * MARGIN).ceil();
    let high = (lines.len() as f32).mul_add(CHARACTER.1, 2.0 * MARGIN).ceil();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\">\n\
         <title>diglot check in a terminal</title>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#0d1117\"/>\n\
         <g font-family=\"ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace\" font-size=\"14\" \
         fill=\"#e6edf3\" xml:space=\"preserve\">\n"
    );
    for (row, line) in lines.iter().enumerate() {
        let y = (row as f32 + 0.75).mul_add(CHARACTER.1, MARGIN);
        let mut column = 0;
        for span in spans(line) {
            let x = (column as f32).mul_add(CHARACTER.0, MARGIN);
            let long = width(&span) as f32 * CHARACTER.0;
            let weight = if span.bold { " font-weight=\"bold\"" } else { "" };
            let fill = span.colour.map(|colour| format!(" fill=\"{colour}\"")).unwrap_or_default();
            // The length is said, so that underlines stay below their words in any font.
            let _ = writeln!(
                svg,
                "<text x=\"{x:.1}\" y=\"{y:.1}\" textLength=\"{long:.1}\"{weight}{fill}>{}</text>",
                escaped(&span.text)
            );
            column += width(&span);
        }
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

/// The columns that a span takes; the samples have no wide characters.
fn width(span: &Span) -> usize {
    span.text.chars().count()
}

fn escaped(text: &str) -> String {
    // A renderer may drop leading spaces whatever xml:space says.
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace(' ', "\u{a0}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_become_styles() {
        let found = spans("\u{1b}[1m\u{1b}[33mwarning\u{1b}[0m: a < b");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0], Span { text: "warning".to_owned(), bold: true, colour: Some("#e3b341") });
        assert_eq!(found[1], Span { text: ": a < b".to_owned(), bold: false, colour: None });
        assert!(draw("a < b").contains("a\u{a0}&lt;\u{a0}b"));
    }
}
