//! `textDocument/diagnostic`: what the client would else be sent of the documents that it has open. Of a document that is
//! pulled nothing is published.

use std::collections::HashMap;

use tower_lsp::gen_lsp_types as lsp;

use crate::server::diagnostics::result_id;
use crate::server::state::State;
use crate::server::uri::Key;

/// What is shown in the document, and in the others of its set that are open and have changed since the client last
/// heard of them.
#[expect(clippy::unnecessary_wraps, reason = "the form of a method")]
pub(in crate::server) fn diagnostic(
    state: &State,
    params: &lsp::DocumentDiagnosticParams,
) -> Option<lsp::DocumentDiagnosticReport> {
    let key = Key::of(&params.text_document.uri);
    let items = state.pulled.list(&key);
    let id = result_id(items);
    state.pulled.hand_over(&key, &id);
    let related_documents = related(state, &key);
    Some(if params.previous_result_id.as_ref() == Some(&id) {
        let unchanged_document_diagnostic_report = lsp::UnchangedDocumentDiagnosticReport { result_id: id };
        lsp::RelatedUnchangedDocumentDiagnosticReport {
            related_documents,
            unchanged_document_diagnostic_report,
        }
        .into()
    } else {
        let full_document_diagnostic_report = full(id, items);
        lsp::RelatedFullDocumentDiagnosticReport { related_documents, full_document_diagnostic_report }.into()
    })
}

fn full(id: String, items: &[lsp::Diagnostic]) -> lsp::FullDocumentDiagnosticReport {
    lsp::FullDocumentDiagnosticReport { result_id: Some(id), items: items.to_vec() }
}

/// The others: only documents that the client pulls anyway, so that nothing is left standing when they are closed.
fn related(state: &State, asked: &Key) -> Option<HashMap<lsp::Uri, lsp::RelatedDocument>> {
    let path = asked.path().filter(|_| state.client.related_documents)?;
    let members = state.sets_of(path).flat_map(|set| &set.plan.members).filter(|member| member.path != path);
    let mut related = HashMap::new();
    for member in members {
        let Some(open) = state.documents.file(&member.path) else { continue };
        let key = Key::file(&member.path);
        let items = state.pulled.list(&key);
        let id = result_id(items);
        if state.pulled.has_other(&key, &id) {
            state.pulled.hand_over(&key, &id);
            related.insert(open.uri.clone(), full(id, items).into());
        }
    }
    (!related.is_empty()).then_some(related)
}
