//! Times of day: twelve and twenty-four hours, and times written as bare numbers.

use crate::analysis::Number;

const NOON: u16 = 720;

/// Whether two times, in minutes from midnight, may be the same one: half a day apart where the earlier one may be a
/// reading of a clock face.
pub(super) fn agree(here: u16, there: u16) -> bool {
    here == there || here.abs_diff(there) == NOON
}

/// Whether a number may be the time: 19 or 7 for 19:00, 7.3 (from "7.30") for 7:30.
pub(super) fn is_written_as(time: u16, number: Number) -> bool {
    [time, (time + NOON) % (2 * NOON)].into_iter().any(|read| {
        let (hours, minutes) = (i128::from(read / 60), i128::from(read % 60));
        // A bare zero is rather the minutes of a time that lost its hours.
        hours > 0 && Number::new(hours * 100 + minutes, 100) == Some(number)
            || minutes == 0 && hours == 0 && number == Number::whole(24)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_face_has_twelve_hours() {
        assert!(agree(7 * 60, 19 * 60));
        assert!(!agree(7 * 60, 18 * 60));
    }

    #[test]
    fn a_time_may_be_written_as_a_number() {
        assert!(is_written_as(19 * 60, Number::whole(7)));
        assert!(is_written_as(19 * 60, Number::whole(19)));
        assert!(is_written_as(7 * 60 + 30, Number::new(73, 10).unwrap()));
        assert!(!is_written_as(7 * 60 + 30, Number::whole(7)));
        assert!(is_written_as(0, Number::whole(24)));
        assert!(!is_written_as(12 * 60, Number::whole(0)));
    }
}
