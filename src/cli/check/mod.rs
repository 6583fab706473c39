//! `diglot check`: finds the sets, checks each on a core of its own, reports in a fixed order.

mod aside;
mod paths;
mod problem;
mod progress;
mod set;

use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::Arc;

use anyhow::bail;

use super::args::{CheckArgs, ReportFormat};
use super::in_order::in_order;
use super::report::{Finding, Format, Json, Summary, Terminal, escape};
use super::{Outcome, complain};
use crate::comparison::Severity;
use crate::project::ignore::{Addition, IgnoreFile};
use crate::project::{Disk, IGNORE_UNUSED, Layer, Options, Problem, Project, Set, rule_ids};
use aside::Aside;
use paths::Paths;
use progress::Progress;
use set::How;

/// Checks the files and folders that the arguments name.
pub(super) fn run(args: &CheckArgs, out: impl Write) -> anyhow::Result<Outcome> {
    if let Some(missing) = args.paths.iter().find(|path| !path.exists()) {
        bail!("{}: there is no such file or folder", escape(&missing.display().to_string()));
    }
    let paths = Arc::new(Paths::new(&args.paths, &Disk));
    let project = Arc::new(Project::open(&Disk, &args.paths, &options(args)?));
    if project.sets.is_empty() && project.problems.is_empty() {
        bail!("{}", nothing_found(&project, args));
    }
    let format: Arc<dyn Format> = match args.format {
        ReportFormat::Terminal => Arc::new(Terminal::new(width())),
        ReportFormat::Json => Arc::new(Json),
    };
    let least = args.min_severity.into();
    // A baseline is no report.
    let out: Box<dyn Write> = if args.write_baseline { Box::new(io::sink()) } else { Box::new(out) };
    let mut report = Report::new(out, Arc::clone(&format))?;
    let mut aside = Aside::default();
    if args.prune_ignores {
        aside.remove_of_nothing(&project, &Disk);
    }
    let wanted = |problem: &&Problem| !(args.prune_ignores && problem.rule == IGNORE_UNUSED);
    let problems = project.problems.iter().filter(wanted);
    let problems: Vec<Finding> = problems.map(|problem| problem::finding(problem, &paths, &Disk)).collect();
    report.part(&Part::new(&problems, &*format, least))?;

    let progress = Progress::new(project.sets.len());
    let how = How { all: args.no_ignores, aside: args.write_baseline, prunes: args.prune_ignores };
    let mut parts = in_order(0..project.sets.len(), {
        let (project, paths) = (Arc::clone(&project), Arc::clone(&paths));
        move |index| part_of_set(&project.sets[index], &paths, &*format, least, how)
    });
    while let Some(mut part) = parts.next(|| Ok(()))? {
        progress.around(|| report.part(&part))?;
        progress.advance();
        if args.prune_ignores {
            aside.remove(std::mem::take(&mut part.unused));
        }
        if args.write_baseline {
            aside.add(std::mem::take(&mut part.aside), least);
        }
    }
    drop(progress);
    report.closing()?;
    say_what_is_left_out(&project, &paths, args)?;
    let written = aside.write(&paths)?;
    if written.is_empty() && args.write_baseline {
        complain("nothing to put aside");
    }
    for said in &written {
        complain(said);
    }
    let fails = args.fail_on.severity().is_some_and(|least| report.worst >= Some(least));
    Ok(if fails && !args.write_baseline { Outcome::Found } else { Outcome::Clean })
}

/// What sets are looked for with.
fn options(args: &CheckArgs) -> anyhow::Result<Options> {
    let Some(source) = &args.source else { return Ok(Options::default()) };
    let (client, faults) = Layer::from_json(&serde_json::json!({ "source": source }), &rule_ids());
    match faults.first() {
        Some(fault) => bail!("--source: {}", fault.message),
        None => Ok(Options { client, ..Options::default() }),
    }
}

