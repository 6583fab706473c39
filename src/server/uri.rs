//! URIs and the keys that documents are found by: however a client spells a file, it is one file, and what is
//! published goes out as it was spelt.

use std::path::{Component, Path, PathBuf};

use tower_lsp::gen_lsp_types::Uri;

/// What a document is found by.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Key {
    /// A file, by its normalised path.
    File(PathBuf),
    /// Something that is no file (`untitled:Untitled-1`), by its URI as spelt.
    Other(String),
}

impl Key {
    /// The key of a URI.
    pub(super) fn of(uri: &Uri) -> Self {
        match url::Url::parse(&uri.0)
            .ok()
            .filter(|url| url.scheme() == "file")
            .and_then(|url| url.to_file_path().ok())
        {
            Some(path) => Self::File(normalised(&path)),
            None => Self::Other(uri.0.clone()),
        }
    }

    /// The key of a file.
    pub(super) fn file(path: &Path) -> Self {
        Self::File(normalised(path))
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
            Self::File(path) => Uri(url::Url::from_file_path(path)
                .map_or_else(|()| path.to_string_lossy().into_owned(), String::from)),
            Self::Other(uri) => Uri(uri.clone()),
        }
    }
}

/// The path without `.` and `..` and with its drive letter in lower case (`C:` and `c:` are one drive).
fn normalised(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            Component::Prefix(prefix) => normal.push(prefix.as_os_str().to_ascii_lowercase()),
            Component::Normal(part) if normal.parent().is_none() && is_drive(part) => {
                normal.push(part.to_ascii_lowercase());
            }
            other => normal.push(other),
        }
    }
    normal
}

/// Whether a path part is a drive: so it stands in the paths of remote and virtual folders.
fn is_drive(part: &std::ffi::OsStr) -> bool {
    matches!(part.as_encoded_bytes(), [letter, b':'] if letter.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(uri: &str) -> Key {
        Key::of(&Uri(uri.to_owned()))
    }

    #[test]
    fn spellings_of_a_file_have_one_key() {
        assert_eq!(key("file:///a/b%20c.md"), key("file:///a/./x/../b c.md"));
        assert_eq!(key("file:///a/%C3%A9.md"), key("file:///a/é.md"));
        assert_eq!(key("file:///c%3A/a.md"), key("file:///C:/a.md"));
        assert_ne!(key("file:///a/b.md"), key("file:///a/B.md"));
    }

    #[test]
    fn what_is_no_file_is_itself() {
        for uri in ["untitled:Untitled-1", "", "x", "git:/a/b.md?ref", "file:relative", "http://a/b.md"] {
            assert!(key(uri).path().is_none_or(Path::is_absolute), "{uri}");
            assert_eq!(Key::of(&key(uri).uri()), key(uri), "{uri}");
        }
    }
}
