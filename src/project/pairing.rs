//! Which files belong together by configuration and by their names. Pure: over a list of paths.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::config::{SetFiles, Settings};
use super::tag::{self, Evidence, Tag};

/// Stands for the tag in the key that the files of one text share; no path has it.
const TAG_HERE: char = '\0';

/// A file to be paired.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct File<'a> {
    /// Its path, `/` between parts, in the spelling of [`super::path::Lexical`].
    pub path: &'a str,
    /// How many bytes of `path` lead to the project's folder: no tag counts there, and patterns begin behind it.
    pub base: usize,
}

/// How files were found to belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The configuration says so.
    Configured,
    /// Their names say so.
    Named,
    /// What they say agrees.
    Content,
    /// The user named the two of them.
    Given,
}

/// A file of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Index into the list that was paired.
    pub file: usize,
    /// The language that configuration or name gives it; `None` where they say nothing.
    pub tag: Option<Tag>,
}

/// Files that belong together: at least two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// In byte order of their paths.
    pub members: Vec<Member>,
    /// Index into `members` of the text that the others translate.
    pub source: usize,
    /// How they were found.
    pub basis: Basis,
}

/// A list of files, paired.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pairing {
    /// The groups, in byte order of their sources' paths.
    pub groups: Vec<Group>,
    /// The other files, in byte order of their paths.
    pub alone: Vec<Member>,
}

/// Pairs files by configuration, and what is left by names. The order of `files` does not matter.
pub fn pair(files: &[File<'_>], settings: &Settings) -> Pairing {
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_key(|&file| files[file].path);
    let mut pool =
        Pool { files, free: order.into_iter().collect(), order: BTreeMap::new(), groups: Vec::new() };
    pool.order = files.iter().enumerate().map(|(index, file)| (file.path, index)).collect();
    let configured_tags = pool.configured(settings);
    pool.named(settings);
    let mut alone: Vec<Member> = pool
        .free
        .iter()
        .map(|&file| {
            let tag = configured_tags.get(&file).cloned().or_else(|| sure_tag(files[file]));
            Member { file, tag }
        })
        .collect();
    alone.sort_by_key(|member| files[member.file].path);
    let mut groups = pool.groups;
    groups.sort_by_key(|group| files[group.members[group.source].file].path);
    Pairing { groups, alone }
}

/// The member that the others translate: the one in the `wanted` language; else the first whose name bears no
/// language; else the first. `members` are in byte order of their paths.
pub fn source_of(members: &[Member], wanted: Option<&Tag>) -> usize {
    let find =
        |fits: &dyn Fn(&Tag) -> bool| members.iter().position(|member| member.tag.as_ref().is_some_and(fits));
    wanted
        .and_then(|wanted| {
            find(&|tag| tag == wanted).or_else(|| find(&|tag| tag.primary() == wanted.primary()))
        })
        .or_else(|| members.iter().position(|member| member.tag.is_none()))
        .unwrap_or(0)
}

/// The language that a file's name, else its innermost folder that is a tag, gives it for sure.
pub fn sure_tag(file: File<'_>) -> Option<Tag> {
    let name_start = file.path.rfind('/').map_or(0, |slash| slash + 1);
    let sure = |occurrence: &tag::Occurrence| {
        occurrence.evidence == Evidence::Sure && occurrence.range.start >= file.base
    };
    let (folders, names): (Vec<_>, Vec<_>) = tag::occurrences(file.path)
        .into_iter()
        .filter(sure)
        .partition(|occurrence| occurrence.range.start < name_start);
    names.into_iter().next().or_else(|| folders.into_iter().next_back()).map(|occurrence| occurrence.tag)
}

/// The files that are still to be paired, and the groups made so far.
struct Pool<'a> {
    files: &'a [File<'a>],
    free: BTreeSet<usize>,
    order: BTreeMap<&'a str, usize>,
    groups: Vec<Group>,
}

