//! The charts that set two groups against each other: what they show is what `dictum keywords` says.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::program::dictum;

/// Words of which every speaker says each in turn.
const COMMON: [&str; 8] = ["harbour", "bridge", "winter", "ladder", "copper", "garden", "window", "river"];

/// Twenty turns of Ada and twenty of Bo, 300 words each, and one of Cy. Ada says "lantern" much and "anchor" little, Bo
/// the other way round; "meadow" is Ada's alone, "thunder" Bo's.
fn corpus() -> (TempDir, String) {
    let mut lines = String::new();
    for turn in 0..40 {
        let (speaker, own, other, alone) = match turn % 2 {
            0 => ("Ada", "lantern", "anchor", "meadow"),
            _ => ("Bo", "anchor", "lantern", "thunder"),
        };
        let word = |at: usize| match at {
            0..12 => own,
            12 if turn % 5 == 0 => other,
            13..15 => alone,
            _ => COMMON[(at * (1 + turn % 3) + turn) % COMMON.len()],
        };
        let text: Vec<&str> = (0..300 - turn % 7).map(word).collect();
        record(&mut lines, speaker, &text.join(" "));
    }
    record(&mut lines, "Cy", "lantern anchor");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("talk.jsonl");
    fs::write(&path, lines).expect("a file");
    let path = path.to_string_lossy().into_owned();
    (folder, path)
}

fn record(lines: &mut String, speaker: &str, text: &str) {
    writeln!(lines, "{{\"speaker\": \"{speaker}\", \"text\": \"{text}\"}}").expect("a string grows");
}

/// The rows of a CSV file without quotes, by the names of their columns.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().expect("a head").split(',').collect();
    let row = |line: &str| {
        names.iter().map(|name| (*name).to_owned()).zip(line.split(',').map(str::to_owned)).collect()
    };
    lines.map(row).collect()
}

fn charts(input: &str, folder: &Path) {
    let out = folder.join("charts");
    let out = out.to_string_lossy();
    let output = dictum(["charts", input, "--only", "keyness", "--only", "scatter", "-o", &out]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn data(folder: &Path, name: &str) -> Vec<BTreeMap<String, String>> {
    rows(&fs::read_to_string(folder.join("charts").join(name)).expect("a chart's data"))
}

#[test]
fn the_scatter_shows_the_ratios_of_keywords_of_one_group_against_the_other() {
    let (folder, input) = corpus();
    charts(&input, folder.path());
    let ask = |target: &str, reference: &str| {
        let output = dictum(["keywords", &input, "--target", target, "--reference", reference, "-f", "csv"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        rows(&String::from_utf8(output.stdout).expect("text"))
    };
    let shown = data(folder.path(), "scatter.csv");
    assert_eq!(shown.len(), COMMON.len() + 4);
    // The target is the one with more words.
    let first =
        shown.iter().find(|row| row["label"] == "meadow").expect("a word of Ada's")["note"].ends_with(": 0");
    let (target, reference) = if first { ("Ada", "Bo") } else { ("Bo", "Ada") };
    let said = ask(target, reference);
    for row in &shown {
        let keyword = said.iter().find(|keyword| keyword["term"] == row["label"]).expect("the same term");
        assert_eq!(row["status"], keyword["status"], "{row:?}");
        assert_eq!(row["note"], format!("{} : {}", keyword["target"], keyword["reference"]));
        if keyword["zero"].is_empty() {
            assert_eq!(row["log_ratio"], keyword["log_ratio"], "{row:?}");
        } else {
            assert_eq!(row["log_ratio"], "", "{row:?}");
        }
    }
}

#[test]
fn each_side_of_the_mirror_shows_its_own_ratios_upwards() {
    let (folder, input) = corpus();
    charts(&input, folder.path());
    let shown = data(folder.path(), "keyness.csv");
    for (speaker, own, alone) in [("Ada", "lantern", "meadow"), ("Bo", "anchor", "thunder")] {
        let find = |label: &str| shown.iter().find(|row| row["group"] == speaker && row["label"] == label);
        let own = find(own).expect("the speaker's own word");
        let [low, ratio, high] =
            ["low", "log_ratio", "high"].map(|name| own[name].parse::<f64>().expect("a number"));
        assert!(0.0 < low && low < ratio && ratio < high, "{own:?}");
        assert_eq!((&*own["status"], &*own["words"]), ("established", ""));
        assert_eq!(find(alone).expect("what the other never says")["words"], "only here (40 : 0)");
    }
    assert!(shown.iter().all(|row| row["group"] != "Cy"));
}

#[test]
fn the_title_names_only_the_side_with_words_that_pass_and_wide_intervals_are_left_out() {
    let mut lines = String::new();
    for turn in 0..40 {
        let (speaker, length) = if turn % 2 == 0 { ("Ada", 300) } else { ("Bo", 290) };
        // "anchor" is Bo's seven times, in one turn, and Ada's once: too few turns to say how much more often.
        let word = |at: usize| match (turn, at) {
            (1, 20..27) | (2, 20) => "anchor",
            (_, 0..12) if speaker == "Ada" => "lantern",
            _ => COMMON[(at + turn) % COMMON.len()],
        };
        record(&mut lines, speaker, &(0..length).map(word).collect::<Vec<_>>().join(" "));
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("talk.jsonl");
    fs::write(&path, lines).expect("a file");
    charts(&path.to_string_lossy(), folder.path());
    let svg = fs::read_to_string(folder.path().join("charts/keyness.svg")).expect("a picture");
    assert!(svg.contains("<title>What Ada says more than Bo</title>"), "{}", &svg[..600]);
    let shown = data(folder.path(), "keyness.csv");
    let anchor = shown.iter().find(|row| row["label"] == "anchor").expect("a word of Bo's");
    assert_eq!((&*anchor["words"], &*anchor["log_ratio"]), ("7 : 1", ""), "{anchor:?}");
}
