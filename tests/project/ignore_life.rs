//! How long an ignore lives: through every edit elsewhere in the file, and no longer than its own sentence.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use diglot::bitext::{Bitext, Side, Text};
use diglot::comparison::{Divergence, Settings};
use diglot::language::language;
use diglot::project::ignore::{FILE_NAME, Judged, addition, judge, with};
use diglot::project::{Memory, Options, Project, Set};
use diglot::text::{Document, Format};

/// The paragraph with the slip: its first and its last sentence are elsewhere, too.
const OWN: (&str, &str) = (
    "Der Bau der alten Brücke begann im Herbst. Für sie brauchte die Stadt damals 4.300 Steine, und niemand wollte zahlen. Heute steht sie leer am Ufer.",
    "A régi híd építése ősszel kezdődött. A városnak akkoriban rengeteg kő kellett hozzá, és senki sem akart fizetni. Ma üresen áll a parton.",
);
const SENTENCE: &str = "A városnak akkoriban rengeteg kő kellett hozzá, és senki sem akart fizetni.";

const OTHERS: &[(&str, &str)] = &[
    ("# Die Stadt am Fluss", "# A folyóparti város"),
    (
        "Im Jahr 1712 zählte die Stadt 850 Einwohner. Die meisten lebten vom Fischfang.",
        "1712-ben a városnak 850 lakosa volt. A legtöbben halászatból éltek.",
    ),
    (
        "Der Markt fand jeden Samstag auf dem großen Platz statt.",
        "A vásárt minden szombaton a nagy téren tartották.",
    ),
    (
        "1756 zerstörte ein Feuer 34 Häuser und die kleine Kapelle am Tor.",
        "1756-ban tűz pusztított el 34 házat és a kapu melletti kis kápolnát.",
    ),
    (
        "Der Rat beschloss, alle Dächer mit Ziegeln zu decken. Das dauerte elf Jahre.",
        "A tanács úgy döntött, hogy minden tetőt cseréppel fednek be. Ez tizenegy évig tartott.",
    ),
    (
        "Am 3. Mai 1801 kam der König und blieb zwei Tage.",
        "1801. május 3-án megérkezett a király, és két napig maradt.",
    ),
    (
        "Die Schule hatte 120 Schüler und nur einen Lehrer.",
        "Az iskolának 120 tanulója volt, és csak egy tanítója.",
    ),
    (
        "Zum Schluss bleibt die Frage, wer die Mauern pflegt.",
        "Végül marad a kérdés, hogy ki gondozza a falakat.",
    ),
];

const MORE: &[(&str, &str)] = &[
    ("Später baute man 17 Mühlen am Bach.", "Később 17 malmot építettek a pataknál."),
    ("Der Winter von 1845 war hart und lang.", "Az 1845-ös tél kemény volt és hosszú."),
    ("Die Fischer zogen fort, und der Hafen verfiel.", "A halászok elköltöztek, és a kikötő romba dőlt."),
];

const WORDS: &[&str] = &["persze", "tehát", "állítólag", "végre", "sokáig", "talán"];

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }
}

/// Two texts, paragraph by paragraph, and where in them the one with the slip is.
#[derive(Clone)]
struct Texts {
    paragraphs: Vec<(String, String)>,
    own: usize,
    /// What stands before the own paragraph in the source and in the translation, and at the top of the latter.
    comments: [String; 3],
}

impl Texts {
    fn new() -> Self {
        let pair = |(source, target): &(&str, &str)| (source.to_string(), target.to_string());
        let mut paragraphs: Vec<_> = OTHERS.iter().map(pair).collect();
        paragraphs.insert(4, pair(&OWN));
        Self { paragraphs, own: 4, comments: [const { String::new() }; 3] }
    }

    fn written(&self) -> [String; 2] {
        let mut texts = [String::new(), self.comments[2].clone()];
        for (index, (source, target)) in self.paragraphs.iter().enumerate() {
            if index == self.own {
                texts[0].push_str(&self.comments[0]);
                texts[1].push_str(&self.comments[1]);
            }
            let _ = write!(texts[0], "{source}\n\n");
            let _ = write!(texts[1], "{target}\n\n");
        }
        texts
    }

