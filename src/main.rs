//! The `dictum` program: see [`dictum::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    dictum::cli::main()
}
