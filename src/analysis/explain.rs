//! Everything known of one term, each number with its formula.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::comparison::KeynessOptions;
use super::family::Family;
use super::frequency::{Frequency, FrequencyOptions, frequencies};
use super::keywords::Keyness;
use super::log_rates::{Columns, Sample};
use super::terms::TermCounts;
use crate::count::{Key, Tokens};
use crate::error::Result;
use crate::scan::{Corpus, TurnRecord};
use crate::stats::dispersion::{Parts, Spreading};
use crate::stats::interval::Bounds;
use crate::stats::keyness::{KeynessMeasure, Keyword};
use crate::stats::rate::per_million;
use crate::stats::working::{rate, tf_idf};
use crate::vocab::TermId;

/// What is known.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// So many.
    Count(u64),
    /// A measure; `None` where it is undefined.
    Number(Option<f64>),
    /// Words.
    Text(String),
}

/// One thing that is known of a term.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// What it is a part of: `counts`, `keyness: GROUP`, `who` and so on.
    pub section: String,
    /// What is known: a column of another table, a person, a period.
    pub item: String,
    /// What it is.
    pub value: Found,
    /// Its 95 % interval, clusters as the unit, where there is one.
    pub bounds: Option<Bounds>,
    /// The formula with its numbers put in, or what the value is a part of; may be empty.
    pub working: String,
}

/// Whose term is explained, and in comparison with what.
#[derive(Debug)]
pub struct Explained<'a> {
    /// The corpus.
    pub corpus: &'a Corpus<Tokens>,
    /// Its terms.
    pub counts: &'a TermCounts,
    /// The turns that are looked at, ascending.
    pub rows: &'a [u32],
    /// The term.
    pub term: TermId,
}

/// All facts but the lines of text: counts, TF-IDF, keyness for each group by `key` that says the term, the most typical
/// first, dispersion over turns, who says it, and when.
///
/// # Errors
/// As [`Keyness::new`]; what waits on disk cannot be read.
pub fn explain(of: &Explained<'_>, key: &Key, options: KeynessOptions) -> Result<Vec<Fact>> {
    let Explained { corpus, counts, rows, term } = *of;
    let all = frequencies(corpus, &corpus.counted, counts, None, rows, &FrequencyOptions::default())?;
    let Some(found) = all.into_iter().find(|found| found.term == term) else {
        return Ok(vec![fact("counts", "frequency", Found::Count(0), words(counts.size(rows)))]);
    };
    let mut facts = of.counts(&found);
    facts.extend(of.keyness(key, options)?);
    facts.extend(of.dispersion(found.frequency));
    facts.extend(of.who());
    facts.extend(of.when());
    Ok(facts)
}

fn fact(section: &str, item: &str, value: Found, working: String) -> Fact {
    Fact { section: section.to_owned(), item: item.to_owned(), value, bounds: None, working }
}

fn words(size: u64) -> String {
    format!("of {size} words")
}

