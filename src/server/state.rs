//! All that the server knows. One actor owns it; nothing in here waits.

mod first_look;
mod questions;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;
use tower_lsp::gen_lsp_types as lsp;

use crate::bitext::Bitext;
use crate::comparison::{Divergence, Severity};
use crate::project::Member;
use crate::project::ignore::{IgnoreFile, Judgement};
use crate::text::{Document, Format, Snapshot};

use super::capabilities::Client;
use super::diagnostics::{self, Published, Pulled, Sheet};
use super::disk::{Changes, Stamps};
use super::documents::Documents;
use super::event::{Event, Events};
use super::jobs::{self, Care, Compared, Input, Order, Reading, Version};
use super::outbox::Outbox;
use super::progress::Told;
use super::requests::{Refresh, Requests};
use super::sets::{self, Discovered, Look, Looker, Plan};
use super::settings::Settings;
use super::uri::Key;
use super::{Options, methods};
use first_look::FirstLook;
use questions::Waiting;

/// How long editing must rest before what was aligned around the edits is aligned from scratch.
const SETTLING_REST: Duration = Duration::from_secs(1);

/// How often files are looked at, if the client does not watch them.
const LOOK: Duration = Duration::from_secs(2);

/// How long the typing of a configuration must rest before it counts.
const CONFIGURATION_REST: Duration = Duration::from_millis(300);

/// A set that is kept compared.
#[derive(Debug)]
pub(super) struct Set {
    /// Its documents.
    pub(super) plan: Arc<Plan>,
    /// What they hold, in the plan's order, as last read.
    readings: Vec<Option<Arc<Reading>>>,
    /// Each translation's bitext, in the plan's order, as last shown.
    pub(super) bitexts: Vec<Option<Arc<Bitext>>>,
    /// What is ignored in them.
    pub(super) judgement: Judgement,
    /// What is shown of it.
    sheets: BTreeMap<PathBuf, Sheet>,
    /// Tells the inlay hints that clients were shown from others.
    hints: u64,
    /// When it is to be compared anew.
    due: Option<Instant>,
    /// The comparison under way.
    running: Option<u64>,
    /// When it is to be aligned from scratch.
    settling_due: Option<Instant>,
    /// The comparison from scratch under way; nobody waits for it.
    settling: Option<u64>,
}

/// Finding out which files belong together: at most one look at a time.
#[derive(Debug, Default)]
struct Discovery {
    /// When to look.
    due: Option<Instant>,
    /// Whether what was found before may be wrong.
    forget: bool,
    /// The look under way.
    running: Option<u64>,
    /// What looks; away while it does.
    looker: Looker,
}

/// Whether the client is being asked for its settings: once at a time, however often they change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asking {
    /// It is not.
    No,
    /// It is.
    Once,
    /// It is, and they have changed since.
    Again,
}

/// All that the server knows.
pub(super) struct State {
    pub(super) client: Client,
    pub(super) settings: Settings,
    /// The client's folders.
    pub(super) folders: Vec<PathBuf>,
    /// What is wrong with the settings that came before the client listened.
    pub(super) early_faults: Vec<String>,
    /// Whether the client is being asked for its settings.
    pub(super) asking: Asking,
    pub(super) documents: Documents,
    pub(super) outbox: Outbox,
    pub(super) requests: Requests,
    sets: Vec<Set>,
    /// What is shown in configurations.
    configurations: BTreeMap<PathBuf, Sheet>,
    published: Published,
    /// What the client pulls of its open documents.
    pub(super) pulled: Pulled,
    /// How far it was told that its translations have come.
    told: Told,
    first_look: FirstLook,
    waiting: Vec<Waiting>,
    discovery: Discovery,
    stamps: Stamps,
    next_look: Option<Instant>,
    shutting_down: bool,
    runs: u64,
    events: Events,
    options: Options,
}

impl State {
    pub(super) fn new(events: Events, outbox: Outbox, requests: Requests, options: Options) -> Self {
        Self {
            client: Client::new(&lsp::ClientCapabilities::default()),
            settings: Settings::default(),
            folders: Vec::new(),
            early_faults: Vec::new(),
            asking: Asking::No,
            documents: Documents::default(),
            outbox,
            requests,
            sets: Vec::new(),
            configurations: BTreeMap::new(),
            published: Published::default(),
            pulled: Pulled::default(),
            told: Told::default(),
            first_look: FirstLook::ToCome,
            waiting: Vec::new(),
            discovery: Discovery::default(),
            stamps: Stamps::default(),
            next_look: None,
            shutting_down: false,
            runs: 0,
            events,
            options,
        }
    }

