//! Reading: the only place that asks a file system. Behind [`Files`], so that a server can put open buffers in front
//! of the disk, and tests a tree in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;

use crate::text::{Limits, UnreadableReason, readable};

/// Why a pipe or a device is not read.
pub(super) const NO_REGULAR_FILE: &str = "it is no regular file";

/// Why a file can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// There is none, or the system refuses it.
    #[error("the file cannot be read: {0}")]
    Refused(String),
    /// It is larger than the limit, in bytes.
    #[error("the file has more than {limit} bytes and is not checked; `max_file_bytes` sets the limit")]
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// It is no UTF-8.
    #[error("the file is not UTF-8 (line {line}, byte {byte}) and is not checked; save it as UTF-8")]
    NotUtf8 {
        /// The line of the first byte that is none, from 1.
        line: usize,
        /// That byte, from 0.
        byte: usize,
    },
    /// A line is longer than the limit.
    #[error(
        "line {line} has more than {limit} bytes, so the file is not checked; `max_line_bytes` sets the limit"
    )]
    LineTooLong {
        /// The line, from 1.
        line: usize,
        /// The limit, in bytes.
        limit: usize,
    },
}

impl Unreadable {
    /// The same, said of a text that is at hand.
    pub fn of(text: crate::text::Unreadable, limits: &Limits) -> Self {
        match text.reason {
            UnreadableReason::TooLarge { .. } => Self::TooLarge { limit: limits.max_bytes as u64 },
            UnreadableReason::NotUtf8 => Self::NotUtf8 { line: text.line + 1, byte: text.byte },
            UnreadableReason::LineTooLong { .. } => {
                Self::LineTooLong { line: text.line + 1, limit: limits.max_line_bytes }
            }
        }
    }
}

/// What a folder holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// Names of its files.
    pub files: BTreeSet<String>,
    /// Names of its folders.
    pub folders: BTreeSet<String>,
}

/// The files below a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walk {
    /// Paths that begin with the folder's, in byte order.
    pub files: Vec<PathBuf>,
    /// Whether there are more than the limit.
    pub truncated: bool,
}

/// Where texts come from. Hidden and git-ignored files, and symbolic links, are not listed; a path that is asked for
/// by name is read whatever it is.
pub trait Files: Sync + fmt::Debug {
    /// The bytes of a file, unless they are more than `limit`.
    fn bytes(&self, path: &Path, limit: u64) -> Result<Vec<u8>, Unreadable>;
    /// Whether there is a file.
    fn is_file(&self, path: &Path) -> bool;
    /// Whether there is a folder.
    fn is_folder(&self, path: &Path) -> bool;
    /// What a folder holds; nothing if there is none.
    fn list(&self, folder: &Path) -> Listing;
    /// The files below a folder whose names `wanted` takes, at most `limit`. Links are not followed, so that no loop
    /// ends it.
    fn walk(&self, folder: &Path, wanted: &(dyn Fn(&Path) -> bool + Sync), limit: usize) -> Walk;
    /// The path from a root, without `.` and `..`.
    fn absolute(&self, path: &Path) -> PathBuf;
    /// Whether a path, links followed, still lies in a folder.
    fn stays_inside(&self, path: &Path, folder: &Path) -> bool;
}

/// The text of a file. A byte order mark stays in it, so that offsets are those of the file.
pub fn read(files: &dyn Files, path: &Path, limits: &Limits) -> Result<String, Unreadable> {
    let bytes = files.bytes(path, limits.max_bytes as u64)?;
    readable(&bytes, limits).map_err(|unreadable| Unreadable::of(unreadable, limits))?;
    // `readable` has seen that it is UTF-8.
    String::from_utf8(bytes).map_err(|error| Unreadable::Refused(error.to_string()))
}

/// The files of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

impl Disk {
    /// A walk as this room walks: hidden and git-ignored files and links left out.
    fn walker(folder: &Path) -> WalkBuilder {
        let mut walker = WalkBuilder::new(folder);
        // A .gitignore says what is not worth reading, also where there is no repository around it.
        walker.require_git(false).follow_links(false).sort_by_file_name(Ord::cmp);
        walker
    }
}

impl Files for Disk {
    fn bytes(&self, path: &Path, limit: u64) -> Result<Vec<u8>, Unreadable> {
        use std::io::Read as _;
        let refused = |error: std::io::Error| Unreadable::Refused(error.to_string());
        let metadata = std::fs::metadata(path).map_err(refused)?;
        if !metadata.is_file() {
            // To open a pipe waits for a writer; a device may never end.
            return Err(Unreadable::Refused(NO_REGULAR_FILE.to_owned()));
        }
        if metadata.len() > limit {
            return Err(Unreadable::TooLarge { limit });
        }
        let file = std::fs::File::open(path).map_err(refused)?;
        let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
        // The file may grow while it is read.
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(refused)?;
        if bytes.len() as u64 > limit { Err(Unreadable::TooLarge { limit }) } else { Ok(bytes) }
    }

    fn is_file(&self, path: &Path) -> bool {
        path.is_file()
    }

    fn is_folder(&self, path: &Path) -> bool {
        path.is_dir()
    }

    fn list(&self, folder: &Path) -> Listing {
        let mut listing = Listing::default();
        for entry in
            Self::walker(folder).max_depth(Some(1)).build().flatten().filter(|entry| entry.depth() == 1)
        {
            let (Some(name), Some(kind)) = (entry.file_name().to_str(), entry.file_type()) else { continue };
            if kind.is_file() {
                listing.files.insert(name.to_owned());
            } else if kind.is_dir() {
                listing.folders.insert(name.to_owned());
            }
        }
        listing
    }

