//! One session of an editor with a server, measured.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use super::Form;
use super::client::{Client, uri};
use super::process::{self, Memory};
use crate::book;
use crate::repository;

/// One paragraph in so many has another number in the translation, so that there is something to show.
const SLIPS: usize = 500;
/// How long a person at least takes between two keys.
const BETWEEN_KEYS: Duration = Duration::from_millis(4);

/// A text and its translation, on the disk.
pub(super) struct Bitext {
    /// How many paragraphs it has.
    pub(super) paragraphs: usize,
    /// How many bytes the two texts have.
    pub(super) bytes: u64,
    folder: PathBuf,
    target: PathBuf,
    /// The translation, and where each of its paragraphs begins and ends.
    text: String,
    ranges: Vec<std::ops::Range<usize>>,
    sources: Vec<String>,
}

impl Bitext {
    /// Makes one of our own texts and writes it.
    pub(super) fn written(paragraphs: usize, form: Form) -> Result<Self> {
        let (sources, mut targets) = clean(paragraphs);
        for (index, target) in targets.iter_mut().enumerate() {
            if index % SLIPS == SLIPS / 2
                && let Some(slip) = place_in(target)
            {
                target.insert(slip, '7');
            }
        }
        let (between, extension) = match form {
            Form::Plain => ("\n", "txt"),
            Form::Markdown => ("\n\n", "md"),
        };
        let folder = repository().join("target").join("latency").join(format!("{paragraphs}-{extension}"));
        std::fs::create_dir_all(&folder)?;
        let (mut text, mut ranges) = (String::new(), Vec::new());
        for target in &targets {
            ranges.push(text.len()..text.len() + target.len());
            text.push_str(target);
            text.push_str(between);
        }
        let source = sources.join(between) + between;
        let target = folder.join(format!("book.hu.{extension}"));
        std::fs::write(folder.join(format!("book.de.{extension}")), &source)?;
        std::fs::write(&target, &text)?;
        let bytes = (source.len() + text.len()) as u64;
        Ok(Self { paragraphs, bytes, folder, target, text, ranges, sources })
    }

    /// Where a slip is typed in the paragraph `index` or the next one that has a number for it.
    fn slip(&self, index: usize) -> Result<Slip> {
        let candidates = self.ranges.iter().skip(index).chain(self.ranges.iter().take(index).rev());
        let mut places = candidates
            .filter_map(|range| place_in(&self.text[range.clone()]).map(|place| range.start + place));
        let byte = places.next().context("a paragraph with a number")?;
        let before = &self.text[..byte];
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let column = before[line_start..].encode_utf16().count();
        Ok(Slip { byte, line: before.matches('\n').count(), column })
    }
}

/// Paragraphs that say the same: those of our books whose numbers have the same digits on both sides.
fn clean(paragraphs: usize) -> (Vec<String>, Vec<String>) {
    let digits = |text: &str| {
        let mut digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
        digits.sort_unstable();
        digits
    };
    let (mut clean, mut seed) = ((Vec::new(), Vec::new()), 7);
    loop {
        let (sources, targets) = book::book(paragraphs, seed);
        for (source, target) in sources.into_iter().zip(targets) {
            if clean.0.len() == paragraphs {
                return clean;
            }
            if digits(&source) == digits(&target) {
                clean.0.push(source);
                clean.1.push(target);
            }
        }
        seed += 1;
    }
}

/// Where another digit makes another number: inside the first run of four digits.
fn place_in(text: &str) -> Option<usize> {
    let is_digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    (1..text.len())
        .find(|&at| (at..at + 4).all(is_digit) && !is_digit(at - 1) && !is_digit(at + 4))
        .map(|at| at + 3)
}

/// A place in the translation.
struct Slip {
    byte: usize,
    line: usize,
    column: usize,
}

/// How long answers took.
#[derive(Debug, Clone, Copy)]
pub(super) struct Times {
    /// Half of them at most.
    pub(super) p50: Duration,
    /// Of twenty nineteen.
    pub(super) p95: Duration,
    /// Of a hundred ninety-nine.
    pub(super) p99: Duration,
    /// How long processors were busy with each.
    pub(super) busy: Duration,
}

impl Times {
    fn of(times: &mut [Duration], busy: Duration) -> Self {
        Self { p50: quantile(times, 50), p95: quantile(times, 95), p99: quantile(times, 99), busy }
    }

