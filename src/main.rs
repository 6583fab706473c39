//! The command `diglot`: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    diglot::cli::main()
}
