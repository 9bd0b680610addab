//! A second look at some turns: the sources are read again, and only these turns are cut into words.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::corpus::{Corpus, Document};
use super::partial::Ordinals;
use super::plan::{Plan, Progress};
use super::words::cut;
use crate::count::{DocumentKey, Seen, TurnForms};
use crate::issues::{Issue, IssueKind};
use crate::read::{self, Fingerprint, Header, ReadOptions, Sink, Turn};
use crate::vocab::Lexicon;

/// Reads the sources of `corpus`, whose rows are turns, once more and hands each turn that `is_wanted` says of its row to
/// `add`, on as many threads as the current rayon pool has: each thread adds to values of its own, which are all given.
///
/// In what is handed on the row is that of the corpus. One value always meets the same lexicon. Turns of files of counts
/// have no text and are not met again.
pub fn revisit<F: Sync, V: Send>(
    plan: &Plan,
    corpus: &Corpus<F>,
    is_wanted: &(dyn Fn(u32) -> bool + Sync),
    progress: &dyn Progress,
    empty: impl Fn() -> V + Send + Sync,
    add: impl Fn(&mut V, &Seen<'_>) + Send + Sync,
) -> Vec<V> {
    let places = Places::new(&corpus.documents);
    let options = ReadOptions { fingerprint: Fingerprint::Size, ..plan.read.clone() };
    let wanted = wanted(corpus, is_wanted);
    let (sources, passed): (Vec<_>, Vec<_>) =
        plan.sources.iter().cloned().partition(|source| wanted.contains(source.path()));
    progress.advance(passed.iter().map(read::Source::size).sum());
    read::pieces(&sources, &options)
        .par_bridge()
        .fold(
            || (Lexicon::default(), TurnForms::default(), empty()),
            |(mut lexicon, mut forms, mut value), piece| {
                let stored = piece.stored();
                if !piece.source().holds_counts() {
                    let of_path = places.of_path(piece.source().path());
                    let seen = |turn: &Turn<'_>, at: At<'_>| {
                        let row = at.first + at.place;
                        if is_wanted(row) {
                            cut(turn.text, plan.analyzer.of(turn.language()), &mut lexicon, &mut forms);
                            let (document, place) = (at.document, at.place);
                            let (forms, lexicon) = (&forms, &lexicon);
                            add(&mut value, &Seen { turn, document, place, row, forms, lexicon });
                        }
                    };
                    piece.read(&mut Finder { of_path, ordinals: Ordinals::default(), at: None, seen });
                }
                progress.advance(stored);
                (lexicon, forms, value)
            },
        )
        .map(|(_, _, value)| value)
        .collect()
}

/// The paths of the sources in which some row is wanted: nothing is asked of the others.
fn wanted<'a, F: Sync>(corpus: &'a Corpus<F>, is_wanted: &(dyn Fn(u32) -> bool + Sync)) -> BTreeSet<&'a str> {
    let has_wanted = |document: &&Document| document.rows.clone().any(is_wanted);
    let keys = corpus.documents.par_iter().filter(has_wanted).flat_map_iter(Document::first_rows);
    keys.map(|(key, _)| &*key.path).collect()
}

/// Where documents and what pieces hold of them begin, by the path of their source.
struct Places<'a>(BTreeMap<&'a str, Vec<(u64, At<'a>)>>);

/// A turn of a document, or of what a piece holds of it.
#[derive(Debug, Clone, Copy)]
struct At<'a> {
    document: &'a Arc<DocumentKey>,
    /// The row of its first turn.
    first: u32,
    /// Which turn it is, from 0.
    place: u32,
}

impl<'a> Places<'a> {
    fn new(documents: &'a [Document]) -> Self {
        let mut places: BTreeMap<&str, Vec<(u64, At<'_>)>> = BTreeMap::new();
        for (document, first) in documents.iter().flat_map(Document::first_rows) {
            let at = At { document, first, place: 0 };
            places.entry(&document.path).or_default().push((document.ordinal, at));
        }
        for of_path in places.values_mut() {
            of_path.sort_by_key(|place| place.0);
        }
        Self(places)
    }

    /// Those of one source, by the ordinal of their key.
    fn of_path(&self, path: &str) -> &[(u64, At<'a>)] {
        self.0.get(path).map_or(&[], Vec::as_slice)
    }
}

/// Follows what a reader hands on by the rows that it has in the corpus.
struct Finder<'a, S> {
    of_path: &'a [(u64, At<'a>)],
    ordinals: Ordinals,
    /// The next turn; `None` where the corpus does not know the document.
    at: Option<At<'a>>,
    seen: S,
}

impl<'a, S: FnMut(&Turn<'_>, At<'a>)> Sink for Finder<'a, S> {
    fn document(&mut self, header: Header) {
        let ordinal = self.ordinals.next(&header);
        let place = self.of_path.binary_search_by_key(&ordinal, |place| place.0);
        self.at = place.ok().map(|place| self.of_path[place].1);
    }

    fn turn(&mut self, turn: Turn<'_>) {
        if self.ordinals.is_unused() {
            self.document(Header::default());
        }
        if let Some(at) = &mut self.at {
            (self.seen)(&turn, *at);
            at.place += 1;
        }
    }

    fn issue(&mut self, _: IssueKind, _: Issue) {}
}
