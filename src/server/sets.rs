//! Which files belong together, as the project room says: the only file of the server that asks it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::project::{
    self, CONFIG_INVALID, Disk, FILE_NAME, Files as _, Home, IGNORE_UNUSED, Ignores, Index, Layer, Member,
    Overlay, Problem, Settings, ignore,
};
use crate::text::{Document, Format, Limits, Snapshot, TextRange};

/// A text in all its languages.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// Its documents, in a fixed order.
    pub(super) members: Vec<Member>,
    /// Index of what the others are translations of.
    pub(super) source: usize,
    /// What holds for them.
    pub(super) settings: Arc<Settings>,
    /// What is ignored in them, beside what comments in them say.
    pub(super) ignores: Ignores,
    /// Where the configuration stands that holds for them.
    pub(super) home: Arc<Home>,
    /// Whether all translations are among them.
    pub(super) is_whole: bool,
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

    /// Whether it is of the same documents, whatever holds for them.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let same = |one: &Member, other: &Member| {
            one.path == other.path && std::ptr::eq(one.language, other.language) && one.format == other.format
        };
        self.source == other.source
            && self.members.len() == other.members.len()
            && self.members.iter().zip(&other.members).all(|(one, other)| same(one, other))
    }

    /// How long typing must rest before the texts are compared anew.
    pub(super) fn quiet(&self) -> Duration {
        Duration::from_millis(self.settings.quiet_ms)
    }
}

/// Something wrong with a configuration, with the text that it is in.
#[derive(Debug)]
pub(super) struct Fault {
    /// The rule that says so.
    pub(super) rule: &'static str,
    /// The configuration.
    pub(super) path: PathBuf,
    /// Its text.
    pub(super) snapshot: Snapshot,
    /// Where in it.
    pub(super) range: TextRange,
    /// What is wrong.
    pub(super) message: String,
}

/// What sets are looked for with, and what was found before: one index a workspace folder.
#[derive(Debug, Default)]
pub(super) struct Looker {
    indexes: BTreeMap<Option<PathBuf>, Index>,
}

/// What is to be looked for.
#[derive(Debug)]
pub(super) struct Look {
    /// The open documents.
    pub(super) open: Vec<(PathBuf, Snapshot)>,
    /// The client's settings.
    pub(super) client: Layer,
    /// The client's folders.
    pub(super) folders: Vec<PathBuf>,
    /// Whether what was found before may be wrong: files came or went, or settings changed.
    pub(super) forget: bool,
}

/// What a look at the files found out.
#[derive(Debug)]
pub(super) struct Discovered {
    /// Which look it was.
    pub(super) run: u64,
    /// The sets that the open files belong to; why nothing is known, if the look panicked.
    pub(super) found: Result<(Vec<Arc<Plan>>, Vec<Fault>), String>,
    /// For the next look.
    pub(super) looker: Looker,
}

/// The files that say how texts are checked, beside the texts.
pub(super) const CONFIGURATIONS: [&str; 2] = [FILE_NAME, ignore::FILE_NAME];

/// Whether a file says how texts are checked.
pub(super) fn is_configuration(path: &Path) -> bool {
    CONFIGURATIONS.iter().any(|name| path.file_name().is_some_and(|file| file == *name))
}

impl Looker {
    /// Finds the sets of the open files. Reads folders and files: not for the actor's thread.
    pub(super) fn look(&mut self, look: &Look) -> (Vec<Arc<Plan>>, Vec<Fault>) {
        if look.forget {
            self.indexes.clear();
        }
        let open: BTreeMap<PathBuf, String> =
            look.open.iter().map(|(path, snapshot)| (path.clone(), snapshot.rope().to_string())).collect();
        let files = Overlay { files: &Disk, open: &open };
        let (mut plans, mut problems): (Vec<Arc<Plan>>, Vec<Problem>) = (Vec::new(), Vec::new());
        for path in open.keys() {
            let root = look
                .folders
                .iter()
                .filter(|folder| path.starts_with(folder))
                .max_by_key(|folder| folder.as_os_str().len());
            let index = self.indexes.entry(root.cloned()).or_insert_with(|| {
                Index::new(project::Options {
                    root: root.cloned(),
                    client: look.client.clone(),
                    ..project::Options::default()
                })
            });
            if is_configuration(path) {
                // Its faults show while it is written, also before any text lies beside it.
                problems.extend(if path.file_name().is_some_and(|name| name == FILE_NAME) {
                    project::settings_of(&files, path, &index.options).1
                } else {
                    project::problems_of_ignores(&files, path)
                });
                continue;
            }
            let found = index.around(&files, path);
            problems.extend(found.problems.iter().cloned());
            if let Some(set) =
                found.set_of(path).filter(|_| plans.iter().all(|plan| plan.index(path).is_none()))
            {
                plans.push(Arc::new(Plan {
                    members: set.members.clone(),
                    source: set.source,
                    settings: Arc::clone(&set.settings),
                    ignores: set.ignores.clone(),
                    home: Arc::clone(&set.home),
                    is_whole: set.is_whole,
                }));
            }
        }
        (plans, faults(problems, &files))
    }
}

/// The faults of configurations, each once, with their texts. What is wrong with other files is told where they are
/// read.
fn faults(mut problems: Vec<Problem>, files: &Overlay<'_>) -> Vec<Fault> {
    problems.retain(|problem| [CONFIG_INVALID, IGNORE_UNUSED].contains(&problem.rule));
    problems.sort_by(|one, other| {
        let key = |problem: &Problem| (problem.path.clone(), problem.range.start(), problem.message.clone());
        key(one).cmp(&key(other))
    });
    problems.dedup();
    let mut texts: BTreeMap<PathBuf, Snapshot> = BTreeMap::new();
    let faults = problems.into_iter().map(|Problem { rule, path, range, message, .. }| {
        let read = || {
            let bytes = files.bytes(&path, Limits::default().max_bytes as u64).unwrap_or_default();
            Document::new(&String::from_utf8_lossy(&bytes), 0, Format::Plain, None).snapshot()
        };
        let snapshot = texts.entry(path.clone()).or_insert_with(read).clone();
        Fault { rule, path, snapshot, range, message }
    });
    faults.collect()
}
