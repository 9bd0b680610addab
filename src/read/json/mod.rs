//! JSON: records in a list, documents that hold such lists, or what a speech recogniser hands out.
//!
//! Nothing is known of where in a file the records stand: they are found by what they look like.

mod collect;
mod documents;
mod item;
mod node;
mod record;
mod repair;
mod speech;
mod time;

pub(super) use self::record::{keys, left_out, parse};

use self::documents::Reading;
use self::node::Node;
use self::repair::repaired;
use super::format::{Confidence, Format};
use super::input::Input;
use super::jsonl::Jsonl;
use super::turn::Sink;
use crate::issues::IssueKind;

/// What is nested deeper is not followed.
const DEEPEST: usize = 32;

/// One value of JSON.
#[derive(Debug)]
pub(super) struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn sniff(&self, head: &str) -> Confidence {
        let head = head.trim_start();
        let second = head.get(1..).unwrap_or_default().trim_start();
        let is_list = head.starts_with('[') && second.starts_with(['{', '[']);
        let is_object = head.starts_with('{') && second.starts_with('"') && !is_lines(head);
        if is_list || is_object { Confidence::Sure } else { Confidence::No }
    }

    fn read(&self, input: &Input<'_>, sink: &mut dyn Sink) {
        let text = input.text();
        let error = match Node::parse(text) {
            Ok(root) => return Reading::new(*input, sink).read(root),
            Err(_) if is_lines(text) => return Jsonl.read(input, sink),
            Err(error) => error,
        };
        let whole = repaired(&text[..offset(text, error.line(), error.column())]);
        let root = whole.as_deref().and_then(|whole| Node::parse(whole).ok());
        let kind = if error.is_eof() { IssueKind::Truncated } else { IssueKind::Malformed };
        let used = if root.is_some() { "what stands before it was read" } else { "nothing of it was read" };
        let what = error.to_string();
        let what = what.rsplit_once(" at line ").map_or(&*what, |(what, _)| what);
        let what = format!("no JSON from here on: {what}; {used}");
        sink.issue(kind, input.issue(Some(error.line() as u64), what));
        if let (Some(whole), Some(root)) = (&whole, root) {
            Reading::new(input.with_text(whole), sink).read(root);
        }
    }
}

/// Whether a text of several lines holds an object in each, as JSON lines do.
fn is_lines(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let is_record = first.starts_with('{') && Node::parse(first).is_ok();
    is_record && (lines.next().is_some() || is_flat(first))
}

/// Whether no value of an object is a list of objects or lists.
fn is_flat(object: &str) -> bool {
    let members = Node::parse(object).map(Node::members).unwrap_or_default();
    !members
        .iter()
        .any(|(_, node)| node.is_object() || node.elements().iter().any(|element| element.is_object()))
}

