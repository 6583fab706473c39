//! Any bytes on the server's input: it answers what can be answered, and ends when the input does. See `frames` for what
//! the bytes say.

#![no_main]

use std::time::Duration;

use diglot::server::{Options, run};
use libfuzzer_sys::fuzz_target;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

/// What opens a session, so that more than refusals are tried.
const OPENING: &[&str] = &[
    r#"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"capabilities":{}}}"#,
    r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#,
    r#"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"untitled:a.de.md","languageId":"markdown","version":1,"text":"Im Jahr 1958.\n\nZwei."}}}"#,
];

/// A message with its header.
fn frame(body: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
    out.extend_from_slice(body);
}

/// The opening, unless the first byte leaves it out, and each line as a message; a line that begins with `!` as it is.
fn frames(input: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let (is_open, input) = input.split_first().map_or((true, input), |(first, rest)| (first % 4 != 0, rest));
    if is_open {
        OPENING.iter().for_each(|message| frame(message.as_bytes(), &mut out));
    }
    for line in input.split(|&byte| byte == b'\n') {
        if line.first() == Some(&b'!') {
            out.extend_from_slice(&line[1..]);
        } else {
            frame(line, &mut out);
        }
    }
    out
}

fuzz_target!(|input: &[u8]| {
    let input = frames(input);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    runtime.block_on(async {
        let (mut client_writes, server_reads) = tokio::io::duplex(1 << 20);
        let (server_writes, mut client_reads) = tokio::io::duplex(1 << 20);
        let serving = tokio::spawn(run(server_reads, server_writes, Options::default()));
        let reading = tokio::spawn(async move {
            let mut all = Vec::new();
            let _ = client_reads.read_to_end(&mut all).await;
        });
        let _ = client_writes.write_all(&input).await;
        drop(client_writes);
        let ended = tokio::time::timeout(Duration::from_secs(20), serving).await;
        assert!(ended.is_ok(), "the server hangs after its input has ended");
        reading.abort();
    });
    runtime.shutdown_background();
});
