//! The lines of a stream, in batches, of bounded length.

use std::io::{self, BufRead, BufReader, Read};

/// A line beyond this many bytes is an error; what stands in it is not kept.
const LONGEST: usize = 64 << 20;

/// A batch is full at this many bytes …
const BATCH_BYTES: usize = 1 << 16;

/// … or at this many lines: enough to be worth a task of its own, few enough to keep all cores busy.
const BATCH_LINES: usize = 64;

/// A line of the stream.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// 1-based.
    pub(super) number: u64,
    /// Its bytes without the line end; `None` if it is longer than what is read.
    pub(super) bytes: Option<Vec<u8>>,
}

/// Consecutive lines, at least one.
pub(super) type Batch = Vec<Line>;

/// Reads a stream line by line.
pub(super) struct Lines<R> {
    reader: BufReader<R>,
    number: u64,
    longest: usize,
    failed: bool,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(input: R) -> Self {
        Self {
            reader: BufReader::with_capacity(BATCH_BYTES, input),
            number: 0,
            longest: LONGEST,
            failed: false,
        }
    }

    /// The next lines that are there: waits for one, and takes further ones only while that needs no waiting. Blank
    /// lines are left out. Empty only at the end.
    fn next_batch(&mut self) -> io::Result<Batch> {
        let mut batch = Batch::new();
        let mut bytes = 0;
        while bytes < BATCH_BYTES && batch.len() < BATCH_LINES {
            let waits = memchr::memchr(b'\n', self.reader.buffer()).is_none();
            if waits && !batch.is_empty() {
                break;
            }
            let Some(line) = self.next_line()? else { break };
            if line.bytes.as_ref().is_none_or(|bytes| !bytes.trim_ascii().is_empty()) {
                bytes += line.bytes.as_ref().map_or(0, Vec::len);
                batch.push(line);
            }
        }
        Ok(batch)
    }

    fn next_line(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        self.reader.by_ref().take(self.longest as u64 + 1).read_until(b'\n', &mut bytes)?;
        if bytes.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        if bytes.last() == Some(&b'\n') {
            bytes.pop();
        } else if bytes.len() > self.longest {
            self.reader.skip_until(b'\n')?;
            return Ok(Some(Line { number: self.number, bytes: None }));
        }
        Ok(Some(Line { number: self.number, bytes: Some(bytes) }))
    }
}

impl<R: Read> Iterator for Lines<R> {
    type Item = io::Result<Batch>;

    /// Ends with the stream or behind the first error.
    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let batch = self.next_batch();
        self.failed = batch.is_err();
        batch.map(|batch| Some(batch).filter(|batch| !batch.is_empty())).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(input: &str, longest: usize) -> Vec<(u64, Option<String>)> {
        let lines = Lines { longest, ..Lines::new(input.as_bytes()) };
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        lines.flat_map(Result::unwrap).map(|line| (line.number, line.bytes.map(text))).collect()
    }

    fn line(number: u64, text: &str) -> (u64, Option<String>) {
        (number, Some(text.to_owned()))
    }

    #[test]
    fn lines_are_numbered_and_blank_ones_left_out() {
        assert_eq!(lines("a\n\n \nb", 10), [line(1, "a"), line(4, "b")]);
        assert_eq!(lines("", 10), []);
        assert_eq!(lines("\n\n", 10), []);
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        assert_eq!(lines("1234\n12345\n1\n", 4), [line(1, "1234"), (2, None), line(3, "1")]);
        assert_eq!(lines("123456789", 4), [(1, None)]);
        assert_eq!(lines("1234", 4), [line(1, "1234")]);
    }

    #[test]
    fn many_blank_lines_are_not_the_end() {
        assert_eq!(lines(&format!("{}a", "\n".repeat(200_000)), 10), [line(200_001, "a")]);
        let wide = " ".repeat(2 * BATCH_BYTES);
        assert_eq!(lines(&format!("{wide}\na"), 4 * BATCH_BYTES), [line(2, "a")]);
    }
}
