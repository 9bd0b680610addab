//! A report is made again from its manifest, and what differs is said.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn dictum(folder: &Path, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_dictum"));
    program.args(arguments).current_dir(folder).output().expect("the program runs")
}

fn findings(output: &Output) -> Vec<String> {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().skip(1).filter(|line| !line.ends_with(",the same")).map(str::to_owned).collect()
}

#[test]
fn a_report_comes_out_the_same_until_an_input_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    fs::write(path.join("a.txt"), "Ida Moe: The port pays the fee.\n\nBo Tan: The port is new.\n")
        .expect("a text");
    let options =
        "keep_case = ['US', 'EU']\nby = 'side'\ncompounds = ['port fee']\n[[labels]]\npattern = '^>> '\n";
    fs::write(path.join("dictum.toml"), options).expect("options");
    // The report lies among its inputs, and is none of them.
    let made = dictum(path, &["report", ".", "-o", "output", "--where", "speaker!=-x"]);
    assert!(made.status.success(), "{made:?}");
    fs::remove_file(path.join("dictum.toml")).expect("no options but the manifest's");

    let verified = dictum(path, &["verify", "output/manifest.json"]);
    assert!(verified.status.success(), "{verified:?}");
    assert!(findings(&verified).is_empty() && verified.stdout.len() > 100, "{verified:?}");

    fs::write(path.join("a.txt"), "Ida Moe: The port owes the fee.\n\nBo Tan: The port is new.\n")
        .expect("a text");
    let verified = dictum(path, &["verify", "output"]);
    assert_eq!(verified.status.code(), Some(1));
    let found = findings(&verified);
    assert_eq!(found[0], "./a.txt,the input has changed");
    assert!(found.contains(&"tables/frequency.csv,comes out otherwise".to_owned()), "{found:?}");
    assert!(
        !found.iter().any(|line| line.starts_with("charts/floor.png")),
        "as many words as before: {found:?}"
    );
}
