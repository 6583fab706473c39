//! What a language is: data, not code. `data/` has one generated and one hand-written file a language; the build
//! compiles them into statics of the types below. Nothing else in the source names a language.

mod form;
mod lexicon;
mod sense;

pub use form::{Named, WrittenDate, before_suffix, harmonise, inflect, write_date, write_number};
pub use lexicon::{Found, Hit, Lexicon, Reading, Walk, Words};
pub use sense::{DayHalf, Sense};

/// What Diglot knows of a language.
#[derive(Debug, Clone, Copy)]
pub struct Language {
    /// BCP 47 tag of its data file ("de"); "und" for what holds everywhere.
    pub tag: &'static str,
    /// Its name in English ("German").
    pub name: &'static str,
    /// What its hand-written file lacks to be a full one, by the names of kinds of words and sections; see
    /// [`Self::is_reviewed`].
    pub lacks: &'static [&'static str],
    /// How it writes numbers.
    pub numbers: Numbers,
    /// How it writes dates.
    pub dates: Dates,
    /// How it writes ordinals in digits.
    pub ordinals: Ordinals,
    /// What may be joined to a word or number and changes nothing of its value.
    pub suffixes: Suffixes,
    /// The forms that names take in its texts.
    pub forms: Forms,
    /// What tells where its sentences end.
    pub sentences: SentenceTables,
    /// What its words mean, as far as numbers and dates go.
    pub lexicon: Lexicon,
}

impl Language {
    /// Whether its words for numbers and dates are known, not only what holds everywhere.
    pub fn reads_words(&self) -> bool {
        !self.dates.months.is_empty()
    }

    /// Whether a person who knows the language has gone through all that is read in it. Of words in other languages,
    /// which CLDR alone vouches for, nothing is demanded: they explain what the other side says in digits.
    pub fn is_reviewed(&self) -> bool {
        self.lacks.is_empty()
    }

    /// Where its tables lie, and how many bytes each of them takes.
    fn tables(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let sentences = &self.sentences;
        let words = [
            self.dates.connectors,
            self.ordinals.endings,
            self.suffixes.digits,
            self.suffixes.decades,
            self.suffixes.approximate,
            self.suffixes.words,
            sentences.never,
            sentences.before_number,
            sentences.may_end,
            sentences.abbreviations,
            sentences.starters,
            sentences.before_ordinal,
            sentences.after_ordinal,
            sentences.digraphs,
        ];
        let harmony = self.suffixes.harmony.iter().map(|row| {
            let after: usize = row.iter().map(|form| size_of_val(form.after)).sum();
            (row.as_ptr() as usize, size_of_val(*row) + after)
        });
        let months = self.dates.months;
        let text: usize = months.iter().map(|month| month.len()).sum();
        let months = (months.as_ptr() as usize, size_of_val(months) + text);
        let words = words.into_iter().map(Words::table);
        words.chain(self.lexicon.tables()).chain(harmony).chain([months])
    }

    /// All that the lexicon knows of a folded word: as it stands, with a suffix of the closed list, as the beginning of
    /// a phrase or of a compound. `None`, most often, where it knows nothing.
    pub fn find(&self, folded: &str) -> Option<Found<'_>> {
        self.lexicon.find(folded, self.suffixes.words)
    }

    /// What a folded word may mean: as it stands, else without a suffix of the closed list. The longest stem counts, and
    /// only with those of its senses that a suffix may follow.
    pub fn read(&self, folded: &str) -> Option<Reading> {
        self.lexicon.read(folded, self.suffixes.words)
    }
}

/// How a language writes numbers (CLDR `symbols`, `minimumGroupingDigits`).
#[derive(Debug, Clone, Copy)]
pub struct Numbers {
    /// Its decimal separators, the usual one first.
    pub decimals: &'static [char],
    /// Its grouping separators, the usual one first; spaces and apostrophes group everywhere.
    pub groups: &'static [char],
    /// From how many digits before the first separator on it groups: 1 ("1,000") or 2 ("1000", but "10 000").
    pub minimum_grouping: u8,
    /// Whether groups after the first are of two digits ("12,34,567").
    pub indian: bool,
    /// Whether a space stands before the percent sign.
    pub percent_space: bool,
    /// Its ten digits, zero first.
    pub digits: [char; 10],
}

