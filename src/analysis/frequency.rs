//! What is said how often.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::slice::ParallelSliceMut;

use super::terms::TermCounts;
use crate::count::{Forms, Key, Spread};
use crate::scan::Corpus;
use crate::speakers::SpeakerId;
use crate::stats::rate::per_million;
use crate::stats::tf_idf::TfIdf;
use crate::vocab::{FormId, TermId};

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
#[derive(Debug, Clone)]
pub struct Frequency {
    /// The group; `None` where there are none.
    pub group: Option<Arc<str>>,
    /// The term.
    pub term: TermId,
    /// The forms of all terms of the group, each with its count.
    all_forms: Arc<Vec<(FormId, u64)>>,
    /// Which of them are this one's.
    forms: Range<u32>,
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

impl Frequency {
    /// The term's forms, the most frequent first, then in byte order, each with its count.
    pub fn forms(&self) -> &[(FormId, u64)] {
        &self.all_forms[self.forms.start as usize..self.forms.end as usize]
    }
}

/// The terms of `rows`, by group in byte order, then the most frequent first, then in byte order as shown.
///
/// `spread` gives in how many turns and documents the terms stand where rows are not turns; there groups are only
/// what rows can tell, and units only speakers, or turns and documents under a weighting that is linear.
pub fn frequencies<F>(
    corpus: &Corpus<F>,
    forms: &impl Forms,
    counts: &TermCounts,
    spread: Option<&Spread>,
    rows: &[u32],
    options: &FrequencyOptions,
) -> Vec<Frequency> {
    let groups: Vec<(Option<Arc<str>>, Vec<u32>)> = match &options.by {
        None => vec![(None, rows.to_vec())],
        Some(key) => {
            let grouping = corpus.group_by(key, rows);
            let members = grouping.rows();
            grouping.labels.into_iter().map(|label| Some(label.into())).zip(members).collect()
        }
    };
    let units = Units::new(corpus, counts, spread, rows, options);
    let analysis = Analysis { corpus, forms, counts, spread, units, least: options.min_count.max(1) };
    groups.into_iter().flat_map(|(group, rows)| analysis.of_group(&rows, group.as_ref())).collect()
}

struct Analysis<'a, F, W> {
    corpus: &'a Corpus<F>,
    forms: &'a W,
    counts: &'a TermCounts,
    spread: Option<&'a Spread>,
    units: Units<'a>,
    least: u64,
}

impl<F, W: Forms> Analysis<'_, F, W> {
    fn of_group(&self, rows: &[u32], group: Option<&Arc<str>>) -> Vec<Frequency> {
        let Self { corpus, counts, .. } = self;
        let size = counts.size(rows);
        let totals = counts.totals(rows);
        let mut terms: Vec<TermId> =
            counts.terms.ids().filter(|term| totals[term.index()] >= self.least).collect();
        terms.par_sort_unstable_by_key(|&term| {
            // Forms are numbered in byte order.
            (Reverse(totals[term.index()]), counts.terms.shown(term), term)
        });
        let (all_forms, ends) = self.forms_of(&terms, rows);
        let places = match self.spread {
            Some(spread) => Places::of_spread(counts, spread),
            None => Places::of_rows(corpus, counts, rows),
        };
        let speakers = speakers_with(corpus, counts, rows);
        let weights = self.units.weights(rows, &totals);
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let found = terms.into_iter().zip(starts.zip(&ends)).map(|(term, (start, &end))| {
            let place = term.index();
            Frequency {
                group: group.cloned(),
                term,
                all_forms: Arc::clone(&all_forms),
                forms: start..end,
                frequency: totals[place],
                per_million: per_million(totals[place], size),
                documents: places.documents[place],
                turns: places.turns[place],
                speakers: speakers[place],
                tf_idf: weights[place],
            }
        });
        found.collect()
    }

    /// The forms of terms that occur, term by term, the most frequent first, then in byte order; and where those of each
    /// term end.
    fn forms_of(&self, terms: &[TermId], rows: &[u32]) -> (Arc<Vec<(FormId, u64)>>, Vec<u32>) {
        let totals = match rows.len() == self.corpus.turns.len() {
            true => Cow::Borrowed(&self.counts.form_totals),
            false => Cow::Owned(self.forms.totals(rows, self.corpus.vocabulary.len())),
        };
        let mut forms: Vec<(FormId, u64)> = Vec::with_capacity(terms.len());
        let mut ends = Vec::with_capacity(terms.len());
        for &term in terms {
            let start = forms.len();
            for &form in self.counts.terms.members(term).iter().filter(|form| totals[form.index()] > 0) {
                let alike = self.corpus.vocabulary.first_alike(form);
                // Those of one spelling stand together, as they are equally frequent.
                match forms[start..].last_mut() {
                    Some((last, count)) if *last == alike => *count += totals[form.index()],
                    Some(_) | None => forms.push((alike, totals[form.index()])),
                }
            }
            forms[start..].sort_unstable_by_key(|&(form, count)| (Reverse(count), form));
            ends.push(forms.len() as u32);
        }
        (Arc::new(forms), ends)
    }
}