/// The byte of a place that is given by line and column, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    text.floor_char_boundary((before + column).min(text.len()))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::read::gathered::Gathered;
    use crate::read::options::{FieldNames, ReadOptions};

    fn read_with(text: &str, options: &ReadOptions) -> Gathered {
        let mut gathered = Gathered::default();
        Json.read(&Input::for_test("a.json", text, options), &mut gathered);
        gathered
    }

    fn read(text: &str) -> Gathered {
        read_with(text, &ReadOptions::default())
    }

    fn spoken(gathered: &Gathered) -> Vec<(&str, &str)> {
        gathered.turns().map(|turn| (turn.name(), &*turn.text)).collect()
    }

    #[test]
    fn fields_beside_a_list_are_the_documents_and_an_id_in_it_is_a_turns() {
        let text = r#"{"id": "d1", "date": "2020-02-03", "title": "Talks", "url": "http://x", "language": "nb",
            "turns": [{"id": 1, "who": "Ann", "utterance": "One."}, {"id": 2, "who": "Bob", "utterance": "Two."}]}"#;
        let gathered = read(text);
        let [document] = &gathered.documents[..] else { panic!("one document: {gathered:?}") };
        let header = &document.header;
        assert_eq!((&*header.name, header.date, &*header.title), ("d1", Some(date(2020, 2, 3)), "Talks"));
        assert_eq!((&*header.url, &*header.fields["language"]), ("http://x", "nb"));
        assert_eq!(spoken(&gathered), [("Ann", "One."), ("Bob", "Two.")]);
    }

    #[test]
    fn a_list_of_documents_is_one_document_each_and_an_unnamed_one_is_numbered() {
        let text = r#"[{"date": "2020-01-01", "turns": [{"speaker": "A", "text": "1"}]},
            {"id": "x", "data": {"turns": [{"speaker": "B", "text": "2"}]}},
            {"document": "y", "segments": [{"speaker": "C", "start": 1, "end": 2, "text": "3"}]}]"#;
        assert_eq!(read(text).names(), ["a.json#1", "x", "y"]);
    }

    #[test]
    fn records_in_a_bare_list_are_read_as_lines_of_records_are() {
        let text =
            r#"[{"id": "a", "speaker": "A", "text": "1"}, 5, {"id": "b", "speaker": "B", "text": "2"}]"#;
        let gathered = read(text);
        assert_eq!((gathered.names(), gathered.kinds()), (vec!["a", "b"], vec![IssueKind::Malformed]));
        let names = FieldNames { text: Some("words".into()), ..FieldNames::default() };
        let options = ReadOptions { names, ..ReadOptions::default() };
        assert_eq!(spoken(&read_with(r#"[{"text": "no", "words": "yes"}]"#, &options)), [("", "yes")]);
        let none = read(r#"[{"a": "1"}]"#);
        assert_eq!(none.messages(), ["a.json:1: no field 'text'; there are: a (--text-field names another)"]);
        assert_eq!(read("{}").kinds(), [IssueKind::MissingColumn]);
    }

    #[test]
    fn one_object_a_line_is_json_lines_and_one_alone_a_record() {
        let line = r#"{"speaker": "A", "role": "Mayor", "text": "One."}"#;
        assert_eq!(spoken(&read(&format!("{line}\n{line}\n"))), [("A", "One."); 2]);
        let alone = read(line);
        assert_eq!(alone.turns().next().unwrap().speaker.as_ref().unwrap().role, "Mayor");
    }

    #[test]
    fn recognisers_are_known_by_the_shape_of_what_they_hand_out() {
        let rev = r#"{"monologues": [{"speaker": 0, "elements": [{"type": "text", "value": "Hello", "ts": 0.5},
            {"type": "punct", "value": ", "}, {"type": "text", "value": "you", "ts": 1}, {"type": "punct", "value": "."}]},
            {"speaker": 1, "elements": [{"type": "text", "value": "Hi", "ts": 2}]}]}"#;
        assert_eq!(spoken(&read(rev)), [("0", "Hello, you."), ("1", "Hi")]);
        let watson = r#"{"results": [{"alternatives": [{"transcript": "hello hi", "timestamps":
            [["hello", 0.1, 0.4], ["hi", 1.0, 1.2]]}], "final": true}],
            "speaker_labels": [{"from": 0.1, "to": 0.4, "speaker": 2}, {"from": 1.0, "to": 1.2, "speaker": 5}]}"#;
        assert_eq!(spoken(&read(watson)), [("2", "hello"), ("5", "hi")]);
        let phrases = r#"{"recognizedPhrases": [{"speaker": 1, "offset": "PT0.5S", "duration": "PT1S",
            "nBest": [{"display": "Hello."}, {"display": "Hallo."}]}]}"#;
        assert_eq!(spoken(&read(phrases)), [("1", "Hello.")]);
        let unnamed = r#"{"text": "a b", "segments": [{"start": 0, "end": 1, "text": " a"}, {"start": 1, "end": 2, "text": " b"}]}"#;
        assert_eq!(spoken(&read(unnamed)), [("", "a b")]);
        let untimed =
            r#"{"results": [{"alternatives": [{"transcript": "so it is"}, {"transcript": "so it was"}]}]}"#;
        assert_eq!(spoken(&read(untimed)), [("", "so it is")]);
    }

    #[test]
    fn a_file_that_breaks_off_is_read_as_far_as_it_goes() {
        let gathered = read("{\"turns\": [{\"speaker\": \"A\", \"text\": \"1\"},\n{\"speaker\": \"B\", \"te");
        assert_eq!((spoken(&gathered), gathered.kinds()), (vec![("A", "1")], vec![IssueKind::Truncated]));
        let gathered =
            read("[{\"speaker\": \"A\", \"text\": \"1\"},\n{\"speaker\": oops}, {\"text\": \"2\"}]");
        assert_eq!(spoken(&gathered), [("A", "1")]);
        assert!(
            gathered.messages()[0].starts_with("a.json:2: no JSON from here on: expected value; what stands")
        );
    }

    #[test]
    fn deep_nesting_is_not_followed() {
        let deep = "[".repeat(50_000);
        let text = format!("{{\"x\": {deep}{}, \"turns\": [{{\"text\": \"One.\"}}]}}", "]".repeat(50_000));
        assert_eq!(read(&text).turns().count(), 1);
        let documents = "{\"id\": 1, \"a\": [".repeat(100);
        let text = format!("{documents}{{\"text\": \"One.\"}}{}", "]}".repeat(100));
        assert_eq!(read(&text).turns().count(), 0);
        assert!(!read(&text).issues.is_empty());
    }

    /// The text of a file of another project; `None`, with a notice, where it is absent.
    fn shared(name: &str) -> Option<String> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/stt-json").join(name);
        let text = std::fs::read_to_string(&path).ok();
        if text.is_none() {
            println!("skipped: {} is absent", path.display());
        }
        text
    }

    #[test]
    fn words_that_a_last_result_repeats_with_speakers_count_once() {
        let Some(text) = shared("google-speaker-tags.json") else { return };
        let gathered = read(&text);
        let [turn] = &gathered.documents[0].turns[..] else { panic!("one turn: {gathered:?}") };
        assert_eq!((turn.name(), turn.text.split_whitespace().count()), ("2", 123));
        assert!(
            turn.text.starts_with("There was a day about 10 years ago") && turn.text.ends_with("this robot.")
        );
    }

    #[test]
    fn words_are_given_to_speakers_by_their_times() {
        let Some(text) = shared("kaldi-speaker-segments.json") else { return };
        let gathered = read(&text);
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let texts: Vec<&str> = gathered.turns().map(|turn| &*turn.text).collect();
        assert_eq!(texts.join(" "), value["retval"]["punct"].as_str().unwrap());
        let names: Vec<&str> = gathered.turns().map(|turn| turn.name()).collect();
        assert_eq!(names, ["S12", "S10"]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(
            json in r#"([\[{]|[\]}]|,|"(text|speaker|start|word|words|id|alternatives|x)": ?|"a ?"|1|null|\n){0,40}"#
        ) {
            read(&json);
        }

        #[test]
        fn any_value_is_read_without_panic(value in value()) {
            let text = serde_json::to_string_pretty(&value).unwrap();
            let last = text.lines().count() as u64;
            prop_assert!(read(&text).turns().all(|turn| turn.line <= last));
        }
    }

    fn value() -> impl Strategy<Value = serde_json::Value> {
        use serde_json::{Value, json};
        const KEYS: &[&str] = &[
            "text",
            "speaker",
            "start",
            "end",
            "word",
            "words",
            "id",
            "alternatives",
            "turns",
            "date",
            "type",
        ];
        let leaves = prop_oneof![
            Just(Value::Null),
            Just(json!("a b")),
            Just(json!("word")),
            Just(json!(1.5)),
            Just(json!(0))
        ];
        leaves.prop_recursive(5, 40, 6, |inner| {
            let members = prop::collection::vec((prop::sample::select(KEYS), inner.clone()), 0..6);
            let object = members.prop_map(|members| {
                Value::Object(members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
            });
            prop_oneof![object, prop::collection::vec(inner, 0..6).prop_map(Value::Array)]
        })
    }
}
