//! What a reader hands on, written into shards of whole documents.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use arrow::array::ArrayRef;
use arrow::compute::cast;
use arrow::datatypes::DataType;
use dictum::issues::{Issue, IssueKind, Issues};
use dictum::read::{Beginning, Header, ReadOptions, Sink, Source, Turn, read};
use dictum::scan::Witness;
use dictum::{Error, Result};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use tempfile::NamedTempFile;

use super::columns::Columns;
use crate::job::Rows;
use crate::store::{Shard, hex, temporary};

/// So many rows are gathered before they are handed to the writer.
const ROWS: usize = 4096;

/// The shards of a group of sources.
pub(super) struct Shards<'a> {
    folder: &'a Path,
    name: String,
    limit: u64,
    columns: Columns,
    open: Option<Open>,
    done: Vec<(String, Shard)>,
    document: Option<Document>,
    /// What the next document may be to the one that is open.
    next: Beginning,
    /// What its document is called where it does not say.
    source: String,
    issues: Issues,
    failure: Option<Error>,
}

/// A shard that is being written.
struct Open {
    writer: ArrowWriter<NamedTempFile>,
    text: u64,
    /// What was handed over.
    witness: Witness,
}

/// A document, of which so many turns were written.
struct Document {
    header: Header,
    turns: u32,
}

impl<'a> Shards<'a> {
    /// None yet; they are to lie in `folder`, have names that begin with `name`, and hold about `limit` bytes of text.
    pub fn new(folder: &'a Path, name: String, limit: u64, fields: &[String]) -> Self {
        Self {
            folder,
            name,
            limit,
            columns: Columns::new(fields),
            open: None,
            done: Vec::new(),
            document: None,
            next: Beginning::New,
            source: String::new(),
            issues: Issues::default(),
            failure: None,
        }
    }

    /// A piece of a source follows.
    pub fn begin(&mut self, source: &Source, beginning: Beginning) {
        source.name().clone_into(&mut self.source);
        self.next = beginning;
    }

    /// The shards that were written, and what reading lost.
    ///
    /// # Errors
    /// What kept them from being written.
    pub fn finish(mut self) -> Result<(Vec<(String, Shard)>, Issues)> {
        self.close();
        match self.failure {
            Some(failure) => Err(failure),
            None => Ok((self.done, self.issues)),
        }
    }

    /// Does something unless something went wrong before.
    fn attempt(&mut self, work: impl FnOnce(&mut Self) -> Result<()>) {
        if self.failure.is_none() {
            self.failure = work(self).err();
        }
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.attempt(|shards| shards.complete(open));
        }
    }

    /// Ends a shard, reads it again, and notes what is in it.
    fn complete(&mut self, mut open: Open) -> Result<()> {
        self.flush(&mut open)?;
        let file = open.writer.into_inner().map_err(Error::io)?;
        file.as_file().sync_all()?;
        let path = file.path().to_owned();
        let rows = read_back(&path)?;
        let columns = rows.sums();
        let (size, blake3) = hashed(&path)?;
        let mut witness = Witness::default();
        read(&Source::of_rows("", "", size, &blake3, Arc::new(rows)), &ReadOptions::default(), &mut witness);
        let name = format!("shard-{}-{:04}.parquet", self.name, self.done.len() + 1);
        let target = self.folder.join(&name);
        if (witness.fingerprint, witness.turns) != (open.witness.fingerprint, open.witness.turns) {
            let what = "some of its turns read otherwise from the store than from their files: brackets in them are \
                        taken for notes";
            let issue =
                Issue { path: target.to_string_lossy().into_owned(), line: None, what: what.to_owned() };
            self.issues.add(IssueKind::Malformed, issue);
        }
        file.persist(&target).map_err(|error| Error::from(error.error).at(target.display()))?;
        let (documents, turns) = (witness.documents, witness.turns);
        let fingerprint = hex(witness.fingerprint);
        let shard = Shard { size, blake3, documents, turns, text: open.text, fingerprint, columns };
        self.done.push((name, shard));
        Ok(())
    }

    fn flush(&mut self, open: &mut Open) -> Result<()> {
        let batch = self.columns.take()?;
        open.writer.write(&batch).map_err(Error::io)
    }

    /// The shard that is open, or another.
    fn opened(&mut self) -> Result<Open> {
        if let Some(open) = self.open.take() {
            return Ok(open);
        }
        let file = temporary(self.folder)?;
        let properties = WriterProperties::builder()
            .set_created_by("dictum-cluster".to_owned())
            .set_compression(Compression::ZSTD(ZstdLevel::try_new(3).map_err(Error::engine)?))
            .set_column_dictionary_enabled("text".into(), false)
            .build();
        let writer =
            ArrowWriter::try_new(file, self.columns.schema(), Some(properties)).map_err(Error::io)?;
        Ok(Open { writer, text: 0, witness: Witness::default() })
    }

    fn add(&mut self, turn: &Turn<'_>) -> Result<()> {
        let mut open = self.opened()?;
        if let Some(Document { header, turns }) = &mut self.document {
            if *turns == 0 {
                open.witness.document(header.clone());
            }
            self.columns.add(header, *turns, turn);
            *turns += 1;
        }
        open.text += turn.text.len() as u64;
        open.witness.turn(*turn);
        if self.columns.rows() >= ROWS {
            self.flush(&mut open)?;
        }
        self.open = Some(open);
        Ok(())
    }
}

impl Sink for Shards<'_> {
    fn document(&mut self, mut header: Header) {
        if header.name.is_empty() {
            header.name.clone_from(&self.source);
        }
        let next = std::mem::replace(&mut self.next, Beginning::New);
        let has_its_name = self.document.as_ref().is_some_and(|open| open.header.name == header.name);
        if next == Beginning::Continued && has_its_name {
            return;
        }
        // Neighbours of one name would be read as one document: they lie in two shards.
        if has_its_name || self.open.as_ref().is_some_and(|open| open.text >= self.limit) {
            self.close();
        }
        self.document = Some(Document { header, turns: 0 });
    }

    fn turn(&mut self, turn: Turn<'_>) {
        if self.document.is_none() {
            self.document(Header::default());
        }
        self.attempt(|shards| shards.add(&turn));
    }

    fn issue(&mut self, kind: IssueKind, issue: Issue) {
        self.issues.add(kind, issue);
    }
}

/// The rows of a shard, every column as texts.
///
/// # Errors
/// It is not as it was written.
pub(super) fn read_back(path: &Path) -> Result<Rows> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path)?).map_err(Error::io)?;
    let names = reader.schema().fields().iter().map(|field| field.name().clone()).collect();
    let mut rows = Rows::new(names);
    for batch in reader.build().map_err(Error::io)? {
        let batch = batch.map_err(Error::io)?;
        let texts = batch.columns().iter().map(|column| cast(column, &DataType::Utf8));
        let texts: Vec<ArrayRef> = texts.collect::<std::result::Result<_, _>>().map_err(Error::engine)?;
        rows.push(texts);
    }
    Ok(rows)
}

/// How large a file is, and its BLAKE3.
fn hashed(path: &Path) -> Result<(u64, String)> {
    let mut hasher = blake3::Hasher::new();
    let size = io::copy(&mut File::open(path)?, &mut hasher)?;
    Ok((size, hasher.finalize().to_hex().to_string()))
}