    /// Each figure of the better of two runs.
    pub(super) fn or_better(self, other: &Self) -> Self {
        Self {
            p50: self.p50.min(other.p50),
            p95: self.p95.min(other.p95),
            p99: self.p99.min(other.p99),
            busy: self.busy.min(other.busy),
        }
    }
}

/// What was measured of a session.
#[derive(Debug, Clone)]
pub(super) struct Measured {
    /// From a change to its diagnostics, by the place in the file.
    pub(super) places: Vec<(&'static str, Times)>,
    /// From a hover asked right behind a change to its answer, 99 %.
    pub(super) hover: Duration,
    /// The same of a definition.
    pub(super) definition: Duration,
    /// From the start of the process to the first diagnostics.
    pub(super) first: Duration,
    /// To the last ones before it rests.
    pub(super) complete: Duration,
    /// What it weighs at most, and when all has come to rest.
    pub(super) memory: Memory,
}

impl Measured {
    /// Each figure of the better of two runs.
    pub(super) fn or_better(mut self, other: &Self) -> Self {
        for ((_, times), (_, others)) in self.places.iter_mut().zip(&other.places) {
            *times = times.or_better(others);
        }
        Self {
            places: self.places,
            hover: self.hover.min(other.hover),
            definition: self.definition.min(other.definition),
            first: self.first.min(other.first),
            complete: self.complete.min(other.complete),
            memory: Memory {
                peak: self.memory.peak.min(other.memory.peak),
                now: self.memory.now.min(other.memory.now),
            },
        }
    }
}

/// Of `share` in a hundred of the times the longest; sorts them.
fn quantile(times: &mut [Duration], share: usize) -> Duration {
    times.sort_unstable();
    times.get((times.len() * share).div_ceil(100).saturating_sub(1)).copied().unwrap_or_default()
}

/// Measures our server.
pub(super) fn ours(command: &[String], bitext: &Bitext, keys: usize) -> Result<Measured> {
    let options = json!({ "quiet_ms": 0, "max_file_bytes": 1u64 << 30 });
    let (mut client, _) = Client::start(command, &bitext.folder, &options)?;
    let uri = uri(&bitext.target);
    let is_markdown = bitext.target.extension().is_some_and(|extension| extension == "md");
    let language = if is_markdown { "markdown" } else { "plaintext" };
    client.notify(
        "textDocument/didOpen",
        &json!({ "textDocument": { "uri": uri, "languageId": language, "version": 1, "text": bitext.text } }),
    )?;
    let (first, _) = client.wait(|message| is_published(message, &uri, None))?;
    let complete = rest(&mut client, &uri)?.unwrap_or(first);
    let last = bitext.ranges.len() - 1;
    let mut editor = Editor { client, uri, version: 1 };
    let (mut places, mut hovers, mut definitions) = (Vec::new(), Vec::new(), Vec::new());
    for (name, index) in [("start", 0), ("middle", last / 2), ("end", last - last.min(20))] {
        let slip = bitext.slip(index)?;
        places.push((name, editor.type_at(&slip, keys)?));
        hovers.extend(editor.ask_at("textDocument/hover", &slip, keys / 2)?);
        definitions.extend(editor.ask_at("textDocument/definition", &slip, keys / 2)?);
    }
    let Editor { mut client, uri, .. } = editor;
    rest(&mut client, &uri)?;
    let measured = Measured {
        places,
        hover: quantile(&mut hovers, 99),
        definition: quantile(&mut definitions, 99),
        first: first - client.began,
        complete: complete - client.began,
        memory: process::memory(client.process()).unwrap_or_default(),
    };
    client.leave()?;
    Ok(measured)
}

/// Waits until the server has nothing more to do; when it last published the document's diagnostics.
fn rest(client: &mut Client, uri: &str) -> Result<Option<Instant>> {
    /// Longer than the server waits before it aligns all from scratch.
    const REST: Duration = Duration::from_millis(1500);
    let mut last = None;
    loop {
        let before = process::busy(client.process());
        let mut silent = true;
        let until = Instant::now() + REST;
        while let Some((at, message)) = client.next(until.saturating_duration_since(Instant::now()))? {
            if is_published(&message, uri, None) {
                (last, silent) = (Some(at), false);
            }
        }
        if silent && process::busy(client.process()) == before {
            return Ok(last);
        }
    }
}

fn is_published(message: &Value, uri: &str, version: Option<i64>) -> bool {
    message["method"] == "textDocument/publishDiagnostics"
        && message["params"]["uri"] == uri
        && version.is_none_or(|version| message["params"]["version"] == version)
}

/// Somebody who types.
struct Editor {
    client: Client,
    uri: String,
    version: i64,
}

impl Editor {
    /// Types a digit into a number and takes it away again, `keys` changes in all.
    fn type_at(&mut self, slip: &Slip, keys: usize) -> Result<Times> {
        let mut times = Vec::with_capacity(keys);
        let before = process::busy(self.client.process());
        for key in 0..keys & !1 {
            let sent = self.change(slip, key % 2 == 0)?;
            let (uri, version) = (&self.uri, self.version);
            let (came, _) = self.client.wait(|message| is_published(message, uri, Some(version)))?;
            times.push(came - sent);
            std::thread::sleep(BETWEEN_KEYS);
        }
        let after = process::busy(self.client.process());
        let busy = after.zip(before).map(|(after, before)| after.saturating_sub(before)).unwrap_or_default();
        Ok(Times::of(&mut times, busy / keys.max(1) as u32))
    }

