//! `textDocument/hover`: the counterpart of what stands under the cursor, and what differs.

use std::fmt::Write as _;
use std::path::Path;

use tower_lsp::gen_lsp_types as lsp;

use crate::bitext::{Counterpart, Side, Text};
use crate::comparison::{SURE, Spot};
use crate::server::counterparts::{self, Found};
use crate::server::state::State;
use crate::server::{escape, to_proto};
use crate::text::{MARKUP, OPAQUE, TextRange};

/// Longest text of a counterpart that is shown, in characters.
const LONGEST: usize = 4000;

/// The same where there are many of them.
const LONGEST_OF_MANY: usize = 200;

/// How many translations of a source are shown whole; of more, the sentences alone.
const FEW: usize = 2;

/// The counterparts of the paragraph under the cursor, one a language. `None` where nothing is known.
pub(in crate::server) fn hover(state: &State, params: &lsp::HoverParams) -> Option<lsp::Hover> {
    let found = counterparts::at(state, &params.text_document_position_params);
    let first = found.first()?;
    let range = to_proto::range(&first.text_here().snapshot, first.counterpart.origin, state.client.encoding);
    let form = if state.client.markdown { Form::Markdown } else { Form::Plain };
    let length = if found.len() > FEW { Length::Sentence } else { Length::Paragraph };
    let value = found.iter().map(|found| form.section(state, found, length)).collect::<Vec<_>>().join("\n\n");
    let kind = match form {
        Form::Markdown => lsp::MarkupKind::Markdown,
        Form::Plain => lsp::MarkupKind::PlainText,
    };
    let contents = lsp::Contents::MarkupContent(lsp::MarkupContent { kind, value });
    Some(lsp::Hover { contents, range: Some(range) })
}

/// How the client shows hovers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Markdown,
    Plain,
}

/// How much of a counterpart is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Length {
    /// The paragraph, with the sentence set off.
    Paragraph,
    /// The sentence, where there is one.
    Sentence,
}

/// A piece of a counterpart.
#[derive(Debug, PartialEq, Eq)]
struct Run {
    /// As people read it.
    text: String,
    /// Whether it belongs to the counterpart of the sentence under the cursor.
    asked: bool,
}

impl Form {
    /// What one language says.
    fn section(self, state: &State, found: &Found<'_>, length: Length) -> String {
        let text = found.text_there();
        let at = to_proto::position(&text.snapshot, found.target().start(), state.client.encoding);
        let label = format!("{}:{}", label(&found.here.path, &found.there.path), at.line + 1);
        let mut section = match self {
            Self::Markdown => {
                let uri = escape::destination(&state.uri(&found.there.path).0);
                let (language, label) = (escape::markdown(text.language.name), escape::markdown(&label));
                format!("**{language}** [{label}]({uri}#L{},{})", at.line + 1, at.character + 1)
            }
            Self::Plain => format!("{} {}", text.language.name, escape::plain(&label)),
        };
        let shown = self.counterpart(&shown(found, length));
        let _ = match (self, shown.as_str()) {
            (_, "") => write!(section, "\n\nHas no counterpart to this."),
            (Self::Markdown, shown) => write!(section, "\n\n> {shown}"),
            (Self::Plain, shown) => write!(section, "\n\n{shown}"),
        };
        if let Some(doubt) = doubt(found) {
            let _ = write!(section, "\n\n{doubt}");
        }
        for (message, why) in differences(found) {
            let _ = match self {
                Self::Markdown => write!(section, "\n\n- {}", escape::markdown(&message)),
                Self::Plain => write!(section, "\n\n- {}", escape::plain(&message)),
            };
            let _ = match (self, why) {
                (_, None) => Ok(()),
                (Self::Markdown, Some(why)) => write!(section, "\n\n  {why}"),
                (Self::Plain, Some(why)) => write!(section, "\n  {}", why.replace('`', "")),
            };
        }
        section
    }

    /// The counterpart on one line, the sentence under the cursor's set off.
    fn counterpart(self, runs: &[Run]) -> String {
        let mut line = String::new();
        let mut after_mark = false;
        for run in runs {
            let text = match self {
                Self::Markdown => escape::markdown(&run.text),
                Self::Plain => escape::plain(&run.text),
            };
            let core = text.trim();
            let marked = run.asked && !core.is_empty();
            // Emphasis only works with white space around it where the text itself begins with a quotation mark, and
            // scripts without spaces have none.
            if (marked || after_mark)
                && !line.is_empty()
                && !line.ends_with(char::is_whitespace)
                && !text.starts_with(char::is_whitespace)
            {
                line.push(' ');
            }
            if marked {
                let mark = if self == Self::Markdown { "**" } else { "*" };
                let (before, after) = text.split_once(core).unwrap_or_default();
                let _ = write!(line, "{before}{mark}{core}{mark}{after}");
            } else {
                line.push_str(&text);
            }
            after_mark = marked;
        }
        line.trim().to_owned()
    }
}

/// What is shown of a counterpart.
fn shown(found: &Found<'_>, length: Length) -> Vec<Run> {
    let (text, counterpart) = (found.text_there(), &found.counterpart);
    let mut all = runs(text, counterpart.paragraphs, &counterpart.sentences, LONGEST);
    if length == Length::Paragraph {
        return all;
    }
    if all.iter().any(|run| run.asked) {
        all.retain(|run| run.asked);
    }
    for run in &mut all {
        run.asked = false;
        if let Some((cut, _)) = run.text.char_indices().nth(LONGEST_OF_MANY) {
            run.text.truncate(cut);
            run.text.push('…');
        }
    }
    all
}

