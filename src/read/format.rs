//! The formats that can be read: one trait, one list.

use std::fmt::Debug;

use super::binary::BinaryFormat;
use super::captions::Captions;
use super::compression::plain_name;
use super::csv::Separated;
use super::input::Input;
use super::json::Json;
use super::jsonl::Jsonl;
use super::parquet::Parquet;
use super::tabular::RecordFormat;
use super::text::Transcript;
use super::turn::Sink;
use crate::error::{Error, Result};
use crate::suggest;

/// How sure a format is that a text is its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// It is not.
    No,
    /// It can be read so, as anything can.
    Fallback,
    /// It has the marks of this format.
    Sure,
}

/// A way to write down who said what.
pub trait Format: Sync + Debug {
    /// Its name on the command line and in the manifest.
    fn name(&self) -> &'static str;
    /// The endings of its files, without the dot, in lower case.
    fn extensions(&self) -> &'static [&'static str];
    /// How sure it is, from the beginning of a text, that the text is its own.
    fn sniff(&self, head: &str) -> Confidence;
    /// Hands the documents and turns of `input` to `sink`; what is lost or altered becomes an issue there.
    fn read(&self, input: &Input<'_>, sink: &mut dyn Sink);
    /// How to read it a block at a time, if its texts are records; by default they are not, and are read whole.
    fn records(&self) -> Option<&dyn RecordFormat> {
        None
    }
    /// How to read it from its bytes, if its files are no text; by default they are.
    fn binary(&self) -> Option<&dyn BinaryFormat> {
        None
    }
}

/// Every format, in the order in which they are tried.
pub static FORMATS: [&dyn Format; 8] =
    [&Jsonl, &Json, &Separated::CSV, &Separated::TSV, &Captions::VTT, &Captions::SRT, &Parquet, &Transcript];

/// The format of that name, or with that file name ending.
///
/// # Errors
/// An unknown name is a configuration error that names the nearest known one.
pub fn format_named(name: &str) -> Result<&'static dyn Format> {
    let name = name.trim().to_lowercase();
    let found =
        FORMATS.into_iter().find(|format| format.name() == name || format.extensions().contains(&&*name));
    let names = FORMATS.map(|format| format.name());
    found.ok_or_else(|| match suggest::nearest(&name, names).first() {
        Some(near) => Error::config(format!("unknown input format '{name}'; did you mean '{near}'?")),
        None => Error::config(format!("unknown input format '{name}'; known are {}", names.join(", "))),
    })
}

/// The format that files of that name have, seen through a compressed file's ending.
pub(super) fn format_by_ending(name: &str) -> Option<&'static dyn Format> {
    let (_, ending) = plain_name(name).rsplit_once('.')?;
    let ending = ending.to_lowercase();
    FORMATS.into_iter().find(|format| format.extensions().contains(&&*ending))
}

/// The format that is surest, from its beginning, that a text is its own; the first of equals.
pub(super) fn format_by_content(head: &str) -> Option<&'static dyn Format> {
    FORMATS.into_iter().rev().max_by_key(|format| format.sniff(head))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_format_suggests_the_nearest() {
        let said = |name| format_named(name).unwrap_err().to_string();
        assert_eq!(said("jsonnl"), "unknown input format 'jsonnl'; did you mean 'jsonl'?");
        assert_eq!(
            said("png"),
            "unknown input format 'png'; known are jsonl, json, csv, tsv, vtt, srt, parquet, transcript"
        );
        assert_eq!(format_named("TXT").unwrap().name(), "transcript");
    }

    #[test]
    fn the_ending_is_seen_through_compression_and_case() {
        let name = |name| format_by_ending(name).map(|format| format.name());
        assert_eq!(name("a/b.JSONL.gz"), Some("jsonl"));
        assert_eq!(name("a.md"), Some("transcript"));
        assert_eq!((name("a.gz"), name("jsonl"), name("a.png")), (None, None, None));
    }

    #[test]
    fn content_tells_the_format_where_no_ending_does() {
        let name = |head| format_by_content(head).map(|format| format.name());
        assert_eq!(name("{\"text\": \"Hello\"}\n{\"te"), Some("jsonl"));
        assert_eq!(name("{\n  \"turns\": ["), Some("json"));
        assert_eq!(name("[{\"text\": \"Hello\"}, "), Some("json"));
        assert_eq!(name("speaker,text\nAnn,\"Hello, all\""), Some("csv"));
        assert_eq!(name("speaker\ttext\nAnn\tHello"), Some("tsv"));
        assert_eq!(name("Ann: {hello}, text\n"), Some("transcript"));
        assert_eq!(name(""), Some("transcript"));
    }
}
