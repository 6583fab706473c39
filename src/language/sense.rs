//! What a word may mean to the scanner of numbers and dates.

/// Half of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayHalf {
    /// Before noon.
    Am,
    /// After noon.
    Pm,
}

/// One meaning of a word or phrase. A word may have several ("hét": seven, week; "second": ordinal, unit of time).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sense {
    /// A number word, 0–999 ("dreiundzwanzig").
    Cardinal(u16),
    /// An ordinal word, 0–999 ("third", "harmadik").
    Ordinal(u16),
    /// A day of the month as a word of its own ("elseje", "harmadikán").
    DayOfMonth(u8),
    /// A power of ten by its exponent: thousand 3, million 6. Multiplies what stands before it.
    Scale(u8),
    /// An abbreviated power of ten, which only counts after digits ("Mio", "bn", "k").
    ScaleAbbreviation(u8),
    /// The ordinal of a power of ten ("millionth").
    OrdinalScale(u8),
    /// A number word that is a fraction by itself ("anderthalb" 3/2, "half" 1/2).
    Fraction(u8, u8),
    /// Makes a fraction of the number before it ("Drittel": 3); alone it is 1/n. 1 is no word but the end of one, which
    /// makes a denominator of the number word before it ("avo" in "veintiunavo").
    Denominator(u16),
    /// Stands for a number and is never demanded: twelve for "dozen", two for "both", "twice", "pair".
    Collective(u16),
    /// Stands for so many of what is counted, behind a number only ("three dozens", "docenas").
    Multiple(u16),
    /// A digit's name that is an ordinary word elsewhere ("oh" for zero), where digits are said one by one.
    Digit(u8),
    /// An article that may be a one ("ein", "egy", "a").
    Article,
    /// No number though it looks like one: "Hunderte", "several", "one another", a phrase of the `silent` list.
    Silent,
    /// A month's name, 1–12.
    Month(u8),
    /// A month's abbreviation, which only counts beside a number or with a full stop.
    MonthAbbreviation(u8),
    /// A month's name that is an ordinary word too ("may", "march"), which only counts beside a number.
    MonthAmbiguous(u8),
    /// A weekday, ISO: Monday is 1.
    Weekday(u8),
    /// A weekday's abbreviation, which only counts with a full stop or beside a date.
    WeekdayAbbreviation(u8),
    /// Early (0), mid (1) or late (2) in the year, month, decade or century beside it.
    Period(u8),
    /// Years before Christ.
    BeforeChrist,
    /// Years after Christ.
    AfterChrist,
    /// Makes a decade of the number before it ("Jahre" in "50er Jahre", "évek" in "ötvenes évek").
    Decades,
    /// A decade in a word: 50 for "fifties", "ötvenes", "Fünfzigerjahre".
    DecadeWord(u8),
    /// Makes a century of the ordinal, number or Roman numeral before or behind it ("Jahrhundert", "siglo").
    Century,
    /// Hundredths.
    Percent,
    /// Thousandths.
    Permille,
    /// Money: ISO 4217, or `$$$` and the like where the country is not said.
    Currency([u8; 3]),
    /// A unit of measure: index into `units.toml`.
    Unit(u16),
    /// Before or after noon, beside a clock time.
    HalfDay(DayHalf),
    /// Makes a clock time of the number before it ("Uhr", "o'clock", "óra").
    Clock,
    /// Half an hour before the hour that follows ("halb acht", "fél nyolc").
    HalfTo,
    /// A quarter of the way to the hour that follows ("negyed nyolc", "viertel acht").
    QuarterTo,
    /// Three quarters of the way ("háromnegyed nyolc", "dreiviertel acht").
    ThreeQuartersTo,
    /// Minutes after the hour that follows the number before it ("nach", "past").
    Past,
    /// Minutes before it ("vor", "to").
    Before,
    /// Twelve o'clock at day (720) or at night (0), in minutes.
    TimeOfDay(u16),
    /// Joins the parts of a spelled number ("and", "und").
    And,
    /// Stands between the ends of a range ("bis", "to").
    To,
    /// Makes the number that follows less than zero ("minus").
    Minus,
    /// The decimal sign read out ("point", "Komma").
    Decimal,
    /// Stands between the parts of a ratio ("one in five", "1 sur 3").
    Ratio,
    /// What follows is a reference, its number a literal ("§", "Nr", "page").
    Reference,
    /// What precedes counts somebody's years ("jährig", "éves"); behind an ordinal, one more than were lived
    /// ("Lebensjahr").
    Age,
}
