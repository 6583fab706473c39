//! What speaks for a sentence of the translation being an addition, or else a part of what the source says.

use std::collections::HashSet;
use std::ops::Range;

use crate::alignment::{Bead, SentenceIndex, fold};
use crate::analysis::sentence::joins;
use crate::analysis::token::{TokenKind, Tokens};
use crate::comparison::view::{Role, Texts, of};

/// From what log odds on a sentence of the translation is an addition. Measured on clean translations of ten language
/// pairs, which part sentences a hundred times as often as they add one.
const ADDED: f32 = 2.2;
/// The same of a sentence of the source that is missing, where the translation has fewer.
const MISSING: f32 = -0.3;
/// How far a paragraph's length strays from what its source lets expect, as a logarithm.
const LENGTH_SPREAD: f32 = 0.2;
/// The most that length may say for an addition: what the posterior is made of knows it already.
const MOST_OF_LENGTH: f32 = 1.0;
/// What each word or number that the source has, too, says against one, and how many of them count.
const SHARED: f32 = 0.7;
const MOST_SHARED: usize = 2;
/// What a first word that joins the sentence to the one before says against one.
const JOINS: f32 = 1.5;
/// How many letters of a word tell it from others, in whatever language it comes back.
const PREFIX: usize = 4;

/// The sentences of a bead, and what is known of them.
pub(super) struct Evidence<'a> {
    texts: &'a Texts<'a>,
    source: Vec<&'a str>,
    target: Vec<&'a str>,
    /// How long the target is for each letter of the source, in the rest of the text.
    pub(super) ratio: f32,
}

impl<'a> Evidence<'a> {
    /// What is known of the sentences of a bead.
    pub(super) fn new(texts: &'a Texts<'a>, bead: &Bead) -> Self {
        let sentences = |role: Role| {
            let all = SentenceIndex::new(texts.side(role).side, of(bead, role).clone());
            all.iter()
                .filter_map(|(index, sentence)| Some(&texts.paragraph(role, index)?.prose[sentence.range]))
                .collect()
        };
        let (source, target) = (sentences(Role::Source), sentences(Role::Target));
        Self { texts, source, target, ratio: texts.ratio_outside(bead) }
    }

    fn side(&self, role: Role) -> &[&'a str] {
        match role {
            Role::Source => &self.source,
            Role::Target => &self.target,
        }
    }

    /// How long sentences are together, in letters that count the same on both sides; at least 1.
    pub(super) fn length(&self, role: Role, sentences: &Range<u32>) -> f32 {
        let all = self.side(role);
        let end = (sentences.end as usize).min(all.len());
        let within = all.get(sentences.start as usize..end).unwrap_or_default();
        within.iter().map(|text| self.texts.length(role, text)).sum::<f32>().max(1.0)
    }

    /// Whether a sentence of the target is an addition rather than part of what the source says, if `posterior` is how
    /// likely its alignment makes it that it has no counterpart.
    pub(super) fn is_added(&self, sentence: u32, posterior: f32) -> bool {
        let mut odds = log_odds(posterior) + self.length_speaks(Role::Target, sentence).min(MOST_OF_LENGTH);
        odds -= SHARED * self.shared(sentence) as f32;
        if self.joins(sentence) {
            odds -= JOINS;
        }
        odds >= ADDED
    }

    /// Whether a sentence of the source is missing rather than told with another one, given that the target has fewer.
    pub(super) fn is_missing(&self, sentence: u32, posterior: f32) -> bool {
        let length = self.length_speaks(Role::Source, sentence).clamp(-MOST_OF_LENGTH, MOST_OF_LENGTH);
        log_odds(posterior) + length >= MISSING
    }

    /// How much likelier the lengths of the two sides are if a sentence of one has no counterpart than if it has, as a
    /// logarithm.
    fn length_speaks(&self, role: Role, sentence: u32) -> f32 {
        let all = |role: Role| self.length(role, &(0..self.side(role).len() as u32));
        let scale = |role: Role| if role == Role::Source { self.ratio } else { 1.0 };
        let (one, other) = (scale(role) * all(role), scale(role.other()) * all(role.other()));
        let rest = (one - scale(role) * self.length(role, &(sentence..sentence + 1))).max(1.0);
        let misfit = |one: f32| (one / other).ln().powi(2) / (2.0 * LENGTH_SPREAD * LENGTH_SPREAD);
        misfit(one) - misfit(rest)
    }

    /// How many words and numbers of a sentence of the target the source has, too, as far as they count.
    fn shared(&self, sentence: u32) -> usize {
        let known: HashSet<String> = self.source.iter().flat_map(|text| words(text)).collect();
        let text = self.target.get(sentence as usize).copied().unwrap_or_default();
        words(text).filter(|word| known.contains(word)).take(MOST_SHARED).count()
    }

    /// Whether a sentence of the target begins with a word that joins it to what stands before.
    pub(super) fn joins(&self, sentence: u32) -> bool {
        let text = self.target.get(sentence as usize).copied().unwrap_or_default();
        joins(self.texts.target.language, text)
    }
}

fn log_odds(posterior: f32) -> f32 {
    let posterior = posterior.clamp(0.001, 0.999);
    (posterior / (1.0 - posterior)).ln()
}

/// The numbers of a text and what its longer words begin with, as names and loan words keep it in other languages.
fn words(text: &str) -> impl Iterator<Item = String> {
    let tokens = Tokens::new(text);
    let words: Vec<String> = tokens
        .list()
        .iter()
        .filter_map(|&token| match token.kind {
            TokenKind::Digits => Some(tokens.folded(token).to_owned()),
            TokenKind::Word => {
                let mut folded = String::new();
                text[token.range].chars().for_each(|c| fold(c, &mut folded));
                let end = folded.char_indices().nth(PREFIX - 1).map(|(at, c)| at + c.len_utf8())?;
                folded.truncate(end);
                Some(folded)
            }
            _ => None,
        })
        .collect();
    words.into_iter()
}
