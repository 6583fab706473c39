//! What a project may choose about how its texts are read.

use std::collections::BTreeSet;

use super::token::{Token, TokenKind, Tokens};

/// What a project may choose about how the texts of a language are read. Analyses made with other settings don't hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Abbreviations, folded as [`Tokens::folded`] folds, without blanks and without the last full stop ("z.b").
    abbreviations: BTreeSet<String>,
    /// Bytes of the longest.
    longest: usize,
}

impl Settings {
    /// These abbreviations of the project's own, beside those that the language has: a sentence ends at one only before
    /// a word that begins sentences. In any case, with or without their last full stop, with or without blanks inside.
    pub fn new<'a>(abbreviations: impl IntoIterator<Item = &'a str>) -> Self {
        let abbreviations: BTreeSet<String> =
            abbreviations.into_iter().map(folded).filter(|folded| !folded.is_empty()).collect();
        let longest = abbreviations.iter().map(String::len).max().unwrap_or(0);
        Self { abbreviations, longest }
    }

    /// Whether one of the abbreviations is what the last of these tokens of `prose` say.
    pub(super) fn abbreviation_ends(&self, prose: &str, tokens: &Tokens, list: &[Token]) -> bool {
        let mut read = String::new();
        for (index, &token) in list.iter().enumerate().rev() {
            if read.len() >= self.longest {
                return false;
            }
            if token.kind == TokenKind::Space {
                continue;
            }
            read.insert_str(0, text_of(prose, tokens, token));
            let before = index.checked_sub(1).map(|before| list[before].kind);
            let inside_word = matches!(before, Some(TokenKind::Word | TokenKind::Digits));
            if !inside_word && self.abbreviations.contains(&read) {
                return true;
            }
        }
        false
    }
}

fn folded(abbreviation: &str) -> String {
    let tokens = Tokens::new(abbreviation);
    let said = tokens.list().iter().filter(|token| token.kind != TokenKind::Space);
    let folded: String = said.map(|&token| text_of(abbreviation, &tokens, token)).collect();
    folded.trim_end_matches('.').to_owned()
}

fn text_of<'a>(prose: &'a str, tokens: &'a Tokens, token: Token) -> &'a str {
    match tokens.folded(token) {
        "" => &prose[token.range],
        folded => folded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abbreviation_is_known_however_it_is_spaced_and_only_whole() {
        let settings = Settings::new(["Fam. Ges.", "et al", "Ü.", ".", " "]);
        let ends = |prose: &str| {
            let tokens = Tokens::new(prose);
            settings.abbreviation_ends(prose, &tokens, tokens.list())
        };
        for known in ["die fam.ges", "Fam.\u{a0}Ges", "Huber et  al", "der ü", "der u\u{308}", "(Ü", "x-ü"]
        {
            assert!(ends(known), "{known:?}");
        }
        for unknown in ["", "Ges", "Reet al", "Menü", "3Ü", ".", "ü."] {
            assert!(!ends(unknown), "{unknown:?}");
        }
        assert!(!Settings::default().abbreviation_ends("a", &Tokens::new("a"), Tokens::new("a").list()));
    }
}