/// A part of a date in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatePart {
    /// Day of the month.
    Day,
    /// Month.
    Month,
    /// Year.
    Year,
}

/// How a language writes dates.
#[derive(Debug, Clone, Copy)]
pub struct Dates {
    /// Orders of dates in digits, the usual one first ("3.1.1958": day, month, year).
    pub orders: &'static [[DatePart; 3]],
    /// The form in digits, with the placeholders of `long`, and `{dd}`, `{mm}` for two digits ("{dd}/{mm}/{year}").
    pub numeric: &'static str,
    /// The long form with the placeholders `{day}`, `{month}`, `{year}` ("{day}. {month} {year}"), or `{m}` for the
    /// month's number.
    pub long: &'static str,
    /// Day and month without a year ("{day}. {month}").
    pub day_month: &'static str,
    /// Month and year ("{month} {year}").
    pub month_year: &'static str,
    /// Month names as they stand in the long form, January first.
    pub months: &'static [&'static str],
    /// Words that may stand between a date's parts, folded ("de", "of", "hó").
    pub connectors: Words,
    /// Whether month and weekday names begin with a capital, so that "mai" is no month.
    pub capitalised: bool,
    /// Whether the half of the day stands before the hour ("délután 5"), or only behind it ("5 p.m.").
    pub half_day_first: bool,
    /// What stands right behind a year, a month's number and a day of the month, folded ("年", "月", "日"); empty where
    /// nothing does, or no letter.
    pub marks: [&'static str; 3],
}

/// How a language writes ordinals in digits.
#[derive(Debug, Clone, Copy)]
pub struct Ordinals {
    /// Whether a full stop after a number makes an ordinal ("3.").
    pub dot: bool,
    /// What else does, folded ("st", "nd", "ème").
    pub endings: Words,
}

/// Closed lists of what may be joined to a word or number and changes nothing of its value.
#[derive(Debug, Clone, Copy)]
pub struct Suffixes {
    /// After digits, joined by a hyphen, an apostrophe or nothing, folded ("ban", "től", "er").
    pub digits: Words,
    /// Those of `digits` that make a decade of a round number ("er" in 1950er, "s" in 1950s).
    pub decades: Words,
    /// Those of both kinds that say that the number is only about right ("something" in "thirtysomething").
    pub approximate: Words,
    /// After number words, months and weekdays, folded ("ban", "ig"); the lexicon takes them off.
    pub words: Words,
    /// For the fixes, each row holds one suffix's forms ("ban", "ben") and where each stands.
    pub harmony: &'static [&'static [HarmonyForm]],
    /// Every suffix of `harmony`, sorted, and the rows that hold it.
    pub holding: &'static [(&'static str, &'static [u8])],
}

/// A form of a suffix that changes with the number before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HarmonyForm {
    /// The form, folded ("ban").
    pub suffix: &'static str,
    /// The numbers after which it stands; one in full goes before one by its last word.
    pub after: &'static [After],
}

/// What a form of a suffix stands after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// Numbers that are read with this last word: 0–10, 20, 30 … 90, 100, 1000, 1000000 ….
    LastWord(u64),
    /// This number alone.
    Whole(u64),
}

