//! The report for people: message and rule, then the words on both sides, underlined.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::excerpt::{Excerpt, columns};
use super::{Finding, Format, Place, Point, Summary, escape};
use crate::comparison::Severity;

/// Columns before an excerpt: line number and bar.
const MARGIN: usize = 8;

/// The report for people, with colours; they are taken out again where none are wanted.
#[derive(Debug)]
pub(in crate::cli) struct Terminal {
    width: usize,
    renderer: Renderer,
}

impl Terminal {
    /// A report for a terminal of `width` columns.
    pub(in crate::cli) fn new(width: usize) -> Self {
        // The excerpts are cut to fit already; the renderer, which cuts without regard to words, must not do it again.
        Self { width: width.clamp(60, 140), renderer: Renderer::styled().term_width(1_000) }
    }
}

impl Format for Terminal {
    fn opening(&self) -> &'static str {
        ""
    }

    fn finding(&self, finding: &Finding) -> String {
        let message = escape(&finding.message);
        let title = level(finding.severity).primary_title(message).id(finding.rule.id);
        // The translation carries the diagnostic; what it was translated from explains it.
        let kinds = [AnnotationKind::Primary, AnnotationKind::Context];
        let places = [&finding.target, &finding.source].into_iter().flatten().zip(kinds);
        let sides: Vec<Side> =
            places.map(|(place, kind)| Side::new(place, kind, self.width - MARGIN)).collect();
        let group = sides.iter().fold(Group::with_title(title), |group, side| side.append_to(group));
        let rendered = self.renderer.render(&[group]) + "\n";
        sides.iter().fold(rendered, |rendered, side| side.put_path(&rendered))
    }

    fn between(&self) -> &'static str {
        "\n"
    }

    fn closing(&self, summary: &Summary) -> String {
        let separator = if summary.findings() == 0 { "" } else { "\n" };
        format!("{separator}{}\n", sentence(summary))
    }
}

/// One side of a finding.
struct Side {
    path: String,
    language: String,
    kind: AnnotationKind,
    excerpt: Excerpt,
    /// Columns of a line of the excerpt.
    width: usize,
}

impl Side {
    fn new(place: &Place, kind: AnnotationKind, width: usize) -> Self {
        let excerpt = Excerpt::new(&place.snapshot, place.range, width);
        Self {
            path: escape(&place.path).into_owned(),
            language: place.language.clone(),
            kind,
            excerpt,
            width,
        }
    }

    fn append_to<'a>(&'a self, group: Group<'a>) -> Group<'a> {
        let Excerpt { start, text, underlined } = &self.excerpt;
        let (line, column) = (start.line as usize, start.column as usize);
        if text.is_empty() {
            return group.element(Origin::path(&self.path).line(line).char_column(column));
        }
        let mut snippet = Snippet::source(text).line_start(line).path(self.stand_in());
        for (index, range) in underlined.iter().enumerate() {
            let is_last = index + 1 == underlined.len();
            let label = Some(&self.language).filter(|language| is_last && self.has_room(range.end, language));
            snippet = snippet.annotation(self.kind.span(range.clone()).label(label));
        }
        group.element(snippet)
    }

    /// Whether the label fits behind an underline that ends at this byte of the excerpt.
    fn has_room(&self, end: usize, label: &str) -> bool {
        let before = &self.excerpt.text[..end];
        let line = before.rsplit('\n').next().unwrap_or(before);
        !label.is_empty() && columns(line) + 1 + columns(label) <= self.width
    }

    /// Puts path, line and column where the renderer put a stand-in for the path, the line, and a column that it counted
    /// in the excerpt instead of in the file.
    fn put_path(&self, rendered: &str) -> String {
        let Excerpt { start: Point { line, column, .. }, text, underlined } = &self.excerpt;
        let counted = underlined.first().map_or(0, |first| text[..first.start].chars().count()) + 1;
        let stand_in = format!("{}:{line}:{counted}", self.stand_in());
        rendered.replacen(&stand_in, &format!("{}:{line}:{column}", self.path), 1)
    }

