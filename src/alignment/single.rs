//! Two paragraphs, and nothing else: there is nothing to choose from.

use std::sync::Arc;

use crate::analysis::Analysis;
use crate::text::Paragraph;

use super::sentences::{Confidences, FEWEST_TO_LEARN, Sentences};
use super::{Alignment, Bead, Features, Order, Side, mirror, sentences};

/// How many times longer one text may be than the other, in bytes, and still be taken for its counterpart unseen.
const FACTOR: usize = 4;
/// Bytes by which short texts may differ, whatever the factor.
const SLACK: usize = 32;

/// The alignment of two texts of one paragraph each; `None` if that is not what they are, or if one has no sentence or
/// the lengths speak against it, so that it has to be looked at.
pub(super) fn align(source: Side<'_>, target: Side<'_>) -> Option<Alignment> {
    let whole = align_whole(source, target)?;
    let is_one_to_one = |bead: &Bead| bead.source.len() == 1 && bead.target.len() == 1;
    if whole.sentences[0].iter().all(is_one_to_one) {
        return Some(whole);
    }
    let (sentences, unweighed) = align_sentences(source, target, Confidences::OfDoubtful);
    Some(Alignment { sentences: vec![sentences.into()], unweighed, ..whole })
}

/// The same, with all sentences in one bead.
pub(super) fn align_whole(source: Side<'_>, target: Side<'_>) -> Option<Alignment> {
    let ([one], [other]) = (source.paragraphs, target.paragraphs) else { return None };
    let counts = (source.analyses[0].sentences.list.len(), target.analyses[0].sentences.list.len());
    let lengths = (one.prose.len(), other.prose.len());
    let fits = |length: usize, other: usize| length <= other * FACTOR + SLACK;
    if counts.0 == 0 || counts.1 == 0 || !fits(lengths.0, lengths.1) || !fits(lengths.1, lengths.0) {
        return None;
    }
    let bead = |counts: (usize, usize)| Bead {
        source: 0..counts.0 as u32,
        target: 0..counts.1 as u32,
        confidence: 1.0,
        order: Order::Straight,
    };
    let sentences = vec![[bead(counts)].into()];
    Some(Alignment { beads: vec![bead((1, 1))], sentences, parallel: true, unweighed: false })
}

/// The beads of the sentences of two texts of one paragraph each, with all their confidences.
pub(super) fn weighed_sentences(source: Side<'_>, target: Side<'_>) -> Vec<Bead> {
    align_sentences(source, target, Confidences::All).0
}

/// The beads of the sentences of two texts of one paragraph each, and whether their confidences were left out. Any order
/// will do that is the same from both sides.
fn align_sentences(source: Side<'_>, target: Side<'_>, confidences: Confidences) -> (Vec<Bead>, bool) {
    let key = |side: Side<'_>| (side.paragraphs[0].prose.len(), Arc::clone(&side.paragraphs[0].prose));
    let is_mirrored = key(source) > key(target);
    let (first, second) = if is_mirrored { (target, source) } else { (source, target) };
    let count = |side: Side<'_>| side.analyses[0].sentences.list.len();
    let (beads, unweighed) = if count(first).min(count(second)) < FEWEST_TO_LEARN {
        let [first, second] = Features::of_counterparts(read(first), read(second));
        sentences::align_few(&first, &second, confidences)
    } else {
        let (first, second) = (Sentences::read(first), Sentences::read(second));
        let (beads, _) = sentences::align(&first, &second, &[(0..1, 0..1)]);
        (beads.into_iter().next().unwrap_or_default(), false)
    };
    (if is_mirrored { mirror::mirrored(beads) } else { beads }, unweighed)
}

fn read(side: Side<'_>) -> (&Paragraph, &Analysis) {
    (&side.paragraphs[0], &side.analyses[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Settings, analyze};
    use crate::language::language;
    use crate::text::{Format, Wrapping};

    fn read(tag: &str, text: &str) -> (Vec<Paragraph>, Vec<Arc<Analysis>>) {
        let paragraphs = Format::Plain.paragraphs(text, Wrapping::Lines);
        let analyze =
            |paragraph: &Paragraph| Arc::new(analyze(language(tag), &paragraph.prose, &Settings::default()));
        let analyses = paragraphs.iter().map(analyze).collect();
        (paragraphs, analyses)
    }

    /// What [`align_sentences`] leaves out changes nothing: each sentence read by itself, with all its signs and stems,
    /// gives the same beads, and the same confidences where these are asked for.
    #[test]
    fn sentences_are_aligned_as_if_all_of_them_were_read() {
        let german = [
            "Drei Leute kamen am Montag nach Wien. Frau Müller blieb bis 1961 dort.",
            "Ja. Nein. Das sagte Herr Kovács im Jahr 1958 zu 38 Leuten, die in Budapest auf ihn warteten. Dann ging er.",
            "Das Theater wurde 1890 gebaut. Seit dem Brand ist es geschlossen. Nun soll es verkauft werden.",
            "Siehe https://example.org/a_b und die Datei main.rs. Sie hat 12 Zeilen. Version 1.2.3 hat 14.",
        ];
        let hungarian = [
            "Hétfőn hárman érkeztek Bécsbe. Müller asszony 1961-ig maradt ott.",
            "Igen. Nem. Ezt mondta Kovács úr 1958-ban annak a 38 embernek, akik Budapesten vártak rá. Aztán elment.",
            "A színház 1890-ben épült. Most el akarják adni.",
            "Lásd https://example.org/a_b és a main.rs fájlt. Az 1.2.3 változatban 14 sor van. Ebben 12.",
        ];
        let mut unweighed_count = 0;
        for one in german {
            for other in hungarian {
                let ((paragraphs, analyses), (others, other_analyses)) = (read("de", one), read("hu", other));
                let source = Side { paragraphs: &paragraphs, analyses: &analyses };
                let target = Side { paragraphs: &others, analyses: &other_analyses };
                let (lazy, unweighed) = align_sentences(source, target, Confidences::OfDoubtful);
                let (first, second) =
                    if one.len() <= other.len() { (source, target) } else { (target, source) };
                let (full, _) =
                    sentences::align(&Sentences::read(first), &Sentences::read(second), &[(0..1, 0..1)]);
                let full = if one.len() <= other.len() {
                    full[0].clone()
                } else {
                    mirror::mirrored(full[0].clone())
                };
                assert_eq!(
                    align_sentences(source, target, Confidences::All),
                    (full.clone(), false),
                    "{one}\n{other}"
                );
                let places = |beads: &[Bead]| {
                    beads.iter().map(|bead| (bead.source.clone(), bead.target.clone())).collect::<Vec<_>>()
                };
                assert_eq!(places(&lazy), places(&full), "{one}\n{other}");
                unweighed_count += usize::from(unweighed);
                assert!(unweighed || lazy == full, "{one}\n{other}");
            }
        }
        assert!(unweighed_count > 0, "some stand one to one throughout");
    }
}
