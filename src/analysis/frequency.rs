//! What is said how often.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use rayon::slice::ParallelSliceMut;

use super::terms::TermCounts;
use super::units::Units;
use crate::count::{Forms, Key, Spread};
use crate::error::Result;
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
///
/// # Errors
/// What waits on disk cannot be read.
pub fn frequencies<F>(
    corpus: &Corpus<F>,
    forms: &impl Forms,
    counts: &TermCounts,
    spread: Option<&Spread>,
    rows: &[u32],
    options: &FrequencyOptions,
) -> Result<Vec<Frequency>> {
    let groups: Vec<(Option<Arc<str>>, Vec<u32>)> = match &options.by {
        None => vec![(None, rows.to_vec())],
        Some(key) => {
            let grouping = corpus.group_by(key, rows);
            let members = grouping.rows();
            grouping.labels.into_iter().map(|label| Some(label.into())).zip(members).collect()
        }
    };
    let units = Units::new(corpus, counts, spread, rows, (&options.unit, options.weighting));
    let analysis = Analysis { corpus, forms, counts, spread, units, least: options.min_count.max(1) };
    let mut found = Vec::new();
    for (group, rows) in groups {
        found.extend(analysis.of_group(&rows, group.as_ref())?);
    }
    Ok(found)
}

/// Forms, each with how often it occurs.
type FormCounts = Vec<(FormId, u64)>;

struct Analysis<'a, F, W> {
    corpus: &'a Corpus<F>,
    forms: &'a W,
    counts: &'a TermCounts,
    spread: Option<&'a Spread>,
    units: Units<'a>,
    least: u64,
}

impl<F, W: Forms> Analysis<'_, F, W> {
    fn of_group(&self, rows: &[u32], group: Option<&Arc<str>>) -> Result<Vec<Frequency>> {
        let Self { corpus, counts, .. } = self;
        let size = counts.size(rows);
        let totals = counts.totals(rows);
        let mut terms: Vec<TermId> =
            counts.terms.ids().filter(|term| totals[term.index()] >= self.least).collect();
        terms.par_sort_unstable_by_key(|&term| {
            // Forms are numbered in byte order.
            (Reverse(totals[term.index()]), counts.terms.shown(term), term)
        });
        let (all_forms, ends) = self.forms_of(&terms, rows)?;
        let all_forms = Arc::new(all_forms);
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
        Ok(found.collect())
    }

    /// The forms of terms that occur, term by term, the most frequent first, then in byte order; and where those of each
    /// term end.
    fn forms_of(&self, terms: &[TermId], rows: &[u32]) -> Result<(FormCounts, Vec<u32>)> {
        let totals = match rows.len() == self.corpus.turns.len() {
            true => Cow::Borrowed(&self.counts.form_totals),
            false => Cow::Owned(self.forms.totals(rows, self.corpus.vocabulary.len())?),
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
        Ok((forms, ends))
    }
}

/// In how many turns and documents each term stands.
pub(super) struct Places {
    pub turns: Vec<u64>,
    pub documents: Vec<u64>,
}

impl Places {
    /// Counted from rows that are turns.
    pub fn of_rows<F>(corpus: &Corpus<F>, counts: &TermCounts, rows: &[u32]) -> Self {
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
    pub fn of_spread(counts: &TermCounts, spread: &Spread) -> Self {
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
