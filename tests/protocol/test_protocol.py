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
        },
        "window": {"workDoneProgress": True, "showDocument": {"support": True}},
        "textDocument": {
            "hover": {"contentFormat": ["markdown", "plaintext"], "dynamicRegistration": True},
            "definition": {"linkSupport": True, "dynamicRegistration": True},
            "publishDiagnostics": {
                "relatedInformation": True, "codeDescriptionSupport": True, "dataSupport": True,
                "tagSupport": {"valueSet": [1, 2]},
            },
            "codeAction": {
                "codeActionLiteralSupport": LITERALS, "isPreferredSupport": True, "dataSupport": True,
                "resolveSupport": {"properties": ["edit"]},
            },
        },
    },
    "neovim": {
        "general": {"positionEncodings": ["utf-8", "utf-16", "utf-32"]},
        "workspace": {"configuration": True, "workspaceFolders": True, "applyEdit": True},
        "textDocument": {
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
            "workspaceEdit": {"documentChanges": True},
        },
        "textDocument": {
            "hover": {"contentFormat": ["markdown"]},
            "publishDiagnostics": {"versionSupport": True},
            "codeAction": {"codeActionLiteralSupport": LITERALS, "isPreferredSupport": True},
        },
    },
}


class Protocol(unittest.TestCase):
    def setUp(self):
        kept = tempfile.TemporaryDirectory()
        self.addCleanup(kept.cleanup)
        self.folder = pathlib.Path(kept.name).resolve() / "samples"
        shutil.copytree(SAMPLES, self.folder)

    def start(self, profile, folder):
        client = Client(SERVER, PROFILES[profile], folder, {"quiet_ms": 50})
        self.addCleanup(client.close)
        return client

    def session(self, profile, folder):
        client = self.start(profile, folder)
        source = client.open(self.folder / "lighthouse.de.txt", "plaintext")
        target = client.open(self.folder / "lighthouse.hu.txt", "plaintext")
        client.open(self.folder / "sourdough.de.md", "markdown")
        client.open(self.folder / "sourdough.hu.md", "markdown")
        client.wait(lambda: client.diagnostics(target), "diagnostics of the translation")
        client.rest()
        before = client.diagnostics(target)

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
        for uri, words in ((target, "42.5 méter"), (target, "virrasztott"), (source, "42,5 Meter"), (source, "Leuchtturm")):
            at = client.at(uri, words)
            client.ask("textDocument/hover", at)
            client.ask("textDocument/definition", at)
            client.ask("textDocument/references", {**at, "context": {"includeDeclaration": True}})
        hover = client.ask("textDocument/hover", client.at(target, "42.5 méter"))
        self.assertIn("42,5 Meter", json.dumps(hover, ensure_ascii=False))
        self.assertIsNotNone(client.ask("textDocument/definition", client.at(target, "42.5 méter")))
        if client.initialized["capabilities"].get("codeActionProvider"):
            diagnostics = client.diagnostics(target)
            for diagnostic in diagnostics:
                client.ask("textDocument/codeAction", {
                    "textDocument": {"uri": target}, "range": diagnostic["range"], "context": {"diagnostics": [diagnostic]},
                })
        elsewhere = {"textDocument": {"uri": (self.folder / "unknown.txt").as_uri()}, "position": {"line": 0, "character": 0}}
        for method in ("hover", "definition"):
            self.assertIsNone(client.ask(f"textDocument/{method}", elsewhere))

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
