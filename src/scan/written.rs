//! Partial counts as bytes: what travels between processes and machines, and what waits on disk.
//!
//! A file of counts holds what was read, word for word but not letter for letter: documents, turns, people, and the
//! forms of each turn in order. It begins with a line that says what it is; then come, in postcard's encoding, what
//! has to agree with other parts ([`Stamp`]) and, as a Zstandard frame with a checksum, all the rest. The same counts
//! give the same bytes, however they were counted.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::partial::{Entry, Fields, Numbered, Partial, Placed, Row, Spoken};
use super::plan::Grain;
use crate::count::{Order, Portable, Sizes, Tally};
use crate::error::{Error, Result};
use crate::issues::Issues;
use crate::read::{Findings, SourceRecord, Summary};
use crate::speakers::Person;
use crate::text::{Analyzers, Characters, Language, Languages};
use crate::vocab::{Lexicon, Strings, Vocabulary};

/// How a file of counts begins.
const MAGIC: &[u8] = b"dictum counts\n";
/// Raised whenever files are written differently.
const VERSION: u32 = 3;
/// How hard the counts are packed.
const LEVEL: i32 = 1;
/// So many times its size a file may unpack to, and this many bytes more: beyond it is none of ours.
const GROWTH: u64 = 256;
const ROOM: u64 = 1 << 20;

/// What partial counts say of themselves: they belong together where version, grain and cutting agree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The version of the file's form.
    pub version: u32,
    /// What a row is.
    pub grain: Grain,
    /// How texts were cut into words: [`Analyzers::cutting`](crate::text::Analyzers::cutting).
    pub cutting: String,
    /// The wrapping sum, over all turns, of a hash of document, place and text: it tells what was counted, in any
    /// order.
    pub fingerprint: u64,
    /// How many turns were counted.
    pub turns: u64,
    /// How many words.
    pub words: u64,
}

#[derive(Serialize, Deserialize)]
struct Written<W> {
    /// The spellings of the forms, in byte order; what is known of each form is worked out anew.
    spellings: Strings,
    /// Where forms are of several languages, the spelling and language of each, in order; else empty.
    languages: Vec<(u32, Language)>,
    documents: Vec<Entry>,
    rows: Vec<Row>,
    spoken: Vec<Spoken>,
    people: Vec<Person>,
    fields: Vec<Fields>,
    sources: Vec<SourceRecord>,
    summaries: BTreeMap<Arc<str>, Summary>,
    issues: Issues,
    findings: Findings,
    characters: BTreeMap<Arc<str>, Characters>,
    tally: W,
}

impl<T: Portable> Partial<T> {
    /// The counts as bytes; `analyzer` is the one by which they were counted.
    ///
    /// # Errors
    /// They do not fit into memory a second time, or what waits on disk cannot be read.
    pub fn encode(&self, grain: Grain, analyzer: &Analyzers) -> Result<Vec<u8>> {
        let stamp = Stamp {
            version: VERSION,
            grain,
            cutting: analyzer.cutting(),
            fingerprint: self.fingerprint,
            turns: self.turns(),
            words: self.words(),
        };
        let mut bytes = MAGIC.to_vec();
        bytes.extend(postcard::to_allocvec(&stamp).map_err(Error::format)?);
        let body = postcard::to_allocvec(&self.written()?).map_err(Error::format)?;
        bytes.extend(zstd::bulk::compress(&body, LEVEL)?);
        Ok(bytes)
    }

    /// Everything in its final order.
    fn written(&self) -> Result<Written<T::Written>> {
        let (vocabulary, ranks) = Vocabulary::freeze(&self.lexicon);
        let (people, person_places) = self.people.clone().sorted();
        let (fields, field_places) = self.fields.clone().sorted();
        let layout = self.layout();
        let mut order = Order { ranks, rows: Vec::new() };
        let (mut documents, mut rows) = (Vec::new(), Vec::new());
        for Placed { entry, rows: of_entry, .. } in layout {
            documents.push(entry.clone());
            for row in of_entry {
                order.rows.push(row);
                let row = self.rows[row as usize].clone();
                let person = row.person.map(|person| person_places[person as usize]);
                rows.push(Row { person, fields: field_places[row.fields as usize], ..row });
            }
        }
        let mut spoken = vec![Spoken::default(); self.spoken.len()];
        if !spoken.is_empty() {
            spoken.resize(people.len() + 1, Spoken::default());
            order.rows.resize(people.len() + 1, 0);
            for (person, &place) in person_places.iter().enumerate() {
                order.rows[place as usize + 1] = person as u32 + 1;
            }
            for (row, &old) in order.rows.iter().enumerate() {
                spoken[row] = self.spoken.get(old as usize).copied().unwrap_or_default();
            }
        }
        let mut sources = self.sources.clone();
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        let (summaries, issues, characters) =
            (self.summaries.clone(), self.issues.clone(), self.characters.clone());
        Ok(Written {
            spellings: vocabulary.spellings().clone(),
            languages: vocabulary.languages().to_vec(),
            documents,
            rows,
            spoken,
            people,
            fields,
            sources,
            summaries,
            issues,
            findings: self.findings.clone(),
            characters,
            tally: self.tally.written(&order)?,
        })
    }