/// For the fixes: names in the forms that they take in a text, and patterns. A row holds one form of every name of a kind,
/// in order; an empty name is one that has no such form.
#[derive(Debug, Clone, Copy)]
pub struct Forms {
    /// January to December ("januárban … decemberben"), beside [`Dates::months`].
    pub months: &'static [&'static [&'static str]],
    /// Monday to Sunday.
    pub weekdays: &'static [&'static [&'static str]],
    /// Early, mid, late.
    pub periods: &'static [&'static [&'static str]],
    /// The tens to the nineties ("ötvenes").
    pub decades: &'static [&'static [&'static str]],
    /// The first day of a month in digits where it is no mere number ("1er"), else empty.
    pub first_day: &'static str,
    /// A time of day, with `{hour}` and `{minute}`; empty where it is not known.
    pub time: &'static str,
    /// A decade, with `{year}`; empty where it is not known.
    pub decade: &'static str,
    /// A century, with `{number}` or `{roman}`; empty where it is not known.
    pub century: &'static str,
}

/// A unit of measure, the same in all languages: `amount * factor + offset` is the amount in the quantity's SI unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnitOfMeasure {
    /// CLDR's identifier ("length-meter").
    pub id: &'static str,
    /// What it measures ("length"); only units of one quantity can be compared.
    pub quantity: &'static str,
    /// How many of the SI unit it is.
    pub factor: f64,
    /// What is added after that: not zero for degrees only.
    pub offset: f64,
}

/// What tells where sentences end. All words are folded, abbreviations without their last full stop and without spaces
/// inside ("z.b").
#[derive(Debug, Clone, Copy)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a yes or no of the language, under its name in the file"
)]
pub struct SentenceTables {
    /// Never end a sentence (titles, "z.b").
    pub never: Words,
    /// Are abbreviations only before a number ("nr", "s").
    pub before_number: Words,
    /// End a sentence before a capital ("usw", "etc").
    pub may_end: Words,
    /// End a sentence only before a starter ("u.a").
    pub abbreviations: Words,
    /// Words which, capitalised, almost only begin sentences ("der", "a").
    pub starters: Words,
    /// Words that join what they begin to what stands before ("und", "és"): a sentence that begins with one may have been
    /// part of the one before it.
    pub joins: Words,
    /// Words before "3." that make it an ordinal ("am").
    pub before_ordinal: Words,
    /// Words after "3." that keep it an ordinal ("januar", "jahrhundert").
    pub after_ordinal: Words,
    /// Initials of two letters ("Gy"), as written.
    pub digraphs: Words,
    /// Endings of words that are abbreviations whatever stands before ("str").
    pub abbreviation_endings: &'static [&'static str],
    /// Whether nouns are capitalised, so that a capital after "3." says nothing.
    pub capitalised_nouns: bool,
    /// Whether Roman numerals stand before the name and are dotted ("IV. Béla").
    pub roman_first: bool,
    /// Whether ";" asks a question.
    pub semicolon_asks: bool,
    /// Whether sentences begin in lower case as a matter of course, or the script has no case.
    pub no_case: bool,
    /// How many letters, digits and marks it takes for what others say in a hundred; ideographs and syllables count for
    /// as many letters as they stand for.
    pub letters: u8,
}

#[allow(clippy::unreadable_literal, clippy::wildcard_imports, reason = "generated")]
mod data {
    //! Made by `build.rs` from the files in `data/`.
    include!(concat!(env!("OUT_DIR"), "/languages.rs"));
}

/// All units of measure; [`Sense::Unit`] is an index into it.
pub fn units() -> &'static [UnitOfMeasure] {
    data::UNITS
}

/// Whether a currency (its ISO 4217 code) is written with the sign "$", alone or with letters beside it.
pub fn is_dollar(code: [u8; 3]) -> bool {
    data::DOLLARS.contains(&code)
}

/// Whether a currency's name is that of a weight, too: "pound".
pub fn is_named_as_weight(code: [u8; 3]) -> bool {
    data::WEIGHTS.contains(&code)
}

/// All languages that have a data file, sorted by tag; the undetermined one is among them.
pub fn languages() -> &'static [&'static Language] {
    data::LANGUAGES
}

/// Bytes that the data of all languages takes in the binary; what several share counts once.
pub fn data_size() -> usize {
    let mut seen = std::collections::BTreeSet::new();
    let tables = languages().iter().flat_map(|language| language.tables());
    let tables = tables.filter(|&table| seen.insert(table)).map(|(_, size)| size).sum::<usize>();
    tables + languages().len() * size_of::<Language>()
}

/// The data of the language with this BCP 47 tag, or of the nearest one that has data ("de-AT" → "de"), or what holds
/// everywhere ("und"). Case and `_` for `-` do not matter.
pub fn language(tag: &str) -> &'static Language {
    let mut tag = tag.replace('_', "-").to_ascii_lowercase();
    loop {
        if let Some(found) = languages().iter().find(|language| language.tag.eq_ignore_ascii_case(&tag)) {
            return found;
        }
        match tag.rfind('-') {
            Some(cut) => tag.truncate(cut),
            None => "und".clone_into(&mut tag),
        }
    }
}
