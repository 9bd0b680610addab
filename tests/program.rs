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

/// Runs the program until it has come so far as to be stopped, and stops it as Ctrl-C does.
#[cfg(unix)]
fn stopped(arguments: &[&str], folder: &std::path::Path) -> (std::process::Output, std::time::Duration) {
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    let mut command = Command::new(env!("CARGO_BIN_EXE_dictum"));
    command.args(arguments).current_dir(folder).stdin(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    std::thread::sleep(Duration::from_millis(700));
    let signal = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let begun = Instant::now();
    let output = child.wait_with_output().unwrap();
    assert!(signal.success(), "it ended by itself: {output:?}");
    (output, begun.elapsed())
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_within_a_second_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (output, time) = stopped(&["synth", "--size", "100GB", "-o", "made"], folder.path());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(130), "{said}");
    assert!(time.as_millis() < 1000, "{time:?}");
    assert!(said.contains("stopped while making (") && said.contains("; nothing was written"), "{said}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
