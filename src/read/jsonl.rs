//! JSON lines: one object a line.

use serde::de::IgnoredAny;

use super::cut::Cutter;
use super::format::{Confidence, Format};
use super::input::Input;
use super::json::{keys, left_out, parse};
use super::tabular::{Block, Columns, Layout, Place, Record, RecordFormat, Records, Shape, read_whole};
use super::turn::Sink;
use crate::issues::IssueKind;

/// JSON lines, also called NDJSON.
#[derive(Debug)]
pub(super) struct Jsonl;

impl Format for Jsonl {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn sniff(&self, head: &str) -> Confidence {
        let head = head.trim();
        let (first, rest) = head.split_once('\n').unwrap_or((head, ""));
        let error = serde_json::from_str::<IgnoredAny>(first).err();
        // A single line may be all, or break off with the head; what is nested there is no record.
        let is_record = match rest.is_empty() {
            true => error.is_none_or(|error| error.is_eof()) && !is_nested(first),
            false => error.is_none(),
        };
        let is_record = is_record && first.starts_with('{');
        if is_record { Confidence::Sure } else { Confidence::No }
    }

    fn read(&self, input: &Input<'_>, sink: &mut dyn Sink) {
        read_whole(self, input, sink);
    }

    fn records(&self) -> Option<&dyn RecordFormat> {
        Some(self)
    }
}

impl RecordFormat for Jsonl {
    fn layout(&self, _head: &str, _columns: &Columns) -> Box<dyn Layout> {
        Box::new(Self)
    }
}

impl Layout for Jsonl {
    fn cutter(&self) -> Cutter {
        Cutter::Lines
    }

    /// A record is a turn where any record of the file says who speaks.
    fn shape(&self, text: &str, columns: &Columns) -> Option<Shape> {
        let key = serde_json::Value::from(columns.names()[columns.speaker].as_str()).to_string();
        let mut cells = Vec::new();
        let mut says_who =
            |line| parse(line, columns, &mut cells).is_ok() && cells[columns.speaker].is_some();
        let has_speaker = memchr::memmem::find(text.as_bytes(), key.as_bytes()).is_some()
            && lines(text).any(|(_, line)| says_who(line));
        has_speaker.then_some(Shape::Turns)
    }

    fn read_block(&self, block: Block<'_>, columns: &Columns, records: &mut Records<'_>) {
        let mut cells = Vec::new();
        for (within, line) in lines(block.text) {
            let number = block.line + within;
            match parse(line, columns, &mut cells) {
                Ok(()) => {
                    let start = block.start + offset(block.text, line);
                    let record = Record { line: number, start, place: Place::Escaped { line: number } };
                    let cell = |column: usize| cells[column].as_deref();
                    records.add(record, &cell, &|| (number, keys(line)));
                }
                Err(error) if error.is_eof() && is_last(block.text, line) => {
                    records.issue(
                        IssueKind::Truncated,
                        number,
                        "the last record is cut short; it was left out",
                    );
                }
                Err(error) => records.issue(IssueKind::Malformed, number, left_out(&error)),
            }
        }
    }
}

/// Whether the beginning of an object shows one within it.
fn is_nested(head: &str) -> bool {
    ["[{", "\":{", "\": {"]
        .iter()
        .any(|mark| memchr::memmem::find(head.as_bytes(), mark.as_bytes()).is_some())
}

/// The lines that hold something, with their numbers from 0.
fn lines(text: &str) -> impl Iterator<Item = (u64, &str)> {
    let mut rest = Some(text);
    let lines = std::iter::from_fn(move || {
        let text = rest?;
        let end = memchr::memchr(b'\n', text.as_bytes());
        rest = end.map(|end| &text[end + 1..]);
        Some(&text[..end.unwrap_or(text.len())])
    });
    (0..).zip(lines).filter(|(_, line)| line.bytes().any(|byte| !byte.is_ascii_whitespace()))
}

/// The byte of `text` at which `line`, a part of it, begins.
fn offset(text: &str, line: &str) -> u64 {
    (line.as_ptr().addr() - text.as_ptr().addr()) as u64
}

