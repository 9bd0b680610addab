//! `dictum bench` from outside: what it prints and what it leaves.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Runs the program in `folder` and gives what it printed, as JSON.
fn bench(folder: &Path, arguments: &[&str]) -> Vec<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_dictum"))
        .arg("bench")
        .args(arguments)
        .args(["--format", "json"])
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn every_section_is_measured_and_no_number_stands_without_its_spread() {
    let folder = tempfile::tempdir().unwrap();
    let rows = bench(folder.path(), &["--size", "300kB", "--runs", "2", "-o", "measured"]);
    let of = |section: &'static str| rows.iter().filter(move |row| row["section"] == section);
    assert_eq!(of("threads").next().unwrap()["ratio"], 1.0);
    let whole = of("stage").next().unwrap()["text_size"].clone();
    let stages: Vec<&str> = of("stage")
        .filter(|row| row["text_size"] == whole)
        .map(|row| row["what"].as_str().unwrap())
        .collect();
    assert_eq!(
        stages,
        ["read", "turns", "tokenize", "intern", "count", "freeze", "merge", "statistics", "charts"]
    );
    let baselines: BTreeSet<&str> = of("baseline").map(|row| row["what"].as_str().unwrap()).collect();
    assert_eq!(baselines, ["count", "countwords", "naive", "tokenize", "unicode_words"].into());
    for row in &rows {
        let [least, middle, most] = ["mb_low", "mb_per_second", "mb_high"].map(|name| row[name].as_f64());
        assert!(least <= middle && middle <= most && least > Some(0.0), "{row}");
        assert_eq!(row["runs"], 2, "{row}");
    }
    if cfg!(target_os = "linux") {
        assert!(of("process").all(|row| row["peak_mib"].as_f64() > Some(1.0)));
    }
    let files = ["bench.json", "manifest.json", "scaling.csv", "scaling.png", "scaling.svg"];
    let there: BTreeSet<String> = fs::read_dir(folder.path().join("measured"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(there, files.map(str::to_owned).into());
    let findings = fs::read(folder.path().join("measured/bench.json")).unwrap();
    let findings: Value = serde_json::from_slice(&findings).unwrap();
    assert_eq!(findings["stages"][0]["seconds"]["runs"], 2);
}

#[test]
fn own_files_are_measured_and_an_earlier_folder_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.jsonl", "b.jsonl"] {
        fs::write(folder.path().join(name), r#"{"speaker": "Ann", "text": "Peace works."}"#).unwrap();
    }
    let arguments =
        ["a.jsonl", "b.jsonl", "--runs", "2", "--only", "threads", "--threads", "3", "-o", "measured"];
    for _ in 0..2 {
        let rows = bench(folder.path(), &arguments);
        let threads: Vec<&str> = rows.iter().map(|row| row["what"].as_str().unwrap()).collect();
        assert_eq!(threads, ["1", "2", "3"]);
        assert!(rows.iter().all(|row| row["section"] == "threads" && row["text_size"] == 24), "{rows:?}");
    }
}
