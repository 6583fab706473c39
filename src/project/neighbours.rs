//! Where a file's counterparts may lie: its folder, the folders beside it that bear other languages, the places that
//! the configuration names. Looks into those folders only, never down a tree.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use super::config::{SetFiles, Settings};
use super::files::{Files, Listing};
use super::glob::{OPEN, Pattern};
use super::path::Lexical;
use super::tag::Tag;
use crate::text::Format;

/// Looks into folders, each once.
#[derive(Debug)]
pub(super) struct Looking<'a> {
    files: &'a dyn Files,
    /// Folders all of whose files are known already.
    walked: &'a [PathBuf],
    listings: HashMap<PathBuf, Listing>,
    /// The files found, in formats that we read.
    pub(super) found: BTreeSet<PathBuf>,
}

impl<'a> Looking<'a> {
    pub(super) fn new(files: &'a dyn Files, walked: &'a [PathBuf]) -> Self {
        Self { files, walked, listings: HashMap::new(), found: BTreeSet::new() }
    }

    /// Looks where counterparts of the files of a folder may lie by their names. No folder above `base` matters.
    pub(super) fn around(&mut self, folder: &Path, base: &Path) {
        self.take_files_of(folder);
        let above: Vec<&Path> = folder.ancestors().take_while(|above| above.starts_with(base)).collect();
        for &above in &above {
            let Ok(below) = folder.strip_prefix(above) else { continue };
            // "docs/a" has its translations in "docs/hu/a" …
            self.take_languages(above, below);
            // … and "docs/de/a" in "docs/hu/a", or in "docs/a".
            let bears_language = above.file_name().and_then(|name| name.to_str()).is_some_and(is_tag);
            if let Some(parent) = above.parent().filter(|parent| bears_language && parent.starts_with(base)) {
                self.take_languages(parent, below);
                self.take_files_of(&parent.join(below));
            }
        }
    }

    /// Looks where the configuration in the folder `base` says that the counterparts of a file lie.
    pub(super) fn configured(&mut self, file: &Path, base: &Path, settings: &Settings) {
        if settings.sets.is_empty() || self.is_walked(base) {
            return;
        }
        let (path, folder) = (Lexical::of(file), Lexical::of(base));
        let Some(relative) = path.below(&folder) else { return };
        for set in &settings.sets {
            match &set.files {
                SetFiles::Listed(listed) if listed.iter().any(|it| it.path == relative) => {
                    for it in listed {
                        self.take_file(base, folder.join(&it.path).to_path());
                    }
                }
                SetFiles::Listed(_) => {}
                SetFiles::Patterns(patterns) => {
                    let Some(found) = patterns.iter().find_map(|pattern| pattern.find(relative)) else {
                        continue;
                    };
                    for sibling in patterns.iter().flat_map(|pattern: &Pattern| pattern.siblings(&found.key))
                    {
                        self.take_fitting(base, base, &sibling);
                    }
                }
            }
        }
    }

    /// The files in `above/<language>/below` for every language that `above` has a folder of.
    fn take_languages(&mut self, above: &Path, below: &Path) {
        if self.is_walked(above) {
            return;
        }
        let languages: Vec<String> =
            self.listing(above).folders.iter().filter(|name| is_tag(name)).cloned().collect();
        for language in languages {
            self.take_files_of(&above.join(language).join(below));
        }
    }

    fn take_files_of(&mut self, folder: &Path) {
        if self.is_walked(folder) {
            return;
        }
        let names = self.listing(folder).files.clone();
        let paths = names.iter().map(|name| folder.join(name));
        self.found.extend(paths.filter(|path| Format::of_path(path).is_some()));
    }

    /// A file that the configuration in `base` names: taken in whatever format, if it is there.
    fn take_file(&mut self, base: &Path, path: PathBuf) {
        if self.files.is_file(&path) && self.files.stays_inside(&path, base) {
            self.found.insert(path);
        }
    }

    /// The files below `folder` that a pattern with [`OPEN`] places fits, part by part.
    fn take_fitting(&mut self, base: &Path, folder: &Path, pattern: &str) {
        let Some((part, rest)) = pattern.split_once('/') else {
            let names = self.fitting(folder, pattern, |listing| &listing.files);
            for name in names {
                self.take_file(base, folder.join(name));
            }
            return;
        };
        for name in self.fitting(folder, part, |listing| &listing.folders) {
            self.take_fitting(base, &folder.join(name), rest);
        }
    }

    /// The names in `folder` that one part of a pattern fits.
    fn fitting(&mut self, folder: &Path, part: &str, kind: fn(&Listing) -> &BTreeSet<String>) -> Vec<String> {
        match part.split_once(OPEN) {
            None => vec![part.to_owned()],
            Some((start, end)) => {
                // A second open place in the same part is checked when the whole path is matched.
                let end = end.rsplit(OPEN).next().unwrap_or_default();
                let fits = |name: &&String| name.starts_with(start) && name.ends_with(end);
                kind(self.listing(folder)).iter().filter(fits).cloned().collect()
            }
        }
    }

    fn listing(&mut self, folder: &Path) -> &Listing {
        self.listings.entry(folder.to_owned()).or_insert_with(|| self.files.list(folder))
    }

    fn is_walked(&self, folder: &Path) -> bool {
        self.walked.iter().any(|walked| folder.starts_with(walked))
    }
}

fn is_tag(name: &str) -> bool {
    Tag::parse(name).is_some()
}
