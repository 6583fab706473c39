//! A long text is aligned around an edit first and from scratch when editing rests: what is shown at last is what a
//! server says that never saw the edit.

use std::time::Duration;

use serde_json::Value;

use crate::book::book;
use crate::harness::{Client, Folder, Setup, codes};

/// Longer than editing must rest before all is aligned from scratch, and that takes.
const REST: Duration = Duration::from_millis(3500);

fn shown(client: &mut Client, uri: &str) -> Value {
    let shown = client.settle(uri, REST).expect("something is shown");
    client.forget_diagnostics();
    shown
}

#[test]
fn what_is_shown_at_last_is_what_a_fresh_server_says() {
    let (source, mut target) = book(90, 6);
    let source = source.join("\n\n") + "\n";
    let before = target.join("\n\n") + "\n";
    // A lost paragraph, two that were exchanged, and one that says nothing of the source.
    target.remove(40);
    target.swap(60, 61);
    target[70] = "Ennek a bekezdésnek semmi köze a többihez.".to_owned();
    let after = target.join("\n\n") + "\n";

    let folder = Folder::with(&[("book.de.txt", &source), ("book.hu.txt", &before)]);
    let uri = folder.uri("book.hu.txt");
    let mut client = Client::start(Setup::default());
    client.open(&uri, &before);
    client.settle(&uri, REST);
    client.forget_diagnostics();
    client.replace(&uri, 2, &after);
    let edited = shown(&mut client, &uri);
    assert_eq!(edited["version"], 2);

    folder.write("book.hu.txt", &after);
    let mut fresh = Client::start(Setup::default());
    fresh.open(&uri, &after);
    let fresh = shown(&mut fresh, &uri);
    assert!(codes(&fresh).contains(&"paragraph-missing"), "{fresh:#}");
    assert_eq!(edited["diagnostics"], fresh["diagnostics"]);
}
