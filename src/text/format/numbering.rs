//! Which items of Markdown's numbered lists are counted. `2019. május 3-án …` and `3. Mai 2019 …` begin as such an item
//! does, but their first number is prose: nothing before or behind them counts on.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

/// The largest number that a list begins with; what is more is taken for a year. Days of a month are no more.
const LARGEST_START: u64 = 31;

/// An item as it is written.
struct Numbered {
    /// Which list it is in.
    list: usize,
    number: u64,
    is_dotted: bool,
}

/// For each item of a numbered list, in the order of `text`: the bytes of its number up to what follows it on the line,
/// if they are prose.
pub(super) fn prose_markers(text: &str, events: &[(Event<'_>, Range<usize>)]) -> Vec<Option<Range<usize>>> {
    let mut markers = Vec::new();
    let mut items: Vec<Numbered> = Vec::new();
    // Lists side by side may count on over what stands between them: by heading and by the item that they are in.
    let mut chains: HashMap<(usize, Option<usize>), Vec<usize>> = HashMap::new();
    let (mut headings, mut lists, mut starts) = (0, 0, 0);
    let mut open_lists: Vec<Option<usize>> = Vec::new();
    let mut open_items: Vec<usize> = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(Tag::Heading { .. }) => headings += 1,
            Event::Start(Tag::List(first)) => {
                lists += 1;
                open_lists.push(first.map(|_| lists));
            }
            Event::End(TagEnd::List(_)) => drop(open_lists.pop()),
            Event::Start(Tag::Item) => {
                if let Some(Some(list)) = open_lists.last() {
                    let key = (headings, open_items.last().copied());
                    chains.entry(key).or_default().push(items.len());
                    let (marker, number, is_dotted) = marker(text, range.start);
                    items.push(Numbered { list: *list, number, is_dotted });
                    markers.push(Some(marker));
                }
                starts += 1;
                open_items.push(starts);
            }
            Event::End(TagEnd::Item) => drop(open_items.pop()),
            _ => {}
        }
    }
    for chain in chains.values() {
        for index in counted(&items, chain) {
            markers[index] = None;
        }
    }
    markers
}

/// The marker that begins at or behind `start`, with the blanks that follow it; its number, and whether that ends with
/// a full stop.
fn marker(text: &str, start: usize) -> (Range<usize>, u64, bool) {
    let rest = text.get(start..).unwrap_or_default();
    let number = rest.trim_start_matches([' ', '\t']);
    let start = start + rest.len() - number.len();
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let behind = number.get(digits + 1..).unwrap_or_default();
    let blanks = behind.len() - behind.trim_start_matches([' ', '\t']).len();
    let end = (start + digits + 1 + blanks).min(text.len());
    let is_dotted = number[digits..].starts_with('.');
    // CommonMark has at most nine digits.
    (start..end, number[..digits].parse().unwrap_or(0), is_dotted)
}

/// Which items of a chain count: they follow one that does, or another follows them.
fn counted(items: &[Numbered], chain: &[usize]) -> Vec<usize> {
    let mut counted: Vec<usize> = Vec::new();
    for (at, &index) in chain.iter().enumerate() {
        let item = &items[index];
        let before = at.checked_sub(1).map(|before| chain[before]);
        let after = chain.get(at + 1).map(|&after| &items[after]);
        let counts_on = before
            .is_some_and(|before| counted.last() == Some(&before) && items[before].number + 1 == item.number);
        // A list that begins with 1 may be interrupted at once.
        let begins = item.number <= LARGEST_START
            && after.is_some_and(|after| {
                after.number == item.number + 1 && (after.list == item.list || item.number <= 1)
            });
        // Some leave the counting to the renderer.
        let is_like = |other: &Numbered| other.list == item.list && other.number == item.number;
        let is_lazy = item.number <= 1
            && (before.is_some_and(|before| is_like(&items[before])) || after.is_some_and(is_like));
        if !item.is_dotted || counts_on || begins || is_lazy {
            counted.push(index);
        }
    }
    counted
}
