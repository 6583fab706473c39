//! Which divergences of a set are ignored, and which ignores ignore nothing. Pure.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

use text_size::{TextRange, TextSize};

use super::directive::{Directive, Named, Scope, WORD, directive};
use super::edit::Addition;
use super::find::{IgnoreFile, Ignores};
use super::key::{Key, excerpt};
use crate::bitext::{Bitext, Side, Text};
use crate::comparison::{Divergence, Rule};

/// A member of a set, as far as it could be checked.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// Its absolute path.
    pub path: &'a Path,
    /// What it says; `None` if it could not be read.
    pub text: Option<&'a Text>,
    /// For a translation: what it was compared as.
    pub bitext: Option<&'a Bitext>,
}

/// What is ignored in a set.
#[derive(Debug, Clone, Default)]
pub struct Judgement {
    /// For each member, for each divergence of its bitext, whether it is ignored; empty where there is no bitext.
    pub ignored: Vec<Vec<bool>>,
    /// What is wrong with ignores: by member and place, then by file and place.
    pub unused: Vec<Unused>,
}

/// An ignore that ignores nothing.
#[derive(Debug, Clone)]
pub struct Unused {
    /// Which.
    pub ignore: Ignore,
    /// Why.
    pub message: String,
}

/// What ignores.
#[derive(Debug, Clone)]
pub enum Ignore {
    /// A comment in a text.
    Comment {
        /// Index of the member.
        member: usize,
        /// What of the comment is meant, in bytes of the text.
        range: TextRange,
        /// What goes to mend it; `None` where a person has to.
        cut: Option<TextRange>,
    },
    /// An entry of `.diglot-ignore`.
    Entry {
        /// The file.
        file: Arc<IgnoreFile>,
        /// Index of the entry.
        entry: usize,
    },
}

/// Something that silences divergences.
struct Silencer {
    ignore: Ignore,
    /// The member it stands in, or names.
    member: usize,
    reach: Reach,
    /// `None` for all rules.
    rule: Option<&'static Rule>,
    /// All of the comment; `None` for an entry.
    comment: Option<TextRange>,
    is_used: bool,
}

/// What a silencer is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    Paragraph(Option<u32>),
    File,
    Divergence(Key),
}

impl Reach {
    /// The paragraph, if it is about one.
    fn paragraph(self) -> Option<u32> {
        match self {
            Self::Paragraph(paragraph) => paragraph,
            Self::File | Self::Divergence(_) => None,
        }
    }
}