    /// Types, and asks at once.
    fn ask_at(&mut self, method: &str, slip: &Slip, keys: usize) -> Result<Vec<Duration>> {
        let mut times = Vec::with_capacity(keys);
        let position = json!({ "line": slip.line, "character": slip.column });
        let params = json!({ "textDocument": { "uri": self.uri }, "position": position });
        for key in 0..keys & !1 {
            self.change(slip, key % 2 == 0)?;
            let sent = Instant::now();
            let id = self.client.request(method, &params)?;
            let (came, answer) = self.client.answer(id)?;
            anyhow::ensure!(!answer["result"].is_null(), "{method} has an answer: {answer}");
            times.push(came - sent);
            std::thread::sleep(BETWEEN_KEYS);
        }
        Ok(times)
    }

    /// Types the digit, or takes it away; when.
    fn change(&mut self, slip: &Slip, typed: bool) -> Result<Instant> {
        self.version += 1;
        let start = json!({ "line": slip.line, "character": slip.column });
        let end = json!({ "line": slip.line, "character": slip.column + usize::from(!typed) });
        let change = json!({ "range": { "start": start, "end": end }, "text": if typed { "7" } else { "" } });
        self.client.notify(
            "textDocument/didChange",
            &json!({
                "textDocument": { "uri": self.uri, "version": self.version }, "contentChanges": [change],
            }),
        )
    }
}

/// Measures a server for PO files on the same text; in the middle of the file.
pub(super) fn rivals(command: &[String], bitext: &Bitext, keys: usize) -> Result<Times> {
    const HEADER: &str =
        "msgid \"\"\nmsgstr \"\"\n\"Language: hu\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n";
    let mut po = HEADER.to_owned();
    let escape = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"");
    let slip = bitext.slip(bitext.ranges.len() / 2)?;
    let mut slipped = None;
    for (index, (source, range)) in bitext.sources.iter().zip(&bitext.ranges).enumerate() {
        write!(po, "\n#: book:{index}\nmsgid \"{}\"\nmsgstr \"", escape(source))?;
        if range.contains(&slip.byte) {
            slipped = Some(po.len() + escape(&bitext.text[range.start..slip.byte]).len());
        }
        writeln!(po, "{}\"", escape(&bitext.text[range.clone()]))?;
    }
    let slipped = slipped.context("the slip is in a paragraph")?;
    let file = bitext.folder.join("book.po");
    std::fs::write(&file, &po)?;
    let uri = uri(&file);
    let (mut client, _) = Client::start(command, &bitext.folder, &Value::Null)?;
    client.notify(
        "textDocument/didOpen",
        &json!({ "textDocument": { "uri": uri, "languageId": "po", "version": 1, "text": po } }),
    )?;
    client.wait(|message| is_published(message, &uri, None))?;
    let with_slip = format!("{}7{}", &po[..slipped], &po[slipped..]);
    let before = process::busy(client.process());
    let mut times = Vec::new();
    for key in 0..keys & !1 {
        // The whole text is what every server takes.
        let text = if key % 2 == 0 { &with_slip } else { &po };
        let params = json!({
            "textDocument": { "uri": uri, "version": key + 2 }, "contentChanges": [{ "text": text }],
        });
        let sent = client.notify("textDocument/didChange", &params)?;
        let (came, _) = client.wait(|message| is_published(message, &uri, None))?;
        times.push(came - sent);
        std::thread::sleep(BETWEEN_KEYS);
    }
    let after = process::busy(client.process());
    let busy = after.zip(before).map(|(after, before)| after.saturating_sub(before)).unwrap_or_default();
    Ok(Times::of(&mut times, busy / keys.max(1) as u32))
}
