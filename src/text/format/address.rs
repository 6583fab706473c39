//! URLs and e-mail addresses that stand bare in prose. They mean something, but their digits and dots say nothing.

use std::ops::Range;

/// The byte ranges of the addresses in `text`, in order: whatever has a scheme and `://`, what begins with `www.`, and
/// e-mail addresses. Ends are found as GFM's autolinks find them: punctuation at the end is the sentence's.
pub(super) fn addresses(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in memchr::memchr3_iter(b':', b'.', b'@', bytes) {
        let from = found.last().map_or(0, |address| address.end);
        if at < from {
            continue;
        }
        let address = match bytes[at] {
            b':' => with_scheme(text, from, at),
            b'.' => with_www(text, from, at),
            _ => email(text, from, at),
        };
        found.extend(address);
    }
    found
}

fn with_scheme(text: &str, from: usize, colon: usize) -> Option<Range<usize>> {
    if !text[colon..].starts_with("://") {
        return None;
    }
    let scheme = text[from..colon]
        .bytes()
        .rev()
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'+')
        .count();
    let start = colon - scheme;
    if scheme < 2 || !text.as_bytes()[start].is_ascii_alphabetic() {
        return None;
    }
    url_from(text, colon + "://".len()).map(|end| start..end)
}

fn with_www(text: &str, from: usize, dot: usize) -> Option<Range<usize>> {
    let start = dot.checked_sub("www".len()).filter(|&start| start >= from)?;
    let is_www = text.as_bytes()[start..dot].eq_ignore_ascii_case(b"www");
    if !is_www || text[from..start].chars().next_back().is_some_and(char::is_alphanumeric) {
        return None;
    }
    url_from(text, dot + 1).map(|end| start..end)
}

/// Where the URL whose host begins at `host` ends; `None` if there is no host.
fn url_from(text: &str, host: usize) -> Option<usize> {
    let rest = &text[host..];
    if !rest.starts_with(|c: char| c.is_alphanumeric() || c == '[') {
        return None;
    }
    let mut url = &rest[..rest.find(ends_url).unwrap_or(rest.len())];
    let count = |bracket| url.bytes().filter(|&byte| byte == bracket).count();
    let mut unopened = count(b')').saturating_sub(count(b'('));
    while let Some(last) = url.chars().next_back() {
        match last {
            ')' if unopened > 0 => unopened -= 1,
            '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' => {}
            _ => break,
        }
        url = &url[..url.len() - last.len_utf8()];
    }
    Some(host + url.len())
}

/// Characters that end a URL wherever they stand. Beyond ASCII these are spaces, quotation marks and the punctuation
/// of scripts that put no space between a URL and what follows.
fn ends_url(c: char) -> bool {
    let is_punctuation = matches!(c, '<' | '>' | '"' | '`'
        | '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{feff}'
        | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}'
        | '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{6d4}' | '\u{964}' | '\u{965}');
    is_punctuation || c.is_whitespace() || c.is_control()
}

fn email(text: &str, from: usize, at: usize) -> Option<Range<usize>> {
    let name = text[from..at].chars().rev().take_while(|&c| c.is_alphanumeric() || ".+-_%".contains(c));
    let start = at - name.map(char::len_utf8).sum::<usize>();
    let start = start + text[start..at].bytes().take_while(|&byte| byte == b'.').count();
    let host = &text[at + 1..];
    let is_host = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
    let host = host[..host.find(|c| !is_host(c)).unwrap_or(host.len())].trim_end_matches(['.', '-', '_']);
    let (domain, top) = host.rsplit_once('.')?;
    let is_email = start < at
        && domain.starts_with(|c: char| c.is_ascii_alphanumeric())
        && top.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_email.then(|| start..at + 1 + host.len())
}
