//! Which files belong together, as the project room says: the only file of the server that asks it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::language::Language;
use crate::text::{Format, Wrapping};

/// One document of a set.
#[derive(Debug, Clone)]
pub(super) struct Member {
    /// Its normalised path.
    pub(super) path: PathBuf,
    /// Its language.
    pub(super) language: &'static Language,
    /// Its file format.
    pub(super) format: Format,
    /// How its paragraphs are cut, where a project says so.
    pub(super) wrapping: Option<Wrapping>,
}

impl PartialEq for Member {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path
            && std::ptr::eq(self.language, other.language)
            && self.format == other.format
            && self.wrapping == other.wrapping
    }
}

/// A text in all its languages.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Plan {
    /// Its documents, in a fixed order.
    pub(super) members: Vec<Member>,
    /// Index of what the others are translations of.
    pub(super) source: usize,
}

impl Plan {
    /// The index of a file among the members.
    pub(super) fn index(&self, path: &Path) -> Option<usize> {
        self.members.iter().position(|member| member.path == path)
    }

    /// The indexes of the translations.
    pub(super) fn targets(&self) -> impl Iterator<Item = usize> {
        (0..self.members.len()).filter(|&index| index != self.source)
    }
}

/// What a look at the files found out.
#[derive(Debug, Clone, Default)]
pub(super) struct Discovered {
    /// Which look it was.
    pub(super) run: u64,
    /// The sets that the files asked about belong to.
    pub(super) plans: Vec<Arc<Plan>>,
    /// What went wrong.
    pub(super) panics: Vec<String>,
}

impl Discovered {
    /// A look that panicked.
    pub(super) fn failed(run: u64, panic: String) -> Self {
        Self { run, plans: Vec::new(), panics: vec![panic] }
    }
}

/// Finds the sets of these files. Reads folders: not for the actor's thread.
pub(super) fn discover(run: u64, files: &[PathBuf]) -> Discovered {
    let mut plans: Vec<Arc<Plan>> = Vec::new();
    for file in files {
        if plans.iter().all(|plan| plan.index(file).is_none()) {
            plans.extend(by_name(file).map(Arc::new));
        }
    }
    Discovered { run, plans, panics: Vec::new() }
}

/// `guide.de.md` and `guide.hu.md`.
fn by_name(file: &Path) -> Option<Plan> {
    let (stem, _, extension) = parts(file)?;
    let mut paths: Vec<PathBuf> = std::fs::read_dir(file.parent()?)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| parts(path).is_some_and(|(other, _, ending)| (other, ending) == (stem, extension)))
        .collect();
    paths.push(file.to_owned());
    paths.sort_unstable();
    paths.dedup();
    let members: Vec<Member> = paths
        .into_iter()
        .filter_map(|path| {
            let language = crate::language::language(parts(&path)?.1);
            let format = Format::of_path(&path)?;
            Some(Member { language, format, wrapping: None, path })
        })
        .collect();
    (members.len() > 1).then_some(Plan { members, source: 0 })
}

fn parts(path: &Path) -> Option<(&str, &str, &str)> {
    let name = path.file_name()?.to_str()?;
    let (rest, extension) = name.rsplit_once('.')?;
    let (stem, tag) = rest.rsplit_once('.')?;
    (tag.len() == 2).then_some((stem, tag, extension))
}
