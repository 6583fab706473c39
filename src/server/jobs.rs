//! What takes longer than a few milliseconds: reading files, analysing and comparing texts. Runs on blocking threads,
//! from immutable snapshots; a panic costs the one result it happened in.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::analysis;
use crate::bitext::{Bitext, Text};
use crate::comparison;
use crate::project::ignore::{self, Judged, Judgement};
use crate::project::{Member, Settings, Tag, Unreadable};
use crate::text::{Document, Limits, Snapshot, Wrapping};

use super::AnalysisHook;
use super::disk::{self, Stamp};
use super::event::{Event, Events};
use super::sets::Plan;

/// Which state of a document was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// An open document's revision.
    Open(u64),
    /// A file's state on the disk.
    Disk(Option<Stamp>),
}

/// What a document was found to hold.
#[derive(Debug)]
pub(super) struct Reading {
    /// Which state of it.
    pub(super) version: Version,
    /// How it was read.
    terms: Terms,
    /// What it holds.
    pub(super) content: Content,
}

/// What a reading depends on, beside the text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Terms {
    wrapping: Option<Wrapping>,
    limits: Limits,
    analysis: Arc<analysis::Settings>,
}

impl Terms {
    fn of(settings: &Settings, tag: &Tag) -> Self {
        Self { wrapping: settings.paragraphs, limits: settings.limits, analysis: settings.analysis(tag) }
    }
}

/// What a document holds.
#[derive(Debug)]
pub(super) enum Content {
    /// A text.
    Text(Arc<Text>),
    /// Something that is not analysed.
    Unreadable(Unreadable),
    /// Nothing: there is no such file.
    Missing,
    /// Nobody knows: the analysis panicked.
    Failed,
}

impl Reading {
    /// The text, if there is one.
    pub(super) fn text(&self) -> Option<&Arc<Text>> {
        match &self.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// One member of a set to be read.
#[derive(Debug)]
pub(super) struct Input {
    /// Its text, if it is open, with its revision; else it is read from the disk.
    pub(super) open: Option<(Snapshot, u64)>,
    /// What was last found.
    pub(super) earlier: Option<Arc<Reading>>,
    /// For a translation: what it was last compared as.
    pub(super) bitext: Option<Arc<Bitext>>,
}

/// How a set is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// At once: around what was edited; a first answer where nothing is known.
    Quick,
    /// From scratch.
    Settled,
}

/// A set to be compared.
pub(super) struct Order {
    /// Which run it is.
    pub(super) run: u64,
    /// The set.
    pub(super) plan: Arc<Plan>,
    /// Its members, in the plan's order.
    pub(super) inputs: Vec<Input>,
    /// How it is to be aligned.
    pub(super) care: Care,
    /// See [`super::Options`].
    pub(super) hook: Option<AnalysisHook>,
}

/// A set that was compared.
#[derive(Debug)]
pub(super) struct Compared {
    /// Which run it was.
    pub(super) run: u64,
    /// The set.
    pub(super) plan: Arc<Plan>,
    /// What its members hold, in the plan's order.
    pub(super) readings: Vec<Arc<Reading>>,
    /// Each translation's bitext, in the plan's order; `None` for the source and where there is none.
    pub(super) bitexts: Vec<Option<Arc<Bitext>>>,
    /// What is ignored in them.
    pub(super) judgement: Judgement,
    /// What went wrong.
    pub(super) panics: Vec<String>,
}

/// Compares a set in the background.
pub(super) fn compare(order: Order, events: Events) {
    tokio::task::spawn_blocking(move || {
        // The receiver ends only with the process.
        let _ = events.send(Event::Compared(run(order)));
    });
}

/// Does `work` in the background; a panic in it is told to the log, and `work`'s event never comes.
pub(super) fn detach(events: Events, work: impl FnOnce() -> Event + Send + 'static) {
    tokio::task::spawn_blocking(move || {
        let event = guarded(work).unwrap_or_else(Event::Log);
        let _ = events.send(event);
    });
}

/// Does `work`; the message of its panic, if it panics.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    // Nothing that `work` may have left half done is looked at again: its result is dropped with it.
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|panic| format!("a bug in Diglot: {}", message(panic.as_ref())))
}

fn message(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("a panic without a message")
}