impl Explained<'_> {
    fn counts(&self, found: &Frequency) -> Vec<Fact> {
        let Self { corpus, rows, .. } = self;
        let count = |item, value, working| fact("counts", item, Found::Count(value), working);
        let mut documents: Vec<u32> = rows.iter().map(|&row| self.turn(row).document).collect();
        documents.dedup();
        let speakers = corpus.group_by(&Key::Speaker, rows).labels.len();
        let forms =
            found.forms().iter().map(|&(form, count)| format!("{} {count}", corpus.vocabulary.form(form)));
        let forms = Found::Text(forms.collect::<Vec<_>>().join(", "));
        let turns = rows.len() as u64;
        vec![
            count("frequency", found.frequency, words(self.counts.size(rows))),
            self.rate("counts", "per_million", rows, &self.column()),
            count("documents", found.documents, format!("of {}", documents.len())),
            count("turns", found.turns, format!("of {turns}")),
            count("speakers", found.speakers, format!("of {speakers}")),
            fact("counts", "forms", forms, String::new()),
            fact(
                "tf-idf",
                "tf_idf",
                Found::Number(found.tf_idf),
                tf_idf(found.frequency, found.turns, turns),
            ),
        ]
    }

    /// The column of the term alone.
    fn column(&self) -> Columns {
        Columns::new(vec![self.term.0], self.counts.terms.len())
    }

    fn turn(&self, row: u32) -> &TurnRecord {
        &self.corpus.turns[row as usize]
    }

    /// How often the term stands in a turn.
    fn in_row(&self, row: u32) -> u64 {
        let mut cells = self.counts.matrix.row(row as usize);
        cells.find(|cell| cell.0 == self.term.0).map_or(0, |cell| cell.1)
    }

    fn in_rows(&self, rows: &[u32]) -> u64 {
        rows.iter().map(|&row| self.in_row(row)).sum()
    }

    /// How often the term is said in a million words of some turns.
    fn rate(&self, section: &str, item: &str, rows: &[u32], columns: &Columns) -> Fact {
        let counts = self.counts;
        let (count, size) = (self.in_rows(rows), counts.size(rows));
        let log_rates = Sample::new(&counts.matrix, &counts.sizes, rows).log_rates(columns, &[count]);
        let bounds = log_rates.first().and_then(|rate| rate.as_ref()?.bounds());
        let value = Found::Number(per_million(count, size));
        let bounds = bounds.map(|bounds| bounds.scaled(1e6));
        Fact { bounds, ..fact(section, item, value, rate("1000000", count, size)) }
    }

    fn keyness(&self, key: &Key, options: KeynessOptions) -> Result<Vec<Fact>> {
        let keyness = Keyness::new(self.corpus, self.counts, key, self.rows, options)?;
        let members = self.corpus.group_by(key, self.rows).rows();
        let of_group = |group: usize| {
            let family = keyness.family(group);
            let keyword = family.keyword_of(self.term)?;
            let scores = [keyword.judged.lrc, keyword.judged.g2].map(Option::unwrap_or_default);
            Some((scores, keyword_facts(&family, &keyword)))
        };
        let saying: Vec<usize> =
            keyness.targets().filter(|&group| self.in_rows(&members[group]) > 0).collect();
        let mut groups: Vec<([f64; 2], Vec<Fact>)> = saying.into_par_iter().filter_map(of_group).collect();
        let descending = |a: &[f64; 2], b: &[f64; 2]| {
            a.iter()
                .zip(b)
                .map(|(a, b)| b.total_cmp(a))
                .find(|order| order.is_ne())
                .unwrap_or(Ordering::Equal)
        };
        groups.sort_by(|a, b| descending(&a.0, &b.0));
        Ok(groups.into_iter().flat_map(|(_, facts)| facts).collect())
    }

    fn dispersion(&self, frequency: u64) -> Vec<Fact> {
        let size = |row: u32| self.counts.sizes[row as usize];
        let parts = Parts::new(self.rows.iter().map(|&row| size(row)));
        let mut spreading = Spreading::new(&parts, frequency);
        self.rows.iter().for_each(|&row| spreading.add(self.in_row(row), size(row)));
        let Some(found) = spreading.finish() else { return Vec::new() };
        let counted =
            [("parts", parts.count(), "turns with words"), ("range", found.range, "turns that have it")];
        let counted =
            counted.map(|(item, count, what)| fact("dispersion", item, Found::Count(count), what.to_owned()));
        let measures = [
            ("dp", found.dp),
            ("dp_norm", found.dp_norm),
            ("juilland_d", found.juilland_d),
            ("carroll_d2", found.carroll_d2),
            ("rosengren_s", found.rosengren_s),
            ("kl_divergence", found.kl_divergence),
        ];
        let measures = measures
            .into_iter()
            .zip(spreading.workings())
            .map(|((item, value), working)| fact("dispersion", item, Found::Number(Some(value)), working));
        counted.into_iter().chain(measures).collect()
    }

    /// The rate of each speaker who says the term, the most often first, then by name; unknown ones as one.
    fn who(&self) -> Vec<Fact> {
        let name =
            |turn: &TurnRecord| self.corpus.value(turn, &Key::Speaker).unwrap_or_default().into_owned();
        let mut found: Vec<_> =
            self.grouped(name).into_iter().map(|(name, rows)| (self.in_rows(&rows), name, rows)).collect();
        found.sort_by_key(|(count, ..)| Reverse(*count));
        let said = found.iter().filter(|(count, ..)| *count > 0);
        let column = self.column();
        said.map(|(_, name, rows)| self.rate("who", name, rows, &column)).collect()
    }

    /// The rate in each month in which the term is said, then in each undated document in which it is.
    fn when(&self) -> Vec<Fact> {
        let period = |turn: &TurnRecord| match self.corpus.value(turn, &Key::Month) {
            Some(month) => (0, month.into_owned()),
            None => (1, self.corpus.document(turn).header.name.clone()),
        };
        let said = self.grouped(period).into_iter().filter(|(_, rows)| self.in_rows(rows) > 0);
        let column = self.column();
        said.map(|((_, label), rows)| self.rate("when", &label, &rows, &column)).collect()
    }

    fn grouped<L: Ord>(&self, label: impl Fn(&TurnRecord) -> L) -> BTreeMap<L, Vec<u32>> {
        let mut groups: BTreeMap<L, Vec<u32>> = BTreeMap::new();
        for &row in self.rows {
            groups.entry(label(self.turn(row))).or_default().push(row);
        }
        groups
    }
}