    /// Lets one event happen.
    pub(super) fn handle(&mut self, event: Event) {
        match event {
            Event::Initialize(params, reply) => methods::initialize::initialize(self, &params, reply),
            Event::Initialized => methods::initialize::initialized(self),
            Event::Opened(params) => methods::did_open::did_open(self, params),
            Event::Changed(params) => methods::did_change::did_change(self, params),
            Event::Saved(params) => methods::did_save::did_save(self, &params),
            Event::Closed(params) => methods::did_close::did_close(self, &params),
            Event::FilesChanged(params) => {
                methods::did_change_watched_files::did_change_watched_files(self, params);
            }
            Event::FoldersChanged(params) => {
                methods::did_change_workspace_folders::did_change_workspace_folders(self, &params);
            }
            Event::ConfigurationChanged(sent) => {
                methods::did_change_configuration::did_change_configuration(self, &sent);
            }
            Event::Configuration(answer) => methods::did_change_configuration::answered(self, answer),
            Event::Asked(query) => self.asked(query),
            Event::ShutDown => self.shut_down(),
            Event::Discovered(discovered) => self.discovered(discovered),
            Event::Compared(compared) => self.compared(compared),
            Event::DiskChanged(changes) => self.disk_changed(changes),
            Event::ProgressBegins => self.first_look_shown(),
            Event::Log(message) => self.outbox.log(lsp::MessageType::Warning, message),
        }
    }

    /// Does what is due, and answers what can be answered.
    pub(super) fn tick(&mut self, now: Instant) {
        if self.shutting_down {
            return;
        }
        self.start_discovery(now);
        self.start_comparisons(now);
        self.look_at_disk(now);
        self.answer_waiting(now);
        self.end_first_look();
        // Only now: what was pulled is what there is.
        if self.client.pulls && self.pulled.is_outdated() {
            self.requests.refresh(Refresh::Diagnostics);
        }
    }

    /// When [`Self::tick`] has something to do, if nothing happens before.
    pub(super) fn deadline(&self) -> Option<Instant> {
        let idle = self.sets.iter().filter(|set| set.running.is_none());
        let due = idle.filter_map(|set| set.due.or(set.settling_due.filter(|_| set.settling.is_none())));
        let waiting = self.waiting.iter().map(|waiting| waiting.until);
        let look = self.discovery.due.filter(|_| self.discovery.running.is_none());
        due.chain(waiting).chain(look).chain(self.next_look).min().filter(|_| !self.shutting_down)
    }

    /// All sets.
    pub(super) fn sets(&self) -> &[Set] {
        &self.sets
    }

    /// What is shown in a file, in no order.
    pub(super) fn shown<'a>(&'a self, path: &'a Path) -> impl Iterator<Item = &'a lsp::Diagnostic> {
        let sheets = self.sets.iter().filter_map(move |set| set.sheets.get(path));
        sheets.chain(self.configurations.get(path)).flat_map(Sheet::list)
    }