/// Judges a set's divergences. `source` is the index of the text that the others translate; `is_whole` says whether all
/// its translations are here, so that an ignore in the source can be told to be of no use.
pub fn judge(members: &[Judged<'_>], source: usize, is_whole: bool, ignores: &Ignores) -> Judgement {
    let mut judgement = Judgement { ignored: vec![Vec::new(); members.len()], unused: Vec::new() };
    let mut silencers: Vec<Silencer> = Vec::new();
    for (index, member) in members.iter().enumerate() {
        comments(index, member, &mut silencers, &mut judgement.unused);
    }
    for (index, member) in members.iter().enumerate() {
        silencers.extend(entries(index, member, ignores));
    }
    let by_member = ByMember::of(&silencers);
    for (target, member) in members.iter().enumerate() {
        let Some(bitext) = member.bitext else { continue };
        let divergences = bitext.divergences.iter();
        let judged = divergences.map(|divergence| {
            let silencing = by_member.silencing(&silencers, bitext, divergence, [source, target]);
            for &index in &silencing {
                silencers[index].is_used = true;
            }
            !silencing.is_empty()
        });
        judgement.ignored[target] = judged.collect();
    }
    let mut comparable = HashMap::new();
    let of_no_use = silencers.iter().map(|silencer| {
        // Of a file with a large baseline it is asked once.
        let about = (silencer.member, silencer.reach.paragraph());
        let mut ask = || is_comparable(about, members, source, is_whole);
        let is_lost = silencer.reach == Reach::Paragraph(None);
        !silencer.is_used && (is_lost || *comparable.entry(about).or_insert_with(&mut ask))
    });
    let of_no_use: Vec<bool> = of_no_use.collect();
    tell(&silencers, &of_no_use, members, &mut judgement.unused);
    judgement.unused.sort_by(|one, other| place(one).cmp(&place(other)));
    judgement
}

/// The entry that would ignore a divergence, and the file that it goes to: under the translation, or under the source
/// where only that has a place, and then for all its translations.
pub fn addition(
    bitext: &Bitext,
    divergence: &Divergence,
    [source, target]: [&Path; 2],
    ignores: &Ignores,
) -> Option<(Arc<IgnoreFile>, Addition)> {
    let path = if divergence.place.target().is_some() { target } else { source };
    let file = ignores.of(path)?;
    let added = Addition {
        file: file.name_of(path)?,
        rule: divergence.rule.id,
        key: Some(Key::of(bitext, divergence)),
        text: excerpt(bitext, divergence),
        reason: String::new(),
    };
    Some((Arc::clone(file), added))
}

/// What the comments of a text silence; what is wrong with them goes to `unused`.
fn comments(index: usize, member: &Judged<'_>, silencers: &mut Vec<Silencer>, unused: &mut Vec<Unused>) {
    let Some(text) = member.text else { return };
    let snapshot = &text.snapshot;
    for comment in snapshot.comments(WORD) {
        let body = snapshot.slice(comment.body);
        let Some(Directive { scope, rules, faults }) = directive(&body) else { continue };
        let comment_ignore = |range, cut| Ignore::Comment { member: index, range, cut };
        unused.extend(faults.into_iter().map(|fault| Unused {
            ignore: comment_ignore(fault.range + comment.body.start(), None),
            message: fault.message,
        }));
        let reach = match scope {
            Scope::Paragraph => Reach::Paragraph(comment.paragraph),
            Scope::File => Reach::File,
        };
        let whole = comment_ignore(comment.range, Some(snapshot.without_comment(comment.range)));
        let silencer = |rule, ignore| Silencer {
            ignore,
            member: index,
            reach,
            rule,
            comment: Some(comment.range),
            is_used: false,
        };
        match rules {
            Named::All => silencers.push(silencer(None, whole)),
            Named::Rules(named) if named.len() == 1 => silencers.push(silencer(Some(named[0].0), whole)),
            Named::Rules(named) => silencers.extend(named.into_iter().map(|(rule, name)| {
                let range = super::text_range(name.clone()) + comment.body.start();
                let cut = super::text_range(with_separator(&body, name)) + comment.body.start();
                silencer(Some(rule), comment_ignore(range, Some(cut)))
            })),
        }
    }
}

/// A name in a comment with what parts it from the next one; from the one before, if it is the last.
fn with_separator(body: &str, name: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let parts = |c: char| c.is_whitespace() || c == ',';
    let behind = &body[name.end..];
    let gap = behind.len() - behind.trim_start_matches(parts).len();
    if gap > 0 && !behind[gap..].starts_with(':') && gap < behind.len() {
        return name.start..name.end + gap;
    }
    body[..name.start].trim_end_matches(parts).len()..name.end
}

/// What `.diglot-ignore` silences in a text.
fn entries(index: usize, member: &Judged<'_>, ignores: &Ignores) -> Vec<Silencer> {
    let Some(file) = ignores.of(member.path) else { return Vec::new() };
    let name = file.name_of(member.path);
    let named = file.entries.iter().enumerate().filter(|(_, entry)| Some(&entry.file) == name.as_ref());
    let silencers = named.map(|(place, entry)| Silencer {
        ignore: Ignore::Entry { file: Arc::clone(file), entry: place },
        member: index,
        reach: entry.key.map_or(Reach::File, Reach::Divergence),
        rule: Some(entry.rule),
        comment: None,
        is_used: false,
    });
    silencers.collect()
}

/// The silencers by what they are found by.
#[derive(Default)]
struct ByMember {
    by_key: HashMap<(usize, Key), Vec<usize>>,
    others: BTreeMap<usize, Vec<usize>>,
}

impl ByMember {
    fn of(silencers: &[Silencer]) -> Self {
        let mut found = Self::default();
        for (index, silencer) in silencers.iter().enumerate() {
            match silencer.reach {
                Reach::Divergence(key) => found.by_key.entry((silencer.member, key)).or_default().push(index),
                _ => found.others.entry(silencer.member).or_default().push(index),
            }
        }
        found
    }

    /// The indexes of those that silence a divergence between two members.
    fn silencing(
        &self,
        silencers: &[Silencer],
        bitext: &Bitext,
        divergence: &Divergence,
        members: [usize; 2],
    ) -> Vec<usize> {
        let mut silencing = Vec::new();
        if !self.by_key.is_empty() {
            // The rule is part of the key, and yet an entry may stand under another one by hand.
            let of = |key: Key| {
                let found =
                    members.iter().filter_map(move |&member| self.by_key.get(&(member, key))).flatten();
                found.copied().filter(|&index| silencers[index].rule == Some(divergence.rule))
            };
            silencing.extend(of(Key::of(bitext, divergence)));
            if silencing.is_empty() {
                silencing.extend(Key::beside_others(bitext, divergence).into_iter().flat_map(of));
            }
        }
        let spots = [divergence.place.source(), divergence.place.target()];
        for (member, spot) in members.into_iter().zip(spots) {
            let here = spot.map(|spot| spot.paragraph);
            silencing.extend(self.others.get(&member).into_iter().flatten().copied().filter(|&index| {
                let Silencer { reach, rule, .. } = &silencers[index];
                let reaches = match reach {
                    Reach::Paragraph(paragraph) => paragraph.is_some() && *paragraph == here,
                    Reach::File => true,
                    Reach::Divergence(_) => false,
                };
                reaches && rule.is_none_or(|rule| rule == divergence.rule)
            }));
        }
        silencing
    }
}

/// Whether a paragraph of a member, or all of it, was really compared; of the source, in all bitexts.
fn is_comparable(
    (member, paragraph): (usize, Option<u32>),
    members: &[Judged<'_>],
    source: usize,
    is_whole: bool,
) -> bool {
    let in_bitext =
        |side, judged: &Judged<'_>| judged.bitext.is_some_and(|bitext| bitext.is_compared(side, paragraph));
    if member != source {
        return in_bitext(Side::Target, &members[member]);
    }
    let mut translations = members.iter().enumerate().filter(|(index, _)| *index != source);
    is_whole && translations.all(|(_, judged)| in_bitext(Side::Source, judged))
}

/// Tells of those that are of no use; of a comment all of whose rules are, once.
fn tell(silencers: &[Silencer], of_no_use: &[bool], members: &[Judged<'_>], unused: &mut Vec<Unused>) {
    let comment_of = |silencer: &Silencer| silencer.comment.map(|range| (silencer.member, range));
    let mut index = 0;
    while index < silencers.len() {
        let comment = comment_of(&silencers[index]);
        let same = |next: &Silencer| comment.is_some() && comment_of(next) == comment;
        let length = silencers[index..].iter().take_while(|next| same(next)).count().max(1);
        let together = length > 1 && of_no_use[index..index + length].iter().all(|&of_no_use| of_no_use);
        if let (true, Some((member, range))) = (together, comment) {
            let cut = members[member].text.map(|text| text.snapshot.without_comment(range));
            let message = message(&silencers[index], None);
            unused.push(Unused { ignore: Ignore::Comment { member, range, cut }, message });
        } else {
            let told = (index..index + length).filter(|&index| of_no_use[index]).map(|index| {
                let silencer = &silencers[index];
                Unused { ignore: silencer.ignore.clone(), message: message(silencer, silencer.rule) }
            });
            unused.extend(told);
        }
        index += length;
    }
}

fn message(silencer: &Silencer, rule: Option<&Rule>) -> String {
    let nothing = rule.map_or_else(|| "nothing that it names".to_owned(), |rule| format!("no `{}`", rule.id));
    let nothing = if silencer.rule.is_none() { "nothing that diverges".to_owned() } else { nothing };
    match silencer.reach {
        Reach::Paragraph(None) => "this ignores nothing: no paragraph follows".to_owned(),
        Reach::Paragraph(_) => format!("this ignores nothing: the paragraph has {nothing}"),
        Reach::File => format!("this ignores nothing: the file has {nothing}"),
        Reach::Divergence(_) => {
            "this ignores nothing: its sentence was changed, or no longer diverges".to_owned()
        }
    }
}

/// What the unused are ordered by.
fn place(unused: &Unused) -> (usize, Option<&Path>, TextSize) {
    match &unused.ignore {
        Ignore::Comment { member, range, .. } => (*member, None, range.start()),
        Ignore::Entry { file, entry } => (
            usize::MAX,
            Some(&file.path),
            file.entries.get(*entry).map_or_else(TextSize::default, |entry| entry.range.start()),
        ),
    }
}
