//! Whatever is typed into two texts, in whatever format: after every edit their words, their paragraphs and what these say
//! are what reading them anew gives, what was compared around the edit is what comparing all gives, and when editing
//! rests all is what a first look would find.

mod book;

use std::fmt::Write as _;
use std::sync::Arc;

use book::{Random, book};
use diglot::bitext::{Bitext, Text};
use diglot::comparison::Settings;
use diglot::language::language;
use diglot::text::{Change, Document, Encoding, Format, Position, Wrapping};

/// A form of texts: the format, how its paragraphs are cut, and what stands around them.
struct Form {
    format: Format,
    wrapping: Wrapping,
    line_end: &'static str,
    /// What is put before each paragraph in turn.
    before: &'static [&'static str],
}

const FORMS: [Form; 5] = [
    Form { format: Format::Plain, wrapping: Wrapping::Lines, line_end: "\n", before: &[""] },
    Form { format: Format::Plain, wrapping: Wrapping::BlankLines, line_end: "\r\n\r\n", before: &[""] },
    Form {
        format: Format::Markdown,
        wrapping: Wrapping::BlankLines,
        line_end: "\n\n",
        before: &["", "- ", "## ", "> "],
    },
    Form {
        format: Format::Markdown,
        wrapping: Wrapping::BlankLines,
        line_end: "\r\n\r\n",
        before: &["", "1. ", "2. ", "# "],
    },
    Form {
        format: Format::Markdown,
        wrapping: Wrapping::BlankLines,
        line_end: "\n\n",
        before: &[
            "",
            "```\n1961\n```\n\n",
            "<div>\n\n",
            "| a | 7 |\n|---|---|\n| b | 1848 |\n\n",
            "[x]: /u\n\n",
        ],
    },
];

/// What is typed: numbers, marks that change blocks, characters of many bytes, line ends of all kinds.
const TYPED: &[&str] = &[
    "7",
    "19",
    " ",
    ".",
    "a",
    "é",
    "👩‍🚀",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "# ",
    "- ",
    "1. ",
    "> ",
    "```",
    "```\n",
    "---",
    "|",
    "*",
    "<!-- x -->",
    "[^1]",
    "[x]: y\n",
    "    ",
    "\t",
    "<p>",
    "\u{feff}",
    "=",
];

/// A text that is edited, and the same edited as a plain string.
struct Side {
    document: Document,
    string: String,
    read: Arc<Text>,
    history: Vec<String>,
    tag: &'static str,
}

impl Side {
    fn new(paragraphs: &[String], form: &Form, tag: &'static str) -> Self {
        let mut string = String::new();
        for (paragraph, before) in paragraphs.iter().zip(form.before.iter().cycle()) {
            write!(string, "{before}{paragraph}{}", form.line_end).expect("a string takes it");
        }
        let document = Document::new(&string, 0, form.format, Some(form.wrapping));
        let read = Arc::new(Text::new(document.snapshot(), language(tag), Arc::default()));
        Self { document, string, read, history: Vec::new(), tag }
    }

    /// Does one to three changes in one notification, as an editor sends them.
    fn edit(&mut self, pasted: &str, random: &mut Random) {
        self.history.push(self.string.clone());
        let changes: Vec<Change> = match random.below(12) {
            // All of it anew: what it was before, or with something in it replaced.
            0 => {
                let back = random.below(self.history.len().min(4));
                vec![Change::Whole(self.history[self.history.len() - 1 - back].clone())]
            }
            1 => vec![Change::Whole(self.string.replacen(['1', '9'], "4", random.below(6)))],
            2..=4 => (0..=random.below(3)).map(|_| self.change(pasted, random)).collect(),
            _ => vec![self.change(pasted, random)],
        };
        // Positions of later changes count in the text that the earlier ones left.
        let mut sent = Vec::new();
        for change in changes {
            match &change {
                Change::Whole(text) => self.string.clone_from(text),
                Change::Range(start, end, text) => {
                    let (start, end) = (self.offset(*start), self.offset(*end));
                    self.string.replace_range(start.min(end)..start.max(end), text);
                }
            }
            sent.push(change);
        }
        self.document.apply(1, &sent, Encoding::Utf16);
    }

