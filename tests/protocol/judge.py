"""Holds every message of a session to the specification.

shape      a message structures into lsprotocol's generated type, without unknown keys, and back into the same JSON
direction  the server sends only what a server may send
order      one response for each request, nothing but messages to the user before the initialize response
means      nothing is sent that the client did not say it understands
places     ranges lie in the text as the client has it, in the negotiated encoding, on code points; start <= end
"""
import re

from cattrs import Converter, transform_error
from lsprotocol import converters, types

# What the server may send only to clients that have the capability.
MEANS = {
    "workspace/configuration": ("workspace", "configuration"),
    "workspace/workspaceFolders": ("workspace", "workspaceFolders"),
    "workspace/applyEdit": ("workspace", "applyEdit"),
    "window/workDoneProgress/create": ("window", "workDoneProgress"),
    "window/showDocument": ("window", "showDocument", "support"),
    "workspace/inlayHint/refresh": ("workspace", "inlayHint", "refreshSupport"),
    "workspace/codeLens/refresh": ("workspace", "codeLens", "refreshSupport"),
    "workspace/diagnostic/refresh": ("workspace", "diagnostics", "refreshSupport"),
    "workspace/semanticTokens/refresh": ("workspace", "semanticTokens", "refreshSupport"),
}

# What may be said before the initialize response.
EARLY = {"window/showMessage", "window/logMessage", "telemetry/event", "window/showMessageRequest", "$/progress"}

CONVERTER = converters.get_converter(Converter(forbid_extra_keys=True, detailed_validation=True))


def get(value, *path):
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def without_nulls(value):
    """An optional key may be null or absent; lsprotocol leaves it out."""
    if isinstance(value, dict):
        return {key: without_nulls(inner) for key, inner in value.items() if inner is not None}
    return [without_nulls(inner) for inner in value] if isinstance(value, list) else value


def differences(ours, theirs, path="$"):
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in sorted(ours.keys() | theirs.keys()):
            if key not in theirs:
                yield f"{path}.{key}: the specification has no such key"
            elif key not in ours:
                yield f"{path}.{key}: missing"
            else:
                yield from differences(ours[key], theirs[key], f"{path}.{key}")
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for index, (one, other) in enumerate(zip(ours, theirs)):
            yield from differences(one, other, f"{path}[{index}]")
    elif ours != theirs or isinstance(ours, bool) != isinstance(theirs, bool):
        yield f"{path}: {ours!r} is read as {theirs!r}"