/// Whether `line` is the text's last and has no line end.
fn is_last(text: &str, line: &str) -> bool {
    text.as_bytes().as_ptr_range().end == line.as_bytes().as_ptr_range().end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Metadata;
    use crate::read::gathered::Gathered;
    use crate::read::options::{FieldNames, ReadOptions};
    use crate::speakers::{Kind, Origin};
    use jiff::civil::date;
    use proptest::prelude::*;

    fn read(text: &str, options: &ReadOptions) -> Gathered {
        let mut gathered = Gathered::default();
        Jsonl.read(&Input::for_test("a.jsonl", text, options), &mut gathered);
        gathered
    }

    #[test]
    fn a_record_with_a_speaker_is_a_turn_with_all_that_it_says() {
        let text = concat!(
            r#"{"id": 7, "speaker": " Ann Lee ", "role": "Minister", "affiliation": "Norway", "kind": "Answer", "turn": 4,"#,
            r#" "line": 12, "date": "2024-02-17T10:00:00Z", "title": "Talks", "url": "http://x", "party": "A", "other": [1],"#,
            r#" "text": "One […]\ntwo."}"#
        );
        let options = ReadOptions { fields: vec!["party".into()], ..ReadOptions::default() };
        let gathered = read(text, &options);
        let [document] = &gathered.documents[..] else { panic!("one document: {gathered:?}") };
        let header = &document.header;
        assert_eq!((&*header.name, &*header.title, &*header.url), ("7", "Talks", "http://x"));
        let turn = &document.turns[0];
        let person = turn.speaker.as_ref().unwrap();
        assert_eq!((&*person.name, &*person.role, &*person.affiliation), ("Ann Lee", "Minister", "Norway"));
        assert_eq!((person.origin, turn.kind, turn.number), (Origin::Field, Kind::Answer, Some(4)));
        assert_eq!((turn.line, turn.last_line, turn.elisions), (12, 12, 1));
        assert_eq!((header.date, turn.date), (Some(date(2024, 2, 17)), Some(date(2024, 2, 17))));
        assert_eq!((&*turn.text, &turn.fields[..]), ("One […]\ntwo.", &[("party".into(), "A".into())][..]));
        assert!(gathered.issues.is_empty());
    }

    #[test]
    fn neighbours_of_one_document_form_it_and_a_record_without_a_name_is_the_files() {
        let text = r#"
            {"document": "d1", "id": "x", "speaker": "A", "text": "1"}
            {"document": "d1", "id": "y", "speaker": null, "text": "2"}
            {"id": "z", "text": "3"}
            {"text": "4"}
            {"document": "", "text": "5"}"#;
        let gathered = read(text, &ReadOptions::default());
        assert_eq!(gathered.names(), ["d1", "z", "a.jsonl"]);
        assert_eq!(
            gathered.documents.iter().map(|document| document.turns.len()).collect::<Vec<_>>(),
            [2, 1, 2]
        );
        assert_eq!(gathered.turns().map(|turn| turn.line).collect::<Vec<_>>(), [2, 3, 4, 5, 6]);
        assert_eq!(gathered.turns().filter(|turn| turn.speaker.is_some()).count(), 1);
    }

    #[test]
    fn without_a_speaker_each_record_is_a_text_with_its_own_date_and_fields() {
        let text = "{\"date\": \"1990-01-01\", \"text\": \"One.\", \"n\": 1.5}\n{\"date\": \"1991-01-01\", \"text\": \"Two.\", \"n\": true}";
        let options = ReadOptions { fields: vec!["n".into()], ..ReadOptions::default() };
        let gathered = read(text, &options);
        assert_eq!(gathered.names(), ["a.jsonl"]);
        let years: Vec<_> = gathered.turns().map(|turn| turn.date.unwrap().year()).collect();
        let fields: Vec<_> = gathered.turns().map(|turn| &*turn.fields[0].1).collect();
        assert_eq!((years, fields), (vec![1990, 1991], vec!["1.5", "true"]));
        assert_eq!(gathered.turns().last().unwrap().line, 2);
    }

    #[test]
    fn a_bad_line_costs_only_itself_and_a_cut_last_one_is_told_apart() {
        let text = "{\"speaker\":\"A\",\"text\":\"1\"}\n{\"text\": oops}\n[1]\n{\"text\":\"a\\ud800\"}\n{\"speaker\":{\"n\":1},\"text\":\"2\"}\n{\"speaker\":\"A\",\"text\":\"3\"}\r\n{\"speaker\":\"A\",\"te";
        let gathered = read(text, &ReadOptions::default());
        assert_eq!(gathered.turns().map(|turn| &*turn.text).collect::<Vec<_>>(), ["1", "3"]);
        use IssueKind::{Malformed, Truncated};
        assert_eq!(gathered.kinds(), [Malformed, Malformed, Malformed, Malformed, Truncated]);
        let messages = gathered.messages();
        assert_eq!(messages[0], "a.jsonl:2: no record: expected value, at column 10; it was left out");
        assert!(
            messages[3].contains("a.jsonl:5: no record: field 'speaker' is an object, not text"),
            "{}",
            messages[3]
        );
        assert!(messages[4].starts_with("a.jsonl:7: "));
    }

    #[test]
    fn a_record_cut_short_before_the_last_is_malformed_and_not_truncated() {
        let gathered = read("{\"text\":\"One\n{\"text\":\"Two\"}\n", &ReadOptions::default());
        assert_eq!(gathered.kinds(), [IssueKind::Malformed]);
        assert_eq!(gathered.turns().count(), 1);
    }

    #[test]
    fn what_the_metadata_says_goes_before_the_record() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("m.csv");
        std::fs::write(&path, "document,date,title\nd1,2001-01-01,\n").unwrap();
        let options = ReadOptions { metadata: Metadata::open(&path).unwrap(), ..ReadOptions::default() };
        let record = r#"{"id": "d1", "date": "2002-02-02", "title": "Talks", "speaker": "A", "text": "1"}"#;
        let gathered = read(record, &options);
        let header = &gathered.documents[0].header;
        assert_eq!((header.date, &*header.title), (Some(date(2001, 1, 1)), "Talks"));
    }

    #[test]
    fn missing_fields_are_one_issue_a_file() {
        let some = read("{\"text\":\"1\"}\n{\"txt\":\"2\"}\n{\"text\":null}\n", &ReadOptions::default());
        assert_eq!(some.kinds(), [IssueKind::MissingColumn]);
        assert!(some.messages()[0].starts_with("a.jsonl:2: 2 of 3 records have no field 'text'"), "{some:?}");
        let none = read("\n{\"b\":\"1\",\"a\":2}\n{\"c\":\"2\"}\n", &ReadOptions::default());
        assert_eq!(
            none.messages(),
            ["a.jsonl:2: no field 'text'; there are: a, b (--text-field names another)"]
        );
        assert!(none.documents.is_empty());
    }

    #[test]
    fn a_field_that_was_asked_for_must_be_there_and_a_usual_one_need_not() {
        let names = FieldNames { speaker: Some("who".into()), ..FieldNames::default() };
        let options = ReadOptions { names, ..ReadOptions::default() };
        let text = "{\"speaker\":\"A\",\"text\":\"1\"}\n";
        assert_eq!(read(text, &options).messages(), ["a.jsonl: no record has a field 'who'"]);
        assert!(read("{\"text\":\"1\"}\n", &ReadOptions::default()).issues.is_empty());
    }

    #[test]
    fn a_date_that_is_none_is_an_issue_and_an_empty_one_is_not() {
        let text = "{\"text\":\"One\",\"date\":\"June\"}\n{\"text\":\"Two\",\"date\":\"\"}\n{\"text\":\"Six\",\"date\":null}";
        let gathered = read(text, &ReadOptions::default());
        assert_eq!(gathered.messages(), ["a.jsonl:1: 'June' is no date like 2022-06-01; left empty"]);
        assert_eq!(gathered.turns().count(), 3);
    }

    #[test]
    fn deep_nesting_is_refused_not_followed() {
        let text = format!(
            "{{\"x\":{}1{}, \"text\":\"1\"}}\n{{\"text\":{}",
            "[".repeat(50_000),
            "]".repeat(50_000),
            "[".repeat(50_000)
        );
        let gathered = read(&text, &ReadOptions::default());
        assert!(gathered.turns().count() <= 1 && !gathered.issues.is_empty());
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text: String, json in r#"(\{?"(text|speaker|date)": ?("[a-z\\"]{0,3}"|1|null|\[|\{),?\}?\n?){0,9}"#) {
            read(&text, &ReadOptions::default());
            read(&json, &ReadOptions::default());
        }

        #[test]
        fn any_words_without_brackets_come_back_as_they_were(words in prop::collection::vec(r"[^(\[]{0,20}", 0..20)) {
            let text: String = words.iter().map(|word| format!("{}\n", serde_json::json!({"speaker": "A", "text": word}))).collect();
            let gathered = read(&text, &ReadOptions::default());
            prop_assert_eq!(gathered.turns().map(|turn| turn.text.clone()).collect::<Vec<_>>(), words);
        }
    }
}
