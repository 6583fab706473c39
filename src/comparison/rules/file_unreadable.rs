//! `file-unreadable`; see [`RULE`].

use crate::comparison::Severity;

use super::{Check, Rule, RuleKind};

/// A file that can't be read as text.
pub(crate) static RULE: Rule = Rule {
    id: "file-unreadable",
    kind: RuleKind::File,
    severity: Severity::Warning,
    summary: "A file that can't be read as text.",
    page: page!(
        "file-unreadable",
        r#"The file is not UTF-8, it is larger than `max_file_bytes`, it has a line longer than `max_line_bytes`, or the system does
not let it be read. Nothing of it is compared.

## Example

A file in Latin-1, or in UTF-16, that was saved by an old program. Save it as UTF-8.

## What it leaves alone

A byte order mark, any line ends, an empty file.
"#
    ),
    check: Check::Elsewhere,
};
