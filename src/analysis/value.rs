//! What a mention may say: exact numbers, quantities, dates and times.

use smallvec::SmallVec;

/// An exact rational number in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number {
    numerator: i128,
    denominator: i128,
}

impl Number {
    /// `numerator / denominator`, reduced; `None` for a denominator that is not positive.
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator <= 0 {
            return None;
        }
        let divisor =
            greatest_common_divisor(numerator.unsigned_abs(), denominator.unsigned_abs()).max(1) as i128;
        Some(Self { numerator: numerator / divisor, denominator: denominator / divisor })
    }

    /// A whole number.
    pub const fn whole(value: i128) -> Self {
        Self { numerator: value, denominator: 1 }
    }

    /// The product, `None` where it leaves the range of 128 bits.
    pub fn times(self, other: Self) -> Option<Self> {
        Self::new(
            self.numerator.checked_mul(other.numerator)?,
            self.denominator.checked_mul(other.denominator)?,
        )
    }

    /// The sum, `None` where it leaves the range of 128 bits.
    pub fn plus(self, other: Self) -> Option<Self> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Self::new(left.checked_add(right)?, self.denominator.checked_mul(other.denominator)?)
    }

    /// One divided by it; `None` unless it is positive.
    pub fn inverse(self) -> Option<Self> {
        Self::new(self.denominator, self.numerator)
    }

    /// With the other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        Self { numerator: -self.numerator, denominator: self.denominator }
    }

    /// The value if it is whole.
    pub fn as_whole(self) -> Option<i128> {
        (self.denominator == 1).then_some(self.numerator)
    }

    /// Numerator and denominator, in lowest terms, the denominator positive.
    pub fn parts(self) -> (i128, i128) {
        (self.numerator, self.denominator)
    }

    /// The nearest floating-point number; for comparing with tolerance only.
    pub fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

fn greatest_common_divisor(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

/// What a quantity counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Nothing that is written: a bare number.
    Plain,
    /// Hundredths ("%", "percent").
    Percent,
    /// Thousandths.
    Permille,
    /// Money: the ISO 4217 code, or one of `¤`-forms like "$$$" for a dollar of unknown country.
    Currency([u8; 3]),
    /// A unit of measure: its CLDR identifier's index in [`crate::language`]'s table of units.
    Unit(u16),
}

/// An amount of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// How much, as written (20 % is 20).
    pub amount: Number,
    /// Of what.
    pub measure: Measure,
}

/// A part of a year, decade or century.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// "Anfang", "elején", "early".
    Early,
    /// "Mitte", "közepén", "mid".
    Mid,
    /// "Ende", "végén", "late".
    Late,
}

/// A date or a part of one; at least one field is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Date {
    /// Astronomical: 1 BC is 0. Two-digit years are written out by their century only where it is said.
    pub year: Option<i32>,
    /// 1–12.
    pub month: Option<u8>,
    /// 1–31.
    pub day: Option<u8>,
    /// ISO: Monday is 1.
    pub weekday: Option<u8>,
}

/// One thing a mention may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Value {
    /// A number or a quantity. A year standing alone is one as well.
    Quantity(Quantity),
    /// A date or a part of one.
    Date(Date),
    /// A time of day in minutes from midnight, 0–1439.
    Time(u16),
    /// A decade by its first year (1950); by 0–90 where the century is not said ("the fifties").
    Decade(i32),
    /// A century: 20 is 1901–2000; negative ones are before Christ.
    Century(i32),
    /// A part of the year, decade or century it stands with.
    Period(Period),
    /// A code, version, phone number or the like, by the hash of its letters and digits.
    Literal(u64),
}

/// The values a mention may have, likeliest first; never empty ("1.234" has two).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readings(SmallVec<[Value; 1]>);

impl Readings {
    /// One reading.
    pub fn one(value: Value) -> Self {
        Self(SmallVec::from_buf([value]))
    }

    /// Adds a less likely reading, unless it is there already.
    pub fn or(&mut self, value: Value) {
        if !self.0.contains(&value) {
            self.0.push(value);
        }
    }

    /// The likeliest.
    pub fn first(&self) -> Value {
        self.0[0]
    }

    /// All, likeliest first.
    pub fn iter(&self) -> impl Iterator<Item = Value> + '_ {
        self.0.iter().copied()
    }

    /// Whether a reading is shared.
    pub fn meet(&self, other: &Self) -> bool {
        self.0.iter().any(|value| other.0.contains(value))
    }
}
