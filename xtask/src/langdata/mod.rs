//! `cargo xtask langdata`: makes the generated language files from CLDR's npm packages.
//!
//! A generated file carries a stamp: a hash of this generator, the table of units, CLDR's version and the file itself.
//! `--check` compares it, so that neither the generator nor the data changes alone; it needs no CLDR.

mod calendar;
mod coverage;
mod file;
mod numbers;
mod plural;
mod rbnf;
mod words;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;
use xshell::{Shell, cmd};

use file::DataFile;
use plural::Plurals;

/// The release of CLDR that the data comes from.
const CLDR: &str = "48.2.0";

/// The npm packages of CLDR that are read.
const PACKAGES: &[&str] = &[
    "cldr-core",
    "cldr-dates-full",
    "cldr-localenames-full",
    "cldr-numbers-full",
    "cldr-rbnf",
    "cldr-units-full",
];

/// Whatever decides about the content of the generated files, besides CLDR.
const GENERATOR: &[&str] = &[
    include_str!("mod.rs"),
    include_str!("calendar.rs"),
    include_str!("coverage.rs"),
    include_str!("file.rs"),
    include_str!("numbers.rs"),
    include_str!("plural.rs"),
    include_str!("rbnf.rs"),
    include_str!("words.rs"),
    include_str!("../../../src/language/data/units.toml"),
];

/// What the command is asked to do.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Languages (BCP 47) to make; without any, all of CLDR's modern coverage
    tags: Vec<String>,
    /// Folder that holds CLDR's npm packages; without it they are fetched into target/cldr
    #[arg(long, value_name = "DIR")]
    cldr: Option<PathBuf>,
    /// Only say whether the generated files are those this generator makes; needs no CLDR
    #[arg(long, conflicts_with = "cldr")]
    check: bool,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    let data = repository().join("src/language/data");
    if options.check {
        let tags = if options.tags.is_empty() { generated(&data)? } else { options.tags.clone() };
        return check(&data, &tags);
    }
    let cldr = Cldr { folder: options.cldr.clone().map_or_else(fetch, Ok)? };
    let all = options.tags.is_empty();
    let tags = if all { coverage::tags(&cldr)? } else { options.tags.clone() };
    if all {
        for tag in generated(&data)? {
            std::fs::remove_file(path(&data, &tag))?;
        }
    }
    for tag in &tags {
        let text = make(&cldr, tag, &data).with_context(|| format!("making {tag}"))?;
        if let Some(text) = text {
            std::fs::write(path(&data, tag), text)?;
        }
    }
    Ok(())
}

fn path(data: &Path, tag: &str) -> PathBuf {
    data.join(format!("{tag}.cldr.toml"))
}

/// Fails unless every generated file is what this generator made.
fn check(data: &Path, tags: &[String]) -> Result<()> {
    for tag in tags {
        let path = path(data, tag);
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let Some((stamp, body)) = file::split(&text) else { bail!("{}: has no stamp", path.display()) };
        ensure!(
            stamp == file::stamp(&body, GENERATOR, CLDR),
            "{}: was edited, or made by another generator: run cargo xtask langdata",
            path.display()
        );
    }
    Ok(())
}

/// A language's file; `None` for a variant that differs from its parent in nothing that matters.
fn make(cldr: &Cldr, tag: &str, data: &Path) -> Result<Option<String>> {
    let units = unit_ids(&data.join("units.toml"))?;
    let own = collect(cldr, tag, &units)?;
    let file = match coverage::parent(tag) {
        Some(parent) => own.beyond(&collect(cldr, parent, &units)?),
        None => Some(own),
    };
    Ok(file.map(|file| file.finish(GENERATOR, CLDR)))
}

