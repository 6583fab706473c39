//! What holds for every text: positions, edits, paragraphs.

mod edits;
mod fixtures;
mod oracle;
mod paragraphs;
mod positions;
mod readable;
