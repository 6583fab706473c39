//! Finding and reading the configuration that governs a folder.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Problem;
use super::config::{Layer, ListedFile, SetFiles, Settings};
use super::files::{self, Files};
use super::path::Lexical;
use crate::comparison::rules::RULES;
use crate::text::{Limits, TextRange};

/// The name of the configuration.
pub const FILE_NAME: &str = "diglot.toml";

/// What marks the root of a repository.
const REPOSITORIES: &[&str] = &[".git", ".hg", ".jj", ".svn"];
/// How many folders above a file's own may bear its language where no root is known.
const FOLDERS_WITHOUT_ROOT: usize = 3;
/// The largest configuration, in bytes.
const LARGEST: usize = 1 << 20;

/// What governs a folder.
#[derive(Debug, Clone)]
pub(super) struct Config {
    /// The settings.
    pub(super) settings: Arc<Settings>,
    /// The configuration's path; `None` where there is none.
    pub(super) file: Option<PathBuf>,
    /// The configuration's text, if it can be read.
    pub(super) text: Option<String>,
    /// The folder of the configuration, else of the repository or workspace; `None` where none is known.
    pub(super) base: Option<PathBuf>,
    /// What is wrong with the configuration.
    pub(super) problems: Vec<Problem>,
}

impl Config {
    /// The project's folder as a file in `folder` sees it: tags above it do not count.
    pub(super) fn base_of(&self, folder: &Path) -> PathBuf {
        let near = || folder.ancestors().take(FOLDERS_WITHOUT_ROOT + 1).last().unwrap_or(folder).to_owned();
        self.base.clone().unwrap_or_else(near)
    }
}

/// The configurations found so far, by folder.
#[derive(Debug)]
pub(super) struct Configs<'a> {
    files: &'a dyn Files,
    /// The workspace's folder, if one is known.
    root: Option<&'a Path>,
    client: &'a Layer,
    found: HashMap<PathBuf, Arc<Config>>,
}

impl<'a> Configs<'a> {
    pub(super) fn new(files: &'a dyn Files, root: Option<&'a Path>, client: &'a Layer) -> Self {
        Self { files, root, client, found: HashMap::new() }
    }

    /// What governs a folder, by its absolute path: the nearest `diglot.toml` upwards, up to the root of the
    /// repository; where there is no repository, up to the workspace's folder.
    pub(super) fn of(&mut self, folder: &Path) -> Arc<Config> {
        let mut seen = Vec::new();
        let mut found = None;
        for folder in folder.ancestors() {
            if let Some(config) = self.found.get(folder) {
                found = Some(Arc::clone(config));
                break;
            }
            seen.push(folder.to_owned());
            let file = folder.join(FILE_NAME);
            if self.files.is_file(&file) {
                found = Some(Arc::new(self.read(file, folder)));
                break;
            }
            let is_root = self.root == Some(folder) && !self.is_in_repository(folder)
                || REPOSITORIES.iter().any(|name| self.exists(&folder.join(name)));
            if is_root {
                found = Some(Arc::new(self.without_file(Some(folder.to_owned()))));
                break;
            }
        }
        let found = found.unwrap_or_else(|| Arc::new(self.without_file(None)));
        for folder in seen {
            self.found.insert(folder, Arc::clone(&found));
        }
        found
    }

    fn exists(&self, path: &Path) -> bool {
        self.files.is_folder(path) || self.files.is_file(path)
    }

    /// Whether a repository's root lies above: an editor may have opened a part of it only.
    fn is_in_repository(&self, folder: &Path) -> bool {
        folder.ancestors().any(|folder| REPOSITORIES.iter().any(|name| self.exists(&folder.join(name))))
    }

    fn without_file(&self, base: Option<PathBuf>) -> Config {
        let settings = Arc::new(Settings::of(self.client.clone()));
        Config { settings, file: None, text: None, base, problems: Vec::new() }
    }

    fn read(&self, file: PathBuf, folder: &Path) -> Config {
        let limits = Limits { max_bytes: LARGEST, max_line_bytes: LARGEST };
        let read = files::read(self.files, &file, &limits);
        let is_read = read.is_ok();
        let (layer, text, mut problems) = match read {
            Ok(text) => {
                let (layer, faults) = Layer::from_toml(&text, &rule_ids());
                let problems = faults
                    .into_iter()
                    .map(|fault| Problem::in_text(CONFIG_INVALID, &file, &text, fault.range, fault.message));
                let problems = problems.collect();
                (layer, text, problems)
            }
            Err(unreadable) => {
                let problem = Problem::of_file(CONFIG_INVALID, &file, unreadable.to_string());
                (Layer::default(), String::new(), vec![problem])
            }
        };
        let mut settings = Settings::of(self.client.clone().merge(layer));
        for set in &mut settings.sets {
            let SetFiles::Listed(listed) = &mut set.files else { continue };
            listed.retain(|listed| {
                let fault = self.fault_of(listed, folder);
                // A set of the editor's settings has no place in this file.
                if let Some(message) = fault.clone().filter(|_| !listed.range.is_empty()) {
                    problems.push(Problem::in_text(CONFIG_INVALID, &file, &text, listed.range, message));
                }
                fault.is_none()
            });
        }
        problems.sort_by_key(|problem| (problem.range.start(), problem.range.end()));
        Config {
            settings: Arc::new(settings),
            base: Some(folder.to_owned()),
            file: Some(file),
            text: is_read.then_some(text),
            problems,
        }
    }

    /// What keeps a file that a set names from being read.
    fn fault_of(&self, listed: &ListedFile, folder: &Path) -> Option<String> {
        let path = Lexical::of(folder).join(&listed.path).to_path();
        if !self.files.is_file(&path) {
            Some(format!("there is no file `{}`", listed.path))
        } else if !self.files.stays_inside(&path, folder) {
            Some(format!("`{}` is a link that leads out of the folder of this file", listed.path))
        } else {
            None
        }
    }
}

/// The rule of an error in a configuration.
pub const CONFIG_INVALID: &str = "config-invalid";
/// The rule of a file that can't be read.
pub const FILE_UNREADABLE: &str = "file-unreadable";

/// The ids of all rules that a configuration may name.
pub fn rule_ids() -> Vec<&'static str> {
    RULES.iter().map(|rule| rule.id).collect()
}

impl Problem {
    /// A problem at these bytes of a text.
    pub fn in_text(rule: &'static str, path: &Path, text: &str, range: TextRange, message: String) -> Self {
        let start = usize::from(range.start()).min(text.len());
        let before = &text[..(0..=start).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)];
        let before = before.replace("\r\n", "\n").replace('\r', "\n");
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before[line_start..].chars().filter(|&c| c != '\u{FEFF}').count() as u32 + 1;
        let line = before.matches('\n').count() as u32 + 1;
        Self { rule, path: path.to_owned(), range, line, column, message }
    }

    /// A problem of a file as a whole, shown at its beginning.
    pub fn of_file(rule: &'static str, path: &Path, message: String) -> Self {
        Self { rule, path: path.to_owned(), range: TextRange::default(), line: 1, column: 1, message }
    }
}