    /// The sets that a file belongs to.
    pub(super) fn sets_of<'a, 'p>(&'a self, path: &'p Path) -> impl Iterator<Item = &'a Set> + use<'a, 'p> {
        self.sets.iter().filter(move |set| set.plan.index(path).is_some())
    }

    /// A file's URI as the client spells it, or one of ours.
    pub(super) fn uri(&self, path: &Path) -> lsp::Uri {
        match self.documents.file(path) {
            Some(open) => open.uri.clone(),
            None => Key::file(path).uri(),
        }
    }

    /// An open file's version as the client counts it.
    pub(super) fn version(&self, path: &Path) -> Option<i32> {
        self.documents.file(path).map(|open| open.document.snapshot().version)
    }

    /// The text that the places in a `.diglot-ignore` are in; `None` if its text in the editor is another one by now.
    pub(super) fn snapshot_of(&self, file: &IgnoreFile) -> Option<Snapshot> {
        let text = file.text.as_deref()?;
        match self.documents.file(&file.path).map(|open| open.document.snapshot()) {
            Some(open) => (*open.rope() == *text).then_some(open),
            None => Some(Document::new(text, 0, Format::Plain, None).snapshot()),
        }
    }

    /// A file's text is another one now: its sets are compared anew after `rest`; `None` for the rest that the
    /// settings ask for.
    pub(super) fn text_changed(&mut self, path: &Path, rest: Option<Duration>) {
        let now = Instant::now();
        for set in self.sets.iter_mut().filter(|set| set.plan.index(path).is_some()) {
            set.due = Some(now + rest.unwrap_or_else(|| set.plan.quiet()));
        }
        if sets::is_configuration(path) {
            self.discovery.forget = true;
            self.discovery.due = Some(now + rest.unwrap_or(CONFIGURATION_REST));
        }
    }

    /// Which files belong together is to be found out for files that were not asked about before.
    pub(super) fn look_again(&mut self) {
        self.discovery.due = Some(Instant::now());
    }

    /// Which files belong together is to be found out anew: what was found before may be wrong.
    pub(super) fn look_anew(&mut self) {
        self.discovery.forget = true;
        self.look_again();
    }

    /// Shows what there is to show, where it is otherwise than what is shown.
    pub(super) fn publish(&mut self) {
        let mut sheets: BTreeMap<Key, Sheet> = BTreeMap::new();
        for (path, sheet) in self.sets.iter().flat_map(|set| &set.sheets).chain(&self.configurations) {
            sheets.entry(Key::file(path)).or_default().merge(sheet);
        }
        let documents = &self.documents;
        if self.client.pulls {
            self.pulled.take(&mut sheets, |key| documents.get(key).is_some());
        }
        for params in self.published.replace(sheets, |key| documents.get(key).map(|open| open.uri.clone())) {
            self.outbox.publish(params);
        }
    }

    /// Drops the sets of which no document is open, and what was shown of them.
    pub(super) fn forget_closed(&mut self) {
        let documents = &self.documents;
        if documents.files().next().is_none() {
            self.configurations.clear();
        }
        self.sets.retain(|set| set.plan.members.iter().any(|member| documents.file(&member.path).is_some()));
        let sets = &self.sets;
        self.told.retain(|path| sets.iter().any(|set| set.plan.index(path).is_some()));
        self.publish();
    }

    fn shut_down(&mut self) {
        self.shutting_down = true;
        for waiting in self.waiting.drain(..) {
            waiting.query.answer_nothing();
        }
    }

    fn next_run(&mut self) -> u64 {
        self.runs += 1;
        self.runs
    }
}

/// Which files belong together.
impl State {
    fn start_discovery(&mut self, now: Instant) {
        if self.discovery.running.is_some() || self.discovery.due.is_none_or(|due| due > now) {
            return;
        }
        self.announce_first_look();
        let run = self.next_run();
        let files = self.documents.files();
        let look = Look {
            open: files.map(|(path, open)| (path.to_owned(), open.document.snapshot())).collect(),
            client: self.settings.layer(),
            folders: self.folders.clone(),
            forget: self.discovery.forget,
        };
        let mut looker = std::mem::take(&mut self.discovery.looker);
        self.discovery.running = Some(run);
        (self.discovery.due, self.discovery.forget) = (None, false);
        jobs::detach(self.events.clone(), move || {
            // A panic must not leave the look under way for ever; what it left of the looker is not used again.
            match jobs::guarded(|| looker.look(&look)) {
                Ok(found) => Event::Discovered(Discovered { run, found: Ok(found), looker }),
                Err(panic) => {
                    Event::Discovered(Discovered { run, found: Err(panic), looker: Looker::default() })
                }
            }
        });
    }

