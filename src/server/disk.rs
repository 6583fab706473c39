//! Texts of files that no client has open, and whether they have changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::project::files;
use crate::project::{Disk, Files as _, Unreadable};
use crate::text::{Limits, Snapshot};

/// What tells two states of a file apart, as far as can be seen without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
}

/// The state of a file; `None` if there is none.
pub(super) fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = std::fs::metadata(path).ok()?;
    Some(Stamp { modified: metadata.modified().ok(), length: metadata.len() })
}

/// The states of many files and folders.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Stamps(BTreeMap<PathBuf, Option<Stamp>>);

/// What a look at the disk found.
#[derive(Debug)]
pub(super) struct Changes {
    /// How everything is now.
    pub(super) now: Stamps,
    /// What is otherwise than before.
    pub(super) changed: Vec<PathBuf>,
}

impl Stamps {
    /// Looks at `paths`, and compares what was known before.
    pub(super) fn look(&self, paths: Vec<PathBuf>) -> Changes {
        let now: BTreeMap<_, _> =
            paths.into_iter().map(|path| (stamp(&path), path)).map(|(now, path)| (path, now)).collect();
        let changed = now
            .iter()
            .filter(|(path, now)| self.0.get(*path).is_some_and(|before| before != *now))
            .map(|(path, _)| path.clone())
            .collect();
        Changes { now: Self(now), changed }
    }
}

/// Reads a file within the limits; `Ok(None)` if there is none.
pub(super) fn read(path: &Path, limits: &Limits) -> Result<Option<String>, Unreadable> {
    if !Disk.is_file(path) {
        return Ok(None);
    }
    files::read(&Disk, path, limits).map(Some)
}

/// Whether an open text is within the limits.
pub(super) fn within_limits(snapshot: &Snapshot, limits: &Limits) -> Result<(), Unreadable> {
    let text = snapshot.rope();
    if text.len_bytes() > limits.max_bytes {
        return Err(Unreadable::TooLarge { limit: limits.max_bytes as u64 });
    }
    let limit = limits.max_line_bytes;
    let too_long = (snapshot.longest_line() > limit)
        .then(|| text.lines().position(|line| line.len_bytes() > limit + terminator(&line)))
        .flatten();
    too_long.map_or(Ok(()), |line| Err(Unreadable::LineTooLong { line: line + 1, limit }))
}

/// How many bytes of a line end it.
fn terminator(line: &ropey::RopeSlice<'_>) -> usize {
    line.chars_at(line.len_chars()).reversed().take_while(|end| matches!(end, '\n' | '\r')).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Document, Format};

    #[test]
    fn limits_are_kept_to_the_byte() {
        let limits = Limits { max_bytes: 12, max_line_bytes: 4 };
        for (text, fits) in [("abcd\r\nefgh", true), ("abcd\nefghi", false), ("a\nb\nc\nd\ne\nf\ng", false)] {
            let document = Document::new(text, 0, Format::Plain, None);
            assert_eq!(within_limits(&document.snapshot(), &limits).is_ok(), fits, "{text:?}");
        }
    }
}
