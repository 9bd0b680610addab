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

/// A line without a full stop is one sentence: quoting it for each of its words took minutes for 2 MB.
#[cfg(unix)]
#[test]
fn a_single_line_five_times_as_long_is_reported_in_about_five_times_the_time() {
    let folder = tempfile::tempdir().unwrap();
    // The shell knows how long the processors worked, whatever else they did.
    let seconds = |words: usize| {
        std::fs::write(folder.path().join("long.txt"), "word and more words ".repeat(words)).unwrap();
        let output = Command::new("sh")
            .args(["-c", "\"$1\" report long.txt --output report-$2 && times", "sh"])
            .args([env!("CARGO_BIN_EXE_dictum"), &words.to_string()])
            .current_dir(&folder)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        let times = String::from_utf8(output.stdout).unwrap();
        let (minutes, seconds) = times.split_whitespace().rev().nth(1).unwrap().split_once('m').unwrap();
        let [minutes, seconds]: [f64; 2] =
            [minutes, seconds.trim_end_matches('s')].map(|time| time.parse().unwrap());
        60.0 * minutes + seconds
    };
    let (short, long) = (seconds(20_000), seconds(100_000));
    assert!(long < 10.0 * short, "{short} s, and then {long} s");
}

#[cfg(unix)]
#[test]
fn a_full_device_is_named_and_a_folder_that_holds_itself_is_read_once() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "Ida Moe: Yes.\n\nBo Tan: No.\n").unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("round")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("lost.txt")).unwrap();
    let run = |arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_dictum"));
        let output = program.args(arguments).current_dir(&folder).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let lost = "dictum: ./lost.txt: no such file or folder\n";
    assert_eq!(run(&["turns", "."]), (Some(0), lost.to_owned()), "a folder that holds itself is read once");
    if std::path::Path::new("/dev/full").exists() {
        let full = (Some(1), "dictum: /dev/full: no space is left on the device\n".to_owned());
        assert_eq!(run(&["turns", "a.txt", "--output", "/dev/full"]), full);
    } else {
        eprintln!("skipped: no /dev/full on this system");
    }
}
