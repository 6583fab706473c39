//! The program itself: `diglot server` on real pipes, its exit codes, and that it outlives nobody.

use std::io::{Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

fn server(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_diglot"))
        .arg("server")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("diglot starts")
}

fn send(child: &mut Child, message: &Value) {
    let body = message.to_string();
    let stdin = child.stdin.as_mut().expect("a pipe");
    write!(stdin, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("it reads");
    stdin.flush().expect("it reads");
}

fn initialize(child: &mut Child, process: &Value) {
    let params = json!({ "processId": process, "rootUri": null, "capabilities": {} });
    send(child, &json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params }));
    let mut answer = [0; 15];
    child.stdout.as_mut().expect("a pipe").read_exact(&mut answer).expect("an answer");
    assert_eq!(&answer, b"Content-Length:");
    send(child, &json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }));
}

/// Its exit code; it must end by itself in time.
fn code(mut child: Child, within: Duration) -> i32 {
    let until = Instant::now() + within;
    while Instant::now() < until {
        if let Some(status) = child.try_wait().expect("it can be asked") {
            return status.code().expect("it ended by itself");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().expect("it can be ended");
    child.wait().expect("it ended");
    panic!("it still ran after {within:?}");
}

const SOON: Duration = Duration::from_secs(10);

#[test]
fn the_exit_code_says_how_it_ended() {
    for arguments in [&[][..], &["--stdio"]] {
        let mut child = server(arguments);
        initialize(&mut child, &Value::Null);
        send(&mut child, &json!({ "jsonrpc": "2.0", "id": 2, "method": "shutdown" }));
        send(&mut child, &json!({ "jsonrpc": "2.0", "method": "exit" }));
        // Standard input stays open: `exit` alone must end it.
        let stdin = child.stdin.take();
        assert_eq!(code(child, SOON), 0);
        drop(stdin);
    }
    let mut child = server(&[]);
    initialize(&mut child, &Value::Null);
    send(&mut child, &json!({ "jsonrpc": "2.0", "method": "exit" }));
    assert_eq!(code(child, SOON), 1);
}

#[test]
fn the_end_of_input_ends_it() {
    for handshake in [false, true] {
        let mut child = server(&[]);
        if handshake {
            initialize(&mut child, &Value::Null);
        }
        drop(child.stdin.take());
        assert_eq!(code(child, SOON), 1);
    }
}

#[cfg(unix)]
#[test]
fn it_does_not_outlive_the_editor() {
    let mut editor = Command::new("sleep").arg("60").spawn().expect("a process to stand for an editor");
    let mut child = server(&[]);
    initialize(&mut child, &json!(editor.id()));
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(child.try_wait().expect("it can be asked"), None, "the editor lives");
    editor.kill().expect("the editor dies");
    editor.wait().expect("and is gone");
    let stdin = child.stdin.take();
    assert_eq!(code(child, SOON), 1);
    drop(stdin);
}

#[test]
fn a_closed_output_is_no_crash() {
    let mut child = server(&[]);
    initialize(&mut child, &Value::Null);
    drop(child.stdout.take());
    send(&mut child, &json!({ "jsonrpc": "2.0", "id": 2, "method": "shutdown" }));
    send(&mut child, &json!({ "jsonrpc": "2.0", "method": "exit" }));
    drop(child.stdin.take());
    assert_eq!(code(child, SOON), 0);
}
