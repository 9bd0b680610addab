//! One source as its format sees it, and what is noted of it.

use encoding_rs::Encoding;
use serde::{Deserialize, Deserializer, Serialize};

use super::format::FORMATS;

use super::options::ReadOptions;
use super::source::Source;
use super::turn::Header;
use crate::issues::Issue;

/// A source as its format sees it.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    name: &'a str,
    path: &'a str,
    text: &'a str,
    options: &'a ReadOptions,
}

impl<'a> Input<'a> {
    /// A source of which no text is known yet.
    pub(super) fn of(source: &'a Source, options: &'a ReadOptions) -> Self {
        Self { name: source.name(), path: source.path(), text: "", options }
    }

    /// The same source with its text.
    pub(super) fn with_text<'t>(&self, text: &'t str) -> Input<'t>
    where
        'a: 't,
    {
        Input { text, ..*self }
    }

    /// The path as it was typed or found.
    pub(super) fn path(&self) -> &'a str {
        self.path
    }

    /// The document's name, unless its records name their own.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// The whole text, decoded, without a byte order mark.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// How to read it.
    pub fn options(&self) -> &'a ReadOptions {
        self.options
    }

    /// The header of the document of that name, with what the metadata says of it.
    ///
    /// What the metadata says goes before what the document says of itself: a format fills only what is empty.
    pub fn header(&self, name: &str) -> Header {
        let mut header = Header { name: name.to_owned(), ..Header::default() };
        self.options.metadata.complete(&mut header);
        header
    }

    /// An issue in this source, on `line` (from 1) where one is known.
    pub fn issue(&self, line: Option<u64>, what: impl Into<String>) -> Issue {
        Issue { path: self.path.to_owned(), line, what: what.into() }
    }
}

#[cfg(test)]
impl<'a> Input<'a> {
    /// A source of that name that holds `text`.
    pub(super) fn for_test(name: &'a str, text: &'a str, options: &'a ReadOptions) -> Self {
        Self { name, path: name, text, options }
    }
}

/// What a source was when it was read, for the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRecord {
    /// The path as typed or found.
    pub path: String,
    /// Bytes as stored.
    pub size: u64,
    /// BLAKE3 of the bytes as stored, in hexadecimal, where it was [asked for](super::Fingerprint).
    pub blake3: Option<String>,
    /// The format it was read as; `None` where it holds no text.
    #[serde(deserialize_with = "format_name")]
    pub format: Option<Name>,
    /// The encoding it was read in, by its name in the WHATWG standard; `None` where it holds no text.
    #[serde(deserialize_with = "encoding_name")]
    pub encoding: Option<Name>,
}

/// A name that stands in this program.
type Name = &'static str;

/// The name of a format that this program knows.
fn format_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<&'static str>, D::Error> {
    let name = Option::<String>::deserialize(deserializer)?;
    Ok(FORMATS.iter().map(|format| format.name()).find(|known| name.as_deref() == Some(known)))
}

/// The name of an encoding that this program knows.
fn encoding_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<&'static str>, D::Error> {
    let name = Option::<String>::deserialize(deserializer)?;
    Ok(name.and_then(|name| Encoding::for_label(name.as_bytes())).map(Encoding::name))
}
