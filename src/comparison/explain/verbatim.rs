//! What stands on the other side letter by letter: file names, versions with a letter, prices in an unknown currency.

use super::ledger::{Ledger, Standing};
use crate::comparison::view::{BeadView, Role, Said};

/// Explains mentions that are part of a word of letters and digits which the other side has as it is.
pub(super) fn tell_verbatim(ledger: &mut Ledger, bead: &BeadView<'_>, role: Role) {
    for index in ledger.open(role) {
        let word = word_around(&bead.side(role).mentions[index]);
        let coded = word.contains(char::is_alphabetic) && word.contains(|c: char| c.is_ascii_digit());
        if !coded {
            continue;
        }
        let theres = &bead.side(role.other()).mentions;
        let mut found = false;
        for there in 0..theres.len() {
            let said = &theres[there];
            if stands(said.prose, word)
                .any(|(start, end)| start <= said.mention.range.start() && said.mention.range.start() < end)
            {
                found = true;
                if ledger.of(role.other())[there] == Standing::Open {
                    ledger.set(role.other(), there, Standing::Told);
                }
            }
        }
        if found {
            ledger.set(role, index, Standing::Told);
        }
    }
}

/// The word in which a mention stands, without the marks around it and without the suffix behind the mention.
fn word_around<'a>(said: &Said<'a>) -> &'a str {
    let (start, end) = (said.mention.stem.start(), said.mention.stem.end());
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_');
    let before = said.prose[..start].trim_end_matches(inside).len();
    let after = said.prose.len() - said.prose[end..].trim_start_matches(inside).len();
    said.prose[before..after].trim_matches(|c: char| !c.is_alphanumeric())
}

/// Where a word stands as a whole, in bytes.
fn stands<'a>(prose: &'a str, word: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
    prose.match_indices(word).map(|(start, _)| (start, start + word.len())).filter(|&(start, end)| {
        !prose[..start].ends_with(char::is_alphanumeric) && !prose[end..].starts_with(char::is_alphanumeric)
    })
}
