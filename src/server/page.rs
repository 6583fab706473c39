//! A document that is asked about, as it stands: its text, and what its paragraphs say where that is known.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::gen_lsp_types as lsp;

use crate::analysis::{Mention, Sentence};
use crate::bitext::Text;
use crate::text::{Block, Paragraph, Snapshot, TextRange, TextSize};

use super::sets;
use super::state::State;
use super::uri::Key;

/// A document that is open.
pub(super) struct Page {
    pub(super) path: PathBuf,
    pub(super) snapshot: Snapshot,
    /// What its paragraphs say; `None` in a document that belongs to no others.
    pub(super) text: Option<Arc<Text>>,
}

/// The document; `None` if it is not open, or says how texts are checked.
pub(super) fn page(state: &State, document: &lsp::TextDocumentIdentifier) -> Option<Page> {
    let key = Key::of(&document.uri);
    let path = key.path().filter(|path| !sets::is_configuration(path))?;
    let open = state.documents.file(path)?;
    Some(Page { path: path.to_owned(), snapshot: open.document.snapshot(), text: text(state, path) })
}

/// What a file's paragraphs say, if they were read as they stand.
fn text(state: &State, path: &Path) -> Option<Arc<Text>> {
    state.sets_of(path).find_map(|set| {
        let member = set.plan.index(path)?;
        let reading = set.reading(member)?;
        state.is_as_read(&set.plan.members[member], reading).then(|| reading.text().map(Arc::clone))?
    })
}

impl Page {
    /// The mentions of a paragraph, with their bytes in the document.
    pub(super) fn mentions(&self, paragraph: usize) -> impl Iterator<Item = (&Mention, TextRange)> {
        let range = self.snapshot.paragraphs.get(paragraph).map(|paragraph| paragraph.range);
        let analysis = self.text.as_deref().and_then(|text| text.analyses.get(paragraph));
        let mentions = analysis.into_iter().flat_map(|analysis| &analysis.mentions);
        mentions.filter_map(move |mention| Some((mention, mention.range.in_document(range?))))
    }

    /// The sentences of a paragraph, with their bytes in the document.
    pub(super) fn sentences(&self, paragraph: usize) -> impl Iterator<Item = (&Sentence, TextRange)> {
        let range = self.snapshot.paragraphs.get(paragraph).map(|paragraph| paragraph.range);
        let analysis = self.text.as_deref().and_then(|text| text.analyses.get(paragraph));
        let sentences = analysis.into_iter().flat_map(|analysis| &analysis.sentences.list);
        sentences.filter_map(move |sentence| Some((sentence, sentence.range.in_document(range?))))
    }

    /// The sections, each from its heading to before the next one that is not below it: level, the heading's paragraph,
    /// bytes. In the order of their headings.
    pub(super) fn sections(&self) -> Vec<Section> {
        let paragraphs = &self.snapshot.paragraphs;
        let level = |paragraph: &Paragraph| match paragraph.block {
            Block::Heading(level) => Some(level),
            _ => None,
        };
        let headings = paragraphs.iter().enumerate();
        let headings = headings.filter_map(|(index, paragraph)| Some((index, level(paragraph)?)));
        headings
            .map(|(index, own)| {
                let behind = &paragraphs[index + 1..];
                let inside =
                    behind.iter().take_while(|next| level(next).is_none_or(|level| level > own)).count();
                // The heading's mark belongs to the section.
                let line = self.snapshot.line_range(self.snapshot.line_of(paragraphs[index].range.start()));
                let range = line.cover(paragraphs[index + inside].range);
                Section { heading: index, end: index + 1 + inside, range }
            })
            .collect()
    }

    /// The first words of a paragraph as people read them, on one line.
    pub(super) fn beginning(&self, paragraph: usize) -> String {
        const LONGEST: usize = 60;
        let Some(paragraph) = self.snapshot.paragraphs.get(paragraph) else { return String::new() };
        let read = paragraph.prose.replace([crate::text::MARKUP, crate::text::OPAQUE], "");
        let words = super::escape::plain(&read);
        match words.char_indices().nth(LONGEST) {
            None => words,
            Some((end, _)) => {
                let cut = words[..end].rfind(char::is_whitespace).filter(|cut| *cut > end / 2).unwrap_or(end);
                format!("{}…", &words[..cut])
            }
        }
    }

    /// The document's bytes.
    pub(super) fn whole(&self) -> TextRange {
        TextRange::new(TextSize::new(0), self.snapshot.len())
    }
}

/// A heading with all that stands below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Section {
    /// The heading's paragraph.
    pub(super) heading: usize,
    /// The first paragraph behind the section.
    pub(super) end: usize,
    /// Its bytes in the document.
    pub(super) range: TextRange,
}