impl Pool<'_> {
    /// Makes a group of the members that are free, one a tag, if that leaves two.
    fn group(&mut self, mut members: Vec<Member>, basis: Basis, wanted: Option<&Tag>) -> bool {
        members.sort_by_key(|member| self.files[member.file].path);
        let mut seen = BTreeSet::new();
        members.dedup_by_key(|member| member.file);
        members.retain(|member| self.free.contains(&member.file) && seen.insert(member.tag.clone()));
        if members.len() < 2 {
            return false;
        }
        for member in &members {
            self.free.remove(&member.file);
        }
        let source = source_of(&members, wanted);
        self.groups.push(Group { members, source, basis });
        true
    }

    /// Groups by the configuration; gives the languages it names for the files that found no other.
    fn configured(&mut self, settings: &Settings) -> BTreeMap<usize, Tag> {
        let mut tags = BTreeMap::new();
        for set in &settings.sets {
            let source = set.source.as_ref().or(settings.source.as_ref());
            let mut texts: BTreeMap<Vec<String>, Vec<Member>> = BTreeMap::new();
            match &set.files {
                SetFiles::Listed(listed) => {
                    let found = listed.iter().filter_map(|it| {
                        let free = self.free.iter().copied();
                        let file = free.into_iter().find(|&file| relative(self.files[file]) == it.path)?;
                        Some(Member { file, tag: Some(it.tag.clone()) })
                    });
                    texts.insert(Vec::new(), found.collect());
                }
                SetFiles::Patterns(patterns) => {
                    for &file in &self.free {
                        let found =
                            patterns.iter().find_map(|pattern| pattern.find(relative(self.files[file])));
                        if let Some(found) = found {
                            // A path without `{lang}` is the source's.
                            let tag = found.tag.or_else(|| source.cloned());
                            texts.entry(found.key).or_default().push(Member { file, tag });
                        }
                    }
                }
            }
            for members in texts.into_values() {
                for member in &members {
                    if let Some(tag) = &member.tag {
                        tags.entry(member.file).or_insert_with(|| tag.clone());
                    }
                }
                self.group(members, Basis::Configured, source);
            }
        }
        tags
    }

    fn named(&mut self, settings: &Settings) {
        let mut readings: Vec<Reading> =
            self.free.iter().flat_map(|&file| Reading::all(file, self.files[file])).collect();
        let borne_out = borne_out(&readings);
        readings.retain(|reading| reading.evidence == Evidence::Sure || borne_out.contains(&reading.key));
        let tagged: BTreeSet<usize> = readings.iter().map(|reading| reading.file).collect();

        let mut texts: BTreeMap<String, Vec<Member>> = BTreeMap::new();
        let mut sure: BTreeMap<String, usize> = BTreeMap::new();
        for reading in readings {
            let untagged = reading.without.and_then(|path| self.order.get(path.as_str()).copied());
            let untagged = untagged.filter(|file| !tagged.contains(file) && self.free.contains(file));
            let key = match untagged {
                // Siblings of one untagged file belong together however their names bear their tags.
                Some(file) => self.files[file].path.to_owned(),
                None => reading.key,
            };
            *sure.entry(key.clone()).or_default() += usize::from(reading.evidence == Evidence::Sure);
            let members = texts.entry(key).or_default();
            members.push(Member { file: reading.file, tag: Some(reading.tag) });
            if let Some(file) = untagged.filter(|&file| members.iter().all(|member| member.file != file)) {
                members.push(Member { file, tag: None });
            }
        }
        let mut texts: Vec<_> = texts.into_iter().collect();
        texts.sort_by_key(|(key, members)| (Reverse(members.len()), Reverse(sure[key]), key.clone()));
        for (_, members) in texts {
            self.group(members, Basis::Named, settings.source.as_ref());
        }
    }
}

/// One way to read a path: with the tag in these places.
struct Reading {
    file: usize,
    tag: Tag,
    /// The path with [`TAG_HERE`] in the tag's places: the same for its siblings in other languages.
    key: String,
    /// The path of the sibling without a tag.
    without: Option<String>,
    evidence: Evidence,
}

/// The keys of the readings that bear each other out: those of two languages at least, not all of them words.
fn borne_out(readings: &[Reading]) -> BTreeSet<String> {
    let mut tags: BTreeMap<&str, (BTreeSet<&Tag>, bool)> = BTreeMap::new();
    for reading in readings {
        let (tags, trusted) = tags.entry(&reading.key).or_default();
        tags.insert(&reading.tag);
        *trusted |= reading.evidence != Evidence::Word;
    }
    let borne_out = tags.into_iter().filter(|(_, (tags, trusted))| tags.len() > 1 && *trusted);
    borne_out.map(|(key, _)| key.to_owned()).collect()
}

impl Reading {
    /// All ways to read a path: each tag alone, and one that stands in several places in all of them.
    fn all(index: usize, file: File<'_>) -> Vec<Self> {
        let mut occurrences = tag::occurrences(file.path);
        occurrences.retain(|occurrence| occurrence.range.start >= file.base);
        let mut readings: Vec<Self> =
            occurrences.iter().map(|occurrence| Self::of(index, file.path, &[occurrence])).collect();
        let tags: BTreeSet<&Tag> = occurrences.iter().map(|occurrence| &occurrence.tag).collect();
        for tag in tags {
            let mut places: Vec<_> = occurrences.iter().filter(|occurrence| occurrence.tag == *tag).collect();
            places.sort_by_key(|occurrence| occurrence.range.start);
            places.dedup_by_key(|occurrence| occurrence.range.start);
            if places.len() > 1 {
                readings.push(Self::of(index, file.path, &places));
            }
        }
        readings
    }

    /// The path read with the tag in `places`, which are in order and do not overlap.
    fn of(file: usize, path: &str, places: &[&tag::Occurrence]) -> Self {
        let (mut key, mut without) = (path.to_owned(), Some(path.to_owned()));
        for place in places.iter().rev() {
            key.replace_range(place.range.clone(), TAG_HERE.encode_utf8(&mut [0; 4]));
            without = without.zip(place.removable.clone()).map(|(mut path, range)| {
                path.replace_range(range, "");
                path
            });
        }
        let has = |evidence| places.iter().any(|place| place.evidence == evidence);
        let evidence = match () {
            () if has(Evidence::Sure) => Evidence::Sure,
            () if has(Evidence::NeedsSibling) => Evidence::NeedsSibling,
            () => Evidence::Word,
        };
        Self { file, tag: places[0].tag.clone(), key, without, evidence }
    }
}

fn relative(file: File<'_>) -> &str {
    file.path[file.base..].trim_start_matches('/')
}
