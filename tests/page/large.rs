//! The page of a corpus of a thousand speakers and twenty years.

use std::fs;
use std::time::Instant;

use super::browser::Browser;
use crate::program::report;

const SPEAKERS: usize = 1_000;
const DOCUMENTS: usize = 500;
/// Turns of a document.
const TURNS: usize = 8;
const YEARS: usize = 20;
/// What the page may weigh, whatever the corpus.
const MOST_BYTES: u64 = 5_000_000;

const WORDS: [&str; 24] = [
    "harbour",
    "ships",
    "budget",
    "tax",
    "sanctions",
    "weapons",
    "nuclear",
    "allies",
    "membership",
    "winter",
    "energy",
    "prices",
    "the",
    "and",
    "of",
    "we",
    "will",
    "not",
    "to",
    "it",
    "school",
    "roads",
    "bread",
    "rivers",
];

/// Sentences made by arithmetic: everyone has words of their own beside the common ones.
fn text(turn: usize, speaker: usize) -> String {
    let mut text = String::new();
    for place in 0..30 {
        let common = WORDS[(turn * 7 + place * place + speaker % 5) % WORDS.len()];
        let own = format!("word{}", (speaker * 3 + place) % 1_500);
        text += if place % 6 == 5 { &own } else { common };
        text += if place % 15 == 14 { ". " } else { " " };
    }
    text
}

/// The first thirty speak in every second turn, everyone in every fourth round.
fn records() -> String {
    let mut records = String::new();
    for document in 0..DOCUMENTS {
        let date = format!(
            "{}-{:02}-{:02}",
            2000 + document * YEARS / DOCUMENTS,
            document % 12 + 1,
            document % 28 + 1
        );
        for turn in 0..TURNS {
            let number = document * TURNS + turn;
            let speaker = if number.is_multiple_of(2) { number / 2 % 30 } else { number / 2 % SPEAKERS };
            let record = serde_json::json!({
                "speaker": format!("Speaker Number{speaker:04}"),
                "kind": if turn % 2 == 0 { "question" } else { "answer" },
                "date": date,
                "document": format!("sitting-{document:03}"),
                "text": text(number, speaker),
            });
            records += &format!("{record}\n");
        }
    }
    records
}

#[test]
fn the_page_of_a_large_corpus_is_small_and_its_tables_are_whole() {
    let corpus = tempfile::tempdir().expect("a folder");
    let input = corpus.path().join("sittings.jsonl");
    fs::write(&input, records()).expect("a corpus");
    let folder = report(&input.to_string_lossy());
    let page = folder.path().join("report.html");
    let bytes = fs::metadata(&page).expect("the page").len();
    assert!(bytes < MOST_BYTES, "{bytes} bytes");
    let speakers = fs::read_to_string(folder.path().join("tables/speakers.csv")).expect("the speakers");
    assert_eq!(speakers.lines().count(), 1 + SPEAKERS);
    let html = fs::read_to_string(&page).expect("the page");
    let (_, rest) = html.split_once("<section id=\"keywords\"").expect("keywords");
    let (keywords, _) = rest.split_once("</section>").expect("the section's end");
    let groups: Vec<&str> = keywords.split("<h3 dir=\"auto\">").skip(1).collect();
    let is_pool = |group: &&&str| !group.starts_with("Speaker Number");
    assert_eq!(
        groups.len() - groups.iter().filter(is_pool).count(),
        12,
        "those with the most words stand alone"
    );
    assert!(groups.len() <= 12 + 4, "{} groups", groups.len());
    assert!(html.contains("First 200 of 1,000 rows."));

    let Some(browser) = Browser::find() else { return };
    let open = |page: &std::path::Path| {
        let begun = Instant::now();
        let visit = browser.open(page);
        (visit, begun.elapsed())
    };
    let empty = corpus.path().join("empty.html");
    fs::write(&empty, "<!doctype html><title>empty</title>").expect("a page");
    let (_, start) = open(&empty);
    let (visit, time) = open(&page);
    eprintln!("a page of {bytes} bytes was opened, run and read in {time:?}, an empty one in {start:?}");
    // Whatever else the machine does, to start the browser takes longer by it too: alone, the page takes under a second.
    assert!(
        time.as_secs() < 20 || time < 20 * start,
        "the page took {time:?} to open, an empty one {start:?}"
    );
    assert!(visit.console.is_empty(), "{:?}", visit.console);
}