    fn walk(&self, folder: &Path, wanted: &(dyn Fn(&Path) -> bool + Sync), limit: usize) -> Walk {
        let mut walk = Walk::default();
        for entry in Self::walker(folder).build().flatten() {
            if !entry.file_type().is_some_and(|kind| kind.is_file()) || !wanted(entry.path()) {
                continue;
            }
            if walk.files.len() == limit {
                walk.truncated = true;
                break;
            }
            walk.files.push(entry.into_path());
        }
        walk.files.sort();
        walk
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        if path.to_str().is_some() { super::path::Lexical::of(&path).to_path() } else { path }
    }

    fn stays_inside(&self, path: &Path, folder: &Path) -> bool {
        match (path.canonicalize(), folder.canonicalize()) {
            (Ok(path), Ok(folder)) => path.starts_with(folder),
            // What is not there leads nowhere.
            _ => true,
        }
    }
}

/// A tree of files in memory.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    files: BTreeMap<PathBuf, Arc<[u8]>>,
}

impl Memory {
    /// Puts a file, and the folders it lies in, into the tree.
    pub fn insert(&mut self, path: impl Into<PathBuf>, bytes: impl AsRef<[u8]>) {
        self.files.insert(path.into(), bytes.as_ref().into());
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &Path) {
        self.files.remove(path);
    }

    /// Whether the tree holds no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    fn below<'a>(&'a self, folder: &'a Path) -> impl Iterator<Item = (&'a Path, &'a Path)> {
        let below = move |path: &'a PathBuf| Some((path.as_path(), path.strip_prefix(folder).ok()?));
        self.files.keys().filter_map(below).filter(|(_, rest)| !rest.as_os_str().is_empty())
    }
}

impl Files for Memory {
    fn bytes(&self, path: &Path, limit: u64) -> Result<Vec<u8>, Unreadable> {
        let bytes =
            self.files.get(path).ok_or_else(|| Unreadable::Refused("there is no such file".to_owned()))?;
        if bytes.len() as u64 > limit { Err(Unreadable::TooLarge { limit }) } else { Ok(bytes.to_vec()) }
    }

    fn is_file(&self, path: &Path) -> bool {
        self.files.contains_key(path)
    }

    fn is_folder(&self, path: &Path) -> bool {
        self.below(path).next().is_some()
    }

    fn list(&self, folder: &Path) -> Listing {
        let mut listing = Listing::default();
        for (_, rest) in self.below(folder) {
            let mut parts = rest.components();
            let Some(name) = parts.next().and_then(|part| part.as_os_str().to_str()) else { continue };
            let names = if parts.next().is_some() { &mut listing.folders } else { &mut listing.files };
            if !name.starts_with('.') {
                names.insert(name.to_owned());
            }
        }
        listing
    }

    fn walk(&self, folder: &Path, wanted: &(dyn Fn(&Path) -> bool + Sync), limit: usize) -> Walk {
        let hidden = |rest: &Path| rest.iter().any(|part| part.to_string_lossy().starts_with('.'));
        let mut found = self.below(folder).filter(|(path, rest)| !hidden(rest) && wanted(path));
        let mut files: Vec<PathBuf> = found.by_ref().take(limit).map(|(path, _)| path.to_owned()).collect();
        files.sort();
        Walk { files, truncated: found.next().is_some() }
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        path.to_owned()
    }

    fn stays_inside(&self, _path: &Path, _folder: &Path) -> bool {
        true
    }
}

/// Open buffers in front of other files: what an editor holds counts, saved or not.
#[derive(Debug)]
pub struct Overlay<'a> {
    /// What lies behind.
    pub files: &'a dyn Files,
    /// The texts of open documents, by their absolute paths.
    pub open: &'a BTreeMap<PathBuf, String>,
}

impl Files for Overlay<'_> {
    fn bytes(&self, path: &Path, limit: u64) -> Result<Vec<u8>, Unreadable> {
        match self.open.get(path) {
            Some(text) if text.len() as u64 > limit => Err(Unreadable::TooLarge { limit }),
            Some(text) => Ok(text.clone().into_bytes()),
            None => self.files.bytes(path, limit),
        }
    }

    fn is_file(&self, path: &Path) -> bool {
        self.open.contains_key(path) || self.files.is_file(path)
    }

    fn is_folder(&self, path: &Path) -> bool {
        self.files.is_folder(path)
    }

    fn list(&self, folder: &Path) -> Listing {
        let mut listing = self.files.list(folder);
        let here = self.open.keys().filter(|path| path.parent() == Some(folder));
        listing.files.extend(here.filter_map(|path| Some(path.file_name()?.to_str()?.to_owned())));
        listing
    }

    fn walk(&self, folder: &Path, wanted: &(dyn Fn(&Path) -> bool + Sync), limit: usize) -> Walk {
        let mut walk = self.files.walk(folder, wanted, limit);
        let here = self.open.keys().filter(|path| path.starts_with(folder) && wanted(path));
        walk.files.extend(here.cloned());
        walk.files.sort();
        walk.files.dedup();
        walk
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        self.files.absolute(path)
    }

    fn stays_inside(&self, path: &Path, folder: &Path) -> bool {
        self.files.stays_inside(path, folder)
    }
}
