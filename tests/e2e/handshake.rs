//! What the two sides tell each other first, and how they part.

use diglot::server::Ending;
use serde_json::{Value, json};

use crate::harness::{Client, Setup, everything};

fn without_capabilities() -> Setup {
    Setup { capabilities: json!({}), ..Setup::default() }
}

#[test]
fn it_says_who_it_is_and_what_it_offers() {
    let client = Client::start(Setup::default());
    let offered = &client.initialized["capabilities"];
    assert_eq!(client.initialized["serverInfo"]["name"], "diglot");
    assert_eq!(offered["textDocumentSync"]["change"], 2, "incremental");
    for provider in [
        "hoverProvider",
        "definitionProvider",
        "implementationProvider",
        "referencesProvider",
        "documentHighlightProvider",
        "documentSymbolProvider",
        "workspaceSymbolProvider",
        "foldingRangeProvider",
        "selectionRangeProvider",
        "inlayHintProvider",
    ] {
        assert_eq!(offered[provider], true, "{provider}");
    }
    for provider in
        ["completionProvider", "codeLensProvider", "documentLinkProvider", "executeCommandProvider"]
    {
        assert!(offered[provider].is_object(), "{provider}");
    }
    assert_eq!(offered["codeActionProvider"]["codeActionKinds"], json!(["quickfix", "source.fixAll.diglot"]));
    assert_eq!(
        offered["semanticTokensProvider"]["legend"]["tokenTypes"],
        json!(["number", "enumMember", "keyword"])
    );
    assert_eq!(offered.get("diagnosticProvider"), None, "this client pulls nothing");
    let bare = Client::start(without_capabilities());
    for provider in ["codeActionProvider", "semanticTokensProvider", "diagnosticProvider"] {
        assert_eq!(bare.initialized["capabilities"].get(provider), None, "{provider}");
    }
}

#[test]
fn the_encoding_is_the_best_one_offered() {
    for (offered, taken) in [
        (&["utf-16"][..], "utf-16"),
        (&["utf-16", "utf-32"], "utf-32"),
        (&["utf-32", "utf-16", "utf-8"], "utf-8"),
    ] {
        let client = Client::start(Setup { capabilities: everything(offered), ..Setup::default() });
        assert_eq!(client.initialized["capabilities"]["positionEncoding"], taken);
    }
    let client = Client::start(without_capabilities());
    assert_eq!(client.initialized["capabilities"]["positionEncoding"], "utf-16");
}

#[test]
fn a_client_that_can_nothing_is_asked_nothing() {
    // `workspace/configuration` or a registration would be counted as unread.
    let client = Client::start(Setup { answers: false, ..without_capabilities() });
    assert_eq!(client.shut_down(), Ending::Orderly);
}

#[test]
fn odd_parameters_do_not_disturb_the_handshake() {
    let mut client = Client::connect(Setup::default());
    client.read_on();
    let id = client.request(
        "initialize",
        json!({
            "processId": null, "rootUri": null, "rootPath": null, "workspaceFolders": null,
            "capabilities": { "workspace": { "diagnostic": { "refreshSupport": true } }, "made": { "up": [1] } },
            "initializationOptions": null, "trace": "off",
        }),
    );
    assert!(client.answer(id)["capabilities"].is_object());
    client.notify("initialized", json!({}));
    client.notify("$/setTrace", json!({ "value": "off" }));
    client.notify("nobody/knowsThis", json!({ "x": 1 }));
    let id = client.request("nobody/knowsThat", json!({}));
    assert_eq!(client.response(id)["error"]["code"], -32601);
}

#[test]
fn before_the_handshake_everything_is_refused() {
    let mut client = Client::connect(Setup::default());
    client.read_on();
    let id = client.request("textDocument/hover", crate::harness::at("file:///a.md", 0, 0));
    assert_eq!(client.response(id)["error"]["code"], -32002);
    assert_eq!(client.exit(), Ending::Abrupt);
}

#[test]
fn how_it_ends_is_told() {
    assert_eq!(Client::start(Setup::default()).shut_down(), Ending::Orderly);
    assert_eq!(Client::start(without_capabilities()).exit(), Ending::Abrupt);
    assert_eq!(Client::start(without_capabilities()).hang_up(), Ending::Abrupt);
    // Some clients ask for `shutdown` and then just close the pipe.
    let mut client = Client::start(without_capabilities());
    client.ask("shutdown", Value::Null);
    assert_eq!(client.hang_up(), Ending::Orderly);
}

#[test]
fn after_shutdown_everything_is_refused() {
    let mut client = Client::start(without_capabilities());
    client.ask("shutdown", Value::Null);
    let id = client.request("textDocument/hover", crate::harness::at("file:///a.md", 0, 0));
    assert_eq!(client.response(id)["error"]["code"], -32600);
    assert_eq!(client.exit(), Ending::Orderly);
}

#[test]
fn settings_come_by_options_by_answer_and_by_notification() {
    // None of them is a setting: the log says so, once a way.
    let broken = json!({ "quiet_ms": "soon" });
    let mut client =
        Client::start(Setup { options: broken.clone(), configuration: broken.clone(), ..Setup::default() });
    for _ in 0..2 {
        assert!(client.log().contains("quiet_ms"), "options, answer");
    }
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    assert!(client.log().contains("quiet_ms"), "asked again");

    let mut client = Client::start(without_capabilities());
    client.notify("workspace/didChangeConfiguration", json!({ "settings": { "diglot": broken } }));
    assert!(client.log().contains("quiet_ms"), "pushed");
}
