//! The README's commands say what it shows.
//!
//! `TRYCMD=overwrite cargo test readme` writes what the program now says into it.

use std::fs;

use crate::program::root;

#[test]
fn every_command_of_the_readme_answers_as_it_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let readme = folder.path().join("README.md");
    let corpus = folder.path().join("README.in/corpus");
    fs::copy(root().join("README.md"), &readme).expect("README.md");
    fs::create_dir_all(&corpus).expect("a folder");
    for entry in fs::read_dir(root().join("corpus")).expect("the corpus") {
        let path = entry.expect("an entry").path();
        fs::copy(&path, corpus.join(path.file_name().expect("a name"))).expect("a copy");
    }
    let cases = trycmd::TestCases::new();
    cases
        .register_bin("dictum", trycmd::schema::Bin::Path(env!("CARGO_BIN_EXE_dictum").into()))
        .case(&readme);
    cases.run();
    if std::env::var("TRYCMD").is_ok_and(|action| action == "overwrite") {
        fs::copy(&readme, root().join("README.md")).expect("README.md");
    }
}

/// A README without commands, or with pictures that are not there, would pass the test above.
#[test]
fn the_readme_shows_each_command_and_pictures_that_exist() {
    let text = fs::read_to_string(root().join("README.md")).expect("README.md");
    let commands = [
        "report",
        "charts",
        "turns",
        "speakers",
        "tokens",
        "frequency",
        "keywords",
        "themes",
        "exchanges",
        "concordance",
        "collocates",
        "ngrams",
        "trends",
        "dispersion",
        "diversity",
        "explain",
        "dfm",
        "verify",
        "count",
        "merge",
        "init",
        "synth",
    ];
    for command in commands {
        assert!(text.contains(&format!("\n$ dictum {command}")), "no example of dictum {command}");
    }
    let pictures: Vec<&str> = text
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|link| link.ends_with(".png"))
        .collect();
    assert!(!pictures.is_empty(), "no picture");
    for link in pictures {
        assert!(root().join(link).is_file(), "{link} is not there");
    }
}
