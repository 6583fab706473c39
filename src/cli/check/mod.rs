//! `diglot check`: finds the sets, checks each on a core of its own, reports in a fixed order.

mod progress;
mod set;

use std::io::{self, Write};
use std::sync::Arc;

use anyhow::bail;

use super::Outcome;
use super::args::{CheckArgs, ReportFormat};
use super::in_order::in_order;
use super::report::{Finding, Format, Json, Summary, Terminal};
use crate::comparison::Severity;
use progress::Progress;

/// A set's part of the report.
#[derive(Debug, Default)]
struct Part {
    /// The findings that are to be shown, in the report's format.
    findings: Vec<String>,
    /// What was checked and found, shown or not.
    summary: Summary,
    /// The most severe finding.
    worst: Option<Severity>,
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
    fn new(out: W, format: Arc<dyn Format>) -> Self {
        Self { out, format, summary: Summary::default(), worst: None, begun: false }
    }

    fn opening(&mut self) -> io::Result<()> {
        write!(self.out, "{}", self.format.opening())
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
    terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0))
}
