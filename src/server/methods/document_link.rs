//! `textDocument/documentLink`: links in Markdown that lead to the same text in another language, as many pages have
//! them in their first line.

use std::path::Path;

use tower_lsp::gen_lsp_types as lsp;

use crate::server::page::page;
use crate::server::state::State;
use crate::server::to_proto;
use crate::server::uri::Key;
use crate::text::{Format, TextRange, TextSize};

/// Before the address of a link, and of a link's definition.
const BEFORE: [&str; 2] = ["](", "]: "];

/// The links to the other documents of the set. `None` where there are none.
pub(in crate::server) fn document_link(
    state: &State,
    params: &lsp::DocumentLinkParams,
) -> Option<Vec<lsp::DocumentLink>> {
    let page = page(state, &params.text_document)?;
    if page.snapshot.format != Format::Markdown {
        return None;
    }
    let text = page.snapshot.rope().to_string();
    let links: Vec<_> = addresses(&text)
        .filter_map(|(at, address)| {
            let path = target(&page.path, address)?;
            let set = state.sets_of(&page.path).next()?;
            let member = &set.plan.members[set.plan.index(&path).filter(|_| path != page.path)?];
            let start = TextSize::from(at as u32);
            let range = TextRange::at(start, TextSize::of(address));
            Some(lsp::DocumentLink {
                range: to_proto::range(&page.snapshot, range, state.client.encoding),
                target: Some(state.uri(&member.path)),
                tooltip: state.client.link_tooltips.then(|| format!("This text in {}", member.language.name)),
                data: None,
            })
        })
        .collect();
    (!links.is_empty()).then_some(links)
}

/// The addresses of a text's links, with their first bytes.
fn addresses(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut starts: Vec<usize> =
        BEFORE.iter().flat_map(|mark| text.match_indices(mark).map(|(at, mark)| at + mark.len())).collect();
    starts.sort_unstable();
    starts.into_iter().map(|at| {
        let address = &text[at..];
        let end = address.find(|c: char| c == ')' || c.is_whitespace()).unwrap_or(address.len());
        (at, &address[..end])
    })
}

/// The file that a relative address names.
fn target(here: &Path, address: &str) -> Option<std::path::PathBuf> {
    let address =
        address.split('#').next().filter(|address| !address.is_empty() && !address.contains(':'))?;
    let uri = Key::file(here).uri().0;
    let folder = &uri[..=uri.rfind('/')?];
    Key::of(&lsp::Uri(format!("{folder}{address}"))).path().map(Path::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_where_links_have_them() {
        let text = "[a](x.md) ![b](y.png \"t\")\n\n[c]: z.md\n";
        assert_eq!(
            addresses(text).map(|(_, address)| address).collect::<Vec<_>>(),
            ["x.md", "y.png", "z.md"]
        );
        assert_eq!(addresses("[a](").count(), 1);
    }

    #[test]
    fn an_address_is_relative_to_its_file() {
        let target = |address| target(Path::new("/w/de/a.md"), address);
        assert_eq!(target("../hu/a%20b.md#x"), Some("/w/hu/a b.md".into()));
        assert_eq!(target("https://example.org/a.md"), None);
        assert_eq!(target("#x"), None);
    }
}
