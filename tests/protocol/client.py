"""A language client over the real binary's standard input and output. Every message that passes is judged."""
import json
import pathlib
import queue
import subprocess
import threading
import time

from judge import Judge

# How long any answer may take, on a busy machine.
DEADLINE = 30


class Client:
    """A server process and what was said to and by it."""

    def __init__(self, server, capabilities, folder=None, options=None):
        self.judge = Judge()
        self.process = subprocess.Popen([server, "server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.inbox = queue.Queue()
        self.ids = 0
        self.answers = {}
        self.published = {}
        self.texts = {}
        self.settings = options or {}
        threading.Thread(target=self._read, daemon=True).start()
        uri = folder and pathlib.Path(folder).as_uri()
        self.results = {}    # URI -> the last report that was pulled
        self.initialized = self.ask("initialize", {
            "processId": None,
            "rootUri": uri,
            "capabilities": capabilities,
            "initializationOptions": self.settings,
            "workspaceFolders": [{"uri": uri, "name": "folder"}] if uri else None,
        })
        self.pulls = "diagnosticProvider" in self.initialized["capabilities"]
        self.notify("initialized", {})

    # -- the wire

    def _read(self):
        out = self.process.stdout
        while True:
            length = None
            while (line := out.readline()) not in (b"\r\n", b""):
                name, _, value = line.decode("ascii").partition(":")
                if name.lower() == "content-length":
                    length = int(value)
            if length is None:
                self.inbox.put(None)
                return
            self.inbox.put(json.loads(out.read(length)))

    def _send(self, message):
        message = {"jsonrpc": "2.0", **message}
        self.judge.client(message)
        body = json.dumps(message, ensure_ascii=False).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _take(self, patience):
        """Takes in one message; False if none comes."""
        try:
            message = self.inbox.get(timeout=patience)
        except queue.Empty:
            return False
        if message is None:
            raise AssertionError("the server closed its output")
        self.judge.server(message)
        if "method" not in message:
            self.answers[message["id"]] = message
        elif "id" in message:
            self._answer(message)
        elif message["method"] == "textDocument/publishDiagnostics":
            params = message["params"]
            self.published[params["uri"]] = params
        return True

    def _answer(self, request):
        """Answers a request of the server, as an editor does."""
        result = None
        if request["method"] == "workspace/configuration":
            result = [self.settings for _ in request["params"]["items"]]
        elif request["method"] == "window/showDocument":
            result = {"success": True}
        self._send({"id": request["id"], "result": result})

    # -- what a test says

    def notify(self, method, params):
        self._send({"method": method, "params": params})

    def ask(self, method, params=None):
        """Asks and waits; an error fails the test."""
        self.ids += 1
        identity = self.ids
        self._send({"id": identity, "method": method, **({} if params is None else {"params": params})})
        self.wait(lambda: identity in self.answers, f"the answer to {method}")
        answer = self.answers.pop(identity)
        if "error" in answer:
            raise AssertionError(f"{method}: {answer['error']}")
        return answer["result"]

    def wait(self, until, what):
        """Takes messages in until something is so."""
        end = time.monotonic() + DEADLINE
        while not until():
            left = end - time.monotonic()
            if left <= 0 or not self._take(left):
                raise AssertionError(f"waited {DEADLINE} s for {what}")

    def rest(self, silence=1.0):
        """Takes messages in until none comes for a while."""
        while self._take(silence):
            pass

    def open(self, path, language):
        path = pathlib.Path(path)
        uri, text = path.as_uri(), path.read_bytes().decode()
        self.texts[uri] = [text, 1]
        item = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})
        return uri

    def replace(self, uri, start, end, new):
        """Replaces the code points start..end of a document, as an edit with positions."""
        text, version = self.texts[uri]
        change = {"range": {"start": self.position(text, start), "end": self.position(text, end)}, "text": new}
        self.texts[uri] = [text[:start] + new + text[end:], version + 1]
        identity = {"uri": uri, "version": version + 1}
        self.notify("textDocument/didChange", {"textDocument": identity, "contentChanges": [change]})

    def position(self, text, index):
        before = text[:index].split("\n")
        return {"line": len(before) - 1, "character": self.judge.width(before[-1])}

    def at(self, uri, words):
        """The parameters of a request at the first place of these words."""
        text = self.texts[uri][0]
        return {"textDocument": {"uri": uri}, "position": self.position(text, text.index(words))}

    def diagnostics(self, uri):
        if self.pulls and uri in self.texts:
            return self.pull(uri)
        return self.published.get(uri, {}).get("diagnostics", [])

    def pull(self, uri):
        """Asks for a document's diagnostics, as editors do that ask."""
        before = self.results.get(uri)
        params = {"textDocument": {"uri": uri}, **({"previousResultId": before["resultId"]} if before else {})}
        report = self.ask("textDocument/diagnostic", params)
        if report["kind"] == "full":
            self.results[uri] = report
        for other, related in report.get("relatedDocuments", {}).items():
            if related["kind"] == "full":
                self.results[other] = related
        return self.results[uri]["items"]

    def leave(self):
        """shutdown and exit; the process must end well, and nothing may have been wrong."""
        self.ask("shutdown")
        self.notify("exit", None)
        self.process.stdin.close()
        code = self.process.wait(timeout=DEADLINE)
        self.process.stdout.close()
        self.judge.finish()
        if code != 0:
            self.judge.problems.append(f"exit code {code}")
        return self.judge.problems

    def close(self):
        """Leaves nothing behind, whatever happened."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if not pipe.closed:
                pipe.close()
