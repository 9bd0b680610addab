//! What is told of one term is what the tables of all terms say of it.

use std::collections::BTreeMap;

use super::program::{dictum, root};

const PRESS: &str = "tests/cli/press.in/talks";

/// The rows of a table, each by its columns.
fn rows(arguments: &[&str]) -> Vec<BTreeMap<String, String>> {
    let inputs = root().join(PRESS).display().to_string();
    let output = dictum(arguments.iter().copied().chain([inputs.as_str(), "-f", "csv"]));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    let head = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        head.iter().zip(&record).map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// What is told in a section, by item: the value, and its interval.
fn section(facts: &[BTreeMap<String, String>], name: &str) -> BTreeMap<String, [String; 3]> {
    let of_section = facts.iter().filter(|fact| fact["section"] == name);
    of_section
        .map(|fact| (fact["item"].clone(), ["value", "low", "high"].map(|column| fact[column].clone())))
        .collect()
}

#[test]
fn numbers_are_those_of_frequency_and_keywords() {
    let frequencies = rows(&["frequency"]);
    let keywords = rows(&["keywords", "--min-count", "1"]);
    for term in ["ports", "tax", "sanctions"] {
        let facts = rows(&["explain", term, "--min-count", "1"]);
        let is_of_term = |row: &&BTreeMap<String, String>| row["term"] == term;
        let counts = section(&facts, "counts");
        let row = frequencies.iter().find(is_of_term).unwrap();
        for item in ["frequency", "per_million", "documents", "turns", "speakers", "forms"] {
            assert_eq!(counts[item][0], row[item], "{item} of {term}");
        }
        assert_eq!(section(&facts, "tf-idf")["tf_idf"][0], row["tf_idf"]);
        let mut groups = 0;
        for row in keywords.iter().filter(is_of_term).filter(|row| row["target"] != "0") {
            let told = section(&facts, &format!("keyness: {}", row["group"]));
            for (item, [value, low, high]) in &told {
                assert_eq!(value, &row[item], "{item} of {term}, {}", row["group"]);
                if item == "log_ratio" {
                    assert_eq!([low, high], [&row["log_ratio_low"], &row["log_ratio_high"]]);
                }
            }
            assert!(told.len() >= 24, "{told:?}");
            groups += 1;
        }
        let sections =
            facts.iter().filter(|fact| fact["section"].starts_with("keyness") && fact["item"] == "g2");
        assert_eq!(sections.count(), groups, "{term}");
        assert!(groups > 0, "{term}");
    }
}

#[test]
fn who_and_when_share_out_all_that_is_said() {
    let facts = rows(&["explain", "ports"]);
    let said: u64 = section(&facts, "counts")["frequency"][0].parse().unwrap();
    for name in ["who", "when"] {
        let of_section = facts.iter().filter(|fact| fact["section"] == name);
        let counts =
            of_section.map(|fact| fact["working"].split(['·', '/']).nth(1).unwrap().parse::<u64>().unwrap());
        assert_eq!(counts.sum::<u64>(), said, "{name}");
    }
    let lines: Vec<&String> =
        facts.iter().filter(|fact| fact["section"] == "concordance").map(|fact| &fact["value"]).collect();
    assert_eq!(lines.len() as u64, said);
    assert_eq!(lines[2], "Minister, what do the sanctions cost the ports?");
}

#[test]
fn counts_tell_the_same_but_for_what_stands_between_the_words() {
    let folder = tempfile::tempdir().unwrap();
    let counts = folder.path().join("all.dct").display().to_string();
    let inputs = root().join(PRESS).display().to_string();
    assert!(dictum(["count", &inputs, "-o", &counts]).status.success());
    let of = |input: &str| {
        let output = dictum(["explain", "port", input]);
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().map(str::to_owned).partition::<Vec<String>, _>(|line| line.starts_with("concordance"))
    };
    let ((lines, facts), (expected_lines, expected)) = (of(&counts), of(&inputs));
    assert_eq!(facts, expected);
    assert_eq!(lines.len(), expected_lines.len());
    assert!(lines[2].contains(",Minister what do the sanctions cost the ports,"), "{lines:?}");
}
