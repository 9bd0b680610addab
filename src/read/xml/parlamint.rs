//! What ParlaMint's own files hold, counted by another program.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::read::gathered::{Document, Gathered};
use crate::read::options::ReadOptions;
use crate::read::source::Source;

fn sitting(path: &Path) -> Document {
    let source = Source::in_memory(path.to_string_lossy(), std::fs::read(path).unwrap());
    let mut gathered = Gathered::default();
    crate::read::read(&source, &ReadOptions::default(), &mut gathered);
    assert_eq!(gathered.messages(), [""; 0]);
    assert_eq!(gathered.documents.len(), 1, "{}", path.display());
    gathered.documents.remove(0)
}

#[test]
fn real_sittings_have_the_speeches_words_names_and_parties_that_another_count_finds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/tei");
    let Ok(expected) = std::fs::read_to_string(folder.join("tei.expect.json")) else {
        eprintln!("skipped: {} is not there", folder.display());
        return;
    };
    let expected: Value = serde_json::from_str(&expected).unwrap();
    for (file, expected) in expected.as_object().unwrap() {
        let document = sitting(&folder.join(file));
        let number = |key: &str| expected[key].as_u64().unwrap() as usize;
        let words = |text: &str| text.split_whitespace().count();
        let date = document.header.date.map(|date| date.to_string());
        assert_eq!(date.as_deref(), expected["date"].as_str(), "{file}");
        assert_eq!(document.header.fields["language"], expected["language"].as_str().unwrap());
        assert_eq!(document.turns.len(), number("utterances"), "{file}");
        let speakers: BTreeSet<&str> = document.turns.iter().map(|turn| turn.name()).collect();
        assert_eq!(speakers.len(), number("speakers"), "{file}");
        let sum: usize = document.turns.iter().map(|turn| words(&turn.text)).sum();
        assert_eq!(sum, number("whitespace_words_in_u"), "{file}");
        let notes = document.turns.iter().map(|turn| turn.notes.len()).sum::<usize>();
        assert!(notes >= number("notes_inside_u") + number("events") / 2, "{file}: {notes} notes");
        for (turn, expected) in document.turns.iter().zip(expected["u"].as_array().unwrap()) {
            let person = turn.speaker.as_ref().unwrap();
            let name = expected["name"].as_str().unwrap_or_else(|| expected["who"].as_str().unwrap());
            assert_eq!(person.name, name);
            assert_eq!(person.affiliation, expected["party"].as_str().unwrap_or_default(), "{name}");
            assert_eq!(words(&turn.text), expected["whitespace_words"].as_u64().unwrap() as usize, "{name}");
            let first: Vec<&str> = turn.text.split_whitespace().take(6).collect();
            assert_eq!(first.join(" "), expected["first_words"].as_str().unwrap());
        }
    }
}
