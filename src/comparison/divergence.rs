//! A divergence: what differs in a bead, and where it is seen.

use crate::text::LocalRange;

use super::Rule;

/// How much a divergence matters. Ordered: a hint is the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing when one looks there.
    Hint,
    /// Worth knowing.
    Information,
    /// A slip.
    Warning,
    /// Nothing can be checked before this is mended.
    Error,
}

impl Severity {
    /// Its name in results, on pages and in `diglot.toml`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Information => "information",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A range in one paragraph of one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Spot {
    /// Index of the paragraph in its document.
    pub paragraph: u32,
    /// Bytes in it; empty for a place between two sentences or before a paragraph.
    pub range: LocalRange,
}

/// Where a divergence is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// In the source only.
    Source(Spot),
    /// In the target only.
    Target(Spot),
    /// On both sides.
    Both {
        /// The source's place.
        source: Spot,
        /// The target's place.
        target: Spot,
    },
}

impl Place {
    /// The place in the source.
    pub fn source(self) -> Option<Spot> {
        match self {
            Self::Source(source) | Self::Both { source, .. } => Some(source),
            Self::Target(_) => None,
        }
    }

    /// The place in the target.
    pub fn target(self) -> Option<Spot> {
        match self {
            Self::Target(target) | Self::Both { target, .. } => Some(target),
            Self::Source(_) => None,
        }
    }

    /// Both places, or the one there is.
    pub(super) fn new(source: Option<Spot>, target: Option<Spot>) -> Option<Self> {
        match (source, target) {
            (Some(source), Some(target)) => Some(Self::Both { source, target }),
            (Some(source), None) => Some(Self::Source(source)),
            (None, Some(target)) => Some(Self::Target(target)),
            (None, None) => None,
        }
    }

    /// What results are sorted by: the target's place, then the source's; what has no target comes last.
    pub(super) fn order(self) -> (u32, usize, usize, Option<Spot>) {
        let (paragraph, start, end) = self
            .target()
            .map_or((u32::MAX, 0, 0), |spot| (spot.paragraph, spot.range.start(), spot.range.end()));
        (paragraph, start, end, self.source())
    }
}

/// An edit of the target that would mend a divergence.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fix {
    /// What is replaced; empty to insert.
    pub at: Spot,
    /// What stands there then, in the target language's own notation.
    pub text: String,
    /// Whether the fix is right without a person's looking at it.
    pub unambiguous: bool,
}

/// What differs in a bead.
#[derive(Debug, Clone, PartialEq)]
pub struct Divergence {
    /// The rule that says so.
    pub rule: &'static Rule,
    /// How much it matters here; a project may change it.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// The message, which stands alone: it names both values as written, their languages and the counterpart's line
    /// as the placeholder `{source_line}` or `{target_line}`, which the bitext fills in.
    pub message: String,
    /// How to mend it, best first.
    pub fixes: Vec<Fix>,
}
