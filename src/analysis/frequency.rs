//! What is said how often.

use std::collections::BTreeSet;

use super::terms::TermCounts;
use crate::count::{Dfm, Key};
use crate::scan::Corpus;
use crate::stats::rate::per_million;
use crate::stats::tf_idf::TfIdf;
use crate::vocab::TermId;

/// How frequencies are weighed and which are kept.
#[derive(Debug, Clone)]
pub struct FrequencyOptions {
    /// The groups, where there are any: each gets rows of its own.
    pub by: Option<Key>,
    /// Terms that are rarer than this in a group have no row.
    pub min_count: u64,
    /// What the units of TF-IDF are: turns, documents or speakers.
    pub unit: Key,
    /// Whose TF-IDF.
    pub weighting: TfIdf,
}

/// Every term of all that is looked at, weighed by turns as quanteda does.
impl Default for FrequencyOptions {
    fn default() -> Self {
        Self { by: None, min_count: 1, unit: Key::Turn, weighting: TfIdf::Quanteda }
    }
}

/// How often a term is said in a group, or in all that is looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Frequency {
    /// The group; `None` where there are none.
    pub group: Option<String>,
    /// The term.
    pub term: TermId,
    /// Its forms as written, the most frequent first, each with its count.
    pub forms: Vec<(String, u64)>,
    /// How often.
    pub frequency: u64,
    /// How often in a million words; `None` where there are no words.
    pub per_million: Option<f64>,
    /// In how many documents.
    pub documents: u64,
    /// In how many turns.
    pub turns: u64,
    /// By how many speakers whose names are known.
    pub speakers: u64,
    /// The sum over all units of the group's part of the term's weight there; `None` where no unit has it.
    pub tf_idf: Option<f64>,
}

/// The terms of `rows`, by group in byte order, then the most frequent first, then in byte order as shown.
pub fn frequencies<F>(
    corpus: &Corpus<F>,
    forms: &Dfm,
    counts: &TermCounts,
    rows: &[u32],
    options: &FrequencyOptions,
) -> Vec<Frequency> {
    let groups: Vec<(Option<String>, Vec<u32>)> = match &options.by {
        None => vec![(None, rows.to_vec())],
        Some(key) => {
            let grouping = corpus.group_by(key, rows);
            let members = grouping.rows();
            grouping.labels.into_iter().map(Some).zip(members).collect()
        }
    };
    let units = Units::new(corpus, counts, rows, options);
    groups
        .into_iter()
        .flat_map(|(group, rows)| of_group(corpus, forms, counts, &rows, group, &units, options))
        .collect()
}

fn of_group<F>(
    corpus: &Corpus<F>,
    forms: &Dfm,
    counts: &TermCounts,
    rows: &[u32],
    group: Option<String>,
    units: &Units<'_>,
    options: &FrequencyOptions,
) -> Vec<Frequency> {
    let size = counts.size(rows);
    let totals = counts.totals(rows);
    let spread = Spread::new(corpus, counts, rows);
    let weights = units.weights(rows);
    let mut form_totals = vec![0; corpus.vocabulary.len()];
    for &row in rows {
        for (form, count) in forms.row(row as usize) {
            form_totals[form as usize] += count;
        }
    }
    let mut found: Vec<Frequency> = counts
        .terms
        .ids()
        .filter(|term| totals[term.index()] >= options.min_count.max(1))
        .map(|term| {
            let mut forms: Vec<(String, u64)> = counts
                .terms
                .members(term)
                .iter()
                .map(|&form| (corpus.vocabulary.form(form).to_owned(), form_totals[form.index()]))
                .filter(|(_, count)| *count > 0)
                .collect();
            forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            let frequency = totals[term.index()];
            Frequency {
                group: group.clone(),
                term,
                forms,
                frequency,
                per_million: per_million(frequency, size),
                documents: spread.documents[term.index()],
                turns: spread.turns[term.index()],
                speakers: spread.speakers[term.index()],
                tf_idf: weights[term.index()],
            }
        })
        .collect();
    found.sort_by(|a, b| {
        let shown = |row: &Frequency| counts.shown(corpus, row.term);
        b.frequency.cmp(&a.frequency).then_with(|| shown(a).cmp(shown(b))).then_with(|| a.term.cmp(&b.term))
    });
    found
}

