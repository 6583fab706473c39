//! What the system says of a process: its memory, and how long it was busy. Only Linux says it in files.

use std::time::Duration;

/// What a process weighs, in bytes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Memory {
    /// At most so far.
    pub(super) peak: u64,
    /// Now.
    pub(super) now: u64,
}

/// What a process weighs; `None` where nobody says.
pub(super) fn memory(process: u32) -> Option<Memory> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let field = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
        Some(kibibytes * 1024)
    };
    Some(Memory { peak: field("VmHWM:")?, now: field("VmRSS:")? })
}

/// How long processors were busy with a process so far; `None` where nobody says.
pub(super) fn busy(process: u32) -> Option<Duration> {
    /// What a tick is on every Linux of today.
    const TICKS_A_SECOND: u64 = 100;
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The program's name may hold anything; it ends at the last bracket.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |index: usize| fields.get(index)?.parse::<u64>().ok();
    Some(Duration::from_millis((ticks(11)? + ticks(12)?) * 1000 / TICKS_A_SECOND))
}