    /// A private character that no text of ours holds.
    fn stand_in(&self) -> &'static str {
        if matches!(self.kind, AnnotationKind::Primary) { "\u{F0000}" } else { "\u{F0001}" }
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO.with_name("information"),
        Severity::Hint => Level::NOTE.with_name("hint"),
    }
}

/// "2 sets, 6 documents, 40 paragraphs checked: 1 error, 3 warnings".
fn sentence(summary: &Summary) -> String {
    let checked = [
        count(summary.sets, "set", "sets"),
        count(summary.documents, "document", "documents"),
        count(summary.paragraphs, "paragraph", "paragraphs"),
    ];
    let found: Vec<String> = [
        (summary.errors, "error", "errors"),
        (summary.warnings, "warning", "warnings"),
        (summary.information, "information", "information"),
        (summary.hints, "hint", "hints"),
    ]
    .into_iter()
    .filter(|&(number, ..)| number > 0)
    .map(|(number, one, many)| count(number, one, many))
    .collect();
    let found = if found.is_empty() { "nothing diverges".to_owned() } else { found.join(", ") };
    let ignored = if summary.ignored > 0 { format!(", {} ignored", summary.ignored) } else { String::new() };
    format!("{} checked: {found}{ignored}", checked.join(", "))
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::rules;
    use crate::text::{Document, Format as FileFormat, TextRange, TextSize};

    /// The place of the words between `[` and `]`.
    fn place(path: &str, language: &str, text: &str) -> Place {
        let start = text.find('[').unwrap();
        let end = text.find(']').unwrap() - 1;
        let text = text.replace(['[', ']'], "");
        Place {
            path: path.to_owned(),
            tag: None,
            language: language.to_owned(),
            snapshot: Document::new(&text, 0, FileFormat::Plain, None).snapshot(),
            range: TextRange::new(TextSize::from(start as u32), TextSize::from(end as u32)),
        }
    }

    fn rendered(message: &str, source: Option<Place>, target: Option<Place>) -> String {
        let severity = Severity::Warning;
        let rule = rules::rule("number-changed").unwrap();
        let finding = Finding { rule, severity, message: message.to_owned(), source, target };
        let styled = Terminal::new(80).finding(&finding);
        anstream::adapter::strip_str(&styled).to_string()
    }

    #[test]
    fn both_sides_are_underlined() {
        let source = place("a.de.txt", "German", "Eins.\nDas war [1960] zu Ende.");
        let target = place("a.hu.txt", "Hungarian", "Egy.\n\nAz [1961]-ben ért véget.");
        insta::assert_snapshot!(rendered(
            "Hungarian has 1961, German (line 2) has 1960",
            Some(source),
            Some(target)
        ));
    }

    #[test]
    fn an_insertion_place_and_a_long_line_are_readable() {
        let words = "ein Wort nach dem anderen, ".repeat(40);
        let source = place("a.de.txt", "German", &format!("{words}[Dieser Satz fehlt.] {words}"));
        let target = place("a.hu.txt", "Hungarian", "Ez az első mondat.[] Ez a harmadik.");
        insta::assert_snapshot!(rendered("A German sentence has no counterpart", Some(source), Some(target)));
    }

    #[test]
    fn long_ranges_over_lines_are_underlined_at_their_ends() {
        let text = "Eine [Zeile,\nnoch eine,\nund noch eine,\nund wieder eine,\nund die] letzte.";
        let target = place("a.hu.txt", "Hungarian", "[]");
        insta::assert_snapshot!(rendered("missing", Some(place("a.de.txt", "German", text)), Some(target)));
    }

    #[test]
    fn nothing_that_steers_a_terminal_passes() {
        let target = place("a\u{1b}.txt", "", "x \u{1b}[31m\u{202e}[]19\u{200f}61\u{85}");
        let target = Place { range: TextRange::new(9.into(), 16.into()), ..target };
        insta::assert_snapshot!(rendered("says \u{1b}]0;title\u{7} \u{2066}", None, Some(target)));
    }
}
