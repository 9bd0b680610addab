//! How sources are read: what was asked for on the command line, and how much is held at once.

use serde::{Deserialize, Serialize};

use super::format::Format;
use super::metadata::Metadata;
use super::transcript::Labels;
use super::xml::{Mappings, Registers};

/// How to read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The format of every input; by ending, then by content, where none was asked for.
    pub format: Option<&'static dyn Format>,
    /// Names of the fields of records.
    pub names: FieldNames,
    /// Further fields of records that turns are to carry, for grouping and filtering.
    pub fields: Vec<String>,
    /// What a user's own list says of the documents.
    pub metadata: Metadata,
    /// What elements of XML mean, where the user says it.
    pub mappings: Mappings,
    /// The lists of people that lie beside the sources.
    pub registers: Registers,
    /// What is always a label in a transcript.
    pub labels: Labels,
    /// Whether the language of each turn is told.
    pub languages: Languages,
    /// What is noted of the bytes of each source.
    pub fingerprint: Fingerprint,
    /// How large the blocks are into which large sources are cut. No result depends on it.
    pub piece_size: PieceSize,
}

/// Names of the fields of records, where others than the usual ones were asked for.
///
/// A field that was asked for and that no record of a file has is an issue; a usual one may be absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldNames {
    /// The words (`text`).
    pub text: Option<String>,
    /// Who speaks (`speaker`).
    pub speaker: Option<String>,
    /// The day (`date`).
    pub date: Option<String>,
    /// The document's name (`document`, else `id`).
    pub document: Option<String>,
}

/// Whether turns are given a field `language`, the ISO 639-1 code of theirs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Languages {
    /// They carry it where it was asked for and their record has it.
    #[default]
    AsWritten,
    /// They carry it wherever it is declared or can be told from their words.
    Told,
}

/// What is noted of a source's bytes, so that it can be told later whether they are the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fingerprint {
    /// Only how many they are.
    #[default]
    Size,
    /// Their BLAKE3 too.
    Blake3,
}

/// How many bytes of decoded text a block of records has at most, if its records are not larger: at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PieceSize(usize);

impl PieceSize {
    /// Blocks of about that many bytes; of one byte where that is none.
    pub fn new(bytes: usize) -> Self {
        Self(bytes.max(1))
    }

    /// In bytes.
    pub fn bytes(self) -> usize {
        self.0
    }
}

/// A mebibyte: enough that handing a block on costs nothing, little enough that many fit into memory.
impl Default for PieceSize {
    fn default() -> Self {
        Self(1024 * 1024)
    }
}