/// In how many turns, documents and speakers each term stands.
struct Spread {
    turns: Vec<u64>,
    documents: Vec<u64>,
    speakers: Vec<u64>,
}

impl Spread {
    fn new<F>(corpus: &Corpus<F>, counts: &TermCounts, rows: &[u32]) -> Self {
        let terms = counts.terms.len();
        let mut spread = Self { turns: vec![0; terms], documents: vec![0; terms], speakers: vec![0; terms] };
        let mut last_document = vec![u32::MAX; terms];
        let mut by_speaker = vec![BTreeSet::new(); corpus.speakers.len()];
        for &row in rows {
            let turn = &corpus.turns[row as usize];
            for (term, _) in counts.matrix.row(row as usize) {
                let place = term as usize;
                spread.turns[place] += 1;
                if last_document[place] != turn.document {
                    last_document[place] = turn.document;
                    spread.documents[place] += 1;
                }
                if let Some(speaker) = turn.speaker {
                    by_speaker[speaker.index()].insert(term);
                }
            }
        }
        for term in by_speaker.into_iter().flatten() {
            spread.speakers[term as usize] += 1;
        }
        spread
    }
}

/// The units of TF-IDF: which rows make up each, and in how many of them each term stands.
struct Units<'a> {
    counts: &'a TermCounts,
    weighting: TfIdf,
    of: Vec<Option<u32>>,
    sizes: Vec<u64>,
    lengths: Vec<f64>,
    units_with: Vec<u64>,
}

impl<'a> Units<'a> {
    fn new<F>(corpus: &Corpus<F>, counts: &'a TermCounts, rows: &[u32], options: &FrequencyOptions) -> Self {
        let (of, size) = match options.unit {
            Key::Turn => {
                let mut of = vec![None; corpus.turns.len()];
                for (unit, &row) in rows.iter().enumerate() {
                    of[row as usize] = Some(unit as u32);
                }
                (of, rows.len())
            }
            _ => {
                let grouping = corpus.group_by(&options.unit, rows);
                (grouping.of, grouping.labels.len())
            }
        };
        let matrix = counts.matrix.group_by(&of, size);
        let mut sizes = vec![0; size];
        for (row, unit) in of.iter().enumerate() {
            if let Some(unit) = unit {
                sizes[*unit as usize] += counts.sizes[row];
            }
        }
        let units_with = matrix.row_frequencies(counts.terms.len());
        let mut units =
            Self { counts, weighting: options.weighting, of, sizes, lengths: vec![1.0; size], units_with };
        units.lengths = (0..size)
            .map(|unit| {
                options.weighting.length(matrix.row(unit).filter_map(|cell| units.weight(unit, cell)))
            })
            .collect();
        units
    }

    /// The weight of so many occurrences of a term in a unit.
    fn weight(&self, unit: usize, (term, count): (u32, u64)) -> Option<f64> {
        let (with, units) = (self.units_with[term as usize], self.sizes.len() as u64);
        Some(self.weighting.weight(count, self.sizes[unit], with, units)? / self.lengths[unit])
    }

    /// The weight of each term, summed over `rows`: what each occurrence weighs is a matter of its whole unit.
    fn weights(&self, rows: &[u32]) -> Vec<Option<f64>> {
        let mut sums = vec![None; self.counts.terms.len()];
        for &row in rows {
            let Some(unit) = self.of[row as usize] else { continue };
            for cell in self.counts.matrix.row(row as usize) {
                if let Some(weight) = self.weight(unit as usize, cell) {
                    *sums[cell.0 as usize].get_or_insert(0.0) += weight;
                }
            }
        }
        sums
    }
}