fn run(order: Order) -> Compared {
    let Order { run, plan, inputs, care, hook } = order;
    let comparison = plan.settings.comparison();
    let mut panics = Vec::new();
    let readings: Vec<Arc<Reading>> = plan
        .members
        .iter()
        .zip(&inputs)
        .map(|(member, input)| {
            let terms = Terms::of(&plan.settings, &member.tag);
            match guarded(|| read(member, input, &terms, hook.as_ref())) {
                Ok(reading) => reading,
                Err(panic) => {
                    panics.push(format!("{panic} (in {})", member.path.display()));
                    let version = version(input, || disk::stamp(&member.path));
                    Arc::new(Reading { version, terms, content: Content::Failed })
                }
            }
        })
        .collect();
    let bitexts = (0..plan.members.len())
        .map(|target| {
            let source = readings[plan.source].text().filter(|_| target != plan.source)?;
            let text = readings[target].text()?;
            match guarded(|| pair(source, text, inputs[target].bitext.as_ref(), comparison, care)) {
                Ok(bitext) => Some(bitext),
                Err(panic) => {
                    panics.push(format!("{panic} (comparing {})", plan.members[target].path.display()));
                    None
                }
            }
        })
        .collect::<Vec<Option<Arc<Bitext>>>>();
    let judgement = guarded(|| judge(&plan, &readings, &bitexts)).unwrap_or_else(|panic| {
        panics.push(panic);
        Judgement::default()
    });
    Compared { run, plan, readings, bitexts, judgement, panics }
}

fn judge(plan: &Plan, readings: &[Arc<Reading>], bitexts: &[Option<Arc<Bitext>>]) -> Judgement {
    let members = plan.members.iter().zip(readings).zip(bitexts).map(|((member, reading), bitext)| Judged {
        path: &member.path,
        text: reading.text().map(AsRef::as_ref),
        bitext: bitext.as_deref(),
    });
    let members: Vec<Judged<'_>> = members.collect();
    ignore::judge(&members, plan.source, plan.is_whole, &plan.ignores)
}

fn version(input: &Input, stamp: impl FnOnce() -> Option<Stamp>) -> Version {
    match &input.open {
        Some((_, revision)) => Version::Open(*revision),
        None => Version::Disk(stamp()),
    }
}

fn read(member: &Member, input: &Input, terms: &Terms, hook: Option<&AnalysisHook>) -> Arc<Reading> {
    // The stamp is taken before the file is read: a change in between is then seen at the next look.
    let version = version(input, || disk::stamp(&member.path));
    if let Some(earlier) =
        input.earlier.as_ref().filter(|earlier| is_current(earlier, version, terms, member))
    {
        return Arc::clone(earlier);
    }
    if let Some(hook) = hook {
        hook(&member.path);
    }
    let content = match snapshot(member, input, terms) {
        Ok(Some(snapshot)) => {
            let earlier = input.earlier.as_deref().and_then(Reading::text);
            let settings = Arc::clone(&terms.analysis);
            let text = Text::updated(snapshot, member.language, settings, earlier.map(AsRef::as_ref));
            Content::Text(Arc::new(text))
        }
        Ok(None) => Content::Missing,
        Err(reason) => Content::Unreadable(reason),
    };
    Arc::new(Reading { version, terms: terms.clone(), content })
}

/// Whether what was read before still holds.
fn is_current(earlier: &Reading, version: Version, terms: &Terms, member: &Member) -> bool {
    (earlier.version, &earlier.terms) == (version, terms)
        && match &earlier.content {
            Content::Text(text) => std::ptr::eq(text.language, member.language),
            Content::Unreadable(_) | Content::Missing => true,
            Content::Failed => false,
        }
}

fn snapshot(member: &Member, input: &Input, terms: &Terms) -> Result<Option<Snapshot>, Unreadable> {
    if let Some((snapshot, _)) = &input.open {
        disk::within_limits(snapshot, &terms.limits)?;
        return Ok(Some(snapshot.clone()));
    }
    let text = disk::read(&member.path, &terms.limits)?;
    Ok(text.map(|text| Document::new(&text, 0, member.format, terms.wrapping).snapshot()))
}

fn pair(
    source: &Arc<Text>,
    target: &Arc<Text>,
    earlier: Option<&Arc<Bitext>>,
    settings: comparison::Settings,
    care: Care,
) -> Arc<Bitext> {
    let same = |earlier: &&Arc<Bitext>| {
        Arc::ptr_eq(&earlier.source, source)
            && Arc::ptr_eq(&earlier.target, target)
            && earlier.settings == settings
            && (care == Care::Quick || earlier.is_settled())
    };
    let (source, target) = (Arc::clone(source), Arc::clone(target));
    match earlier {
        Some(bitext) if same(&bitext) => Arc::clone(bitext),
        Some(bitext) if care == Care::Quick => Arc::new(bitext.edited(source, target, &settings)),
        Some(bitext) => Arc::new(bitext.settled(source, target, &settings)),
        None => Arc::new(Bitext::opened(source, target, &settings)),
    }
}
