//! Texts of files that no client has open, and whether they have changed.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

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

/// Why a file is not analysed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// It is larger than the limit, both in bytes.
    TooLarge(u64, u64),
    /// A line (1-based) is longer than the limit in bytes.
    LongLine(u32, u64),
    /// Its bytes are no UTF-8, from this one on.
    NotUtf8(usize),
    /// The system says so.
    System(String),
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooLarge(size, limit) => {
                write!(formatter, "This file is not compared: it has {size} bytes, the limit is {limit}.")
            }
            Self::LongLine(line, limit) => {
                write!(formatter, "This file is not compared: line {line} is longer than {limit} bytes.")
            }
            Self::NotUtf8(at) => {
                write!(formatter, "This file is not compared: it is not UTF-8 (byte {at} and after).")
            }
            Self::System(error) => write!(formatter, "This file is not compared: {error}."),
        }
    }
}

/// Reads a file that is no larger than `limit` bytes; `Ok(None)` if there is none.
pub(super) fn read(path: &Path, limit: u64) -> Result<Option<String>, Unreadable> {
    let system = |error: std::io::Error| Unreadable::System(error.to_string());
    let file = match std::fs::File::open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        file => file.map_err(system)?,
    };
    let metadata = file.metadata().map_err(system)?;
    if !metadata.is_file() {
        return Err(Unreadable::System("it is no regular file".to_owned()));
    }
    if metadata.len() > limit {
        return Err(Unreadable::TooLarge(metadata.len(), limit));
    }
    let mut bytes = Vec::new();
    // The file may grow while it is read.
    file.take(limit).read_to_end(&mut bytes).map_err(system)?;
    String::from_utf8(bytes).map(Some).map_err(|error| Unreadable::NotUtf8(error.utf8_error().valid_up_to()))
}

/// Whether a text is within the limits, both in bytes.
pub(super) fn within_limits(text: &ropey::Rope, file: u64, line: u64) -> Result<(), Unreadable> {
    let size = text.len_bytes() as u64;
    if size > file {
        return Err(Unreadable::TooLarge(size, file));
    }
    match (size > line).then(|| text.lines().position(|one| one.len_bytes() as u64 > line)).flatten() {
        Some(at) => Err(Unreadable::LongLine(at as u32 + 1, line)),
        None => Ok(()),
    }
}
