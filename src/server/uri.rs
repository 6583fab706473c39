//! URIs and the keys that documents are found by: however a client spells a file, it is one file, and what is
//! published goes out as it was spelt.

use std::path::{Path, PathBuf};

use tower_lsp::gen_lsp_types::Uri;

use crate::project::path::{Lexical, Style};
use crate::project::uri;

/// What a document is found by.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Key {
    /// A file, by its path in the one spelling that the project room uses.
    File(PathBuf),
    /// Something that is no file (`untitled:Untitled-1`), by its URI as spelt.
    Other(String),
}

impl Key {
    /// The key of a URI.
    pub(super) fn of(uri: &Uri) -> Self {
        match uri::to_path(&uri.0, Style::HOST).filter(Lexical::is_absolute) {
            Some(path) => Self::File(path.to_path()),
            None => Self::Other(uri.0.clone()),
        }
    }

    /// The key of a file, by its path in that same spelling.
    pub(super) fn file(path: &Path) -> Self {
        Self::File(path.to_owned())
    }

    /// The file's path; `None` for what is no file.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Other(_) => None,
        }
    }

    /// A URI for it, where no client has spelt one.
    pub(super) fn uri(&self) -> Uri {
        match self {
            Self::File(path) => {
                Uri(uri::from_path(&Lexical::of(path)).unwrap_or_else(|| path.to_string_lossy().into_owned()))
            }
            Self::Other(uri) => Uri(uri.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(uri: &str) -> Key {
        Key::of(&Uri(uri.to_owned()))
    }

    #[cfg(unix)]
    #[test]
    fn spellings_of_a_file_have_one_key() {
        assert_eq!(key("file:///a/b%20c.md"), key("file:///a/./x/../b c.md"));
        assert_eq!(key("file:///a/%C3%A9.md"), key("file:///a/é.md"));
        assert_eq!(key("file:///a/b.md"), key("FILE://localhost/a/b.md"));
        assert_ne!(key("file:///a/b.md"), key("file:///a/B.md"));
    }

    #[test]
    fn what_is_no_file_is_itself() {
        for uri in ["untitled:Untitled-1", "", "x", "git:/a/b.md?ref", "file:relative", "http://a/b.md"] {
            assert_eq!(key(uri).path(), None, "{uri}");
            assert_eq!(key(uri).uri().0, uri);
        }
    }
}