fn part_of_set(set: &Set, paths: &Paths, format: &dyn Format, least: Severity, how: How) -> Part {
    let checked = set::check(set, paths, &Disk, how);
    let mut part = Part::new(&checked.findings, format, least);
    part.summary.sets = 1;
    part.summary.documents = checked.documents;
    part.summary.paragraphs = checked.paragraphs;
    part.summary.ignored = checked.ignored;
    (part.aside, part.unused) = (checked.aside, checked.unused);
    part
}

/// Says on standard error which files that were asked for by name have no translation; fails if none has.
fn say_what_is_left_out(project: &Project, paths: &Paths, args: &CheckArgs) -> anyhow::Result<()> {
    if project.truncated {
        complain("too many files, only the first ones were looked at; name smaller folders");
    }
    if project.sets.is_empty() {
        bail!("{}", nothing_found(project, args));
    }
    for path in project.alone.iter().filter(|path| paths.holds(path)) {
        complain(&format!("{}: no translation found", escape(&paths.shown(path))));
    }
    Ok(())
}

/// What was looked for, and how to help.
fn nothing_found(project: &Project, args: &CheckArgs) -> String {
    let paths: Vec<_> = args.paths.iter().map(|path| path.display().to_string()).collect();
    let mut message = format!("no translation found in {}", escape(&paths.join(", ")));
    let seen = project.alone.len();
    let _ = match seen {
        0 => write!(message, ": no text or Markdown file (.txt, .md) there"),
        1 => write!(message, ": one file, and none that translates it"),
        _ => write!(message, ": {seen} files, and none that translates another"),
    };
    message.push_str(
        ".\nFiles belong together by their names (guide.de.md and guide.hu.md, de/guide.md and hu/guide.md), by what\n\
         they say, or by a [[set]] in diglot.toml. Two files named by themselves are compared whatever they are called.",
    );
    message
}

/// A set's part of the report.
#[derive(Debug, Default)]
struct Part {
    /// The findings that are to be shown, in the report's format.
    findings: Vec<String>,
    /// What was checked and found, shown or not.
    summary: Summary,
    /// The most severe finding.
    worst: Option<Severity>,
    /// See [`set::Checked`].
    aside: Vec<(Severity, Arc<IgnoreFile>, Addition)>,
    /// See [`set::Checked`].
    unused: Vec<(Arc<IgnoreFile>, usize)>,
}

impl Part {
    /// Renders what was found; counts all, keeps what is at least as severe as `least`.
    fn new(findings: &[Finding], format: &dyn Format, least: Severity) -> Self {
        let mut part = Self::default();
        for finding in findings {
            part.summary.count(finding.severity);
            part.worst = part.worst.max(Some(finding.severity));
        }
        let shown = findings.iter().filter(|finding| finding.severity >= least);
        part.findings = shown.map(|finding| format.finding(finding)).collect();
        part
    }
}

/// Writes a report part by part.
struct Report<W> {
    out: W,
    format: Arc<dyn Format>,
    summary: Summary,
    worst: Option<Severity>,
    begun: bool,
}

impl<W: Write> Report<W> {
    fn new(mut out: W, format: Arc<dyn Format>) -> io::Result<Self> {
        write!(out, "{}", format.opening())?;
        Ok(Self { out, format, summary: Summary::default(), worst: None, begun: false })
    }

    fn part(&mut self, part: &Part) -> io::Result<()> {
        self.summary += part.summary;
        self.worst = self.worst.max(part.worst);
        for finding in &part.findings {
            let between = if self.begun { self.format.between() } else { "" };
            self.begun = true;
            write!(self.out, "{between}{finding}")?;
        }
        self.out.flush()
    }

    fn closing(&mut self) -> io::Result<()> {
        write!(self.out, "{}", self.format.closing(&self.summary))?;
        self.out.flush()
    }
}

/// The width of the terminal; of a common one, where the report goes elsewhere.
fn width() -> usize {
    terminal_size::terminal_size().map_or(120, |(width, _)| usize::from(width.0))
}
