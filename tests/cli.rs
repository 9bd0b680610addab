//! The program from outside: command, output and exit code as data in `tests/cli/`.

use std::process::{Command, Stdio};

#[test]
fn the_program_answers_as_the_cases_say() {
    trycmd::TestCases::new()
        .register_bin("dictum", trycmd::schema::Bin::Path(env!("CARGO_BIN_EXE_dictum").into()))
        .case("tests/cli/*.toml");
}

#[cfg(unix)]
#[test]
fn a_reader_that_stops_reading_is_no_failure() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_dictum"))
        .args(["completions", "zsh"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(program.stdout.take());
    let output = program.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
