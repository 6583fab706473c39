//! `--write-baseline` and `--prune-ignores`: the only files that a check writes are `.diglot-ignore`s.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};

use super::paths::Paths;
use crate::cli::report::escape;
use crate::comparison::Severity;
use crate::project::ignore::{self, Addition, Entry, IgnoreFile};
use crate::project::{Disk, Files, Project};

/// Why an entry of a baseline is there.
const REASON: &str = "baseline";

/// What is to be changed in which file.
#[derive(Debug, Default)]
pub(super) struct Aside(BTreeMap<PathBuf, Change>);

#[derive(Debug)]
struct Change {
    file: Arc<IgnoreFile>,
    added: Vec<Addition>,
    /// Indexes of entries.
    removed: Vec<usize>,
}

impl Aside {
    /// Puts findings aside that are at least this severe.
    pub(super) fn add(&mut self, aside: Vec<(Severity, Arc<IgnoreFile>, Addition)>, least: Severity) {
        for (_, file, added) in aside.into_iter().filter(|(severity, ..)| *severity >= least) {
            self.change(&file).added.push(Addition { reason: REASON.to_owned(), ..added });
        }
    }

    /// Removes entries.
    pub(super) fn remove(&mut self, unused: Vec<(Arc<IgnoreFile>, usize)>) {
        for (file, entry) in unused {
            self.change(&file).removed.push(entry);
        }
    }

    /// Removes the entries of files that are no more.
    pub(super) fn remove_of_nothing(&mut self, project: &Project, files: &dyn Files) {
        for file in project.sets.iter().flat_map(|set| set.ignores.files()) {
            // Several sets may have the same file; a change names each entry once.
            if !self.0.contains_key(&file.path) {
                self.change(file).removed.extend(file.of_nothing(files));
            }
        }
    }

    fn change(&mut self, file: &Arc<IgnoreFile>) -> &mut Change {
        let change = || Change { file: Arc::clone(file), added: Vec::new(), removed: Vec::new() };
        self.0.entry(file.path.clone()).or_insert_with(change)
    }

    /// Writes the files; what was done, for people.
    pub(super) fn write(self, paths: &Paths) -> anyhow::Result<Vec<String>> {
        let mut said = Vec::new();
        for (path, mut change) in self.0 {
            change.removed.sort_unstable();
            change.removed.dedup();
            if change.added.is_empty() && change.removed.is_empty() {
                continue;
            }
            let shown = escape(&paths.shown(&path)).into_owned();
            let before = change.file.text.as_deref();
            let Some(after) = changed(&change) else {
                bail!("{shown} can't be changed while something is wrong with it; `diglot check` says what");
            };
            let folder = path.parent().unwrap_or(&path);
            if !Disk.stays_inside(&path, folder) {
                bail!("{shown} is a link that leads out of its folder, and is not written");
            }
            if before != Some(after.as_str()) {
                write(&path, &after).with_context(|| format!("{shown} can't be written"))?;
            }
            let counted =
                |many: usize, one: &str, more: &str| format!("{many} {}", if many == 1 { one } else { more });
            if !change.removed.is_empty() {
                let removed = counted(change.removed.len(), "ignore that ignored", "ignores that ignored");
                said.push(format!("removed {removed} nothing from {shown}"));
            }
            if !change.added.is_empty() {
                let added = counted(change.added.len(), "divergence", "divergences");
                said.push(format!("put {added} aside in {shown}"));
            }
        }
        Ok(said)
    }
}

/// The file's text with the change made; `None` if it can't be made.
fn changed(change: &Change) -> Option<String> {
    let file = &change.file;
    if file.text.is_none() && !file.problems.is_empty() {
        // It is there and can't be read: it must not be written over.
        return None;
    }
    let removed: Vec<&Entry> = change.removed.iter().filter_map(|&entry| file.entries.get(entry)).collect();
    let text = ignore::without(file.text.as_deref().unwrap_or_default(), &removed)?;
    ignore::with(&text, &change.added)
}

/// Writes a file whole or not at all: what is read meanwhile is the file before or the file after.
fn write(path: &Path, text: &str) -> io::Result<()> {
    // A link stays one, and the file it leads to is written.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let temporary = path.with_file_name(name);
    let written = (|| {
        let mut file = std::fs::File::create_new(&temporary)?;
        file.write_all(text.as_bytes())?;
        if let Ok(metadata) = std::fs::metadata(&path) {
            file.set_permissions(metadata.permissions())?;
        }
        file.sync_all()?;
        std::fs::rename(&temporary, &path)
    })();
    if written.is_err() {
        let _ = std::fs::remove_file(&temporary);
    }
    written
}
