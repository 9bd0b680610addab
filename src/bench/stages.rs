//! One round of all stages: what a pass over a corpus is made of.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::clock::Stopwatch;
use super::drawing;
use super::held::Part;
use super::laps::{Counting, Laps, counting};
use crate::analysis::{
    FrequencyOptions, Intervals, Keyness, KeynessOptions, TermCounts, Totals, frequencies,
};
use crate::count::{Key, SpeakerTable};
use crate::error::Result;
use crate::issues::{Issue, IssueKind, Issues};
use crate::read::{self, Header, ReadOptions, Sink, Source, Turn};
use crate::scan::{Corpus, Selection};
use crate::text::Analyzer;
use crate::vocab::TermRule;

/// A part of the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Bytes out of the files, unpacked, decoded, and cut into blocks.
    Read,
    /// Turns out of those: records parsed, or labels and speakers found.
    Turns,
    /// Texts cut into words.
    Tokenize,
    /// Words turned into numbers; what is new folded, stemmed, looked up.
    Intern,
    /// Numbers counted by speaker, and terms once a turn and document.
    Count,
    /// All brought into byte order, forms gathered into terms.
    Freeze,
    /// The counts of one half taken into those of the other, as threads do.
    Merge,
    /// Every term's frequency, and its keyness for every speaker.
    Statistics,
    /// Two charts drawn, as SVG and PNG.
    Charts,
}

impl Stage {
    /// Every stage, in the order of the work.
    pub const ALL: [Self; 9] = [
        Self::Read,
        Self::Turns,
        Self::Tokenize,
        Self::Intern,
        Self::Count,
        Self::Freeze,
        Self::Merge,
        Self::Statistics,
        Self::Charts,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Turns => "turns",
            Self::Tokenize => "tokenize",
            Self::Intern => "intern",
            Self::Count => "count",
            Self::Freeze => "freeze",
            Self::Merge => "merge",
            Self::Statistics => "statistics",
            Self::Charts => "charts",
        }
    }

    /// Whether one thread that counts words and speakers goes through it.
    pub fn is_of_a_pass(self) -> bool {
        match self {
            Self::Read | Self::Turns | Self::Tokenize | Self::Intern | Self::Count | Self::Freeze => true,
            Self::Merge | Self::Statistics | Self::Charts => false,
        }
    }
}

/// What the stages work on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Work<'w> {
    /// The files.
    pub sources: &'w [Source],
    /// How they are read.
    pub read: &'w ReadOptions,
    /// How words are analysed.
    pub analyzer: &'w Analyzer,
    /// The turns, from as many of the files' pieces as are read.
    pub part: Part<'w>,
    /// Those turns, counted.
    pub corpus: &'w Corpus<SpeakerTable>,
}

/// Goes through all stages once; how long each took, in the order of [`Stage::ALL`].
///
/// # Errors
/// A chart that cannot be drawn.
pub(super) fn round(work: Work<'_>) -> Result<[Duration; 9]> {
    let [read, turns] = reading(work);
    let Work { part, analyzer, corpus, .. } = work;
    let speakers = part.speakers();
    let mut laps = Laps::default();
    let counting_all = counting(part, 0..part.len(), analyzer, &mut laps);
    let mut watch = Stopwatch::of_thread();
    drop(counting_all.freeze(speakers));
    let freeze = watch.lap();
    let [mut first, second] = part.halves().map(|half| half_of(part, half, analyzer));
    let mut watch = Stopwatch::of_thread();
    first.merge(second, speakers);
    let merge = watch.lap();
    drop(first);
    let mut watch = Stopwatch::of_thread();
    let records = statistics(corpus)?;
    let statistics = watch.lap();
    drawing::draw(&records)?;
    let charts = watch.lap();
    Ok([read, turns, laps.tokenize, laps.intern, laps.count, freeze, merge, statistics, charts])
}

fn half_of(part: Part<'_>, half: std::ops::Range<usize>, analyzer: &Analyzer) -> Counting {
    counting(part, half, analyzer, &mut Laps::default())
}

/// Nobody who listens.
struct Nobody;

impl Sink for Nobody {
    fn document(&mut self, header: Header) {
        std::hint::black_box(header.name.len());
    }

    fn turn(&mut self, turn: Turn<'_>) {
        std::hint::black_box(turn.text.len());
    }

    fn issue(&mut self, _: IssueKind, _: Issue) {}
}

/// How long the files are read, and how long turns are found in what was read.
fn reading(work: Work<'_>) -> [Duration; 2] {
    let [mut reading, mut turning] = [Duration::ZERO; 2];
    let mut watch = Stopwatch::of_thread();
    for piece in read::pieces(work.sources, work.read).take(work.part.pieces()) {
        let mut read = watch.lap();
        // A source that is not cut is read as its turns are: once more, to know how much of the time that is.
        let is_whole = piece.stored() == piece.source().size();
        if is_whole {
            drop(read::text(piece.source(), &mut Issues::default()));
            read += watch.lap();
        }
        piece.read(&mut Nobody);
        let both = watch.lap();
        reading += read;
        turning += if is_whole { both.saturating_sub(read) } else { both };
    }
    [reading, turning]
}

/// What a report's first pages are made from.
pub(super) struct Records {
    /// The terms said most, with how often.
    pub terms: Vec<(String, u64)>,
    /// The speakers with the most words, each with the terms that are said more than by all others.
    pub profiles: Vec<Profile>,
}

/// What one speaker says more than all others.
pub(super) struct Profile {
    /// Who it is.
    pub speaker: String,
    /// How many words there are.
    pub size: u64,
    /// The terms, with how often, and the binary logarithm of how many times as often.
    pub terms: Vec<(String, u64, f64)>,
}

/// How many terms are drawn.
const TERMS: usize = 20;
/// Of how many speakers keywords are drawn.
const SPEAKERS: usize = 8;
/// How many keywords of each.
const KEYWORDS: usize = 10;

fn statistics(corpus: &Corpus<SpeakerTable>) -> Result<Records> {
    let SpeakerTable { forms, spread } = &corpus.counted;
    let counts = TermCounts::new(corpus, forms, TermRule::default(), Totals::All)?;
    let rows = corpus.select(&Selection::default())?;
    let found = frequencies(corpus, forms, &counts, Some(spread), &rows, &FrequencyOptions::default())?;
    let terms = found.iter().take(TERMS);
    let terms = terms.map(|row| (counts.shown(corpus, row.term).to_owned(), row.frequency)).collect();
    let options = KeynessOptions { intervals: Intervals::Skipped, ..KeynessOptions::default() };
    let keyness = Keyness::new(corpus, &counts, &Key::Speaker, &rows, options)?;
    let mut profiles: Vec<Profile> = Vec::new();
    for group in keyness.targets() {
        let family = keyness.family(group);
        let shown = family.keywords().take(KEYWORDS).map(|(term, keyword)| {
            let table = &keyword.counts.table;
            (counts.shown(corpus, term).to_owned(), table.target, table.log_ratio().unwrap_or_default())
        });
        let (speaker, size) = (family.group.to_owned(), family.target_size);
        profiles.push(Profile { speaker, size, terms: shown.collect() });
    }
    profiles.sort_by_key(|profile| std::cmp::Reverse(profile.size));
    profiles.truncate(SPEAKERS);
    Ok(Records { terms, profiles })
}
