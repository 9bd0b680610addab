//! The table `keywords`.

use crate::analysis::{Family, Permutations, TermCounts};
use crate::render::table::{Column, Value};
use crate::scan::Corpus;
use crate::stats::contingency::Contingency;
use crate::stats::keyness::{KeynessMeasure, Keyword, Scoring};
use crate::stats::rate::per_million;
use crate::vocab::TermId;

const COLUMNS: [Column; 30] = [
    Column::text("group"),
    Column::integer("rank"),
    Column::text("term"),
    Column::text("stem"),
    Column::integer("target"),
    Column::integer("reference"),
    Column::float("target_per_million"),
    Column::float("reference_per_million"),
    Column::float("g2"),
    Column::float("ll2"),
    Column::float("chi2"),
    Column::float("p"),
    Column::float("q"),
    Column::float("log_ratio"),
    Column::text("zero"),
    Column::float("log_ratio_low"),
    Column::float("log_ratio_high"),
    Column::float("p_cluster"),
    Column::float("q_cluster"),
    Column::text("status"),
    Column::float("lrc"),
    Column::float("log_odds_z"),
    Column::float("percent_diff"),
    Column::float("odds_ratio"),
    Column::float("bic"),
    Column::float("simple_maths"),
    Column::float("fisher_p"),
    Column::float("specificity"),
    Column::integer("target_turns"),
    Column::float("dp_norm"),
];

/// The columns of `keywords`; `p_permutation` only where it is asked for.
pub fn keyword_columns(permutations: Option<&Permutations>) -> Vec<Column> {
    let permuted = permutations.map(|_| Column::float("p_permutation"));
    COLUMNS.into_iter().chain(permuted).collect()
}

/// A row for each of `keywords` of a family, in the order given.
pub fn keyword_rows<'a, F>(
    corpus: &'a Corpus<F>,
    counts: &'a TermCounts,
    family: &'a Family<'_>,
    keywords: impl IntoIterator<Item = (TermId, Keyword<'a>)>,
) -> impl Iterator<Item = Vec<Value>> {
    let mut shared = Shared { of: None, scores: [None; KeynessMeasure::ALL.len()] };
    keywords
        .into_iter()
        .map(move |(term, keyword)| cells(corpus, counts, family, term, &keyword, shared.scores(&keyword)))
}

/// The scores of the keyword before: terms with the same counts stand together, and most of a family have few.
struct Shared {
    of: Option<(Contingency, Scoring)>,
    scores: [Option<f64>; KeynessMeasure::ALL.len()],
}

impl Shared {
    /// Each measure of a keyword, in their order.
    fn scores(&mut self, keyword: &Keyword<'_>) -> [Option<f64>; KeynessMeasure::ALL.len()] {
        let of = Some((keyword.counts.table, keyword.scoring));
        if self.of != of {
            *self = Self { of, scores: KeynessMeasure::ALL.map(|measure| keyword.score(measure)) };
        }
        self.scores
    }
}

fn cells<F>(
    corpus: &Corpus<F>,
    counts: &TermCounts,
    family: &Family<'_>,
    term: TermId,
    keyword: &Keyword<'_>,
    scores: [Option<f64>; KeynessMeasure::ALL.len()],
) -> Vec<Value> {
    let table = &keyword.counts.table;
    let interval = keyword.interval();
    let spread = keyword.counts.spread;
    let [g2, ll2, chi2, log_ratio, lrc, log_odds_z, percent_diff, odds_ratio, bic, simple_maths, rest @ ..] =
        scores;
    let [fisher_p, specificity] = rest;
    let permuted = family.permuted().map(|permuted| Value::from(permuted[keyword.judged.index]));
    let mut cells = vec![
        family.group.into(),
        keyword.judged.rank.into(),
        counts.shown(corpus, term).into(),
        counts.stem(corpus, term).into(),
        table.target.into(),
        table.reference.into(),
        per_million(table.target, table.target_size).into(),
        per_million(table.reference, table.reference_size).into(),
        g2.into(),
        ll2.into(),
        chi2.into(),
        keyword.judged.p.into(),
        keyword.judged.q.into(),
        log_ratio.into(),
        table.zero().map(|zero| zero.name()).into(),
        interval.map(|interval| interval.low).into(),
        interval.map(|interval| interval.high).into(),
        interval.map(|interval| interval.p_cluster).into(),
        keyword.judged.q_cluster.into(),
        keyword.judged.status.map(|status| status.name()).into(),
        lrc.into(),
        log_odds_z.into(),
        percent_diff.into(),
        odds_ratio.into(),
        bic.into(),
        simple_maths.into(),
        fisher_p.into(),
        specificity.into(),
        spread.map(|spread| spread.target_turns).into(),
        spread.and_then(|spread| spread.dp_norm).into(),
    ];
    cells.extend(permuted);
    cells
}
