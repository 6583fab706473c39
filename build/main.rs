//! Compiles the language data in `src/language/data` into statics, so that nothing is built when Diglot starts.
//!
//! A file that says something impossible fails the build with its name, the key and the problem.

mod automaton;
mod emit;
mod fold;
mod form;
mod language;
mod review;
mod senses;
mod units;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use form::File;
use language::Merged;

/// Where the data files lie.
const DATA: &str = "src/language/data";

/// What went wrong, with file and key.
type Problem = String;

#[allow(clippy::print_stdout, clippy::exit, reason = "so a build script speaks to cargo")]
fn main() {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed={DATA}");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    if let Err(problem) = compile(Path::new(DATA), &out) {
        println!("cargo::error={problem}");
        std::process::exit(1);
    }
}

fn compile(data: &Path, out: &Path) -> Result<(), Problem> {
    let table = units::read(&data.join("units.toml"))?;
    let files = read_all(data)?;
    if !files.contains_key("und") {
        return Err(format!("{}: und.toml is missing", data.display()));
    }
    let tags: BTreeSet<&str> = files.keys().map(|name| name.trim_end_matches(".cldr")).collect();
    let languages = merge_all(&tags, &files, &table.units)?;
    let mut source = emit::Source::new(&table);
    for language in &languages {
        // "de-AT" has the words of "de", unless it says otherwise: they lie in the binary once.
        let twin = languages.iter().find(|other| other.words == language.words);
        source.language(language, &twin.unwrap_or(language).tag, out)?;
    }
    std::fs::write(out.join("languages.rs"), source.finish()).map_err(|error| error.to_string())
}

/// Lays the files of all languages over each other, on all cores: a build script is compiled without optimisation.
fn merge_all(
    tags: &BTreeSet<&str>,
    files: &BTreeMap<String, File>,
    units: &[units::Unit],
) -> Result<Vec<Merged>, Problem> {
    let tags: Vec<&str> = tags.iter().copied().collect();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let merge = |tag: &&str| language::merge(tag, &layers(tag, files), units);
        let share = tags.len().div_ceil(cores).max(1);
        let workers: Vec<_> = tags
            .chunks(share)
            .map(|tags| scope.spawn(move || tags.iter().map(merge).collect::<Result<Vec<_>, _>>()))
            .collect();
        let merged = workers.into_iter().map(|worker| worker.join().expect("a worker does not panic"));
        Ok(merged.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    })
}

/// All language files by name without `.toml`: "de" and "de.cldr".
fn read_all(data: &Path) -> Result<BTreeMap<String, File>, Problem> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(data).map_err(|error| format!("{}: {error}", data.display()))? {
        let path = entry.map_err(|error| error.to_string())?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".toml")) else {
            continue;
        };
        if name == "units" {
            continue;
        }
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let file: File = toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        files.insert(name.to_owned(), file);
    }
    Ok(files)
}

/// The files a language is made of, the general first: what holds everywhere, its parent ("de" for "de-AT"), its own;
/// each generated file before the hand-written one.
fn layers<'a>(tag: &str, files: &'a BTreeMap<String, File>) -> Vec<(&'a str, &'a File)> {
    let mut names = vec!["und"];
    names.extend(tag.match_indices('-').map(|(cut, _)| &tag[..cut]));
    names.push(tag);
    names.dedup();
    names
        .iter()
        .flat_map(|name| [format!("{name}.cldr"), (*name).to_owned()])
        .filter_map(|name| files.get_key_value(&name))
        .map(|(name, file)| (name.as_str(), file))
        .collect()
}
