//! A second look at some turns: the sources are read again, and only these turns are cut into words.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::corpus::{Corpus, Document};
use super::excerpt::{Excerpt, Finder, TurnPlace, Wanted};
use super::plan::{Plan, Progress};
use super::words::cut;
use crate::count::{DocumentKey, Seen, TurnForms};
use crate::read::{self, Fingerprint, Piece, ReadOptions, Source, Turn};
use crate::vocab::Lexicon;

/// Reads the sources of `corpus`, whose rows are turns, once more and hands each turn that is wanted to `add`, on as many
/// threads as the current rayon pool has: each thread adds to values of its own, which are all given.
///
/// Sources of which there is an excerpt, by their path, are not read: the turns are taken from it. In what is handed on
/// the row is that of the corpus. One value always meets the same lexicon. Turns of files of counts have no text and are
/// not met again.
pub fn revisit<F: Sync, V: Send>(
    plan: &Plan,
    corpus: &Corpus<F>,
    wanted: &Wanted,
    excerpts: &BTreeMap<String, Excerpt>,
    progress: &dyn Progress,
    empty: impl Fn() -> V + Send + Sync,
    add: impl Fn(&mut V, &Seen<'_>) + Send + Sync,
) -> Vec<V> {
    let places = places(&corpus.documents);
    let options = ReadOptions { fingerprint: Fingerprint::Size, ..plan.read.clone() };
    let is_read = |source: &Source| {
        let path = source.path();
        wanted.contains_key(path) && !excerpts.contains_key(path) && !source.holds_counts()
    };
    let (sources, passed): (Vec<_>, Vec<_>) = plan.sources.iter().cloned().partition(is_read);
    progress.advance(passed.iter().map(Source::size).sum());
    let read = read::pieces(&sources, &options).map(Part::Piece);
    let told = excerpts.iter().map(|(path, excerpt)| Part::Excerpt(path, excerpt));
    read.chain(told)
        .par_bridge()
        .fold(
            || (Lexicon::default(), TurnForms::default(), empty()),
            |(mut lexicon, mut forms, mut value), part| {
                let (path, stored) = (part.path(), part.stored());
                let of_source = wanted.get(path).map_or(&[][..], Vec::as_slice);
                let found = |at: TurnPlace| {
                    of_source.binary_search(&at).ok()?;
                    places.get(path)?.get(&at.ordinal)
                };
                part.read(&mut |turn, at| {
                    let Some(&(document, first)) = found(at) else { return };
                    cut(turn.text, plan.analyzer.of(turn.language()), &mut lexicon, &mut forms);
                    let (forms, lexicon, place) = (&forms, &lexicon, at.place);
                    add(
                        &mut value,
                        &Seen { said: turn.said(), document, place, row: first + place, forms, lexicon },
                    );
                });
                progress.advance(stored);
                (lexicon, forms, value)
            },
        )
        .map(|(_, _, value)| value)
        .collect()
}

/// What turns are taken from.
enum Part<'a> {
    Piece(Piece<'a>),
    /// With the path of its source.
    Excerpt(&'a str, &'a Excerpt),
}

impl<'a> Part<'a> {
    fn path(&self) -> &'a str {
        match self {
            Self::Piece(piece) => piece.source().path(),
            Self::Excerpt(path, _) => path,
        }
    }

    /// How many stored bytes are read.
    fn stored(&self) -> u64 {
        match self {
            Self::Piece(piece) => piece.stored(),
            Self::Excerpt(..) => 0,
        }
    }

    fn read(self, seen: &mut dyn FnMut(&Turn<'_>, TurnPlace)) {
        match self {
            Self::Piece(piece) => drop(piece.read(&mut Finder::new(seen))),
            Self::Excerpt(_, excerpt) => excerpt.iter().for_each(|(turn, at)| seen(&turn, at)),
        }
    }
}

/// The row of the first turn of each document, and of what pieces hold of it, with its key: by the path of its source,
/// then by its ordinal.
type Places<'a> = BTreeMap<&'a str, BTreeMap<u64, (&'a Arc<DocumentKey>, u32)>>;

fn places(documents: &[Document]) -> Places<'_> {
    let mut places = Places::new();
    for (document, first) in documents.iter().flat_map(Document::first_rows) {
        places.entry(&document.path).or_default().insert(document.ordinal, (document, first));
    }
    places
}