    /// The counts that `bytes` hold, and what they say of themselves. What is known of a form by itself is worked out
    /// anew, so that language and stop list may be others than those by which they were counted.
    ///
    /// # Errors
    /// A [`Format`](crate::ErrorKind::Format) error: they are no counts, of another version or grain, were cut into
    /// words otherwise, or are damaged.
    pub fn decode(bytes: &[u8], plan: &T::Plan, grain: Grain, analyzer: &Analyzers) -> Result<(Self, Stamp)> {
        let (stamp, body) = stamp(bytes)?;
        if stamp.cutting != analyzer.cutting() {
            let what = format!("counted with {}, not {}", stamp.cutting, analyzer.cutting());
            return Err(Error::format(what));
        }
        if stamp.grain != grain {
            return Err(Error::format("counts of another grain"));
        }
        let written: Written<T::Written> = postcard::from_bytes(&unpacked(body)?).map_err(damaged)?;
        let partial = Self::of_written(written, &stamp, plan, analyzer)?;
        Ok((partial, stamp))
    }

    fn of_written(
        written: Written<T::Written>,
        stamp: &Stamp,
        plan: &T::Plan,
        analyzer: &Analyzers,
    ) -> Result<Self> {
        let vocabulary = vocabulary(&written.spellings, &written.languages, analyzer)?;
        let Written { documents, rows, spoken, people, fields, .. } = written;
        let turns: u64 = documents.iter().map(|entry| u64::from(entry.turns)).sum();
        let is_known = |row: &Row| {
            row.person.is_none_or(|person| (person as usize) < people.len())
                && (row.fields as usize) < fields.len()
        };
        let is_sound = turns == rows.len() as u64
            && rows.iter().all(is_known)
            && (spoken.is_empty() || spoken.len() == people.len() + 1);
        if !is_sound {
            return Err(damaged("parts do not fit together"));
        }
        let sizes = Sizes::new(&vocabulary, rows.len().max(spoken.len()));
        let partial = Self {
            tally: T::read(plan, written.tally, sizes)?,
            lexicon: Lexicon::thaw(&vocabulary),
            documents,
            rows,
            spoken,
            people: Numbered::of_sorted(people).ok_or_else(|| damaged("people"))?,
            fields: Numbered::of_sorted(fields).ok_or_else(|| damaged("fields"))?,
            sources: written.sources,
            summaries: written.summaries,
            issues: written.issues,
            findings: written.findings,
            characters: written.characters,
            fingerprint: stamp.fingerprint,
        };
        match partial.turns() == stamp.turns && partial.words() == stamp.words {
            true => Ok(partial),
            false => Err(damaged("not as many turns and words as they say")),
        }
    }
}

impl<T: Tally> Partial<T> {
    fn turns(&self) -> u64 {
        self.rows.len() as u64 + self.spoken.iter().map(|spoken| spoken.turns).sum::<u64>()
    }

    fn words(&self) -> u64 {
        self.rows.iter().map(|row| u64::from(row.tokens)).sum::<u64>()
            + self.spoken.iter().map(|spoken| spoken.tokens).sum::<u64>()
    }
}

/// What is known of forms whose spellings are to stand in byte order, each once; where forms are of several languages,
/// `languages` is to have each spelling in some, in order.
fn vocabulary(
    spellings: &Strings,
    languages: &[(u32, Language)],
    analyzers: &Analyzers,
) -> Result<Vocabulary> {
    if !spellings.iter().zip(spellings.iter().skip(1)).all(|(a, b)| a < b) {
        return Err(damaged("the forms are in disorder"));
    }
    let mut lexicon = Lexicon::default();
    match analyzers.languages() {
        Languages::One(_) => {
            for form in spellings.iter() {
                lexicon.see(form, analyzers.default());
            }
        }
        Languages::Each => {
            let mut spelt: Vec<u32> = languages.iter().map(|&(spelling, _)| spelling).collect();
            spelt.dedup();
            let is_whole = spelt.iter().copied().eq(0..spellings.len() as u32);
            if !is_whole || !languages.is_sorted_by(|a, b| a < b) {
                return Err(damaged("the languages of the forms"));
            }
            for &(spelling, language) in languages {
                lexicon.see(spellings.get(spelling as usize), analyzers.of(Some(language)));
            }
        }
    }
    Ok(Vocabulary::freeze(&lexicon).0)
}

/// What a file of counts says of itself, and the rest of it.
///
/// # Errors
/// It is no file of counts, or of another version.
pub fn stamp(bytes: &[u8]) -> Result<(Stamp, &[u8])> {
    let rest = bytes.strip_prefix(MAGIC).ok_or_else(|| Error::format("no counts of dictum"))?;
    let (version, _) = postcard::take_from_bytes::<u32>(rest).map_err(damaged)?;
    if version != VERSION {
        let what = format!("counts of version {version}; this program reads version {VERSION}");
        return Err(Error::format(what));
    }
    postcard::take_from_bytes(rest).map_err(damaged)
}

fn unpacked(body: &[u8]) -> Result<Vec<u8>> {
    let limit = body.len() as u64 * GROWTH + ROOM;
    let mut bytes = Vec::new();
    let decoder = zstd::stream::read::Decoder::with_buffer(body).map_err(damaged)?;
    decoder.take(limit).read_to_end(&mut bytes).map_err(damaged)?;
    Ok(bytes)
}

fn damaged(what: impl std::fmt::Display) -> Error {
    Error::format(format!("damaged counts: {what}"))
}
