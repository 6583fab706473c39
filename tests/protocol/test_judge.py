"""The judge itself: each planted fault is seen."""
import unittest

from judge import Judge

URI = "file:///a.txt"


def zero(end):
    return {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": end}}


def diagnostics(end=1, version=1, **more):
    diagnostic = {"range": zero(end), "message": "odd", "source": "diglot", **more}
    params = {"uri": URI, "version": version, "diagnostics": [diagnostic]}
    return {"jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": params}


class Planted(unittest.TestCase):
    def problems(self, *messages):
        judge = Judge()
        judge.client({"id": 1, "method": "initialize", "params": {"capabilities": {}}})
        judge.server({"jsonrpc": "2.0", "id": 1, "result": {"capabilities": {}}})
        item = {"uri": URI, "languageId": "plaintext", "version": 1, "text": "🗼 42\n"}
        judge.client({"method": "textDocument/didOpen", "params": {"textDocument": item}})
        for message in messages:
            judge.server(message)
        judge.finish()
        return [problem.partition(":")[0] for problem in judge.problems]

    def test_a_right_message_passes(self):
        self.assertEqual(self.problems(diagnostics(end=2)), [])

    def test_half_of_a_surrogate_pair(self):
        self.assertEqual(self.problems(diagnostics(end=1)), ["places"])

    def test_a_column_past_the_end(self):
        self.assertEqual(self.problems(diagnostics(end=6)), ["places"])

    def test_a_version_that_was_never_sent(self):
        self.assertEqual(self.problems(diagnostics(end=2, version=7)), ["places"])

    def test_what_the_client_does_not_understand(self):
        related = [{"location": {"uri": URI, "range": zero(2)}, "message": "here"}]
        self.assertEqual(self.problems(diagnostics(end=2, relatedInformation=related)), ["means"])

    def test_an_unknown_key(self):
        self.assertEqual(self.problems(diagnostics(end=2, colour="red")), ["shape"])

    def test_a_wrong_type(self):
        self.assertEqual(self.problems(diagnostics(end=2, severity="high")), ["shape"])

    def test_a_message_that_only_a_client_sends(self):
        hover = {"jsonrpc": "2.0", "method": "textDocument/didSave", "params": {"textDocument": {"uri": URI}}}
        self.assertEqual(self.problems(hover), ["direction"])

    def test_a_second_answer(self):
        self.assertEqual(self.problems({"jsonrpc": "2.0", "id": 1, "result": None}), ["order"])

    def test_progress_that_nobody_wants_to_know(self):
        progress = {"jsonrpc": "2.0", "method": "diglot/progress", "params": {"uri": URI}}
        self.assertEqual(self.problems(progress), ["means"])

    def test_a_refresh_that_the_client_can_not_do(self):
        refresh = {"jsonrpc": "2.0", "id": 1, "method": "workspace/codeLens/refresh"}
        self.assertEqual(self.problems(refresh), ["means"])

    def answered(self, method, result):
        """What is wrong with an answer to a client that declares nothing."""
        judge = Judge()
        judge.client({"id": 1, "method": "initialize", "params": {"capabilities": {}}})
        legend = {"tokenTypes": ["number"], "tokenModifiers": []}
        offered = {"semanticTokensProvider": {"legend": legend, "full": True}}
        judge.server({"jsonrpc": "2.0", "id": 1, "result": {"capabilities": offered}})
        item = {"uri": URI, "languageId": "plaintext", "version": 1, "text": "🗼 42\n"}
        judge.client({"method": "textDocument/didOpen", "params": {"textDocument": item}})
        judge.client({"id": 2, "method": method, "params": {"textDocument": {"uri": URI}}})
        judge.server({"jsonrpc": "2.0", "id": 2, "result": result})
        return [problem.partition(":")[0] for problem in judge.problems]

    def test_tokens_that_the_client_does_not_colour(self):
        tokens = {"data": [0, 3, 2, 0, 0]}
        self.assertEqual(self.answered("textDocument/semanticTokens/full", tokens), ["means"])

    def test_tokens_that_overlap_and_split_a_character(self):
        tokens = {"data": [0, 0, 1, 0, 0, 0, 0, 5, 0, 0]}
        self.assertEqual(self.answered("textDocument/semanticTokens/full", tokens), ["means", "places", "places"])

    def test_a_tree_for_a_client_that_takes_lists(self):
        symbol = {"name": "a", "kind": 15, "range": zero(2), "selectionRange": zero(2)}
        self.assertEqual(self.answered("textDocument/documentSymbol", [symbol]), ["means", "means"])

    def test_a_tooltip_that_the_client_does_not_show(self):
        link = {"range": zero(2), "target": URI, "tooltip": "a"}
        self.assertEqual(self.answered("textDocument/documentLink", [link]), ["means", "means"])

    def test_related_documents_that_the_client_does_not_take(self):
        report = {"kind": "full", "items": [], "relatedDocuments": {URI: {"kind": "full", "items": []}}}
        self.assertEqual(self.answered("textDocument/diagnostic", report), ["means", "means"])


if __name__ == "__main__":
    unittest.main()
