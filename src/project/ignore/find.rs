//! Finding and reading the `.diglot-ignore` of a text.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::file::{self, Entry};
use super::{FILE_NAME, IGNORE_UNUSED};
use crate::project::files::{self, Files};
use crate::project::path::Lexical;
use crate::project::{CONFIG_INVALID, Problem};
use crate::text::Limits;

/// The largest file that is read, in bytes: a baseline of an old text grows larger than any configuration.
const LARGEST: usize = 16 << 20;

/// A `.diglot-ignore`, or the place of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IgnoreFile {
    /// Its absolute path.
    pub path: PathBuf,
    /// Its text; `None` if there is no such file, or it can't be read.
    pub text: Option<String>,
    /// What it ignores.
    pub entries: Vec<Entry>,
    /// What is wrong with it, and its entries of files that are no more.
    pub problems: Vec<Problem>,
}

impl IgnoreFile {
    /// A text's path as entries name it; `None` if it does not lie below.
    pub fn name_of(&self, text: &Path) -> Option<String> {
        let folder = Lexical::of(self.path.parent()?);
        Lexical::of(text).below(&folder).filter(|name| !name.is_empty()).map(str::to_owned)
    }

    /// The entries of files that are no more.
    pub fn of_nothing<'a>(&'a self, files: &dyn Files) -> impl Iterator<Item = usize> + use<'a> {
        let folder = Lexical::of(self.path.parent().unwrap_or(&self.path));
        let named: BTreeSet<&str> = self.entries.iter().map(|entry| entry.file.as_str()).collect();
        let gone: BTreeSet<&str> =
            named.into_iter().filter(|name| !files.is_file(&folder.join(name).to_path())).collect();
        let entries = self.entries.iter().enumerate();
        entries.filter(move |(_, entry)| gone.contains(entry.file.as_str())).map(|(index, _)| index)
    }
}

/// What the texts of a set are ignored by, beside comments in them.
#[derive(Debug, Clone, Default)]
pub struct Ignores {
    by_text: BTreeMap<PathBuf, Arc<IgnoreFile>>,
}

impl Ignores {
    /// The file with a text's entries, by the text's absolute path.
    pub fn of(&self, text: &Path) -> Option<&Arc<IgnoreFile>> {
        self.by_text.get(text)
    }

    /// All of them, each once.
    pub fn files(&self) -> impl Iterator<Item = &Arc<IgnoreFile>> {
        let by_path: BTreeMap<&Path, &Arc<IgnoreFile>> =
            self.by_text.values().map(|file| (file.path.as_path(), file)).collect();
        by_path.into_values()
    }
}

/// Finds and reads, each file once.
#[derive(Debug)]
pub(in crate::project) struct Finder<'a> {
    files: &'a dyn Files,
    read: HashMap<PathBuf, Arc<IgnoreFile>>,
}

impl<'a> Finder<'a> {
    pub(in crate::project) fn new(files: &'a dyn Files) -> Self {
        Self { files, read: HashMap::new() }
    }

    /// What these texts are ignored by. `base` is their configuration's folder, else their repository's or workspace's.
    pub(in crate::project) fn ignores<'t>(
        &mut self,
        texts: impl Iterator<Item = &'t Path>,
        base: Option<&Path>,
    ) -> Ignores {
        Ignores { by_text: texts.map(|text| (text.to_owned(), self.of(text, base))).collect() }
    }

    /// The nearest file upwards, as far as a configuration is looked for; where there is none, one in `base` would be
    /// it, or else one beside the text.
    fn of(&mut self, text: &Path, base: Option<&Path>) -> Arc<IgnoreFile> {
        let folder = text.parent().unwrap_or(text);
        let base = base.filter(|base| folder.starts_with(base));
        let in_reach =
            folder.ancestors().take_while(|folder| base.is_none_or(|base| folder.starts_with(base)));
        let paths = in_reach.map(|folder| folder.join(FILE_NAME));
        let found = paths.into_iter().find(|path| self.files.is_file(path));
        let path = found.unwrap_or_else(|| base.unwrap_or(folder).join(FILE_NAME));
        let read = self.read.entry(path).or_insert_with_key(|path| Arc::new(read(self.files, path)));
        Arc::clone(read)
    }
}

/// Reads a file; one that is not there says nothing.
pub(in crate::project) fn read(files: &dyn Files, path: &Path) -> IgnoreFile {
    let mut ignore =
        IgnoreFile { path: path.to_owned(), text: None, entries: Vec::new(), problems: Vec::new() };
    if !files.is_file(path) {
        return ignore;
    }
    let limits = Limits { max_bytes: LARGEST, max_line_bytes: LARGEST };
    let text = match files::read(files, path, &limits) {
        Ok(text) => text,
        Err(unreadable) => {
            ignore.problems.push(Problem::of_file(CONFIG_INVALID, path, unreadable.to_string()));
            return ignore;
        }
    };
    let (entries, faults) = file::parse(&text);
    ignore.entries = entries;
    let faults = faults
        .into_iter()
        .map(|fault| Problem::in_text(CONFIG_INVALID, path, &text, fault.range, fault.message));
    let mut problems: Vec<Problem> = faults.collect();
    problems.extend(ignore.of_nothing(files).map(|index| {
        let entry = &ignore.entries[index];
        let message = format!("there is no file `{}` any more, so this ignores nothing", entry.file);
        Problem::in_text(IGNORE_UNUSED, path, &text, entry.range, message)
    }));
    ignore.problems = problems;
    ignore.text = Some(text);
    ignore
}
