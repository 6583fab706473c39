//! Paths as text, taken apart without asking a file system: Unix, `C:\` and UNC paths alike on every system. Pure.

use std::path::{Path, PathBuf};

/// How a path is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `/` parts folders, and a path that begins with it is absolute.
    Unix,
    /// `\` and `/` part folders; drives (`C:\`), UNC (`\\host\share\`) and their verbatim forms (`\\?\`).
    Windows,
}

impl Style {
    /// How the system that this runs on writes paths.
    pub const HOST: Self = if cfg!(windows) { Self::Windows } else { Self::Unix };
}

/// A path in one spelling: `/` between its parts, no `.`, no `..` but at the beginning of a relative one, drive
/// letters large, UNC hosts small. Two spellings of one path compare equal; the order is that of the bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lexical {
    text: String,
    /// Bytes of `text` before the first part: `""`, `"/"`, `"C:/"`, `"//host/share/"`.
    prefix: usize,
}

impl Lexical {
    /// Reads a path as `style` writes it.
    pub fn parse(text: &str, style: Style) -> Self {
        match style {
            Style::Unix => {
                let absolute = text.starts_with('/');
                Self::normalised(if absolute { "/" } else { "" }.to_owned(), text)
            }
            Style::Windows => Self::parse_windows(&text.replace('\\', "/")),
        }
    }

    /// Reads a path of this system. What is no Unicode in it is replaced by U+FFFD.
    pub fn of(path: &Path) -> Self {
        Self::parse(&path.to_string_lossy(), Style::HOST)
    }

    /// With `/` between its parts.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it begins at a root, a drive or a share.
    pub fn is_absolute(&self) -> bool {
        self.text[..self.prefix].ends_with('/')
    }

    /// Folders and file name, in order.
    pub fn parts(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.text[self.prefix..].split('/').filter(|part| !part.is_empty())
    }

    /// The last part; `None` for a root.
    pub fn name(&self) -> Option<&str> {
        self.parts().next_back()
    }

    /// The folder it lies in; `None` for a root or an empty path.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let name = self.name()?;
        let end = (self.text.len() - name.len()).saturating_sub(1).max(self.prefix);
        Some(Self { text: self.text[..end].to_owned(), prefix: self.prefix })
    }

    /// What `relative`, with `/` between its parts, means from this folder.
    #[must_use]
    pub fn join(&self, relative: &str) -> Self {
        let parts = format!("{}/{relative}", &self.text[self.prefix..]);
        Self::normalised(self.text[..self.prefix].to_owned(), &parts)
    }

    /// What is left of it below `folder`: no leading `/`, empty for the folder itself; `None` if it lies elsewhere.
    pub fn below(&self, folder: &Self) -> Option<&str> {
        if self.prefix != folder.prefix {
            return None;
        }
        let rest = self.text.strip_prefix(&folder.text)?;
        if rest.is_empty() || folder.text.len() == folder.prefix {
            Some(rest)
        } else {
            rest.strip_prefix('/')
        }
    }

    /// As `style` writes it.
    pub fn to_text(&self, style: Style) -> String {
        match style {
            Style::Unix => self.text.clone(),
            Style::Windows => self.text.replace('/', "\\"),
        }
    }

    /// As this system writes it.
    pub fn to_path(&self) -> PathBuf {
        PathBuf::from(self.to_text(Style::HOST))
    }

    fn parse_windows(text: &str) -> Self {
        let (text, verbatim_share) = match text.strip_prefix("//?/") {
            Some(rest) => match rest.get(..4).filter(|start| start.eq_ignore_ascii_case("UNC/")) {
                Some(_) => (&rest[4..], true),
                None => (rest, false),
            },
            None => (text, false),
        };
        let share = if verbatim_share { Some(text) } else { text.strip_prefix("//") };
        if let Some(share) = share {
            let mut parts = share.splitn(3, '/');
            let host = parts.next().unwrap_or_default().to_ascii_lowercase();
            let name = parts.next().unwrap_or_default();
            return Self::normalised(format!("//{host}/{name}/"), parts.next().unwrap_or_default());
        }
        match drive(text) {
            Some(letter) if text[2..].starts_with('/') => Self::normalised(format!("{letter}:/"), &text[2..]),
            Some(letter) => Self::normalised(format!("{letter}:"), &text[2..]),
            None if text.starts_with('/') => Self::normalised("/".to_owned(), text),
            None => Self::normalised(String::new(), text),
        }
    }

    fn normalised(prefix: String, parts: &str) -> Self {
        let mut kept: Vec<&str> = Vec::new();
        for part in parts.split('/') {
            match part {
                "" | "." => {}
                ".." if kept.last().is_some_and(|&last| last != "..") => {
                    kept.pop();
                }
                ".." if prefix.ends_with('/') => {}
                _ => kept.push(part),
            }
        }
        let length = prefix.len();
        Self { text: prefix + &kept.join("/"), prefix: length }
    }
}

/// The drive letter, large, that `text` begins with.
fn drive(text: &str) -> Option<char> {
    match text.as_bytes() {
        [letter, b':', ..] if letter.is_ascii_alphabetic() => Some(char::from(letter.to_ascii_uppercase())),
        _ => None,
    }
}