/// In how many turns and documents each term stands.
struct Places {
    turns: Vec<u64>,
    documents: Vec<u64>,
}

impl Places {
    /// Counted from rows that are turns.
    fn of_rows<F>(corpus: &Corpus<F>, counts: &TermCounts, rows: &[u32]) -> Self {
        let terms = counts.terms.len();
        let mut places = Self { turns: vec![0; terms], documents: vec![0; terms] };
        let mut last_document = vec![u32::MAX; terms];
        for &row in rows {
            let document = corpus.turns[row as usize].document;
            for (term, _) in counts.matrix.row(row as usize) {
                let place = term as usize;
                places.turns[place] += 1;
                places.documents[place] += u64::from(last_document[place] != document);
                last_document[place] = document;
            }
        }
        places
    }

    /// As they were counted while reading.
    fn of_spread(counts: &TermCounts, spread: &Spread) -> Self {
        let of = |by_rank: &[u64]| {
            let mut by_term = vec![0; counts.terms.len()];
            for (&count, rank) in by_rank.iter().zip(0..) {
                if let Some(term) = counts.terms.of_number(rank) {
                    by_term[term.index()] = count;
                }
            }
            by_term
        };
        Self { turns: of(&spread.turns_with), documents: of(&spread.documents_with) }
    }
}

/// How many speakers whose names are known say each term.
fn speakers_with<F>(corpus: &Corpus<F>, counts: &TermCounts, rows: &[u32]) -> Vec<u64> {
    let mut by_speaker: Vec<(SpeakerId, u32)> =
        rows.iter().filter_map(|&row| Some((corpus.turns[row as usize].speaker?, row))).collect();
    by_speaker.sort_unstable();
    let mut speakers = vec![0; counts.terms.len()];
    let mut last = vec![None; counts.terms.len()];
    for (speaker, row) in by_speaker {
        for (term, _) in counts.matrix.row(row as usize) {
            let place = term as usize;
            speakers[place] += u64::from(last[place] != Some(speaker));
            last[place] = Some(speaker);
        }
    }
    speakers
}

/// In how many units each term stands, and how many there are, where no more is asked of the units: under a weighting that
/// is linear. `None` elsewhere.
fn counted<F>(
    corpus: &Corpus<F>,
    counts: &TermCounts,
    spread: Option<&Spread>,
    rows: &[u32],
    options: &FrequencyOptions,
) -> Option<(Vec<u64>, u64)> {
    if let Some(spread) = spread {
        let places = || Places::of_spread(counts, spread);
        return match options.unit {
            Key::Turn => Some((places().turns, spread.turns)),
            Key::Document => Some((places().documents, spread.documents)),
            _ => None,
        };
    }
    if !options.weighting.is_linear() {
        return None;
    }
    let places = || Places::of_rows(corpus, counts, rows);
    match options.unit {
        Key::Turn => Some((places().turns, rows.len() as u64)),
        Key::Document => {
            let mut documents: Vec<u32> =
                rows.iter().map(|&row| corpus.turns[row as usize].document).collect();
            documents.dedup();
            Some((places().documents, documents.len() as u64))
        }
        _ => None,
    }
}

