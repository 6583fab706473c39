//! Sentences that stand twice in a row.

use crate::analysis::token::{TokenKind, Tokens, letter_weight};
use crate::comparison::Spot;
use crate::comparison::view::{BeadView, Role, SentenceView, SideView};
use crate::text::LocalRange;

/// A sentence that says again, word for word, what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Repeat {
    /// Its side, which alone has it twice.
    pub(crate) role: Role,
    /// The sentence that is said again.
    pub(crate) first: u32,
    /// The sentence that says it; the same where its end was not seen as one.
    pub(crate) second: u32,
    /// Where it stands the second time.
    pub(crate) spot: Spot,
    /// Whether it is short, and may be a cry.
    is_short: bool,
}

/// The fewest letters of a sentence that may not stand twice ("No. No." may).
const LEAST: f32 = 12.0;
/// The fewest bytes that weigh as much as [`LEAST`]: an ideograph, which has three of them, weighs no more than that many
/// letters.
const LEAST_BYTES: usize = LEAST as usize;
/// The fewest letters of one that may not where the other side cries nothing twice.
const LEAST_SHORT: f32 = 3.0;

/// The sentences that stand twice in a row on one side; where both sides do so, the author meant it. `more`: whether the
/// source's, the target's sentences are more than the other side's.
pub(super) fn repeated(view: &BeadView<'_>, more: (bool, bool)) -> Vec<Repeat> {
    let (mut source, mut target) = (repeats(&view.source), repeats(&view.target));
    source.retain(|repeat| !repeat.is_short || more.0 && !cries(&view.target));
    target.retain(|repeat| !repeat.is_short || more.1 && !cries(&view.source));
    match (source.is_empty(), target.is_empty()) {
        (false, true) => source,
        (true, false) => target,
        _ => Vec::new(),
    }
}

fn repeats(side: &SideView<'_>) -> Vec<Repeat> {
    let pairs = side.sentences.windows(2).enumerate().filter_map(|(index, pair)| {
        if pair[0].text != pair[1].text {
            return None;
        }
        let weight = weight(pair[0].text);
        (weight >= LEAST_SHORT).then(|| Repeat {
            role: side.role,
            first: index as u32,
            second: index as u32 + 1,
            spot: pair[1].spot(),
            is_short: weight < LEAST,
        })
    });
    let within = side.sentences.iter().enumerate().filter_map(|(index, sentence)| {
        let spot = said_again(sentence)?;
        Some(Repeat { role: side.role, first: index as u32, second: index as u32, spot, is_short: false })
    });
    pairs.chain(within).collect()
}

/// Where a sentence begins anew, word for word from its first one, behind a stop that was not taken for its end.
fn said_again(sentence: &SentenceView<'_>) -> Option<Spot> {
    let text = sentence.text;
    // In most sentences no stop stands but the last.
    let bytes = &text.as_bytes()[..text.len().checked_sub(LEAST_BYTES)?];
    let ascii = memchr::memchr3(b'.', b'!', b'?', bytes);
    // The first bytes of the others.
    ascii.or_else(|| memchr::memchr2(0xE3, 0xEF, bytes))?;
    let stops = text.match_indices(['.', '!', '?', '。', '！', '？']);
    stops.map(|(at, stop)| at + stop.len()).find_map(|end| {
        let (said, rest) = text.split_at(end);
        let again = rest.trim_start();
        if !again.starts_with(said) || weight(said) < LEAST {
            return None;
        }
        let start = sentence.range.start() + text.len() - again.len();
        let range = LocalRange::new(start, start + said.len());
        Some(Spot { paragraph: sentence.paragraph, range })
    })
}

fn weight(text: &str) -> f32 {
    text.chars().filter(|c| c.is_alphanumeric()).map(letter_weight).sum()
}

/// Whether a side says a word twice in a row ("No, no!"), which another language may do in two sentences.
fn cries(side: &SideView<'_>) -> bool {
    side.sentences.iter().any(|sentence| {
        let tokens = Tokens::new(sentence.text);
        let is_word = |kind: TokenKind| matches!(kind, TokenKind::Word | TokenKind::Digits);
        let words: Vec<&str> = tokens
            .list()
            .iter()
            .filter(|token| is_word(token.kind))
            .map(|&token| tokens.folded(token))
            .collect();
        words.windows(2).any(|pair| pair[0] == pair[1])
    })
}