    /// An edit anywhere but in the sentence with the slip.
    fn edit_elsewhere(&mut self, dice: &mut Dice) {
        let other = loop {
            let index = dice.throw(self.paragraphs.len());
            if index != self.own {
                break index;
            }
        };
        match dice.throw(7) {
            0 => {
                let words = &mut self.paragraphs[other].1;
                let blanks: Vec<usize> = words.match_indices(' ').map(|(at, _)| at).collect();
                words.insert_str(
                    blanks[dice.throw(blanks.len())],
                    &format!(" {}", WORDS[dice.throw(WORDS.len())]),
                );
            }
            1 => {
                let words = &mut self.paragraphs[other].1;
                let cut: Vec<&str> = words.split(' ').collect();
                if cut.len() > 4 {
                    let gone = 1 + dice.throw(cut.len() - 2);
                    let kept =
                        cut.iter().enumerate().filter(|(index, _)| *index != gone).map(|(_, word)| *word);
                    *words = kept.collect::<Vec<_>>().join(" ");
                }
            }
            // The other sentences of the same paragraph.
            2 | 3 => {
                let own = &mut self.paragraphs[self.own].1;
                let start = own.find(SENTENCE).unwrap();
                let blanks = own.match_indices(' ').map(|(at, _)| at);
                let comment = own.find("<!--").unwrap_or(own.len());
                // Where the own sentence begins and ends belongs to it: a word in lower case behind it goes on with it.
                let behind = start + SENTENCE.len() + 1;
                let outside = |at: &usize| *at + 1 < start || (behind..comment).contains(at);
                let blanks: Vec<usize> = blanks.filter(outside).collect();
                own.insert_str(
                    blanks[dice.throw(blanks.len())],
                    &format!(" {}", WORDS[dice.throw(WORDS.len())]),
                );
            }
            4 => {
                let place = dice.throw(self.paragraphs.len());
                let own = self.paragraphs.remove(self.own);
                self.paragraphs.insert(place, own);
                self.own = place;
            }
            5 => {
                let (source, target) = MORE[dice.throw(MORE.len())];
                self.paragraphs.insert(other, (source.to_owned(), target.to_owned()));
                self.own += usize::from(other <= self.own);
            }
            _ if self.paragraphs.len() > 7 => {
                self.paragraphs.remove(other);
                self.own -= usize::from(other < self.own);
            }
            _ => {}
        }
    }
}

/// The two texts as a project finds them.
struct Checked {
    set: Set,
    bitext: Bitext,
}

impl Checked {
    fn new(texts: &Texts, extension: &str, ignore: &str) -> Self {
        let [source, target] = texts.written();
        let mut files = Memory::default();
        files.insert(format!("/p/a.de.{extension}"), &source);
        files.insert(format!("/p/a.hu.{extension}"), &target);
        if !ignore.is_empty() {
            files.insert(format!("/p/{FILE_NAME}"), ignore);
        }
        let mut project = Project::open(&files, &[PathBuf::from("/p")], &Options::default());
        assert_eq!(project.problems, []);
        let set = project.sets.pop().expect("the two files");
        let format = if extension == "md" { Format::Markdown } else { Format::Plain };
        let text = |text: &str, tag| {
            let snapshot = Document::new(text, 0, format, None).snapshot();
            Arc::new(Text::new(snapshot, language(tag), Arc::default()))
        };
        let bitext = Bitext::new(text(&source, "de"), text(&target, "hu"), &Settings::default());
        Self { set, bitext }
    }

    fn paths(&self) -> [&Path; 2] {
        [self.set.source().path.as_path(), self.set.translations().next().unwrap().path.as_path()]
    }

    /// The divergences of the own sentence: whether each is ignored. And how many ignores ignore nothing.
    fn judged(&self) -> (Vec<bool>, usize) {
        let [source, target] = self.paths();
        let members = [
            Judged { path: source, text: Some(&self.bitext.source), bitext: None },
            Judged { path: target, text: Some(&self.bitext.target), bitext: Some(&self.bitext) },
        ];
        let judgement = judge(&members, 0, self.set.is_whole, &self.set.ignores);
        let divergences = self.bitext.divergences.iter().zip(&judgement.ignored[1]);
        let own = divergences.filter(|(divergence, _)| self.is_own(divergence)).map(|(_, ignored)| *ignored);
        (own.collect(), judgement.unused.len())
    }

    fn is_own(&self, divergence: &Divergence) -> bool {
        let range = divergence.place.source().and_then(|spot| self.bitext.range(Side::Source, spot));
        divergence.rule.id == "number-missing"
            && range.is_some_and(|range| self.bitext.source.snapshot.slice(range).starts_with("4.300"))
    }

