//! The table `keywords`.

use crate::analysis::{Family, Permutations, TermCounts};
use crate::render::table::{Column, Value};
use crate::scan::Corpus;
use crate::stats::keyness::{KeynessMeasure, Keyword};
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
    keywords.into_iter().map(move |(term, keyword)| cells(corpus, counts, family, term, &keyword))
}

fn cells<F>(
    corpus: &Corpus<F>,
    counts: &TermCounts,
    family: &Family<'_>,
    term: TermId,
    keyword: &Keyword<'_>,
) -> Vec<Value> {
    let table = &keyword.counts.table;
    let interval = keyword.interval();
    let spread = keyword.counts.spread;
    let score = |measure| Value::from(keyword.score(measure));
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
        score(KeynessMeasure::G2),
        score(KeynessMeasure::Ll2),
        score(KeynessMeasure::Chi2),
        keyword.judged.p.into(),
        keyword.judged.q.into(),
        score(KeynessMeasure::LogRatio),
        table.zero().map(|zero| zero.name()).into(),
        interval.map(|interval| interval.low).into(),
        interval.map(|interval| interval.high).into(),
        interval.map(|interval| interval.p_cluster).into(),
        keyword.judged.q_cluster.into(),
        keyword.judged.status.map(|status| status.name()).into(),
        score(KeynessMeasure::Lrc),
        score(KeynessMeasure::LogOddsZ),
        score(KeynessMeasure::PercentDiff),
        score(KeynessMeasure::OddsRatio),
        score(KeynessMeasure::Bic),
        score(KeynessMeasure::SimpleMaths),
        score(KeynessMeasure::FisherP),
        score(KeynessMeasure::Specificity),
        spread.map(|spread| spread.target_turns).into(),
        spread.and_then(|spread| spread.dp_norm).into(),
    ];
    cells.extend(permuted);
    cells
}
