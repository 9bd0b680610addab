//! The formats that can be read: one trait, one list.

use std::fmt::Debug;

use super::binary::BinaryFormat;
use super::captions::Captions;
use super::compression::plain_name;
use super::csv::Separated;
use super::html::Html;
use super::input::Input;
use super::json::Json;
use super::jsonl::Jsonl;
use super::parquet::Parquet;
use super::tabular::RecordFormat;
use super::text::Transcript;
use super::turn::Sink;
use super::xml::{Akoma, Mapped, Tei};
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
pub static FORMATS: [&dyn Format; 12] = [
    &Jsonl,
    &Json,
    &Separated::CSV,
    &Separated::TSV,
    &Captions::VTT,
    &Captions::SRT,
    &Parquet,
    &Html,
    &Transcript,
    &Tei,
    &Akoma,
    &Mapped,
];

/// The format of that name, or with that file name ending.
///
/// # Errors
/// An unknown name is a configuration error that names the nearest known one.
pub fn format_named(name: &str) -> Result<&'static dyn Format> {
    let name = name.trim().to_lowercase();
    let by_name = FORMATS.into_iter().find(|format| format.name() == name);
    let found = by_name.or_else(|| FORMATS.into_iter().find(|format| format.extensions().contains(&&*name)));
    let names = FORMATS.map(|format| format.name());
    found.ok_or_else(|| match suggest::nearest(&name, names).first() {
        Some(near) => Error::config(format!("unknown input format '{name}'; did you mean '{near}'?")),
        None => Error::config(format!("unknown input format '{name}'; known are {}", names.join(", "))),
    })
}

/// The formats that files of that name may have, seen through a compressed file's ending; none where it tells nothing.
pub(super) fn formats_by_ending(name: &str) -> Vec<&'static dyn Format> {
    let ending = plain_name(name).rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    let has_ending =
        |format: &&dyn Format| ending.as_deref().is_some_and(|e| format.extensions().contains(&e));
    FORMATS.into_iter().filter(has_ending).collect()
}

/// The format of a file of that name whose text begins with `head`: the one of its ending; where several have it, or
/// none, the one that is surest that the text is its own, and the first of equals.
pub(super) fn format_of(name: &str, head: &str) -> Option<&'static dyn Format> {
    match formats_by_ending(name)[..] {
        [] => surest(&FORMATS, head),
        [only] => Some(only),
        ref several => surest(several, head),
    }
}

fn surest(formats: &[&'static dyn Format], head: &str) -> Option<&'static dyn Format> {
    formats.iter().rev().max_by_key(|format| format.sniff(head)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_format_suggests_the_nearest() {
        let said = |name| format_named(name).unwrap_err().to_string();
        assert_eq!(said("jsonnl"), "unknown input format 'jsonnl'; did you mean 'jsonl'?");
        let known = "jsonl, json, csv, tsv, vtt, srt, parquet, html, transcript, tei, akoma, xml";
        assert_eq!(said("png"), format!("unknown input format 'png'; known are {known}"));
        assert_eq!(format_named("TXT").unwrap().name(), "transcript");
        assert_eq!(format_named("xml").unwrap().name(), "xml");
    }

    #[test]
    fn the_ending_is_seen_through_compression_and_case() {
        let names = |name| formats_by_ending(name).iter().map(|format| format.name()).collect::<Vec<_>>();
        assert_eq!((names("a/b.JSONL.gz"), names("a.md")), (vec!["jsonl"], vec!["transcript"]));
        assert_eq!([names("a.gz"), names("jsonl"), names("a.png")], [const { Vec::<&str>::new() }; 3]);
    }

    #[test]
    fn content_tells_the_format_where_no_ending_does() {
        let name = |head| format_of("a", head).map(|format| format.name());
        assert_eq!(name("{\"text\": \"Hello\"}\n{\"te"), Some("jsonl"));
        assert_eq!(name("{\n  \"turns\": ["), Some("json"));
        assert_eq!(name("[{\"text\": \"Hello\"}, "), Some("json"));
        assert_eq!(name("speaker,text\nAnn,\"Hello, all\""), Some("csv"));
        assert_eq!(name("speaker\ttext\nAnn\tHello"), Some("tsv"));
        assert_eq!(name("<!DOCTYPE html>\n<p>Ann, said: \"Hello\""), Some("html"));
        assert_eq!(name("Ann: {hello}, text\n"), Some("transcript"));
        assert_eq!(name(""), Some("transcript"));
        assert_eq!(name("<?xml version='1.0'?><a>"), Some("xml"));
        assert_eq!(name("<Ann> hello\n<Bob> hi\n"), Some("transcript"));
    }

    #[test]
    fn content_tells_apart_formats_with_the_same_ending() {
        let name = |head| format_of("a.ana.xml", head).map(|format| format.name());
        assert_eq!(name("<?xml version='1.0'?>\n<!-- x --><t:TEI xmlns:t='u'>"), Some("tei"));
        assert_eq!(name("<akomaNtoso xmlns='u'>"), Some("akoma"));
        assert_eq!((name("<publicwhip>"), name("<debates>")), (Some("xml"), Some("xml")));
        assert_eq!((name("<div><u who='#a'>"), name("<div><p>")), (Some("tei"), Some("xml")));
    }
}