    /// The entry that ignores the own divergence.
    fn entry(&self) -> String {
        let own = self
            .bitext
            .divergences
            .iter()
            .find(|divergence| self.is_own(divergence))
            .expect("the slip is found");
        let (_, added) = addition(&self.bitext, own, self.paths(), &self.set.ignores).unwrap();
        with("", &[added]).unwrap()
    }
}

/// A way to ignore the slip: its name, the texts with its comment, the file's ending, `.diglot-ignore`.
fn forms() -> Vec<(&'static str, Texts, &'static str, String)> {
    let commented = |place: usize, comment: &str| {
        let mut texts = Texts::new();
        comment.clone_into(&mut texts.comments[place]);
        texts
    };
    let rule = "<!-- diglot-ignore number-missing: it is in the table -->\n";
    let mut inline = Texts::new();
    inline.paragraphs[inline.own].1.push_str(" <!-- diglot-ignore number-missing -->");
    let whole = |ending: &str| format!("[\"a.hu.{ending}\"]\nnumber-missing = [{{}}]\n");
    vec![
        ("an entry", Texts::new(), "md", Checked::new(&Texts::new(), "md", "").entry()),
        ("an entry, plain text", Texts::new(), "txt", Checked::new(&Texts::new(), "txt", "").entry()),
        ("an entry for the file", Texts::new(), "txt", whole("txt")),
        ("a comment before the paragraph", commented(1, rule), "md", String::new()),
        ("a comment in the paragraph", inline, "md", String::new()),
        ("a comment in the source", commented(0, "<!-- diglot-ignore -->\n\n"), "md", String::new()),
        (
            "a comment on the file",
            commented(2, "<!-- diglot-ignore-file number-missing -->\n"),
            "md",
            String::new(),
        ),
    ]
}

#[test]
fn every_form_survives_a_hundred_edits_elsewhere() {
    for (form, texts, extension, ignore) in forms() {
        let mut dice = Dice(7);
        let mut texts = texts;
        let mut seen = 0;
        assert_eq!(Checked::new(&texts, extension, &ignore).judged(), (vec![true], 0), "{form}, at first");
        for edit in 1..=100 {
            texts.edit_elsewhere(&mut dice);
            let (own, _) = Checked::new(&texts, extension, &ignore).judged();
            assert!(!own.contains(&false), "{form}, after {edit} edits: {:#?}", texts.written()[1]);
            seen += own.len();
        }
        assert!(seen >= 90, "{form}: the slip was there after {seen} edits only");
    }
}

#[test]
fn an_entry_dies_with_its_own_sentence() {
    for extension in ["md", "txt"] {
        let ignore = Checked::new(&Texts::new(), extension, "").entry();
        for (what, from, to) in [
            ("a word changed", "rengeteg", "temérdek"),
            ("a word added", "rengeteg kő", "rengeteg sok kő"),
            ("a word gone", "akkoriban ", ""),
            ("the source changed", "niemand wollte zahlen", "keiner wollte zahlen"),
        ] {
            let mut texts = Texts::new();
            let (source, target) = &mut texts.paragraphs[texts.own];
            (*source, *target) = (source.replace(from, to), target.replace(from, to));
            assert_ne!((source.as_str(), target.as_str()), OWN);
            let checked = Checked::new(&texts, extension, &ignore);
            assert_eq!(checked.judged(), (vec![false], 1), "{what}");
        }
    }
}

#[test]
fn every_form_is_told_when_its_sentence_is_mended() {
    for (form, mut texts, extension, ignore) in forms() {
        let own = &mut texts.paragraphs[texts.own].1;
        *own = own.replace("rengeteg kő", "4300 kő");
        let judged = Checked::new(&texts, extension, &ignore).judged();
        assert_eq!(judged, (vec![], 1), "{form}");
    }
}

/// What people do to a page without changing its words.
#[test]
fn an_entry_outlives_another_layout() {
    let ignore = Checked::new(&Texts::new(), "md", "").entry();
    for (what, from, to) in [
        ("a line break", "akkoriban rengeteg", "akkoriban\nrengeteg"),
        ("emphasis", "rengeteg", "**rengeteg**"),
        ("a soft hyphen", "rengeteg", "renge\u{ad}teg"),
        ("decomposed letters", "városnak", "va\u{301}rosnak"),
        ("a quote", "A régi", "> A régi"),
        ("a list", "A régi", "- A régi"),
    ] {
        let mut texts = Texts::new();
        let own = &mut texts.paragraphs[texts.own].1;
        *own = own.replacen(from, to, 1);
        let (own, unused) = Checked::new(&texts, "md", &ignore).judged();
        assert_eq!((own, unused), (vec![true], 0), "{what}");
    }
}
