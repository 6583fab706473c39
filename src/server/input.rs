//! What the client writes, frame by frame, before the protocol library sees it: the library ends the session at the
//! first message that it can't parse, and drops a change with an odd position without a word, after which its text and
//! the editor's differ. Here a broken frame costs only itself.

use serde::Deserialize as _;
use serde_json::Value;
use tokio::io::{
    AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, BufReader,
};
use tower_lsp::jsonrpc::{Request, Response};

use super::lifecycle::{Lifecycle, complain};

/// Longest message that is read; a longer one is skipped.
const LONGEST: u64 = 512 << 20;

/// Longest message that is skipped. A header that names more means none: what follows is looked through for the next.
const FARTHEST: u64 = 8 << 30;

/// The header that counts, in lower case.
const LENGTH: &str = "content-length";

/// Longest header line.
const LONGEST_HEADER: u64 = 8 << 10;

/// The greatest line or column the specification knows (`uinteger`).
const GREATEST: u64 = i32::MAX as u64;

/// Carries whole, well-formed messages from `stdin` to `protocol` until either ends. Notes that the client asks for
/// `shutdown` as soon as it is read: an `exit` behind it would overtake the handler.
pub(super) async fn pump(
    stdin: impl AsyncRead + Unpin,
    mut protocol: impl AsyncWrite + Unpin,
    lifecycle: Lifecycle,
) {
    let mut stdin = BufReader::new(stdin);
    while let Some(length) = read_header(&mut stdin).await {
        let Some(body) = read_body(&mut stdin, length).await else { return };
        let Some(message) = checked(body, &lifecycle) else { continue };
        let header = format!("Content-Length: {}\r\n\r\n", message.len());
        if protocol.write_all(header.as_bytes()).await.is_err() || protocol.write_all(&message).await.is_err()
        {
            return;
        }
    }
}

/// The length the next header names, in bytes; `None` at the end of input. What is no header is skipped: behind a length
/// that was too small, the rest of a message stands on the line of the next one's header.
async fn read_header(stdin: &mut BufReader<impl AsyncRead + Unpin>) -> Option<u64> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if (&mut *stdin).take(LONGEST_HEADER).read_until(b'\n', &mut line).await.ok()? == 0 {
            return None;
        }
        let line = String::from_utf8_lossy(&line).to_ascii_lowercase();
        if let Some((_, named)) = line.rsplit_once(LENGTH) {
            length = named.trim_start().strip_prefix(':').and_then(|value| value.trim().parse().ok());
            length = length.filter(|length| *length <= FARTHEST);
        } else if line.trim().is_empty() && length.is_some() {
            return length;
        }
    }
}

/// The next `length` bytes; empty if they are too many to be meant, `None` at the end of input.
async fn read_body(stdin: &mut BufReader<impl AsyncRead + Unpin>, length: u64) -> Option<Vec<u8>> {
    if length > LONGEST {
        let skipped = tokio::io::copy(&mut stdin.take(length), &mut tokio::io::sink()).await.ok()?;
        return (skipped == length).then(Vec::new);
    }
    // Grows with what really comes, not with what the header promises.
    let mut body = Vec::new();
    (&mut *stdin).take(length).read_to_end(&mut body).await.ok()?;
    (body.len() as u64 == length).then_some(body)
}

/// The message as the protocol library may have it; `None` if it is none.
fn checked(body: Vec<u8>, lifecycle: &Lifecycle) -> Option<Vec<u8>> {
    let Ok(mut message @ Value::Object(_)) = serde_json::from_slice::<Value>(&body) else {
        complain("a message that is no JSON object was dropped");
        return None;
    };
    let method = message.get("method").and_then(Value::as_str);
    if method == Some("shutdown") && message.get("id").is_some() {
        lifecycle.shut_down();
    }
    let about_text = method.is_some_and(|method| method.starts_with("textDocument/"));
    let changed = about_text && message.get_mut("params").is_some_and(clamp_positions);
    let valid = if message.get("method").is_some() {
        Request::deserialize(&message).is_ok()
    } else {
        Response::deserialize(&message).is_ok()
    };
    match (valid, changed) {
        (true, false) => Some(body),
        (true, true) => serde_json::to_vec(&message).ok(),
        (false, _) => refusable(&message),
    }
}

