//! From the files asked for to sets: walk, look around, pair by configuration and name, then by content.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::config::Settings;
use super::configs::{Config, Configs, FILE_NAME, FILE_UNREADABLE};
use super::content::{self, MOST_TEXTS, Profile};
use super::files::{self, Files, NO_REGULAR_FILE, Unreadable};
use super::neighbours::Looking;
use super::pairing::{self, Basis, File, Group};
use super::path::Lexical;
use super::tag::Tag;
use super::{Home, Member, Options, Problem, Project, Set, detect, ignore};
use crate::language;
use crate::text::Format;

/// Files with more bytes are not paired by content.
const LARGEST_COMPARED: usize = 4 << 20;

/// What a user asked for.
struct Asked {
    /// The files: those named, and those of the folders named.
    files: BTreeSet<PathBuf>,
    /// The files named, in the order they were.
    named: Vec<PathBuf>,
    /// The folders named.
    walked: Vec<PathBuf>,
}

/// See [`Project::open`].
pub(super) fn open(files: &dyn Files, paths: &[PathBuf], options: &Options) -> Project {
    let mut project = Project::default();
    let mut asked = Asked { files: BTreeSet::new(), named: Vec::new(), walked: Vec::new() };
    for path in paths {
        let path = files.absolute(path);
        if files.is_folder(&path) {
            let walk = files.walk(&path, &|path| Format::of_path(path).is_some(), options.max_files);
            project.truncated |= walk.truncated;
            asked.files.extend(walk.files);
            asked.walked.push(path);
        } else if files.is_file(&path) {
            if asked.files.insert(path.clone()) || !asked.named.contains(&path) {
                asked.named.push(path);
            }
        } else {
            let refused = match files.bytes(&path, 0) {
                Err(Unreadable::Refused(why)) if why == NO_REGULAR_FILE => Unreadable::Refused(why),
                _ => Unreadable::Refused("there is no such file or folder".to_owned()),
            };
            project.problems.push(Problem::of_file(FILE_UNREADABLE, &path, refused.to_string()));
        }
    }
    let mut opening = Opening::new(files, options);
    match asked.named.as_slice() {
        [one, other] if asked.walked.is_empty() => project.sets.extend(opening.given(one, other)),
        _ => {
            opening.sets(&asked, &mut project);
            project.sets.retain_mut(|set| keep_asked(set, &asked.files));
        }
    }
    opening.finish(&asked, project)
}

/// See [`Project::around`].
pub(super) fn around(files: &dyn Files, path: &Path, options: &Options) -> Project {
    let path = files.absolute(path);
    let asked =
        Asked { files: BTreeSet::from([path.clone()]), named: vec![path.clone()], walked: Vec::new() };
    let mut project = Project::default();
    let mut opening = Opening::new(files, options);
    opening.sets(&asked, &mut project);
    project.sets.retain(|set| set.holds(&path));
    opening.finish(&asked, project)
}

/// Leaves in a set what was asked for; with it the source, and all translations of a source asked for alone. Says
/// whether anything of it was asked for.
fn keep_asked(set: &mut Set, asked: &BTreeSet<PathBuf>) -> bool {
    let source = set.source().path.clone();
    let wanted = set.members.iter().filter(|member| asked.contains(&member.path)).count();
    if wanted > usize::from(asked.contains(&source)) {
        let all = set.members.len();
        set.members.retain(|member| asked.contains(&member.path) || member.path == source);
        set.source = set.members.iter().position(|member| member.path == source).unwrap_or(0);
        set.is_whole &= set.members.len() == all;
    }
    wanted > 0
}

struct Opening<'a> {
    files: &'a dyn Files,
    configs: Configs<'a>,
    ignores: ignore::Finder<'a>,
    problems: Vec<Problem>,
}

impl<'a> Opening<'a> {
    fn new(files: &'a dyn Files, options: &'a Options) -> Self {
        let configs = Configs::new(files, options.root.as_deref(), &options.client);
        Self { files, configs, ignores: ignore::Finder::new(files), problems: Vec::new() }
    }

    fn config(&mut self, file: &Path) -> Arc<Config> {
        self.configs.of(file.parent().unwrap_or(file))
    }

    /// The set of two files that a user named, whatever they are called.
    fn given(&mut self, one: &Path, other: &Path) -> Option<Set> {
        let config = self.config(one);
        let paths = [one, other].map(Path::to_owned);
        let mut pairing = pair(&paths, &config);
        let group = pairing.groups.pop().unwrap_or_else(|| {
            let members = pairing.alone;
            let source = pairing::source_of(&members, config.settings.source.as_ref());
            Group { members, source, basis: Basis::Given }
        });
        let is_pair = group.members.len() == 2;
        // Others may translate the same text, and nobody has looked for them.
        let set = |this: &mut Self| Set { is_whole: false, ..this.set(group, &paths, &config) };
        is_pair.then(|| set(self))
    }

