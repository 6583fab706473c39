//! The documents that the client has open.

use std::collections::BTreeMap;
use std::path::Path;

use tower_lsp::gen_lsp_types as lsp;

use crate::text::{Document, Encoding, Format, TextRange, Wrapping};

use super::uri::Key;
use super::{from_proto, sets};

/// A document whose text the client owns.
#[derive(Debug)]
pub(super) struct Open {
    /// As the client spells it.
    pub(super) uri: lsp::Uri,
    /// Counts our changes of it. The client's versions are only echoed: they may leap or go back.
    pub(super) revision: u64,
    /// Its text.
    pub(super) document: Document,
    /// How a project wants its paragraphs cut.
    wrapping: Option<Wrapping>,
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct Documents {
    open: BTreeMap<Key, Open>,
    revision: u64,
}

impl Documents {
    /// The client opens a document. Opened twice, it is begun anew. What is in no format of ours is not kept.
    pub(super) fn open(&mut self, item: lsp::TextDocumentItem) -> Option<Key> {
        let key = Key::of(&item.uri);
        // A configuration that is being written counts before it is saved; it has no paragraphs that matter.
        let configuration = key.path().is_some_and(sets::is_configuration).then_some(Format::Plain);
        let format = configuration.or_else(|| format(key.path(), &item.language_id))?;
        self.revision += 1;
        let document = Document::new(&item.text, item.version, format, None);
        let open = Open { uri: item.uri, revision: self.revision, document, wrapping: None };
        self.open.insert(key.clone(), open);
        Some(key)
    }

    /// The client changes a document; `None` if it is not open. Also the bytes, in the text as it is now, outside of
    /// which nothing changed, if anything did.
    pub(super) fn change(
        &mut self,
        params: lsp::DidChangeTextDocumentParams,
        encoding: Encoding,
    ) -> Option<(Key, Option<TextRange>)> {
        let key = Key::of(&params.text_document.text_document_identifier.uri);
        let open = self.open.get_mut(&key)?;
        let changes: Vec<_> = params.content_changes.into_iter().map(from_proto::change).collect();
        let changed = open.document.apply(params.text_document.version, &changes, encoding);
        self.revision += 1;
        open.revision = self.revision;
        Some((key, changed))
    }

    /// Cuts a document's paragraphs as a project wants it; says whether that is new.
    pub(super) fn wrap(&mut self, key: &Key, wrapping: Option<Wrapping>) -> bool {
        let Some(open) = self.open.get_mut(key).filter(|open| open.wrapping != wrapping) else {
            return false;
        };
        let snapshot = open.document.snapshot();
        let text = snapshot.rope().to_string();
        open.document = Document::new(&text, snapshot.version, snapshot.format, wrapping);
        open.wrapping = wrapping;
        self.revision += 1;
        open.revision = self.revision;
        true
    }

    /// The client closes a document; says whether it was open.
    pub(super) fn close(&mut self, key: &Key) -> bool {
        self.open.remove(key).is_some()
    }

    pub(super) fn get(&self, key: &Key) -> Option<&Open> {
        self.open.get(key)
    }

    /// An open file.
    pub(super) fn file(&self, path: &Path) -> Option<&Open> {
        self.open.get(&Key::File(path.to_owned()))
    }

    /// The open files, in a fixed order.
    pub(super) fn files(&self) -> impl Iterator<Item = (&Path, &Open)> {
        self.open.iter().filter_map(|(key, open)| Some((key.path()?, open)))
    }
}

/// The format that the file's name says, else the one the client says.
fn format(path: Option<&Path>, language: &lsp::LanguageKind) -> Option<Format> {
    path.and_then(Format::of_path).or(match language {
        lsp::LanguageKind::Markdown => Some(Format::Markdown),
        lsp::LanguageKind::Plaintext => Some(Format::Plain),
        _ => None,
    })
}