    fn discovered(&mut self, discovered: Discovered) {
        if self.discovery.running != Some(discovered.run) {
            return;
        }
        self.discovery.running = None;
        self.discovery.looker = discovered.looker;
        let (plans, faults) = match discovered.found {
            Ok(found) => found,
            Err(panic) => {
                // What was known before is better than nothing.
                self.outbox.log(lsp::MessageType::Error, panic);
                return;
            }
        };
        let mut before = std::mem::take(&mut self.sets);
        for plan in plans {
            let set = match before.iter().position(|set| set.plan.is_same(&plan)) {
                Some(known) => {
                    let mut set = before.swap_remove(known);
                    if !Arc::ptr_eq(&set.plan.settings, &plan.settings) {
                        // A comparison under way is of a plan that is no more.
                        (set.plan, set.running, set.due) = (plan, None, Some(Instant::now()));
                        (set.settling, set.settling_due) = (None, None);
                    }
                    set
                }
                None => begin(plan, &before),
            };
            self.sets.push(set);
        }
        self.wrap_documents();
        self.configurations = diagnostics::configurations(self, &faults);
        self.forget_closed();
    }

    /// Has the open documents' paragraphs cut as their sets want it.
    fn wrap_documents(&mut self) {
        let Self { sets, documents, .. } = self;
        for set in sets.iter_mut() {
            for member in &set.plan.members {
                if documents.wrap(&Key::file(&member.path), set.plan.settings.paragraphs) {
                    set.due = Some(Instant::now());
                }
            }
        }
    }
}

/// A set that is new, with what is known of its documents from the sets before.
fn begin(plan: Arc<Plan>, before: &[Set]) -> Set {
    let known = |path: &Path| {
        before.iter().find_map(|set| set.plan.index(path).and_then(|index| set.readings[index].clone()))
    };
    Set {
        readings: plan.members.iter().map(|member| known(&member.path)).collect(),
        bitexts: vec![None; plan.members.len()],
        judgement: Judgement::default(),
        sheets: BTreeMap::new(),
        hints: 0,
        due: Some(Instant::now()),
        running: None,
        settling_due: None,
        settling: None,
        plan,
    }
}

/// Comparing.
impl State {
    fn start_comparisons(&mut self, now: Instant) {
        for index in 0..self.sets.len() {
            let Some(care) = self.sets[index].care_due(now) else { continue };
            let run = self.next_run();
            let order = self.order(&self.sets[index], run, care);
            let set = &mut self.sets[index];
            match care {
                Care::Quick => (set.due, set.running, set.settling_due) = (None, Some(run), None),
                Care::Settled => (set.settling_due, set.settling) = (None, Some(run)),
            }
            jobs::compare(order, self.events.clone());
        }
    }

    fn order(&self, set: &Set, run: u64, care: Care) -> Order {
        let members = set.plan.members.iter().zip(&set.readings).zip(&set.bitexts);
        let inputs = members
            .map(|((member, reading), bitext)| Input {
                open: self.documents.file(&member.path).map(|open| (open.document.snapshot(), open.revision)),
                earlier: reading.clone(),
                bitext: bitext.clone(),
            })
            .collect();
        Order { run, plan: Arc::clone(&set.plan), inputs, care, hook: self.options.before_analysis.clone() }
    }

    fn compared(&mut self, compared: Compared) {
        for panic in compared.panics {
            self.outbox.log(lsp::MessageType::Error, panic);
        }
        let run = Some(compared.run);
        let Some(index) = self.sets.iter().position(|set| set.running == run || set.settling == run) else {
            return;
        };
        let current = self.is_current(&compared.plan, &compared.readings);
        let set = &mut self.sets[index];
        if set.settling == run {
            set.settling = None;
            if !current || set.running.is_some() {
                // Of an older text. That which is being compared, or will be, is settled in its turn.
                return;
            }
        } else {
            set.running = None;
        }
        set.readings = compared.readings.into_iter().map(Some).collect();
        if !current {
            // Older than the editor's text: never shown. The edit that made it so has made the set due again.
            return;
        }
        let first = set.bitexts.iter().all(Option::is_none);
        (set.bitexts, set.judgement) = (compared.bitexts, compared.judgement);
        let settled = set.bitexts.iter().flatten().all(|bitext| bitext.is_settled());
        let rest = if first { Duration::ZERO } else { SETTLING_REST };
        set.settling_due = (!settled).then(|| Instant::now() + rest);
        let sheets = diagnostics::sheets(self, &self.sets[index]);
        self.sets[index].sheets = sheets;
        self.publish();
        self.tell_progress(index);
        let hints = methods::inlay_hint::fingerprint(&self.sets[index]);
        if std::mem::replace(&mut self.sets[index].hints, hints) != hints && self.client.refreshes_hints {
            self.requests.refresh(Refresh::InlayHints);
        }
    }

