//! What the page says in brief: of one of everything, of many, of ties, and of what changes.

use std::fs;

use crate::program::report;

/// The sentences in brief of the report on a text or on records, links left out.
fn brief(name: &str, text: &str) -> Vec<String> {
    let inputs = tempfile::tempdir().expect("a folder");
    let input = inputs.path().join(name);
    fs::write(&input, text).expect("an input");
    let folder = report(&input.to_string_lossy());
    let page = fs::read_to_string(folder.path().join("report.md")).expect("report.md");
    let (_, rest) = page.split_once("</a>In brief\n\n").expect("a section in brief");
    let (section, _) = rest.split_once("\n\n## ").expect("a section after it");
    let lines = section.lines().filter_map(|line| line.strip_prefix("- "));
    lines
        .map(|line| {
            line.split(" ([evidence]").next().unwrap_or(line).replace('\\', "").replace('\u{a0}', " ")
        })
        .collect()
}

#[test]
fn one_word_of_one_speaker_is_told_as_one() {
    let told = brief("talk.jsonl", "{\"speaker\":\"Ann Moe\",\"text\":\"Harbour\",\"document\":\"day\"}\n");
    let expected = [
        "Ann Moe is the only speaker with a name: 1 of 1 word (100 %), in 1 turn.",
        "The term said most is “Harbour” (1), but said few times.",
        "None of the themes is named.",
    ];
    assert_eq!(told, expected);
}

#[test]
fn one_hit_in_one_exchange_is_called_few() {
    let records = [
        r#"{"speaker":"Ann Moe","kind":"question","text":"What of the sanctions?","document":"day"}"#,
        r#"{"speaker":"Bo Tan","kind":"answer","text":"We came here.","document":"day"}"#,
    ];
    let told = brief("talk.jsonl", &records.join("\n"));
    assert_eq!(
        told[0], "Ann Moe has the most words of 2 speakers: 4 of 7 words (57 %), in 1 turn.",
        "{told:#?}"
    );
    let theme = told.iter().find(|sentence| sentence.contains("Sanctions")).expect("a theme");
    assert_eq!(
        theme,
        "Of the built-in themes, “Sanctions” is named most, but few times: 1 hit, in 1 of 2 turns."
    );
    let uptake = told.iter().find(|sentence| sentence.starts_with("When")).expect("an exchange");
    assert_eq!(
        uptake,
        "When a question raised “Sanctions”, the answer took it up in 0 of 1 exchange, too few for a rate."
    );
}

#[test]
fn whoever_has_as_many_words_is_not_passed_over() {
    let record =
        |name: &str| format!("{{\"speaker\":\"{name}\",\"text\":\"We came.\",\"document\":\"day\"}}\n");
    let told = brief("talk.jsonl", &["Ann Moe", "Bo Tan"].map(record).concat());
    let most =
        "Ann Moe has the most words of 2 speakers, and another has as many: 2 of 4 words (50 %), in 1 turn.";
    assert_eq!(told[0], most);
    let told = brief("talk.jsonl", &["Ann Moe", "Bo Tan", "Cy Ek"].map(record).concat());
    assert!(told[0].contains("of 3 speakers, and 2 others have as many: 2 of 6 words"), "{told:#?}");
}

#[test]
fn a_turn_without_a_name_has_none() {
    let told = brief("talk.jsonl", "{\"text\":\"Harbour and harbour\",\"document\":\"day\"}\n");
    assert_eq!(
        told.last().map(String::as_str),
        Some("1 turn with 3 words has no speaker's name."),
        "{told:#?}"
    );
}

/// Twenty-four months of two speakers who say the same, and from the second year on name sanctions.
fn two_years() -> String {
    let mut records = String::new();
    for month in 0..24 {
        for turn in 0..6 {
            let named = if month >= 12 && turn < 4 { "sanctions sanctions" } else { "harbours harbours" };
            let rare = if month < 12 && turn == 0 { " sanctions" } else { "" };
            let filler = "the ships came into the old town by the sea ".repeat(9);
            let (name, date) = (
                ["Ann Moe", "Bo Tan"][turn % 2],
                format!("{}-{:02}-0{}", 2020 + month / 12, month % 12 + 1, turn + 1),
            );
            let text = format!("{filler}{named}{rare} {}", "and so on again ".repeat(turn + month % 5));
            let record = serde_json::json!({ "speaker": name, "date": date, "document": date, "text": text });
            records += &format!("{record}\n");
        }
    }
    records
}

#[test]
fn a_lasting_change_is_told_with_its_interval_and_never_more_than_seven_sentences() {
    let told = brief("talk.jsonl", &two_years());
    assert!(told.len() <= 7, "{told:#?}");
    let change = told.last().expect("a sentence");
    assert!(change.starts_with("From 2021-01 on, the built-in theme “Sanctions” is named "), "{told:#?}");
    assert!(change.contains(" times as often as before (95 % interval "), "{change}");
}

#[test]
fn the_last_period_is_compared_with_all_that_is_earlier() {
    let inputs = tempfile::tempdir().expect("a folder");
    let input = inputs.path().join("talk.jsonl");
    fs::write(&input, two_years()).expect("an input");
    let folder = report(&input.to_string_lossy());
    let page = fs::read_to_string(folder.path().join("report.md")).expect("report.md");
    let (_, rest) = page.split_once("### 2021-Q4 against all that is earlier").expect("a comparison");
    assert!(rest.contains("`dictum trends … --compare ..2021-Q4` lists every term."), "another command");
    assert!(
        page.contains("Terms of 2021-Q4 against all that is earlier are judged as keywords are."),
        "methods"
    );
    let row = rest.lines().find(|line| line.starts_with("| sanctions |")).expect("a row for sanctions");
    assert!(row.starts_with("| sanctions | rising | 84 | 24 |"), "{row}");
}