class Judge:
    def __init__(self):
        self.problems = []
        self.capabilities = {}
        self.encoding = "utf-16"
        self.legend = []
        self.initialized = False
        self.asked = {}      # requests of the client that have no answer yet, by id
        self.asked_us = {}   # and of the server
        self.texts = {}      # URI -> text, as the client has it
        self.versions = {}   # URI -> versions that the client has sent
        self.counts = {"client": 0, "server": 0}

    def bad(self, kind, message):
        self.problems.append(f"{kind}: {message}")

    # -- messages

    def client(self, message):
        self.counts["client"] += 1
        method, params = message.get("method"), message.get("params") or {}
        if method is None:
            self.asked_us.pop(message["id"], None)
            return
        if "id" in message:
            self.asked[message["id"]] = (method, params)
        document = params.get("textDocument") or {}
        uri = document.get("uri")
        if method == "initialize":
            self.capabilities = params["capabilities"]
        elif method == "textDocument/didOpen":
            self.texts[uri] = document["text"]
            self.versions.setdefault(uri, set()).add(document["version"])
        elif method == "textDocument/didChange":
            for change in params["contentChanges"]:
                self.apply(uri, change)
            self.versions[uri].add(document["version"])
        elif method == "textDocument/didClose":
            self.texts.pop(uri, None)

    def apply(self, uri, change):
        text = self.texts[uri]
        start, end = (self.index(text, change["range"][side]) for side in ("start", "end"))
        self.texts[uri] = text[:start] + change["text"] + text[end:]

    def server(self, message):
        self.counts["server"] += 1
        if message.get("jsonrpc") != "2.0":
            self.bad("shape", f"no JSON-RPC 2.0: {message}")
        if "method" in message:
            self.says(message)
        elif message.get("id") in self.asked:
            self.responds(message, *self.asked.pop(message["id"]))
        else:
            self.bad("order", f"a response that nobody asked for: {message}")

    def says(self, message):
        method, params = message["method"], message.get("params") or {}
        if method == "diglot/progress":
            if not get(self.capabilities, "experimental", "diglot", "progress"):
                self.bad("means", "diglot/progress without experimental.diglot.progress")
            return
        known = types.METHOD_TO_TYPES.get(method)
        if known is None:
            self.bad("shape", f"unknown method {method}")
            return
        if types.message_direction(method) not in ("serverToClient", "both"):
            self.bad("direction", f"a server does not send {method}")
        if not self.initialized and method not in EARLY:
            self.bad("order", f"{method} before the initialize response")
        self.shape(message, known[0], method)
        if "id" in message:
            if message["id"] in self.asked_us:
                self.bad("order", f"the id {message['id']} is used twice")
            self.asked_us[message["id"]] = method
        if method in MEANS and not get(self.capabilities, *MEANS[method]):
            self.bad("means", f"{method} without {'.'.join(MEANS[method])}")
        if method == "client/registerCapability":
            self.registers(params)
        if method == "textDocument/publishDiagnostics":
            self.publishes(params)

    def registers(self, params):
        for registration in params["registrations"]:
            area, _, name = registration["method"].partition("/")
            if not get(self.capabilities, area, name.split("/")[0], "dynamicRegistration"):
                self.bad("means", f"registers {registration['method']}, which the client can't")

    def publishes(self, params):
        uri, version = params["uri"], params.get("version")
        means = get(self.capabilities, "textDocument", "publishDiagnostics") or {}
        if version is not None and version not in self.versions.get(uri, ()):
            self.bad("places", f"diagnostics for version {version}, which the client never sent")
        for diagnostic in params["diagnostics"]:
            for key, mean in (("relatedInformation", "relatedInformation"), ("codeDescription", "codeDescriptionSupport"),
                              ("data", "dataSupport"), ("tags", "tagSupport")):
                if diagnostic.get(key) and not means.get(mean):
                    self.bad("means", f"diagnostic.{key} without {mean}")
            if not diagnostic.get("message"):
                self.bad("shape", "a diagnostic without a message")
            if diagnostic.get("source") != "diglot":
                self.bad("shape", f"a diagnostic whose source is {diagnostic.get('source')!r}")
        self.places(uri, params["diagnostics"], "diagnostics")

    def responds(self, message, method, params):
        if ("result" in message) == ("error" in message):
            self.bad("shape", f"response to {method}: exactly one of result and error")
        if "error" in message:
            return
        if method in types.METHOD_TO_TYPES:
            self.shape(message, types.METHOD_TO_TYPES[method][1], f"response to {method}")
        result = message["result"]
        if result is None:
            return
        if method == "initialize":
            self.negotiated(result)
            return
        text = get(self.capabilities, "textDocument") or {}
        if method == "textDocument/hover":
            formats = get(text, "hover", "contentFormat") or ["plaintext"]
            if get(result, "contents", "kind") not in formats:
                self.bad("means", f"a hover in {get(result, 'contents', 'kind')}; the client takes {formats}")
        if method == "textDocument/codeAction":
            self.acts(result, get(text, "codeAction") or {})
        if method in ("textDocument/definition", "textDocument/implementation"):
            first = result[0] if isinstance(result, list) and result else result
            if "targetUri" in first and not get(text, method.partition("/")[2], "linkSupport"):
                self.bad("means", "a location link without linkSupport")
        if method == "textDocument/documentSymbol":
            tree = get(text, "documentSymbol", "hierarchicalDocumentSymbolSupport")
            if result and ("selectionRange" in result[0]) and not tree:
                self.bad("means", "a tree of symbols without hierarchicalDocumentSymbolSupport")
        if method == "textDocument/documentLink":
            if any(link.get("tooltip") for link in result) and not get(text, "documentLink", "tooltipSupport"):
                self.bad("means", "a link's tooltip without tooltipSupport")
        if method.startswith("textDocument/semanticTokens"):
            self.colours(get(params, "textDocument", "uri"), result["data"])
        if method == "textDocument/diagnostic":
            related = result.get("relatedDocuments") or {}
            if related and not get(text, "diagnostic", "relatedDocumentSupport"):
                self.bad("means", "related documents without relatedDocumentSupport")
            for uri, report in related.items():
                self.places(uri, report.get("items", []), method)
            result = result.get("items", [])
        self.places(get(params, "textDocument", "uri"), result, method)

    def negotiated(self, result):
        self.initialized = True
        self.encoding = get(result, "capabilities", "positionEncoding") or "utf-16"
        self.legend = get(result, "capabilities", "semanticTokensProvider", "legend", "tokenTypes") or []
        coloured = get(self.capabilities, "textDocument", "semanticTokens", "tokenTypes") or []
        for kind in self.legend:
            if kind not in coloured:
                self.bad("means", f"tokens of the type {kind}, which the client does not colour")
        offered = get(self.capabilities, "general", "positionEncodings") or ["utf-16"]
        if self.encoding not in offered:
            self.bad("means", f"positions in {self.encoding}; the client offered {offered}")

    def acts(self, actions, means):
        if actions and not means.get("codeActionLiteralSupport"):
            self.bad("means", "code actions without codeActionLiteralSupport")
        for action in actions:
            if action.get("isPreferred") is not None and not means.get("isPreferredSupport"):
                self.bad("means", "isPreferred without isPreferredSupport")
            whole = get(self.capabilities, "workspace", "workspaceEdit", "documentChanges")
            if get(action, "edit", "documentChanges") and not whole:
                self.bad("means", "documentChanges without workspaceEdit.documentChanges")

    def colours(self, uri, data):
        """Semantic tokens lie on code points, in order, each on its line."""
        line = column = end = 0
        for at in range(0, len(data), 5):
            delta_line, delta, length, kind, _ = data[at:at + 5]
            line, column = (line, column + delta) if delta_line == 0 else (line + delta_line, delta)
            if delta_line == 0 and column < end:
                self.bad("places", f"tokens overlap at {line}:{column}")
            end = column + length
            if kind >= len(self.legend):
                self.bad("shape", f"a token of no type: {kind}")
            self.place(uri, {"start": {"line": line, "character": column}, "end": {"line": line, "character": end}}, "tokens")

    def shape(self, message, type_, what):
        try:
            structured = CONVERTER.structure(message, type_)
        except Exception as error:  # cattrs raises groups of any kind
            self.bad("shape", f"{what}: {'; '.join(transform_error(error))[:400]}")
            return
        again = CONVERTER.unstructure(structured, type_)
        for difference in differences(without_nulls(message), without_nulls(again)):
            self.bad("shape", f"{what}: {difference}")

    def finish(self):
        for method, _ in self.asked.values():
            self.bad("order", f"{method} was never answered")

    # -- places

    def width(self, text):
        """How many columns a text takes."""
        if self.encoding == "utf-8":
            return len(text.encode())
        return len(text) + (sum(character > "\uffff" for character in text) if self.encoding == "utf-16" else 0)

    def column(self, line, character):
        """The code point at a column; None if there is none."""
        width = 0
        for index, point in enumerate(line):
            if width >= character:
                return index if width == character else None
            width += self.width(point)
        return len(line) if width == character else None

    def index(self, text, position):
        """The code point at a position."""
        start = 0
        for _ in range(position["line"]):
            start = re.compile(r"\r\n|\n|\r").search(text, start).end()
        end = re.compile(r"[\r\n]|$").search(text, start).start()
        return start + self.column(text[start:end], position["character"])

    def places(self, uri, value, what):
        """Looks at every range in a value; `uri` is the document it speaks of."""
        if isinstance(value, list):
            for inner in value:
                self.places(uri, inner, what)
        elif isinstance(value, dict):
            if isinstance(get(value, "start"), dict) and "end" in value:
                self.place(uri, value, what)
                return
            own = value.get("uri") or value.get("targetUri") or get(value, "textDocument", "uri") or uri
            for key, inner in value.items():
                if key == "changes" and isinstance(inner, dict):
                    for changed, edits in inner.items():
                        self.places(changed, edits, what)
                elif key != "data":
                    self.places(uri if key == "originSelectionRange" else own, inner, what)

    def place(self, uri, place, what):
        ends = [(place[side]["line"], place[side]["character"]) for side in ("start", "end")]
        if ends[0] > ends[1]:
            self.bad("places", f"{what}: ends before it starts: {ends}")
        if uri not in self.texts:
            return
        lines = re.split(r"\r\n|\n|\r", self.texts[uri])
        for line, character in ends:
            if line >= len(lines):
                self.bad("places", f"{what}: line {line} of {len(lines)}")
            elif self.column(lines[line], character) is None:
                self.bad("places", f"{what}: no code point at {line}:{character} ({self.encoding})")