/// All that CLDR says of a language.
fn collect(cldr: &Cldr, tag: &str, units: &[String]) -> Result<DataFile> {
    let mut file = DataFile::default();
    file.scalar("", "name", &coverage::name(cldr, tag)?);
    let symbols = cldr.read("cldr-numbers-full", tag, "numbers")?;
    numbers::symbols(&mut file, &symbols["numbers"], &cldr.digits()?)?;
    numbers::scales(&mut file, &symbols["numbers"]);
    numbers::currencies(
        &mut file,
        &cldr.read("cldr-numbers-full", tag, "currencies")?["numbers"]["currencies"],
    );
    let measures = &cldr.read("cldr-units-full", tag, "units")?["units"];
    numbers::units(&mut file, measures, units);
    numbers::percent(&mut file, measures);
    numbers::centuries(&mut file);
    let gregorian = cldr.read("cldr-dates-full", tag, "ca-gregorian")?;
    calendar::dates(&mut file, &gregorian["dates"]["calendars"]["gregorian"])?;
    if let Some(rules) = cldr.rbnf(tag)? {
        words::number_words(&mut file, &rules["SpelloutRules"], &cldr.plurals(tag)?);
        words::scale_words(&mut file, &rules["SpelloutRules"]);
        words::ordinal_endings(&mut file, &rules["OrdinalRules"]);
    }
    file.settle();
    Ok(file)
}

/// CLDR's packages on this machine.
struct Cldr {
    folder: PathBuf,
}

impl Cldr {
    /// A file of a locale, from below its tag.
    fn read(&self, package: &str, tag: &str, name: &str) -> Result<Value> {
        let json = self.json(&format!("{package}/main/{tag}/{name}.json"))?;
        Ok(json["main"][tag].clone())
    }

    /// The rules for numbers in words, if there are any: the language's own, or those of the one that CLDR names as its
    /// parent.
    fn rbnf(&self, tag: &str) -> Result<Option<Value>> {
        let parents = self.json("cldr-core/supplemental/parentLocales.json")?;
        let parent = parents["supplemental"]["parentLocales"]["parentLocale"][tag].as_str();
        let paths = [Some(tag), parent].into_iter().flatten().map(|tag| format!("cldr-rbnf/rbnf/{tag}.json"));
        let Some(path) = paths.into_iter().find(|path| self.folder.join(path).exists()) else {
            return Ok(None);
        };
        Ok(Some(self.json(&path)?["rbnf"]["rbnf"].clone()))
    }

    /// The plural rules of a language.
    fn plurals(&self, tag: &str) -> Result<Plurals> {
        let json = self.json("cldr-core/supplemental/plurals.json")?;
        let language = tag.split('-').next().unwrap_or(tag);
        Ok(Plurals::new(&json["supplemental"]["plurals-type-cardinal"][language]))
    }

    /// Numbering system → its digits.
    fn digits(&self) -> Result<Value> {
        let json = self.json("cldr-core/supplemental/numberingSystems.json")?;
        Ok(json["supplemental"]["numberingSystems"].clone())
    }

    fn json(&self, path: &str) -> Result<Value> {
        let path = self.folder.join(path);
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        serde_json::from_str(&text).with_context(|| path.display().to_string())
    }
}

/// The text at the end of a path of keys.
fn text(json: &Value, keys: &[&str]) -> Result<String> {
    let found = keys.iter().fold(json, |json, key| &json[*key]);
    found.as_str().map(str::to_owned).with_context(|| format!("{} is missing", keys.join("/")))
}

/// Installs the packages below `target` and says where.
fn fetch() -> Result<PathBuf> {
    let folder = repository().join("target/cldr");
    std::fs::create_dir_all(&folder)?;
    let shell = Shell::new()?;
    let packages: Vec<String> = PACKAGES.iter().map(|package| format!("{package}@{CLDR}")).collect();
    cmd!(shell, "npm install --no-save --no-audit --no-fund --prefix {folder} {packages...}").run()?;
    Ok(folder.join("node_modules"))
}

fn generated(data: &Path) -> Result<Vec<String>> {
    let mut tags = Vec::new();
    for entry in std::fs::read_dir(data)? {
        let name = entry?.file_name();
        tags.extend(name.to_str().and_then(|name| name.strip_suffix(".cldr.toml")).map(str::to_owned));
    }
    tags.sort();
    Ok(tags)
}

fn unit_ids(path: &Path) -> Result<Vec<String>> {
    let table: toml::Table = toml::from_str(&std::fs::read_to_string(path)?)?;
    let units = table.get("units").and_then(toml::Value::as_array).context("units.toml lists no units")?;
    Ok(units.iter().filter_map(|unit| unit.get("id")?.as_str()).map(str::to_owned).collect())
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf)
}

#[cfg(test)]
mod tests {
    #[test]
    fn generated_files_are_current() {
        let data = super::repository().join("src/language/data");
        let tags = super::generated(&data).unwrap();
        assert!(!tags.is_empty());
        super::check(&data, &tags).unwrap();
    }
}
