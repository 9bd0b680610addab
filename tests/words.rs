//! Words and stems of the program itself, against the crates that it promises to follow.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

/// One column of `dictum tokens --words`, and the input line of each of its rows.
fn tokens(text: &str, column: usize, options: &[&str]) -> Vec<(usize, String)> {
    let output = Command::cargo_bin("dictum")
        .unwrap()
        .args(["tokens", "--words", "--format", "csv", "--quiet", "-"])
        .args(options)
        .write_stdin(text)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut reader = csv::Reader::from_reader(&output.stdout[..]);
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| (row[1].parse().unwrap(), row[column].to_owned())).collect()
}

/// Characters of every class that the rules of UAX #29 name, and what is easily taken for white space or a letter.
fn pieces() -> impl Strategy<Value = String> {
    let classes = [
        "a",
        "B",
        "7",
        "_",
        ".",
        ",",
        ":",
        ";",
        "'",
        "\u{2019}",
        "\u{b7}",
        "\u{387}",
        "\u{2024}",
        "\u{fe13}",
        "-",
        "\u{2010}",
        "\u{ad}",
        "\u{301}",
        "\u{308}",
        "\u{200d}",
        "\u{200c}",
        "\u{200b}",
        "\u{feff}",
        "\u{2060}",
        " ",
        "\t",
        "\u{a0}",
        "\u{3000}",
        "\u{85}",
        "\u{2028}",
        "\u{5d0}",
        "\u{5d1}\"\u{5d2}",
        "\"",
        "\u{30ab}",
        "\u{30fc}",
        "\u{4e2d}\u{6587}",
        "\u{e01}\u{e32}",
        "\u{ac00}",
        "\u{1f1e9}\u{1f1ea}",
        "\u{1f1ea}",
        "\u{1f468}\u{200d}\u{1f469}",
        "\u{1f44d}\u{1f3fd}",
        "\u{2764}\u{fe0f}",
        "\u{661}",
        "\u{66b}",
        "\u{915}\u{94d}\u{937}",
        "\u{df}",
        "\u{130}",
        "\u{fb01}",
        "\u{1d7d8}",
        "\u{2160}",
        "\u{b2}",
        "\u{bd}",
        "\u{3bf}\u{301}",
        "3,000.50",
        "U.S.",
        "can't",
        "@",
        "#",
        "$",
        "\u{20ac}",
        "/",
        "&",
        "\u{2026}",
        "[",
        "]",
        "(",
        "\u{7f}",
        "\u{fffd}",
        "\u{10ffff}",
    ];
    let piece = prop_oneof![4 => prop::sample::select(classes.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_filter("a line of its own", |c| !"\n\r".contains(*c)).prop_map(String::from)];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn words_are_those_of_unicode_segmentation(lines in prop::collection::vec(pieces(), 1..200)) {
        // The first line keeps the rest from being taken for binary or for another encoding.
        let text = format!("So it begins, and goes on as text does.\n{}\n", lines.join("\n"));
        let expected: Vec<(usize, String)> = text
            .split_terminator('\n')
            .enumerate()
            .flat_map(|(line, words)| words.unicode_words().map(move |word| (line, word.to_owned())))
            .collect();
        prop_assert_eq!(tokens(&text, 3, &[]), expected);
    }
}

/// The folder of word lists that the stemmers' crate carries, where cargo has unpacked it.
fn stemmer_lists() -> Option<PathBuf> {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")))?;
    let registries = std::fs::read_dir(home.join("registry/src")).ok()?;
    let mut crates =
        registries.flatten().flat_map(|registry| std::fs::read_dir(registry.path())).flatten().flatten();
    crates
        .find(|found| found.file_name().to_string_lossy().starts_with("rust-stemmers-"))
        .map(|found| found.path().join("test_data"))
        .filter(|path| Path::is_dir(path))
}

/// Every word of the list has the stem that stands on the same line of the other, but for the exceptions.
fn check_stems(folder: &Path, language: &str, code: &str) {
    let read = |kind: &str| std::fs::read_to_string(folder.join(format!("{kind}_{code}.txt"))).unwrap();
    let (words, stems) = (read("voc"), read("res"));
    let words: Vec<&str> = words.lines().collect();
    let expected: Vec<&str> = stems.lines().collect();
    let forms = tokens(&words.join("\n"), 3, &["--language", language]);
    let stems = tokens(&words.join("\n"), 5, &["--language", language]);
    let mut checked = 0;
    for ((line, form), (_, stem)) in forms.iter().zip(&stems) {
        // A list also holds bare apostrophes and words that begin with one, which are no words or other words here;
        // the Finnish one holds words with single capitals, which were never folded.
        if words[*line] == form && form.to_lowercase() == *form {
            checked += 1;
            assert_eq!(stem, expected[*line], "{language}: {form}");
        }
    }
    assert!(checked * 1_000 >= words.len() * 985, "{language}: only {checked} of {} words", words.len());
}

#[test]
fn stems_are_those_of_the_lists_that_the_stemmers_come_with() {
    let Some(folder) = stemmer_lists() else {
        eprintln!("skipped: the lists of rust-stemmers are not unpacked here");
        return;
    };
    let lists = [
        ("arabic", "ar"),
        ("greek", "el"),
        ("english", "en"),
        ("spanish", "es"),
        ("finnish", "fi"),
        ("french", "fr"),
        ("german", "ger"),
        ("italian", "it"),
        ("norwegian", "no"),
        ("portuguese", "pt"),
        ("romanian", "ro"),
        ("russian", "ru"),
    ];
    for (language, code) in lists {
        check_stems(&folder, language, code);
    }
}
