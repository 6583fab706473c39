//! `diglot pairs`: checks a stream of texts and translations, JSON lines in, JSON lines out.
//!
//! One thread cuts standard input into batches of lines and hands each to the thread pool; this one writes the answers
//! in the order of the questions. The queue between them is bounded, so memory is too, however long the stream.

mod item;
mod lines;

use std::io::{self, BufWriter, Read, Write};
use std::sync::mpsc::{self, Receiver, SyncSender, TryRecvError};

use anyhow::Context;

use super::Outcome;
use super::args::PairsArgs;
use item::Languages;
use lines::{Batch, Lines};

/// What became of a batch.
struct Answer {
    /// JSON lines, each with its line end.
    text: Vec<u8>,
    /// Whether a line could not be read.
    bad: bool,
}

/// A batch's place in the queue: its answer when it is there, or why the input ended early.
type Ticket = io::Result<Receiver<Answer>>;

/// Checks standard input until it ends.
pub(super) fn run(args: &PairsArgs) -> anyhow::Result<Outcome> {
    let languages = Languages::from_flags(args.source.as_deref(), args.target.as_deref());
    stream(io::stdin(), io::stdout().lock(), languages)
}

/// Checks `input` until it ends. An unreadable line makes the outcome `Found`, and does not stop the rest.
fn stream(
    input: impl Read + Send + 'static,
    output: impl Write,
    languages: Languages,
) -> anyhow::Result<Outcome> {
    // Enough that no thread waits for the writer, few enough to hold in memory.
    let (queue, tickets) = mpsc::sync_channel(4 * rayon::current_num_threads());
    std::thread::spawn(move || read(Lines::new(input), languages, &queue));
    let mut output = BufWriter::with_capacity(1 << 16, output);
    let mut bad = false;
    while let Some(ticket) = next(&tickets, &mut output)? {
        let answer = ticket.context("standard input")?.recv().context("a thread of the pool ended early")?;
        bad |= answer.bad;
        output.write_all(&answer.text)?;
    }
    output.flush()?;
    Ok(if bad { Outcome::Found } else { Outcome::Clean })
}

/// The next ticket, or `None` at the end. Before waiting for one, what is written goes out, so that a program that asks
/// line by line gets its answers.
fn next(tickets: &Receiver<Ticket>, output: &mut impl Write) -> io::Result<Option<Ticket>> {
    match tickets.try_recv() {
        Ok(ticket) => Ok(Some(ticket)),
        Err(TryRecvError::Disconnected) => Ok(None),
        Err(TryRecvError::Empty) => {
            output.flush()?;
            Ok(tickets.recv().ok())
        }
    }
}

/// Hands batch after batch to the pool, until the input ends or nobody takes the answers any more.
fn read(mut lines: Lines<impl Read>, languages: Languages, queue: &SyncSender<Ticket>) {
    loop {
        let ticket = match lines.next_batch() {
            Ok(batch) if batch.is_empty() => return,
            Ok(batch) => Ok(submit(batch, languages.clone())),
            Err(error) => Err(error),
        };
        let failed = ticket.is_err();
        if queue.send(ticket).is_err() || failed {
            return;
        }
    }
}

fn submit(batch: Batch, languages: Languages) -> Receiver<Answer> {
    let (sender, receiver) = mpsc::sync_channel(1);
    rayon::spawn_fifo(move || {
        let mut answer = Answer { text: Vec::new(), bad: false };
        for line in batch {
            answer.bad |= !item::answer(&line, &languages, &mut answer.text);
        }
        // Nobody waits for it once the output is closed.
        let _ = sender.send(answer);
    });
    receiver
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(input: impl Into<Vec<u8>>) -> (Outcome, String) {
        let mut output = Vec::new();
        let languages = Languages::from_flags(Some("de"), Some("hu"));
        let outcome = stream(io::Cursor::new(input.into()), &mut output, languages).unwrap();
        (outcome, String::from_utf8(output).unwrap())
    }

    #[test]
    fn order_is_kept_over_many_batches() {
        let count = 5_000;
        let line = |id: usize| format!("{{\"id\": {id}, \"source\": \"Ja.\", \"target\": \"Igen.\"}}\n");
        let (outcome, output) = answers((0..count).map(line).collect::<String>());
        assert_eq!(outcome, Outcome::Clean);
        let ids: Vec<_> = output
            .lines()
            .map(|line| {
                serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].as_u64().unwrap() as usize
            })
            .collect();
        assert_eq!(ids, (0..count).collect::<Vec<_>>());
    }

    #[test]
    fn a_bad_line_is_answered_and_the_rest_goes_on() {
        let (outcome, output) =
            answers("{\"id\": 1}\nnonsense\n{\"id\": 3, \"source\": \"\", \"target\": \"\"}");
        assert_eq!(outcome, Outcome::Found);
        let lines: Vec<_> = output.lines().collect();
        assert!(lines[0].starts_with(r#"{"id":1,"error":"line 1"#), "{}", lines[0]);
        assert!(lines[1].starts_with(r#"{"id":null,"error":"line 2"#), "{}", lines[1]);
        assert_eq!(lines[2], r#"{"id":3,"divergences":[]}"#);
        assert_eq!(lines.len(), 3);
    }

    #[test]
    fn a_closed_output_ends_the_stream() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let input = io::Cursor::new("{\"id\": 1}\n".repeat(100_000));
        let error = stream(input, Closed, Languages::from_flags(None, None)).unwrap_err();
        assert!(super::super::is_broken_pipe(&error));
    }
}