/// A stand-in for a broken request that will be answered with an error, under the broken one's id.
fn refusable(message: &Value) -> Option<Vec<u8>> {
    complain("a message that is no request, notification or answer was dropped");
    let id = message.get("id").filter(|id| id.is_string() || id.is_i64())?;
    message.get("method")?;
    serde_json::to_vec(&serde_json::json!({ "jsonrpc": "2.0", "id": id, "method": "$/invalid" })).ok()
}

/// Brings lines and columns that no `uinteger` holds (negative, fractional, `Number.MAX_VALUE`) to the nearest one;
/// says whether there were any.
fn clamp_positions(value: &mut Value) -> bool {
    match value {
        Value::Array(list) => list.iter_mut().fold(false, |changed, value| clamp_positions(value) | changed),
        Value::Object(map) => map.iter_mut().fold(false, |changed, (key, value)| {
            let clamped = match value {
                Value::Number(number) if key == "line" || key == "character" => match nearest(number) {
                    Some(nearest) => {
                        *value = nearest.into();
                        true
                    }
                    None => false,
                },
                _ => clamp_positions(value),
            };
            clamped | changed
        }),
        _ => false,
    }
}

/// The nearest `uinteger`, if the number is none itself.
fn nearest(number: &serde_json::Number) -> Option<u64> {
    match number.as_u64() {
        Some(whole) if whole <= GREATEST => None,
        Some(_) => Some(GREATEST),
        None => Some(number.as_f64().unwrap_or(0.0).clamp(0.0, GREATEST as f64) as u64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn pumped(input: &str) -> String {
        let mut output = Vec::new();
        pump(input.as_bytes(), &mut output, Lifecycle::new()).await;
        String::from_utf8(output).unwrap()
    }

    fn frame(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[tokio::test]
    async fn broken_frames_cost_only_themselves() {
        let good = frame(r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#);
        for broken in [
            frame("{"),
            frame("[]"),
            frame(r#"{"jsonrpc":"2.0"}"#),
            "nonsense\r\n\r\n".to_owned(),
            "Content-Length: many\r\n\r\n".to_owned(),
            format!("{}{}", "[".repeat(300), "\n"),
            "Content-Length: 18446744073709551615\r\n\r\n".to_owned(),
            "Content-Length: 99999999999999999999999999\r\n\r\n".to_owned(),
            "Content-Length: -1\r\n\r\n".to_owned(),
            // Shorter than what it stands before.
            "Content-Length: 3\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"initialized\"}".to_owned(),
            frame(&format!("{}{}", "[".repeat(100_000), "]".repeat(100_000))),
            frame(&format!("{{\"a\":{}{}}}", "[".repeat(5000), "]".repeat(5000))),
        ] {
            assert_eq!(pumped(&format!("{broken}{good}")).await, good, "after {broken:?}");
        }
    }

    #[tokio::test]
    async fn headers_are_read_liberally() {
        let body = r#"{"jsonrpc":"2.0","method":"exit"}"#;
        let odd =
            format!("content-type: application/vscode-jsonrpc\ncontent-length:{}\n\n{body}", body.len());
        assert_eq!(pumped(&odd).await, frame(body));
    }

    #[tokio::test]
    async fn a_broken_request_is_refused_under_its_own_id() {
        let out = pumped(&frame(r#"{"id":7,"method":"textDocument/hover","params":{}}"#)).await;
        assert!(out.contains(r#""id":7"#) && out.contains("$/invalid"), "{out}");
    }

    #[test]
    fn odd_positions_become_the_nearest_possible() {
        let mut odd = serde_json::json!({
            "start": { "line": -1, "character": 1.797e308 }, "end": { "line": 4_294_967_295_u32, "character": 3 },
        });
        assert!(clamp_positions(&mut odd));
        assert_eq!(
            odd,
            serde_json::json!({
                "start": { "line": 0, "character": GREATEST }, "end": { "line": GREATEST, "character": 3 },
            })
        );
        assert!(!clamp_positions(&mut odd));
    }
}
