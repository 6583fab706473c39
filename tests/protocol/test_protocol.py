"""Sessions against the real server, as editors of different abilities play them."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from client import Client

SERVER = os.environ["DIGLOT_SERVER"]
SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "docs" / "samples"

LITERALS = {"codeActionKind": {"valueSet": ["quickfix"]}}
ALL_ACTIONS = {"codeActionKind": {"valueSet": ["", "quickfix", "refactor", "source", "source.organizeImports"]}}
TOKENS = {"requests": {"full": True, "range": True}, "formats": ["relative"], "tokenModifiers": [],
          "tokenTypes": ["type", "enumMember", "keyword", "number"]}

# What some editors say of themselves, cut down to what concerns us.
PROFILES = {
    "nothing": {},
    "plain": {"textDocument": {"hover": {"contentFormat": ["plaintext"]}}},
    "vscode": {
        "general": {"positionEncodings": ["utf-16"]},
        "workspace": {
            "configuration": True, "workspaceFolders": True, "applyEdit": True,
            "workspaceEdit": {"documentChanges": True},
            "didChangeConfiguration": {"dynamicRegistration": True},
            "didChangeWatchedFiles": {"dynamicRegistration": True, "relativePatternSupport": True},
            "diagnostics": {"refreshSupport": True}, "inlayHint": {"refreshSupport": True},
            "codeLens": {"refreshSupport": True}, "executeCommand": {"dynamicRegistration": True},
            "symbol": {"dynamicRegistration": True}, "semanticTokens": {"refreshSupport": True},
        },
        "window": {"workDoneProgress": True, "showDocument": {"support": True}},
        "textDocument": {
            "completion": {"contextSupport": True, "completionItem": {"insertReplaceSupport": True}},
            "implementation": {"linkSupport": True}, "documentHighlight": {},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
            "foldingRange": {"rangeLimit": 5000, "lineFoldingOnly": True}, "selectionRange": {},
            "inlayHint": {}, "codeLens": {}, "documentLink": {"tooltipSupport": True}, "semanticTokens": TOKENS,
            "diagnostic": {"relatedDocumentSupport": True},
            "hover": {"contentFormat": ["markdown", "plaintext"], "dynamicRegistration": True},
            "definition": {"linkSupport": True, "dynamicRegistration": True},
            "publishDiagnostics": {
                "relatedInformation": True, "codeDescriptionSupport": True, "dataSupport": True,
                "tagSupport": {"valueSet": [1, 2]},
            },
            "codeAction": {
                "codeActionLiteralSupport": ALL_ACTIONS, "isPreferredSupport": True, "dataSupport": True,
                "resolveSupport": {"properties": ["edit"]},
            },
        },
    },
    "neovim": {
        "general": {"positionEncodings": ["utf-8", "utf-16", "utf-32"]},
        "workspace": {"configuration": True, "workspaceFolders": True, "applyEdit": True, "symbol": {}},
        "window": {"workDoneProgress": True, "showDocument": {"support": True}},
        "textDocument": {
            "completion": {}, "implementation": {"linkSupport": True}, "documentHighlight": {},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": True}, "inlayHint": {}, "codeLens": {},
            "semanticTokens": TOKENS, "diagnostic": {},
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "definition": {"linkSupport": True},
            "publishDiagnostics": {"relatedInformation": True, "dataSupport": True},
            "codeAction": {"codeActionLiteralSupport": LITERALS, "isPreferredSupport": True},
        },
    },
    "helix": {
        "general": {"positionEncodings": ["utf-32", "utf-16"]},
        "workspace": {
            "configuration": True, "workspaceFolders": True,
            "didChangeWatchedFiles": {"dynamicRegistration": True},
            "workspaceEdit": {"documentChanges": True}, "symbol": {}, "executeCommand": {},
        },
        "window": {"workDoneProgress": True, "showDocument": {"support": True}},
        "textDocument": {
            "completion": {}, "implementation": {}, "documentHighlight": {}, "documentSymbol": {}, "inlayHint": {},
            "documentLink": {}, "diagnostic": {},
            "hover": {"contentFormat": ["markdown"]},
            "publishDiagnostics": {"versionSupport": True},
            "codeAction": {"codeActionLiteralSupport": LITERALS, "isPreferredSupport": True},
        },
    },
}


# Clients that differ from those above in what they pull, colour and show: Emacs's two, kakoune-lsp, Vim's ALE, Kate.
PROFILES["lsp-mode"] = {
    "workspace": {"configuration": True, "workspaceFolders": True, "applyEdit": True,
                  "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create", "rename", "delete"]}},
    "window": {"workDoneProgress": True},
    "textDocument": {
        "completion": {}, "documentHighlight": {}, "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "foldingRange": {}, "documentLink": {"tooltipSupport": False},
        "hover": {"contentFormat": ["markdown", "plaintext"]}, "definition": {"linkSupport": True},
        "publishDiagnostics": {"relatedInformation": True, "versionSupport": True},
        "codeAction": {"codeActionLiteralSupport": ALL_ACTIONS, "isPreferredSupport": True},
    },
}
PROFILES["kakoune"] = {
    "general": {"positionEncodings": ["utf-8", "utf-16"]},
    "workspace": {"configuration": True, "applyEdit": True, "workspaceEdit": {"documentChanges": True},
                  "inlayHint": {"refreshSupport": False}},
    "window": {"workDoneProgress": True},
    "textDocument": {
        "completion": {}, "documentHighlight": {}, "documentSymbol": {}, "selectionRange": {}, "inlayHint": {},
        "codeLens": {}, "documentLink": {}, "semanticTokens": {**TOKENS, "requests": {"full": True}},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "publishDiagnostics": {"relatedInformation": True},
        "codeAction": {"codeActionLiteralSupport": LITERALS},
    },
}

PROFILES["eglot"] = {
    "workspace": {"configuration": True, "workspaceFolders": True, "applyEdit": True,
                  "didChangeWatchedFiles": {"dynamicRegistration": True},
                  "executeCommand": {"dynamicRegistration": False}, "symbol": {"dynamicRegistration": False},
                  "workspaceEdit": {"documentChanges": True}},
    "textDocument": {
        "completion": {"dynamicRegistration": False, "completionItem": {"snippetSupport": False}},
        "documentHighlight": {}, "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "implementation": {"linkSupport": True}, "definition": {"linkSupport": True},
        "hover": {"contentFormat": ["plaintext"]},
        "publishDiagnostics": {"relatedInformation": False},
        "codeAction": {"codeActionLiteralSupport": ALL_ACTIONS, "isPreferredSupport": True},
    },
}
PROFILES["ale"] = {
    "textDocument": {
        "completion": {}, "implementation": {}, "hover": {"contentFormat": ["plaintext"]},
        "publishDiagnostics": {"relatedInformation": True},
        "codeAction": {"codeActionLiteralSupport": LITERALS},
    },
}
PROFILES["kate"] = {
    "window": {"workDoneProgress": True},
    "textDocument": {
        "completion": {}, "implementation": {}, "documentHighlight": {},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True}, "semanticTokens": TOKENS,
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "publishDiagnostics": {"relatedInformation": True},
        "codeAction": {"codeActionLiteralSupport": ALL_ACTIONS},
    },
}

# What a client asks of a document, where it says that it can.
OF_DOCUMENTS = ("documentSymbol", "foldingRange", "codeLens", "documentLink", "semanticTokens", "inlayHint", "selectionRange")
OF_PLACES = ("hover", "definition", "implementation", "documentHighlight", "completion")


class Protocol(unittest.TestCase):
    def setUp(self):
        kept = tempfile.TemporaryDirectory()
        self.addCleanup(kept.cleanup)
        self.folder = pathlib.Path(kept.name).resolve() / "samples"
        shutil.copytree(SAMPLES, self.folder)

    def start(self, profile, folder):
        settings = {"quiet_ms": 50, "inlay_hints": {"paragraphs": True, "sentences": True}}
        client = Client(SERVER, PROFILES[profile], folder, settings)
        client.profile = profile
        self.addCleanup(client.close)
        return client

    def session(self, profile, folder):
        client = self.start(profile, folder)
        source = client.open(self.folder / "lighthouse.de.txt", "plaintext")
        target = client.open(self.folder / "lighthouse.hu.txt", "plaintext")
        client.open(self.folder / "sourdough.de.md", "markdown")
        client.open(self.folder / "sourdough.hu.md", "markdown")
        if client.pulls:
            client.rest()
        else:
            client.wait(lambda: client.diagnostics(target), "diagnostics of the translation")
            client.rest()
        before = client.diagnostics(target)
        self.assertTrue(before)

        # An emoji before a number: from here on the encodings count differently.
        place = client.texts[target][0].index("42.5 méter")
        for index, character in enumerate("🗼 é"):
            client.replace(target, place + index, place + index, character)
        client.rest()
        self.look_around(client, source, target)
        client.replace(target, place, place + 3, "")
        client.rest()
        self.assertEqual(client.diagnostics(target), before, "what was typed and taken back leaves no trace")

        client.notify("textDocument/didSave", {"textDocument": {"uri": target}})
        client.notify("textDocument/didClose", {"textDocument": {"uri": target}})
        client.rest()
        problems = client.leave()
        self.assertEqual(problems, [], "\n" + "\n".join(dict.fromkeys(problems)))

    def look_around(self, client, source, target):
        means = PROFILES[client.profile].get("textDocument", {})
        offered = client.initialized["capabilities"]
        for uri, words in ((target, "42.5 méter"), (target, "virrasztott"), (source, "42,5 Meter"), (source, "Leuchtturm")):
            at = client.at(uri, words)
            for method in OF_PLACES:
                # Each editor may ask for a hover and a definition, whatever it declares.
                if method in means or method in ("hover", "definition"):
                    client.ask(f"textDocument/{method}", at)
            client.ask("textDocument/references", {**at, "context": {"includeDeclaration": True}})
        hover = client.ask("textDocument/hover", client.at(target, "42.5 méter"))
        self.assertIn("42,5 Meter", json.dumps(hover, ensure_ascii=False))
        self.assertIsNotNone(client.ask("textDocument/definition", client.at(target, "42.5 méter")))
        if offered.get("codeActionProvider"):
            self.act(client, target)
        for uri in (source, target):
            self.look_at(client, uri, means)
        self.go(client, target)
        if "symbol" in PROFILES[client.profile].get("workspace", {}):
            self.assertTrue(client.ask("workspace/symbol", {"query": "lighthouse"}))
        self.look_elsewhere(client, means)

    def act(self, client, target):
        diagnostics = client.diagnostics(target)
        self.assertTrue(diagnostics)
        for diagnostic in diagnostics:
            client.ask("textDocument/codeAction", {
                "textDocument": {"uri": target}, "range": diagnostic["range"], "context": {"diagnostics": [diagnostic]},
            })
        kinds = client.initialized["capabilities"]["codeActionProvider"]["codeActionKinds"]
        actions = client.ask("textDocument/codeAction", {
            "textDocument": {"uri": target}, "range": diagnostics[0]["range"],
            "context": {"diagnostics": [], "only": ["source.fixAll.diglot"]},
        })
        self.assertEqual(bool(actions), "source.fixAll.diglot" in kinds)

    def look_at(self, client, uri, means):
        """What is asked of a whole document."""
        document = {"textDocument": {"uri": uri}}
        whole = {"start": {"line": 0, "character": 0}, "end": {"line": 100, "character": 0}}
        for method in OF_DOCUMENTS:
            if method not in means:
                continue
            if method == "semanticTokens":
                self.assertTrue(client.ask("textDocument/semanticTokens/full", document)["data"])
                client.ask("textDocument/semanticTokens/range", {**document, "range": whole})
            elif method == "inlayHint":
                self.assertTrue(client.ask("textDocument/inlayHint", {**document, "range": whole}))
            elif method == "selectionRange":
                at = client.at(uri, "42")["position"]
                self.assertEqual(len(client.ask("textDocument/selectionRange", {**document, "positions": [at, at]})), 2)
            else:
                client.ask(f"textDocument/{method}", document)

    def go(self, client, target):
        """The commands, as a client runs them that was told of them."""
        at = client.at(target, "42.5 méter")
        for command in client.initialized["capabilities"]["executeCommandProvider"]["commands"]:
            arguments = [target, at["position"]]
            place = client.ask("workspace/executeCommand", {"command": command, "arguments": arguments})
            self.assertIsNotNone(place, command)

    def look_elsewhere(self, client, means):
        """A document that the server knows nothing of."""
        document = {"textDocument": {"uri": (self.folder / "unknown.txt").as_uri()}}
        zero = {"line": 0, "character": 0}
        for method in OF_PLACES:
            if method in means or method in ("hover", "definition"):
                self.assertIsNone(client.ask(f"textDocument/{method}", {**document, "position": zero}))
        for method in OF_DOCUMENTS:
            if method in means and method not in ("semanticTokens", "inlayHint", "selectionRange"):
                self.assertIsNone(client.ask(f"textDocument/{method}", document))
        if client.pulls:
            self.assertEqual(client.ask("textDocument/diagnostic", document)["items"], [])

    def test_the_server_says_what_check_says(self):
        client = self.start("neovim", self.folder)
        languages = {".txt": "plaintext", ".md": "markdown"}
        paths = sorted(path for path in self.folder.iterdir() if path.suffix in languages)
        uris = {client.open(path, languages[path.suffix]): path for path in paths}
        client.rest(2)
        run = subprocess.run([SERVER, "check", "--format", "json", str(self.folder)], capture_output=True, check=False)
        report = json.loads(run.stdout)
        expected = sorted(
            (pathlib.Path(place["path"]).name, place["start"]["line"] - 1, place["end"]["line"] - 1, divergence["rule"],
             divergence["message"])
            for divergence in report["divergences"] if (place := divergence["target"])
        )
        sources = {uri for uri, path in uris.items() if ".de." in path.name}
        said = sorted(
            (uris[uri].name, diagnostic["range"]["start"]["line"], diagnostic["range"]["end"]["line"],
             diagnostic["code"], diagnostic["message"])
            for uri in uris if uri not in sources for diagnostic in client.diagnostics(uri)
        )
        self.maxDiff = None
        self.assertEqual(said, expected)
        self.assertEqual(client.leave(), [])


def add_sessions():
    for profile in PROFILES:
        for place in ("folder", "files"):
            def test(self, profile=profile, place=place):
                self.session(profile, self.folder if place == "folder" else None)
            setattr(Protocol, f"test_{profile}_opens_{place}", test)


add_sessions()

if __name__ == "__main__":
    unittest.main()