/// How sure the counterpart is, where it is not.
fn doubt(found: &Found<'_>) -> Option<String> {
    let Counterpart { confidence, paragraphs, .. } = found.counterpart;
    let doubtful = !paragraphs.is_empty() && confidence < SURE;
    doubtful.then(|| format!("Perhaps another paragraph: this one is {:.0} % sure.", 100.0 * confidence))
}

/// What differs between the paragraphs asked about and their counterpart, in the words of the diagnostics; of what is
/// under the cursor also why it matters.
fn differences(found: &Found<'_>) -> Vec<(String, Option<String>)> {
    let bitext = found.bitext;
    let range = |side: Side, spot: Option<Spot>| spot.and_then(|spot| bitext.range(side, spot));
    let within = |side: Side, spot: Option<Spot>, paragraphs: TextRange| {
        range(side, spot).is_some_and(|range| paragraphs.contains_range(range))
    };
    let (here, there) = (found.counterpart.origin, found.counterpart.paragraphs);
    let (source, target) = if found.side == Side::Source { (here, there) } else { (there, here) };
    let mut messages: Vec<(String, Option<String>)> = Vec::new();
    for (divergence, _) in found.set.told(bitext) {
        let (in_source, in_target) = (divergence.place.source(), divergence.place.target());
        if !within(Side::Source, in_source, source) && !within(Side::Target, in_target, target) {
            continue;
        }
        let message = bitext.message(divergence);
        let pointed = range(found.side, if found.side == Side::Source { in_source } else { in_target });
        let why =
            pointed.filter(|range| range.contains_inclusive(found.offset)).map(|_| divergence.rule.why());
        if messages.iter().all(|(known, _)| *known != message) {
            messages.push((message, why));
        }
    }
    messages
}

/// A file's path without the folders that both share: `guide.hu.md`, `hu/guide.md`.
fn label(here: &Path, there: &Path) -> String {
    let shared = here.components().zip(there.components()).take_while(|(one, other)| one == other).count();
    let rest: Vec<_> =
        there.components().skip(shared).map(|part| part.as_os_str().to_string_lossy()).collect();
    if rest.is_empty() { there.to_string_lossy().into_owned() } else { rest.join("/") }
}

/// The text of paragraphs as people read it, without its markup, in pieces.
fn runs(text: &Text, paragraphs: TextRange, asked: &[TextRange], longest: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut left = longest;
    let shown =
        text.snapshot.paragraphs.iter().filter(|paragraph| paragraphs.contains_range(paragraph.range));
    for (nth, paragraph) in shown.enumerate() {
        let raw = text.snapshot.slice(paragraph.range);
        let mut pieces = pieces(&paragraph.prose, &raw).peekable();
        if nth > 0 && pieces.peek().is_some() {
            push(&mut runs, " ¶ ", false);
        }
        for (at, piece) in pieces {
            let offset = paragraph.range.start() + crate::text::TextSize::from(at as u32);
            push(&mut runs, piece, asked.iter().any(|sentence| sentence.contains(offset)));
            left = left.saturating_sub(1);
            if left == 0 {
                push(&mut runs, "…", false);
                return runs;
            }
        }
    }
    runs
}

/// What a reader sees of a paragraph, character by character, with the byte in the paragraph; code as it stands.
fn pieces<'a>(prose: &'a str, raw: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
    let visible = prose.char_indices().filter(|(_, character)| *character != MARKUP);
    visible.filter_map(move |(at, character)| {
        if character != OPAQUE {
            return Some((at, &prose[at..at + character.len_utf8()]));
        }
        // One blank a byte: the first byte of a character stands for all of it.
        raw.get(at..).and_then(|rest| rest.chars().next()).map(|first| (at, &raw[at..at + first.len_utf8()]))
    })
}

fn push(runs: &mut Vec<Run>, piece: &str, asked: bool) {
    match runs.last_mut().filter(|run| run.asked == asked) {
        Some(run) => run.text.push_str(piece),
        None => runs.push(Run { text: piece.to_owned(), asked }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, asked: bool) -> Run {
        Run { text: text.to_owned(), asked }
    }

    #[test]
    fn the_sentence_is_set_off_and_everything_escaped() {
        let runs = [run("One *two*. ", false), run("„Three.“ ", true), run("Four.", false)];
        assert_eq!(Form::Markdown.counterpart(&runs), r"One \*two\*. **„Three.“** Four.");
        assert_eq!(Form::Plain.counterpart(&runs), "One *two*. *„Three.“* Four.");
        let dense = [run("一。", false), run("二。", true), run("三。", false)];
        assert_eq!(Form::Markdown.counterpart(&dense), "一。 **二。** 三。");
    }

    #[test]
    fn a_label_leaves_out_what_both_paths_share() {
        assert_eq!(label(Path::new("/w/a.de.md"), Path::new("/w/a.hu.md")), "a.hu.md");
        assert_eq!(label(Path::new("/w/de/x/a.md"), Path::new("/w/hu/x/a.md")), "hu/x/a.md");
    }

    #[test]
    fn markup_is_not_shown_and_code_is() {
        let shown: String = pieces("\u{1}\u{1}19\u{1}\u{1}61 \u{2}\u{2}\u{2}.", "**19**61 `ü.")
            .map(|(_, piece)| piece)
            .collect();
        assert_eq!(shown, "1961 `ü.");
    }
}
