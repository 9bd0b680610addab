//! The program, run as a person would run it.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// The repository's root: where `corpus/` is.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs `dictum` in the repository's root, quietly.
pub fn dictum<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_dictum"));
    program.current_dir(root()).args(arguments).args(["--quiet", "--no-progress"]);
    program.output().expect("the program runs")
}

/// The report on `inputs`, in a folder that is gone with the result.
pub fn report(inputs: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let output = dictum(["report", inputs, "-o", &folder.path().to_string_lossy()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    folder
}
