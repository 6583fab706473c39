//! Fixes: the right value, written as the target's language writes it.

use super::Fix;
use super::view::{BeadView, Said};

/// The fix of a change: the source's value in the target's place.
pub(super) fn of_change(_bead: &BeadView<'_>, _here: &Said<'_>, _there: &Said<'_>) -> Option<Fix> {
    None
}