/// The units of TF-IDF: which rows make up each, and in how many of them each term stands.
struct Units<'a> {
    counts: &'a TermCounts,
    weighting: TfIdf,
    /// The unit of each row; `None` for rows of no unit.
    of: Vec<Option<u32>>,
    sizes: Vec<u64>,
    lengths: Vec<f64>,
    units_with: Vec<u64>,
    units: u64,
}

impl<'a> Units<'a> {
    fn new<F>(
        corpus: &Corpus<F>,
        counts: &'a TermCounts,
        spread: Option<&Spread>,
        rows: &[u32],
        options: &FrequencyOptions,
    ) -> Self {
        if let Some((units_with, units)) = counted(corpus, counts, spread, rows, options) {
            let of = vec![Some(0); corpus.turns.len()];
            let weighting = options.weighting;
            return Self { counts, weighting, of, sizes: vec![1], lengths: vec![1.0], units_with, units };
        }
        let (of, size) = match options.unit {
            Key::Turn => {
                let mut of = vec![None; corpus.turns.len()];
                for (unit, &row) in rows.iter().enumerate() {
                    of[row as usize] = Some(unit as u32);
                }
                (of, rows.len())
            }
            // Documents of different files may have one name and are several all the same.
            Key::Document => {
                let document = |row: &u32| corpus.turns[*row as usize].document;
                let documents: BTreeSet<u32> = rows.iter().map(document).collect();
                let numbers: BTreeMap<u32, u32> = documents.into_iter().zip(0..).collect();
                let mut of = vec![None; corpus.turns.len()];
                for row in rows {
                    of[*row as usize] = numbers.get(&document(row)).copied();
                }
                (of, numbers.len())
            }
            _ => {
                let grouping = corpus.group_by(&options.unit, rows);
                (grouping.of, grouping.labels.len())
            }
        };
        Self::of_rows(counts, options.weighting, of, size)
    }

    fn of_rows(counts: &'a TermCounts, weighting: TfIdf, of: Vec<Option<u32>>, size: usize) -> Self {
        let matrix = counts.matrix.group_by(&of, size);
        let mut sizes = vec![0; size];
        for (row, unit) in of.iter().enumerate() {
            if let Some(unit) = unit {
                sizes[*unit as usize] += counts.sizes[row];
            }
        }
        let units_with = matrix.row_frequencies(counts.terms.len());
        let lengths = vec![1.0; size];
        let mut units = Self { counts, weighting, of, sizes, lengths, units_with, units: size as u64 };
        if !weighting.is_linear() {
            let length =
                |unit| weighting.length(matrix.row(unit).filter_map(|cell| units.weight(unit, cell)));
            units.lengths = (0..size).map(length).collect();
        }
        units
    }

    /// The weight of so many occurrences of a term in a unit.
    fn weight(&self, unit: usize, (term, count): (u32, u64)) -> Option<f64> {
        let with = self.units_with[term as usize];
        Some(self.weighting.weight(count, self.sizes[unit], with, self.units)? / self.lengths[unit])
    }

    /// The weight of each term, summed over `rows`, in which the terms occur `totals` times: what each occurrence
    /// weighs is a matter of its whole unit.
    fn weights(&self, rows: &[u32], totals: &[u64]) -> Vec<Option<f64>> {
        if self.weighting.is_linear() && rows.iter().all(|&row| self.of[row as usize].is_some()) {
            let weight = |(&total, &with): (&u64, &u64)| match total {
                0 => None,
                _ => self.weighting.weight(total, 1, with, self.units),
            };
            return totals.iter().zip(&self.units_with).map(weight).collect();
        }
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
