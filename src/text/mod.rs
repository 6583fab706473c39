//! What stands on the page: documents, their paragraphs, and where a byte is in lines and columns. Knows no language.

mod comment;
pub mod document;
pub mod format;
mod lines;
mod local_range;
mod paragraph;
pub mod position;
mod readable;

pub use comment::{Comment, Insertion};
pub use document::{Change, Document, Snapshot};
pub use format::{Format, Wrapping};
pub use local_range::LocalRange;
pub(crate) use paragraph::stable_hash;
pub use paragraph::{Block, MARKUP, OPAQUE, Paragraph};
pub use position::{Encoding, Position};
pub use readable::{Limits, Unreadable, UnreadableReason, readable};
pub use text_size::{TextRange, TextSize};