/// What `keywords` says of a term of one group, under the same names.
fn keyword_facts(family: &Family<'_>, keyword: &Keyword<'_>) -> Vec<Fact> {
    let section = format!("keyness: {}", family.group);
    let (table, judged, spread) = (&keyword.counts.table, &keyword.judged, keyword.counts.spread);
    let terms = family.len() as u64;
    let of_family = format!("Benjamini–Hochberg over {terms} terms");
    let count = |item, value, working| fact(&section, item, Found::Count(value), working);
    let number = |item, value, working| fact(&section, item, Found::Number(value), working);
    let per = |item, count, size| number(item, per_million(count, size), rate("1000000", count, size));
    let mut facts = vec![
        count("rank", judged.rank, format!("of {terms} terms")),
        count("target", table.target, words(table.target_size)),
        count("reference", table.reference, words(table.reference_size)),
        per("target_per_million", table.target, table.target_size),
        per("reference_per_million", table.reference, table.reference_size),
    ];
    for measure in KeynessMeasure::ALL {
        let working = measure.working(table, terms, keyword.counts.prior).unwrap_or_default();
        let interval = keyword.interval().filter(|_| measure == KeynessMeasure::LogRatio);
        let bounds = interval.map(|interval| Bounds { low: interval.low, high: interval.high });
        facts.push(Fact { bounds, ..number(measure.name(), keyword.score(measure), working) });
    }
    facts.extend(table.zero().map(|zero| {
        let none = "log_ratio takes the 0 as 0.5, and is for comparison with other tools alone";
        fact(&section, "zero", Found::Text(zero.name().to_owned()), none.to_owned())
    }));
    facts.push(number("p", judged.p, "χ² beyond |g2| at 1 degree of freedom".to_owned()));
    facts.push(number("q", judged.q, of_family));
    let difference = spread.and_then(|spread| spread.difference);
    let working = difference.map_or_else(String::new, |difference| difference.working());
    facts.push(number("p_cluster", keyword.interval().map(|interval| interval.p_cluster), working));
    facts.push(number(
        "q_cluster",
        judged.q_cluster,
        "Benjamini–Hochberg over the terms with a p_cluster".to_owned(),
    ));
    let status = judged.status.map_or_else(String::new, |status| status.name().to_owned());
    facts.push(fact(
        &section,
        "status",
        Found::Text(status),
        "established: lrc not 0, and the turns agree".to_owned(),
    ));
    facts.extend(
        spread
            .map(|spread| count("target_turns", spread.target_turns, format!("of {}", family.target_turns))),
    );
    facts.push(number(
        "dp_norm",
        spread.and_then(|spread| spread.dp_norm),
        "over the group's own turns".to_owned(),
    ));
    facts
}
