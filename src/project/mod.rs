//! Which files belong together: configuration, naming, content. The only room that reads files.
//!
//! A [`Project`] is opened over the files and folders that a user names, or around the one file that an editor opened;
//! both ways give the same sets. What is wrong with a configuration or a file is a [`Problem`], never the end of the
//! work. Files are read through [`Files`], so that open buffers can stand in front of the disk.

pub mod config;
mod configs;
pub mod content;
pub mod detect;
pub mod files;
pub mod glob;
pub mod ignore;
mod neighbours;
mod opening;
pub mod pairing;
pub mod path;
pub mod tag;
pub mod uri;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use text_size::TextRange;

pub use config::schema::schema;
pub use config::{Layer, Settings};
pub use configs::{CONFIG_INVALID, FILE_NAME, FILE_UNREADABLE, rule_ids};
pub use files::{Disk, Files, Memory, Overlay, Unreadable};
pub use ignore::{IGNORE_UNUSED, Ignores};
pub use pairing::Basis;
pub use tag::Tag;

use crate::language::Language;
use crate::text::Format;

/// What sets are looked for with, beside the files.
#[derive(Debug, Clone)]
pub struct Options {
    /// The workspace's folder, absolute, if one is known.
    pub root: Option<PathBuf>,
    /// The editor's settings.
    pub client: Layer,
    /// The most files of a folder that is walked.
    pub max_files: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { root: None, client: Layer::default(), max_files: 100_000 }
    }
}

/// A file of a set.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its absolute path.
    pub path: PathBuf,
    /// The language it is in, as it was found ("de-AT"); undetermined if nothing tells.
    pub tag: Tag,
    /// What is known of that language, or of the nearest one.
    pub language: &'static Language,
    /// Its format.
    pub format: Format,
}

/// One text in all its languages: at least two files.
#[derive(Debug, Clone)]
pub struct Set {
    /// The files, in byte order of their paths.
    pub members: Vec<Member>,
    /// Index into `members` of the text that the others translate.
    pub source: usize,
    /// How they were found to belong together.
    pub basis: Basis,
    /// What holds for them.
    pub settings: Arc<Settings>,
    /// What is ignored in them, beside what comments in them say.
    pub ignores: Ignores,
    /// Where the configuration stands that holds for them.
    pub home: Arc<Home>,
    /// Whether all translations are here that were found.
    pub is_whole: bool,
}

/// Where a configuration stands, or would.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// Its absolute path.
    pub path: PathBuf,
    /// Its text; `None` if it can't be read.
    pub text: Option<String>,
    /// Whether there is one.
    pub exists: bool,
}

impl Set {
    /// The text that the others translate.
    pub fn source(&self) -> &Member {
        &self.members[self.source]
    }

    /// The translations, in byte order of their paths.
    pub fn translations(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().enumerate().filter(|(index, _)| *index != self.source).map(|(_, member)| member)
    }

    /// Whether the file is one of the set.
    pub fn holds(&self, path: &Path) -> bool {
        self.members.iter().any(|member| member.path == path)
    }
}

/// Something that is wrong with a configuration or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The rule: [`CONFIG_INVALID`], [`FILE_UNREADABLE`] or [`IGNORE_UNUSED`].
    pub rule: &'static str,
    /// The file, by its absolute path.
    pub path: PathBuf,
    /// Bytes from the file's start, end exclusive; empty at 0 if the file as a whole is meant.
    pub range: TextRange,
    /// The line where the range begins, from 1.
    pub line: u32,
    /// The column where it begins, from 1, in code points; a byte order mark is none.
    pub column: u32,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// Sets of files that belong together.
#[derive(Debug, Clone, Default)]
pub struct Project {
    /// The sets, in byte order of their sources' paths.
    pub sets: Vec<Set>,
    /// The files asked for that belong to no set, in byte order.
    pub alone: Vec<PathBuf>,
    /// What is wrong with configurations, `.diglot-ignore` among them, and with files that are in no set. Whoever reads the files of a set tells
    /// what is wrong with them.
    pub problems: Vec<Problem>,
    /// Whether there were more files than [`Options::max_files`].
    pub truncated: bool,
}

impl Project {
    /// The sets of these files and of those in these folders.
    ///
    /// Exactly two files make a set, whatever they are called. Otherwise a file brings in the source it translates; a
    /// source that is asked for without any translation brings in all of them.
    pub fn open(files: &dyn Files, paths: &[PathBuf], options: &Options) -> Self {
        opening::open(files, paths, options)
    }

    /// The set that one file belongs to, whole. Looks only at the file's likely counterparts.
    pub fn around(files: &dyn Files, path: &Path, options: &Options) -> Self {
        opening::around(files, path, options)
    }

    /// The set that a file belongs to, by its absolute path.
    pub fn set_of(&self, path: &Path) -> Option<&Set> {
        self.sets.iter().find(|set| set.holds(path))
    }
}

/// What is wrong with a `.diglot-ignore`.
pub fn problems_of_ignores(files: &dyn Files, path: &Path) -> Vec<Problem> {
    ignore::read(files, &files.absolute(path)).problems
}

/// What holds for a file, and what is wrong with the configuration that says so.
pub fn settings_of(files: &dyn Files, path: &Path, options: &Options) -> (Arc<Settings>, Vec<Problem>) {
    let path = files.absolute(path);
    let mut configs = configs::Configs::new(files, options.root.as_deref(), &options.client);
    let config = configs.of(path.parent().unwrap_or(&path));
    (Arc::clone(&config.settings), config.problems.clone())
}

/// The sets of the files that are open in an editor, found once each. A set does not change while its texts are
/// edited; it is looked for again when files come and go.
#[derive(Debug, Default)]
pub struct Index {
    /// What sets are looked for with; [`Index::forget`] makes a change of it hold.
    pub options: Options,
    found: HashMap<PathBuf, Arc<Project>>,
}

impl Index {
    /// An index that has found nothing yet.
    pub fn new(options: Options) -> Self {
        Self { options, found: HashMap::new() }
    }

    /// What was found around a file, by its absolute path: its set, if it has one, and what is wrong with its
    /// configuration.
    pub fn around(&mut self, files: &dyn Files, path: &Path) -> Arc<Project> {
        if let Some(found) = self.found.get(path) {
            return Arc::clone(found);
        }
        let found = Arc::new(Project::around(files, path, &self.options));
        // All members of a set have the same one.
        let members = found.sets.iter().flat_map(|set| &set.members).map(|member| member.path.clone());
        for member in members.chain([path.to_owned()]) {
            self.found.insert(member, Arc::clone(&found));
        }
        found
    }

    /// Forgets what was found: a file was created, deleted or renamed, or a configuration changed.
    pub fn forget(&mut self) {
        self.found.clear();
    }
}
