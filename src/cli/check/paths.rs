//! Paths as the user would write them.

use std::path::{Path, PathBuf};

use crate::project::Files;

/// What the user named, and where that is.
#[derive(Debug)]
pub(super) struct Paths {
    /// Absolute, and as the user wrote it.
    named: Vec<(PathBuf, PathBuf)>,
}

impl Paths {
    /// The paths that the user named, beside the current folder.
    pub(super) fn new(named: &[PathBuf], files: &dyn Files) -> Self {
        let written = named.iter().cloned().chain([PathBuf::from(".")]);
        Self { named: written.map(|path| (files.absolute(&path), path)).collect() }
    }

    /// Whether the user named this very file or folder.
    pub(super) fn holds(&self, path: &Path) -> bool {
        self.named.iter().any(|(absolute, _)| absolute == path)
    }

    /// The path behind the nearest folder that the user named; as it is, if it lies in none.
    pub(super) fn shown(&self, path: &Path) -> String {
        let below = |(absolute, written): &(PathBuf, PathBuf)| {
            let rest = path.strip_prefix(absolute).ok()?;
            let shown = match (written == Path::new("."), rest.as_os_str().is_empty()) {
                (true, false) => rest.to_owned(),
                (_, true) => written.clone(),
                (false, false) => written.join(rest),
            };
            Some((absolute.components().count(), shown))
        };
        // Of two names for the same folder, the first.
        let nearest = self.named.iter().rev().filter_map(below).max_by_key(|(depth, _)| *depth);
        nearest.map_or_else(|| path.to_owned(), |(_, shown)| shown).display().to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Disk;

    fn shown(named: &[&str], path: &str) -> String {
        let named: Vec<PathBuf> = named.iter().map(PathBuf::from).collect();
        Paths::new(&named, &Disk).shown(&Disk.absolute(Path::new(path)))
    }

    #[test]
    fn paths_begin_as_the_user_wrote_them() {
        let path = |parts: &[&str]| parts.iter().collect::<PathBuf>().display().to_string();
        assert_eq!(shown(&["."], "docs/a.md"), path(&["docs", "a.md"]));
        assert_eq!(shown(&["docs"], "docs/a.md"), path(&["docs", "a.md"]));
        assert_eq!(shown(&["../texts"], "../texts/de/a.md"), path(&["..", "texts", "de", "a.md"]));
        assert_eq!(shown(&["docs/a.md"], "docs/b.md"), path(&["docs", "b.md"]));
        assert_eq!(shown(&["../a.de.txt"], "../a.de.txt"), path(&["..", "a.de.txt"]));
        assert_eq!(shown(&["docs/a.md"], "docs/a.md"), path(&["docs", "a.md"]));
    }

    #[test]
    fn what_lies_elsewhere_is_shown_whole() {
        let elsewhere = Disk.absolute(Path::new("../elsewhere.md"));
        assert_eq!(shown(&["docs"], "../elsewhere.md"), elsewhere.display().to_string());
    }
}
