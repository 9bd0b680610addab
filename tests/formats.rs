//! Each folder of `tests/formats/` holds a small text `in.*` and `turns.jsonl`, what must be read from it: one line a turn,
//! with those of the turn's fields that matter there.

use std::fs;
use std::path::{Path, PathBuf};

use dictum::issues::{Issue, IssueKind};
use dictum::read::{self, Header, ReadOptions, Sink, Turn};
use serde_json::{Map, Value, json};

#[derive(Default)]
struct Turns(Vec<Map<String, Value>>);

impl Sink for Turns {
    fn document(&mut self, _: Header) {}

    fn turn(&mut self, turn: Turn<'_>) {
        let person = turn.speaker;
        let notes: Vec<&str> = turn.notes.iter().map(|note| note.text.as_str()).collect();
        let read = json!({
            "speaker": person.map(|person| person.name.as_str()),
            "label": person.map(|person| person.label.as_str()),
            "honorific": person.map(|person| person.honorific.as_str()),
            "role": person.map(|person| person.role.as_str()),
            "affiliation": person.map(|person| person.affiliation.as_str()),
            "kind": turn.kind.name(),
            "line": turn.line,
            "text": turn.text.replace('\u{a0}', " "),
            "elisions": turn.elisions,
            "notes": notes,
        });
        self.0.push(read.as_object().cloned().unwrap_or_default());
    }

    fn issue(&mut self, _: IssueKind, issue: Issue) {
        assert!(issue.what.is_empty(), "reading text loses nothing: {issue}");
    }
}

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    let entries = fs::read_dir(root).expect("tests/formats").map(|entry| entry.expect("an entry").path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// The text of a folder: `in` with the ending of its format.
fn text(folder: &Path) -> PathBuf {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut texts = entries.filter(|path| path.file_stem().is_some_and(|stem| stem == "in"));
    texts.next().unwrap_or_else(|| panic!("{} holds no in.*", folder.display()))
}

/// The turns of a file, read as the program reads it.
fn turns(path: &Path) -> Turns {
    let mut turns = Turns::default();
    let plan = read::plan(&[path.to_string_lossy().into_owned()], &[], &mut std::io::empty());
    for source in &plan.sources {
        read::read(source, &ReadOptions::default(), &mut turns);
    }
    turns
}

#[test]
fn every_small_text_is_read_as_its_folder_says() {
    let (mut faults, mut folders_read) = (String::new(), 0);
    for folder in folders() {
        let read = turns(&text(&folder));
        folders_read += 1;
        let expected = fs::read_to_string(folder.join("turns.jsonl")).expect("turns.jsonl");
        let expected: Vec<Map<String, Value>> =
            expected.lines().map(|line| serde_json::from_str(line).expect("a turn")).collect();
        let name = folder.display();
        if read.0.len() != expected.len() {
            faults += &format!("{name}: {} turns, expected {}\n", read.0.len(), expected.len());
        }
        for (at, (read, expected)) in read.0.iter().zip(&expected).enumerate() {
            for (field, value) in expected.iter().filter(|(field, value)| read.get(*field) != Some(value)) {
                faults += &format!("{name}, turn {at}: {field} is {:?}, expected {value}\n", read.get(field));
            }
        }
    }
    assert!(folders_read >= 15, "only {folders_read} folders");
    assert!(faults.is_empty(), "\n{faults}");
}
