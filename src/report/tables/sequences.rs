//! The tables of words that go together: `ngrams`, `collocates`.

use super::grouped;
use crate::analysis::{Attraction, Collocate, Ngram};
use crate::count::Key;
use crate::render::table::{Column, Value};
use crate::scan::Corpus;
use crate::stats::association::AssociationMeasure;
use crate::vocab::Terms;

/// How often two words meet, and each measure of how strongly.
pub(super) fn attraction_columns() -> impl Iterator<Item = Column> {
    let counts = [
        Column::integer("observed"),
        Column::float("expected"),
        Column::integer("f1"),
        Column::integer("f2"),
        Column::integer("n"),
    ];
    counts.into_iter().chain(AssociationMeasure::ALL.into_iter().map(|measure| Column::float(measure.name())))
}

pub(super) fn attraction_cells(attraction: &Attraction) -> impl Iterator<Item = Value> {
    let pair = attraction.pair();
    let counts = [
        attraction.observed().into(),
        pair.and_then(|pair| pair.expected()).into(),
        pair.map(|pair| pair.first).into(),
        pair.map(|pair| pair.second).into(),
        attraction.total().into(),
    ];
    counts.into_iter().chain(AssociationMeasure::ALL.map(|measure| attraction.score(measure).into()))
}

/// The columns of `ngrams`; with a key, the group first.
pub fn ngram_columns(by: Option<&Key>) -> Vec<Column> {
    let columns: Vec<Column> = std::iter::once(Column::text("ngram")).chain(attraction_columns()).collect();
    grouped(by, &columns)
}

/// An n-gram as a row, its terms as they are shown; where it has a group, that first.
pub fn ngram_row<F>(corpus: &Corpus<F>, terms: &Terms, group: Option<&str>, ngram: &Ngram) -> Vec<Value> {
    let words: Vec<&str> =
        ngram.terms.iter().map(|&term| corpus.vocabulary.form(terms.shown(term))).collect();
    let lead = group.map(Value::from).into_iter().chain([Value::Text(words.join(" "))]);
    lead.chain(attraction_cells(&ngram.attraction)).collect()
}

/// The columns of `collocates`; with a key, the group first.
pub fn collocate_columns(by: Option<&Key>) -> Vec<Column> {
    let lead = [Column::text("node"), Column::text("collocate")];
    let columns: Vec<Column> = lead.into_iter().chain(attraction_columns()).collect();
    grouped(by, &columns)
}

/// A collocate of `node` as a row; where it has a group, that first.
pub fn collocate_row<F>(
    corpus: &Corpus<F>,
    terms: &Terms,
    group: Option<&str>,
    node: &str,
    collocate: &Collocate,
) -> Vec<Value> {
    let lead = [node.into(), corpus.vocabulary.form(terms.shown(collocate.term)).into()];
    group.map(Value::from).into_iter().chain(lead).chain(attraction_cells(&collocate.attraction)).collect()
}