    fn change(&self, pasted: &str, random: &mut Random) -> Change {
        let lines = self.document.snapshot().rope().len_lines();
        let line = random.below(lines) as u32;
        let start = Position { line, column: random.below(60) as u32 };
        match random.below(10) {
            0 => Change::Range(start, start, format!("\n\n{pasted}\n\n")),
            1 => Change::Range(start, Position { line: line + 1, column: 0 }, String::new()),
            2 => Change::Range(
                start,
                Position { line: line + random.below(5) as u32, column: 3 },
                String::new(),
            ),
            3..=5 => Change::Range(start, Position { column: start.column + 1, ..start }, String::new()),
            _ => Change::Range(start, start, TYPED[random.below(TYPED.len())].to_owned()),
        }
    }

    /// The byte at a position, as the document has it: its positions are tested elsewhere.
    fn offset(&self, position: Position) -> usize {
        let fresh = Document::new(&self.string, 0, Format::Plain, Some(Wrapping::Lines)).snapshot();
        usize::from(fresh.offset(position, Encoding::Utf16))
    }

    /// Reads the text as a server does, and holds it against reading it anew.
    #[track_caller]
    fn assert_as_fresh(&mut self, round: &str) {
        let snapshot = self.document.snapshot();
        assert_eq!(snapshot.rope().to_string(), self.string, "{round}: the words");
        let fresh = Document::new(&self.string, 0, snapshot.format, Some(snapshot.wrapping)).snapshot();
        for (at, (one, other)) in snapshot.paragraphs.iter().zip(fresh.paragraphs.iter()).enumerate() {
            assert_eq!(one, other, "{round}: paragraph {at} after {:?}", self.history.last());
        }
        assert_eq!(
            snapshot.paragraphs.len(),
            fresh.paragraphs.len(),
            "{round}: after {:?}",
            self.history.last()
        );
        assert!(snapshot.longest_line() >= fresh.longest_line(), "{round}: the longest line");
        let read = Text::updated(snapshot, language(self.tag), Arc::default(), Some(&self.read));
        let fresh = Text::new(fresh, language(self.tag), Arc::default());
        assert_eq!(read.analyses, fresh.analyses, "{round}: what they say");
        self.read = Arc::new(read);
    }
}

fn play(form: &Form, paragraphs: usize, edits: usize, seed: u64) {
    let (source, target) = book(paragraphs, seed);
    let pasted = book(edits, seed + 1);
    let mut random = Random::new(seed);
    let (mut source, mut target) = (Side::new(&source, form, "de"), Side::new(&target, form, "hu"));
    let settings = Settings::default();
    let mut bitext = Bitext::opened(Arc::clone(&source.read), Arc::clone(&target.read), &settings);
    bitext = bitext.settled(Arc::clone(&source.read), Arc::clone(&target.read), &settings);
    for edit in 0..edits {
        let round = format!("{:?} {:?}, seed {seed}, edit {edit}", form.format, form.before);
        let (side, pasted) = if random.below(3) == 0 {
            (&mut source, &pasted.0[edit])
        } else {
            (&mut target, &pasted.1[edit])
        };
        side.edit(pasted, &mut random);
        side.assert_as_fresh(&round);
        bitext = bitext.edited(Arc::clone(&source.read), Arc::clone(&target.read), &settings);
        assert_eq!(bitext.divergences, bitext.compared_anew(), "{round}: what diverges");
        if edit % 12 == 11 {
            bitext = bitext.settled(Arc::clone(&source.read), Arc::clone(&target.read), &settings);
            let fresh = Bitext::new(Arc::clone(&source.read), Arc::clone(&target.read), &settings);
            assert_eq!(bitext.alignment, fresh.alignment, "{round}: settled");
            assert_eq!(bitext.divergences, fresh.divergences, "{round}: settled");
        }
    }
}

#[test]
fn what_is_typed_into_short_texts_is_as_if_it_had_always_stood_there() {
    for (seed, form) in FORMS.iter().enumerate() {
        play(form, 10, 160, seed as u64 + 1);
    }
}

#[test]
fn what_is_typed_into_longer_texts_is_as_if_it_had_always_stood_there() {
    for (seed, form) in FORMS.iter().enumerate() {
        play(form, 54, 24, seed as u64 + 11);
    }
}
