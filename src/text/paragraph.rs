//! A document's unit of prose.

use std::sync::Arc;

use text_size::TextRange;

/// Stands in [`Paragraph::prose`] for each byte that means nothing to a reader: emphasis marks, the `[` and `](url)` of
/// a link, a quote's `>` at the start of a line, a tag of HTML, the rest of an entity behind the character that it is.
/// It does not part words: `**19**61` reads 1961.
pub const MARKUP: char = '\u{1}';

/// Stands in [`Paragraph::prose`] for each byte of something that means something but is no prose: inline code, a URL,
/// an e-mail address. It parts words and is no number.
pub const OPAQUE: char = '\u{2}';

/// What kind of block a paragraph is; takes part in alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Block {
    /// Running text.
    Paragraph,
    /// A heading of level 1–6.
    Heading(u8),
    /// An item of a bulleted list.
    Item,
    /// An item of a numbered list. Its number is no prose.
    OrderedItem,
    /// A paragraph of a block quote.
    Quote,
    /// A cell of a table.
    Cell,
}

/// One paragraph, heading, list item or table cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its bytes in the document, white space around it left out.
    pub range: TextRange,
    /// What kind of block it is.
    pub block: Block,
    /// The bytes of `range` with what is no prose blanked out by [`MARKUP`] and [`OPAQUE`], byte by byte, so that an
    /// offset in it is an offset in the paragraph. Line breaks inside the paragraph stand as they are.
    pub prose: Arc<str>,
    /// Hashes of the code spans and link targets, in order: the same on both sides of a bitext.
    pub literals: Box<[u64]>,
    /// A hash of `prose`, the same for the same prose in every run.
    pub hash: u64,
}

impl Paragraph {
    /// A paragraph of this prose, which has as many bytes as `range`.
    pub(super) fn new(range: TextRange, block: Block, prose: String, literals: Vec<u64>) -> Self {
        debug_assert_eq!(
            prose.len(),
            usize::from(range.len()),
            "an offset in prose is an offset in the paragraph"
        );
        let hash = prose_hash(prose.as_bytes());
        Self { range, block, prose: prose.into(), literals: literals.into(), hash }
    }
}

/// A hash that is the same in every run and on every machine (FNV-1a, 64 bits).
pub(crate) fn stable_hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A hash of prose that is the same in every run and on every machine; eight bytes at a time, since all prose is hashed.
pub(super) fn prose_hash(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mix = |hash: u64, part: u64| {
        let product = (hash ^ part).wrapping_mul(FACTOR);
        product ^ product >> 32
    };
    let (words, rest) = bytes.as_chunks::<8>();
    let hash = words.iter().fold(bytes.len() as u64, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    mix(mix(hash, u64::from_le_bytes(last)), FACTOR)
}