    /// All sets that files asked for may be in, and others that were met on the way.
    fn sets(&mut self, asked: &Asked, project: &mut Project) {
        // Files of two projects never belong together.
        let mut governed: BTreeMap<_, (Arc<Config>, Vec<PathBuf>)> = BTreeMap::new();
        for path in self.candidates(asked) {
            let config = self.config(&path);
            let (_, paths) = governed
                .entry((config.base.clone(), config.file.clone()))
                .or_insert_with(|| (Arc::clone(&config), Vec::new()));
            if !is_excluded(&path, &config) {
                paths.push(path);
            }
        }
        let folders: BTreeSet<&Path> = asked.files.iter().filter_map(|file| file.parent()).collect();
        for (config, paths) in governed.into_values() {
            let pairing = pair(&paths, &config);
            let mut left: BTreeMap<&Path, Vec<pairing::Member>> = BTreeMap::new();
            for member in pairing.alone {
                if let Some(folder) = paths[member.file].parent().filter(|folder| folders.contains(folder)) {
                    left.entry(folder).or_default().push(member);
                }
            }
            for group in pairing.groups {
                if group.members.iter().any(|member| asked.files.contains(&paths[member.file])) {
                    project.sets.push(self.set(group, &paths, &config));
                }
            }
            for members in left.into_values() {
                let groups = self.by_content(members, &paths, &config.settings, asked);
                project.sets.extend(groups.into_iter().map(|group| self.set(group, &paths, &config)));
            }
        }
    }

    /// The files asked for, and those that may belong to them.
    fn candidates(&mut self, asked: &Asked) -> BTreeSet<PathBuf> {
        let mut looking = Looking::new(self.files, &asked.walked);
        let folders: BTreeSet<&Path> = asked.files.iter().filter_map(|file| file.parent()).collect();
        for folder in folders {
            let config = self.configs.of(folder);
            looking.around(folder, &config.base_of(folder));
        }
        // The neighbours' counterparts count too: a neighbour that has one is not free to be paired by content.
        let near: Vec<PathBuf> = asked.files.union(&looking.found).cloned().collect();
        for file in near {
            let config = self.config(&file);
            if let Some(base) = config.base.as_deref() {
                looking.configured(&file, base, &config.settings);
            }
        }
        looking.found.extend(asked.files.iter().cloned());
        looking.found
    }

    /// The groups among the files of one folder that nothing else told the counterparts of.
    fn by_content(
        &mut self,
        members: Vec<pairing::Member>,
        paths: &[PathBuf],
        settings: &Settings,
        asked: &Asked,
    ) -> Vec<Group> {
        if members.len() > MOST_TEXTS {
            return Vec::new();
        }
        let alone = members.len() == 1;
        let read: Vec<_> = members
            .into_par_iter()
            .filter(|member| !alone || asked.named.contains(&paths[member.file]))
            .map(|member| {
                let path = &paths[member.file];
                let profile =
                    files::read(self.files, path, &settings.limits).map(|text| profile(&text, &member, path));
                (member, profile)
            })
            .collect();
        let (mut members, mut profiles) = (Vec::new(), Vec::new());
        for (member, profile) in read {
            match profile {
                Ok(Some(profile)) => {
                    members.push(member);
                    profiles.push(profile);
                }
                Ok(None) => {}
                Err(unreadable) => {
                    let path = &paths[member.file];
                    self.problems.push(Problem::of_file(FILE_UNREADABLE, path, unreadable.to_string()));
                }
            }
        }
        let groups = content::pair(&profiles).into_iter().map(|group| {
            let members: Vec<pairing::Member> =
                group.into_iter().map(|index| members[index].clone()).collect();
            let source = self.source_by_detection(&members, paths, settings);
            Group { members, source, basis: Basis::Content }
        });
        groups.collect()
    }

    /// The source among members whose languages only their texts tell.
    fn source_by_detection(
        &self,
        members: &[pairing::Member],
        paths: &[PathBuf],
        settings: &Settings,
    ) -> usize {
        let Some(wanted) = &settings.source else { return pairing::source_of(members, None) };
        let told = |member: &pairing::Member| {
            let tag = member.tag.clone().or_else(|| self.detected(&paths[member.file], settings));
            pairing::Member { file: member.file, tag }
        };
        let told: Vec<pairing::Member> = members.iter().map(told).collect();
        pairing::source_of(&told, Some(wanted))
    }

