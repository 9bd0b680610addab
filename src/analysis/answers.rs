//! How much of a question's words its answer has, beside all other answers of the document.

use super::exchanges::{Exchange, exchanges};
use super::terms::TermCounts;
use crate::scan::Corpus;
use crate::stats::overlap::{Compared, Overlap, Weights};
use crate::stats::tf_idf::TfIdf;

/// What a block's questions have in common with its answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// `None` where the block is unanswered, or either side has no terms.
    pub overlap: Option<Overlap>,
    /// The answered blocks of the document, among whose answers it is ranked.
    pub answers: u64,
}

/// The likeness of each of some exchanges, which stand in the order of the corpus.
///
/// All questions of a block are one text, all its answers another. A term weighs count · (ln((1 + N) / (1 + df)) + 1), N
/// the turns of the whole corpus, df those that have it; stop words are no terms.
pub fn likeness<F>(corpus: &Corpus<F>, counts: &TermCounts, found: &[Exchange]) -> Vec<Likeness> {
    let having = counts.matrix.row_frequencies(counts.terms.len());
    let weights = |rows: &[u32]| weights(counts, &having, rows);
    let mut likeness = Vec::with_capacity(found.len());
    let every: Vec<u32> = (0..corpus.turns.len() as u32).collect();
    let all = exchanges(corpus, &every);
    for of_document in found.chunk_by(|one, next| one.document == next.document) {
        let document = of_document[0].document;
        let first = all.partition_point(|exchange| exchange.document < document);
        let others = all[first..].iter().take_while(|exchange| exchange.document == document);
        let answered: Vec<&Exchange> = others.filter(|exchange| !exchange.answers.is_empty()).collect();
        let texts: Vec<Weights> = answered.iter().map(|exchange| weights(&exchange.answers)).collect();
        let compared = Compared::new(&texts);
        for exchange in of_document {
            let own = answered.binary_search_by_key(&exchange.number, |answered| answered.number);
            let overlap = own.ok().and_then(|own| compared.overlap(&weights(&exchange.questions), own));
            likeness.push(Likeness { overlap, answers: answered.len() as u64 });
        }
    }
    likeness
}

/// The terms of some turns together, by number.
fn weights(counts: &TermCounts, having: &[u64], rows: &[u32]) -> Weights {
    let mut terms: Vec<(u32, u64)> = rows.iter().flat_map(|&row| counts.matrix.row(row as usize)).collect();
    terms.sort_unstable();
    let turns = counts.matrix.len() as u64;
    let of_term = |cells: &[(u32, u64)]| {
        let (term, count) = (cells[0].0, cells.iter().map(|cell| cell.1).sum());
        // The size of a text is of no weight here.
        Some((term, TfIdf::Sklearn.weight(count, 1, having[term as usize], turns)?))
    };
    terms.chunk_by(|one, next| one.0 == next.0).filter_map(of_term).collect()
}
