//! The patterns of `[[set]]`: globs with `{lang}` and `{path}`. Pure; no backtracking, so no pattern takes long.

use std::ops::Range;

use super::tag::{self, Tag};

/// Stands for `{lang}` in what [`Pattern::siblings`] gives; no path has it.
pub const OPEN: char = '\0';

/// How many patterns the alternatives `{a,b}` of one may make.
const MOST_ALTERNATIVES: usize = 64;
/// The longest pattern, in bytes.
const LONGEST_PATTERN: usize = 1024;

/// A pattern for the paths of a set's files, relative to the folder of the configuration, `/` between parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    alternatives: Vec<Vec<Token>>,
    /// Whether it holds `{lang}`.
    pub has_language: bool,
}

/// What a pattern found in a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What `{lang}` stands for; `None` if the pattern has no `{lang}`.
    pub tag: Option<Tag>,
    /// What `{path}` and the wildcards stand for, in order: the same for all files of one text.
    pub key: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Literal(char),
    /// `?`: a character, but no `/`.
    One,
    /// `*`: anything without a `/`.
    Within,
    /// `**`: anything.
    Anything,
    /// `**/`: any number of folders, none as well.
    Folders,
    /// `{path}`: anything, at least one character.
    Path,
    /// `[a-z]`, `[!a-z]`: a character, but no `/`.
    Class {
        ranges: Vec<(char, char)>,
        negated: bool,
    },
    /// `{lang}`.
    Language,
}

impl Pattern {
    /// Reads a pattern; else says what is wrong with it, and where: bytes of the pattern.
    pub fn parse(text: &str) -> Result<Self, (Range<usize>, String)> {
        if text.len() > LONGEST_PATTERN {
            return Err((0..text.len(), format!("a pattern is at most {LONGEST_PATTERN} bytes long")));
        }
        if let Some(at) = text.find('\\') {
            return Err((
                at..at + 1,
                "folders are parted by `/` in a pattern, on Windows as well".to_owned(),
            ));
        }
        let alternatives = expanded(text)?
            .iter()
            .map(|alternative| tokens(alternative).map_err(|message| (0..text.len(), message)))
            .collect::<Result<Vec<_>, _>>()?;
        let has_language = alternatives.iter().any(|tokens| tokens.contains(&Token::Language));
        let paths = |tokens: &Vec<Token>| tokens.iter().filter(|&token| *token == Token::Path).count();
        if alternatives.iter().any(|tokens| paths(tokens) > 1) {
            return Err((0..text.len(), "`{path}` can stand in a pattern only once".to_owned()));
        }
        Ok(Self { alternatives, has_language })
    }

    /// What the pattern finds in `path`; `None` if it does not fit.
    pub fn find(&self, path: &str) -> Option<Found> {
        self.alternatives.iter().find_map(|tokens| {
            if !tokens.contains(&Token::Language) {
                return matched(tokens, path, "").map(|key| Found { tag: None, key });
            }
            tag::candidates(path).into_iter().find_map(|(range, tag)| {
                matched(tokens, path, &path[range]).map(|key| Found { tag: Some(tag), key })
            })
        })
    }

    /// The patterns that the paths of one text fit, with `{path}` and the wildcards filled in and only [`OPEN`] for
    /// `{lang}` left open, part by part. For looking for a file's counterparts without walking.
    pub fn siblings(&self, key: &[String]) -> Vec<String> {
        self.alternatives.iter().filter_map(|tokens| filled(tokens, key)).collect()
    }
}

/// The patterns that `{a,b}` in `text` stands for.
fn expanded(text: &str) -> Result<Vec<String>, (Range<usize>, String)> {
    let mut done = Vec::new();
    let mut open = vec![text.to_owned()];
    while let Some(next) = open.pop() {
        if done.len() + open.len() > MOST_ALTERNATIVES {
            return Err((0..text.len(), format!("a pattern has at most {MOST_ALTERNATIVES} alternatives")));
        }
        let Some((start, end)) = innermost_braces(&next).map_err(|message| (0..text.len(), message))? else {
            done.push(next);
            continue;
        };
        for choice in next[start + 1..end].split(',').rev() {
            open.push(format!("{}{choice}{}", &next[..start], &next[end + 1..]));
        }
    }
    Ok(done)
}

/// The first `{…}` with a comma and no brace inside. `{lang}` and `{path}` are left as they are.
fn innermost_braces(text: &str) -> Result<Option<(usize, usize)>, String> {
    let mut start = None;
    let mut depth = 0_u32;
    let mut found = None;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => {
                depth += 1;
                start = Some(at);
            }
            b'}' => {
                depth = depth.checked_sub(1).ok_or("a `}` stands without its `{`")?;
                if let Some(start) = start.take() {
                    match &text[start + 1..at] {
                        "lang" | "path" => {}
                        inside if inside.contains(',') => found = found.or(Some((start, at))),
                        inside => {
                            return Err(format!(
                                "unknown placeholder `{{{inside}}}`; there are `{{lang}}` and `{{path}}`"
                            ));
                        }
                    }
                }
            }
            _ => {}
        }
    }
    if depth > 0 { Err("a `{` stands without its `}`".to_owned()) } else { Ok(found) }
}

fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (token, used) = match first {
            _ if rest.starts_with("{lang}") => (Token::Language, 6),
            _ if rest.starts_with("{path}") => (Token::Path, 6),
            '*' if rest.starts_with("**/") => (Token::Folders, 3),
            '*' if rest.starts_with("**") => (Token::Anything, 2),
            '*' => (Token::Within, 1),
            '?' => (Token::One, 1),
            '[' => class(rest)?,
            other => (Token::Literal(other), other.len_utf8()),
        };
        tokens.push(token);
        rest = &rest[used..];
    }
    Ok(tokens)
}

/// The class that `rest` begins with, and its length in bytes.
fn class(rest: &str) -> Result<(Token, usize), String> {
    // A "]" right behind the opening stands for itself.
    let skip = if rest[1..].starts_with('!') { 2 } else { 1 };
    let first = rest[skip..].chars().next().map_or(0, char::len_utf8);
    let end = rest[skip + first..].find(']').ok_or("a `[` stands without its `]`")? + skip + first;
    let mut ranges = Vec::new();
    let mut inside = rest[skip..end].chars().peekable();
    while let Some(from) = inside.next() {
        let mut ahead = inside.clone();
        let to = match (ahead.next(), ahead.next()) {
            (Some('-'), Some(to)) => {
                inside = ahead;
                to
            }
            _ => from,
        };
        ranges.push((from, to));
    }
    Ok((Token::Class { ranges, negated: skip == 2 }, end + 1))
}

/// What `{path}` and the wildcards of `tokens` stand for in `path`, each as short as can be; `None` if they don't fit.
fn matched(tokens: &[Token], path: &str, language: &str) -> Option<Vec<String>> {
    let fits = Fits::new(tokens, path, language);
    if !fits.at(0, 0) {
        return None;
    }
    let mut key = Vec::new();
    let mut at = 0;
    for (index, token) in tokens.iter().enumerate() {
        let end = fits.end(index, token, at)?;
        if !matches!(token, Token::Literal(_) | Token::Language) {
            key.push(path[at..end].to_owned());
        }
        at = end;
    }
    Some(key)
}

/// Which tails of a pattern fit which tails of a path: a table, so that no pattern takes more than its size.
struct Fits<'a> {
    path: &'a str,
    language: &'a str,
    /// Row by token, column by byte of the path; both have one more for the end.
    table: Vec<bool>,
}

impl<'a> Fits<'a> {
    fn new(tokens: &[Token], path: &'a str, language: &'a str) -> Self {
        let columns = path.len() + 1;
        let mut fits = Self { path, language, table: vec![false; columns * (tokens.len() + 1)] };
        fits.table[columns * tokens.len() + path.len()] = true;
        for (index, token) in tokens.iter().enumerate().rev() {
            for at in (0..columns).rev().filter(|&at| path.is_char_boundary(at)) {
                fits.table[index * columns + at] = fits.end(index, token, at).is_some();
            }
        }
        fits
    }

    fn at(&self, index: usize, at: usize) -> bool {
        self.table[index * (self.path.len() + 1) + at]
    }

    /// Where the token `index`, beginning at byte `at`, ends at the earliest so that the rest fits.
    fn end(&self, index: usize, token: &Token, at: usize) -> Option<usize> {
        let next = self.path[at..].chars().next();
        let one = |fits: bool| next.filter(|&c| fits && c != '/').map(|c| at + c.len_utf8());
        let fixed = match token {
            Token::Literal(literal) => next.filter(|c| c == literal).map(|c| at + c.len_utf8()),
            Token::One => one(true),
            Token::Class { ranges, negated } => {
                one(next
                    .is_some_and(|c| ranges.iter().any(|&(from, to)| (from..=to).contains(&c)) != *negated))
            }
            Token::Language => self.path[at..].starts_with(self.language).then(|| at + self.language.len()),
            Token::Within | Token::Anything | Token::Folders | Token::Path => {
                return self.open_end(index, token, at);
            }
        };
        fixed.filter(|&end| self.at(index + 1, end))
    }

    fn open_end(&self, index: usize, token: &Token, at: usize) -> Option<usize> {
        let tail = &self.path[at..];
        let limit = if *token == Token::Within { tail.find('/').unwrap_or(tail.len()) } else { tail.len() };
        let ends = tail[..limit].char_indices().map(|(offset, c)| (offset, c.len_utf8()));
        std::iter::once(0)
            .chain(ends.map(|(offset, length)| offset + length))
            .filter(|&length| match token {
                Token::Folders => length == 0 || tail[..length].ends_with('/'),
                Token::Path => length > 0 && !tail.starts_with('/') && !tail[..length].ends_with('/'),
                _ => true,
            })
            .map(|length| at + length)
            .find(|&end| self.at(index + 1, end))
    }
}

fn filled(tokens: &[Token], key: &[String]) -> Option<String> {
    let mut key = key.iter();
    let mut text = String::new();
    for token in tokens {
        match token {
            Token::Literal(literal) => text.push(*literal),
            Token::Language => text.push(OPEN),
            _ => text.push_str(key.next()?),
        }
    }
    key.next().is_none().then_some(text)
}