    fn set(&mut self, group: Group, paths: &[PathBuf], config: &Config) -> Set {
        let settings = &config.settings;
        let members = group.members.into_iter().map(|member| {
            let path = paths[member.file].clone();
            let tag = member.tag.or_else(|| self.detected(&path, settings)).unwrap_or_else(Tag::undetermined);
            let format = Format::of_path(&path).unwrap_or(Format::Plain);
            Member { language: language::language(tag.as_str()), path, tag, format }
        });
        let members: Vec<Member> = members.collect();
        let texts = members.iter().map(|member| member.path.as_path());
        let ignores = self.ignores.ignores(texts, config.base.as_deref());
        Set {
            home: Arc::new(home(config, &members)),
            members,
            source: group.source,
            basis: group.basis,
            settings: Arc::clone(settings),
            ignores,
            is_whole: true,
        }
    }

    fn detected(&self, path: &Path, settings: &Settings) -> Option<Tag> {
        let text = files::read(self.files, path, &settings.limits).ok()?;
        detected(&text, Format::of_path(path).unwrap_or(Format::Plain))
    }

    /// Orders what was found, and tells what is wrong with what was asked for.
    fn finish(mut self, asked: &Asked, mut project: Project) -> Project {
        let mut seen = BTreeSet::new();
        for file in asked.files.iter().chain(&asked.walked) {
            let folder = if asked.walked.contains(file) { file } else { file.parent().unwrap_or(file) };
            let config = self.configs.of(folder);
            if config.file.as_ref().is_some_and(|file| seen.insert(file.clone())) {
                project.problems.extend(config.problems.iter().cloned());
            }
        }
        let ignores = project.sets.iter().flat_map(|set| set.ignores.files());
        let ignores: BTreeMap<&Path, _> = ignores.map(|file| (file.path.as_path(), &file.problems)).collect();
        project.problems.extend(ignores.into_values().flatten().cloned());
        self.problems.retain(|problem| asked.files.contains(&problem.path));
        project.problems.append(&mut self.problems);
        project.problems.sort_by(|one, other| {
            let key = |problem: &Problem| (Lexical::of(&problem.path), problem.range.start());
            key(one).cmp(&key(other))
        });
        project.sets.sort_by_key(|set| Lexical::of(&set.source().path));
        let paired: BTreeSet<&Path> =
            project.sets.iter().flat_map(|set| &set.members).map(|member| member.path.as_path()).collect();
        let alone = asked.files.iter().filter(|file| !paired.contains(file.as_path()));
        project.alone = alone.cloned().collect();
        project.alone.sort_by_key(|path| Lexical::of(path));
        project
    }
}

/// Where the configuration of a set is, or would have to be so that it holds for all of it.
fn home(config: &Config, members: &[Member]) -> Home {
    if let Some(path) = &config.file {
        return Home { path: path.clone(), text: config.text.clone(), exists: true };
    }
    let holds_all = |folder: &&Path| members.iter().all(|member| member.path.starts_with(folder));
    let first = members.first().and_then(|member| member.path.parent()).unwrap_or(Path::new(""));
    let shared = first.ancestors().find(holds_all).unwrap_or(first);
    let folder = config.base.as_deref().filter(holds_all).unwrap_or(shared);
    Home { path: folder.join(FILE_NAME), text: None, exists: false }
}

/// Pairs files that one configuration governs.
fn pair(paths: &[PathBuf], config: &Config) -> pairing::Pairing {
    let texts: Vec<(Lexical, usize)> = paths
        .iter()
        .map(|path| {
            let base = Lexical::of(&config.base_of(path.parent().unwrap_or(path)));
            let path = Lexical::of(path);
            // A file outside the folder, named beside one inside, has no part that counts but its name.
            let inside = path.below(&base).map(|below| path.as_str().len() - below.len());
            let name = path.name().map_or(0, str::len);
            let base = inside.unwrap_or(path.as_str().len() - name);
            (path, base)
        })
        .collect();
    let files: Vec<File<'_>> =
        texts.iter().map(|(path, base)| File { path: path.as_str(), base: *base }).collect();
    pairing::pair(&files, &config.settings)
}

fn is_excluded(path: &Path, config: &Config) -> bool {
    let Some(base) = &config.base else { return false };
    Lexical::of(path).below(&Lexical::of(base)).is_some_and(|relative| config.settings.excludes(relative))
}

/// What a text looks like to its translations; `None` if it is too large or its language is unknown.
fn profile(text: &str, member: &pairing::Member, path: &Path) -> Option<Profile> {
    let format = Format::of_path(path).unwrap_or(Format::Plain);
    if text.len() > LARGEST_COMPARED {
        return None;
    }
    let tag = member.tag.clone().or_else(|| detected(text, format))?;
    Some(Profile::new(text, &tag, format))
}

/// The language of a text, told from its prose alone.
fn detected(text: &str, format: Format) -> Option<Tag> {
    let snapshot = crate::text::Document::new(text, 0, format, None).snapshot();
    let mut prose = String::new();
    for paragraph in &*snapshot.paragraphs {
        prose.push_str(&paragraph.prose.replace([crate::text::MARKUP, crate::text::OPAQUE], " "));
        prose.push('\n');
    }
    detect::language(&prose)
}
