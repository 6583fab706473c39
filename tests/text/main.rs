//! What holds for every text: positions, edits, paragraphs.

mod comments;
mod edits;
mod fixtures;
mod oracle;
mod paragraphs;
mod positions;
mod readable;
