//! `textDocument/documentSymbol`: the outline of a text, each heading and paragraph with its counterpart.

use tower_lsp::gen_lsp_types as lsp;

use crate::server::counterparts::{self, Opposite};
use crate::server::page::{Page, Section, page};
use crate::server::state::State;
use crate::server::to_proto;
use crate::text::TextRange;

/// The outline, as a tree where the client takes one. `None` where nothing is known.
pub(in crate::server) fn document_symbol(
    state: &State,
    params: &lsp::DocumentSymbolParams,
) -> Option<lsp::DocumentSymbolResponse> {
    let page = page(state, &params.text_document)?;
    let opposites = counterparts::opposites(state, &page.path);
    let outline = Outline { state, page: &page, opposites: &opposites, sections: page.sections() };
    let tree = outline.below(0, page.snapshot.paragraphs.len());
    Some(if state.client.symbol_trees {
        lsp::DocumentSymbolResponse::DocumentSymbolList(tree)
    } else {
        let mut list = Vec::new();
        flatten(tree, None, &params.text_document.uri, &mut list);
        lsp::DocumentSymbolResponse::SymbolInformationList(list)
    })
}

struct Outline<'a> {
    state: &'a State,
    page: &'a Page,
    opposites: &'a [Opposite<'a>],
    sections: Vec<Section>,
}

impl Outline<'_> {
    /// What stands in the paragraphs `at..end`.
    fn below(&self, mut at: usize, end: usize) -> Vec<lsp::DocumentSymbol> {
        let mut symbols = Vec::new();
        while at < end {
            let section = self.sections.binary_search_by_key(&at, |section| section.heading);
            if let Ok(section) = section.map(|index| self.sections[index]) {
                let children = self.below(at + 1, section.end);
                let mut symbol = self.symbol(at, section.range, lsp::SymbolKind::Namespace);
                symbol.children = (!children.is_empty()).then_some(children);
                symbols.push(symbol);
                at = section.end;
            } else {
                symbols.push(self.symbol(
                    at,
                    self.page.snapshot.paragraphs[at].range,
                    lsp::SymbolKind::String,
                ));
                at += 1;
            }
        }
        symbols
    }

    #[expect(deprecated, reason = "the type has the field and no default")]
    fn symbol(&self, paragraph: usize, range: TextRange, kind: lsp::SymbolKind) -> lsp::DocumentSymbol {
        let (snapshot, encoding) = (&self.page.snapshot, self.state.client.encoding);
        let name = self.page.beginning(paragraph);
        // A name must have something to show.
        let name = if name.trim().is_empty() { format!("¶ {}", paragraph + 1) } else { name };
        let details: Vec<String> = self.opposites.iter().map(|opposite| opposite.says(paragraph)).collect();
        lsp::DocumentSymbol {
            name,
            detail: (!details.is_empty()).then(|| details.join(", ")),
            kind,
            tags: None,
            deprecated: None,
            range: to_proto::range(snapshot, range, encoding),
            selection_range: to_proto::range(snapshot, snapshot.paragraphs[paragraph].range, encoding),
            children: None,
        }
    }
}

/// The tree as a list, each with the heading it stands under.
#[expect(deprecated, reason = "the type has the field and no default")]
fn flatten(
    tree: Vec<lsp::DocumentSymbol>,
    heading: Option<&str>,
    uri: &lsp::Uri,
    list: &mut Vec<lsp::SymbolInformation>,
) {
    for symbol in tree {
        let location = lsp::Location { uri: uri.clone(), range: symbol.range };
        let base_symbol_information = lsp::BaseSymbolInformation {
            name: symbol.name.clone(),
            kind: symbol.kind,
            tags: None,
            container_name: heading.map(str::to_owned),
        };
        list.push(lsp::SymbolInformation { deprecated: None, location, base_symbol_information });
        flatten(symbol.children.unwrap_or_default(), Some(&symbol.name), uri, list);
    }
}