    /// Says how far a set's translations have come, to clients that want to know.
    fn tell_progress(&mut self, index: usize) {
        let mut told = std::mem::take(&mut self.told);
        let news = told.news(self, &self.sets[index]);
        self.told = told;
        if news.is_empty() {
            return;
        }
        if self.client.refreshes_lenses {
            self.requests.refresh(Refresh::CodeLenses);
        }
        for progress in news.into_iter().filter(|_| self.client.progress) {
            self.outbox.progress(progress);
        }
    }

    /// Whether the open documents still are as they were read.
    fn is_current(&self, plan: &Plan, readings: &[Arc<Reading>]) -> bool {
        plan.members.iter().zip(readings).all(|(member, reading)| self.is_as_read(member, reading))
    }

    /// Whether a document still is as it was read.
    pub(super) fn is_as_read(&self, member: &Member, reading: &Reading) -> bool {
        match (self.documents.file(&member.path), reading.version) {
            (Some(open), Version::Open(revision)) => open.revision == revision,
            (None, Version::Disk(_)) => true,
            _ => false,
        }
    }
}

impl Set {
    /// What a member holds, as last read.
    pub(super) fn reading(&self, member: usize) -> Option<&Reading> {
        self.readings.get(member)?.as_deref()
    }

    /// The divergences of one of the set's bitexts that are to be told, and how much each matters here.
    pub(super) fn told<'a>(&'a self, bitext: &'a Bitext) -> impl Iterator<Item = (&'a Divergence, Severity)> {
        let is_it = |one: &Option<Arc<Bitext>>| one.as_deref().is_some_and(|one| std::ptr::eq(one, bitext));
        let ignored = self.bitexts.iter().position(is_it).and_then(|index| self.judgement.ignored.get(index));
        let told = bitext.divergences.iter().enumerate().filter(move |(index, _)| {
            !ignored.and_then(|ignored| ignored.get(*index)).copied().unwrap_or(false)
        });
        told.filter_map(|(_, divergence)| {
            Some((divergence, self.plan.settings.severity(divergence.rule, divergence.severity)?))
        })
    }

    fn is_settled(&self) -> bool {
        self.due.is_none() && self.running.is_none()
    }

    /// How it is to be compared now; `None` if it is not.
    fn care_due(&self, now: Instant) -> Option<Care> {
        let is_due = |due: Option<Instant>| due.is_some_and(|due| due <= now);
        if self.running.is_some() {
            None
        } else if is_due(self.due) {
            Some(Care::Quick)
        } else {
            (is_due(self.settling_due) && self.settling.is_none() && self.due.is_none())
                .then_some(Care::Settled)
        }
    }
}

/// Files that nobody watches for us.
impl State {
    /// Whether files are looked at from time to time.
    pub(super) fn watch_disk(&mut self) {
        self.next_look = Some(Instant::now() + LOOK);
    }

    fn look_at_disk(&mut self, now: Instant) {
        if self.next_look.is_none_or(|next| next > now) {
            return;
        }
        self.next_look = None;
        let closed = self.sets.iter().flat_map(|set| &set.plan.members);
        let mut paths: Vec<PathBuf> = closed
            .map(|member| member.path.clone())
            .filter(|path| self.documents.file(path).is_none())
            .collect();
        for (path, _) in self.documents.files() {
            // A folder's stamp tells of files that come and go in it.
            paths.extend(path.ancestors().skip(1).take(2).map(Path::to_owned));
            let folders = path.ancestors().skip(1);
            paths.extend(folders.flat_map(|folder| sets::CONFIGURATIONS.map(|name| folder.join(name))));
        }
        let before = self.stamps.clone();
        jobs::detach(self.events.clone(), move || Event::DiskChanged(before.look(paths)));
    }

    fn disk_changed(&mut self, changes: Changes) {
        self.stamps = changes.now;
        self.watch_disk();
        for path in changes.changed {
            self.file_changed(&path);
        }
    }

    /// A file that is not open, or a folder, is otherwise than before.
    pub(super) fn file_changed(&mut self, path: &Path) {
        if self.sets_of(path).next().is_some() {
            if self.documents.file(path).is_none() {
                self.text_changed(path, Some(Duration::ZERO));
            }
        } else {
            self.look_anew();
        }
    }
}
