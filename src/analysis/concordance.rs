//! Hits in their contexts, in an order in which they are read.

use crate::count::{Context, Tokens};
use crate::error::Result;
use crate::scan::Corpus;
use crate::text::Analyzers;

/// By what the lines of a concordance are sorted; ties stand in the order of the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ConcordanceOrder {
    /// Documents by name, turns as spoken.
    #[default]
    Document,
    /// The day; undated turns last.
    Date,
    /// The words before the hit, read from it outwards, folded.
    Left,
    /// The words after the hit, folded.
    Right,
}

impl ConcordanceOrder {
    /// All.
    pub const ALL: [Self; 4] = [Self::Left, Self::Right, Self::Document, Self::Date];

    /// The word for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Date => "date",
            Self::Left => "left",
            Self::Right => "right",
        }
    }
}

/// The hits of some turns, `rows` ascending, in this order; of them `sample` at most, spread [evenly] over all.
pub fn concordance<'a, F>(
    corpus: &Corpus<F>,
    contexts: &'a [Context],
    rows: &[u32],
    analyzers: &Analyzers,
    order: ConcordanceOrder,
    sample: Option<u64>,
) -> Vec<&'a Context> {
    let is_looked_at = |context: &&Context| rows.binary_search(&context.row).is_ok();
    let mut lines: Vec<&Context> = contexts.iter().filter(is_looked_at).collect();
    let words = |context: &Context, text: &str| {
        let analyzer = analyzers.of(corpus.language(&corpus.turns[context.row as usize]));
        analyzer.forms(text).iter().map(|form| analyzer.folded(form).into_owned()).collect::<Vec<_>>()
    };
    match order {
        ConcordanceOrder::Document => {}
        ConcordanceOrder::Date => lines.sort_by_key(|context| {
            let date = corpus.turns[context.row as usize].date;
            (date.is_none(), date)
        }),
        ConcordanceOrder::Left => lines.sort_by_cached_key(|context| {
            let mut words = words(context, &context.left);
            words.reverse();
            words
        }),
        ConcordanceOrder::Right => lines.sort_by_cached_key(|context| words(context, &context.right)),
    }
    match sample {
        None => lines,
        Some(size) => evenly(lines.len(), size).map(|place| lines[place]).collect(),
    }
}

/// `size` places at most among `of`, ascending: the middle of each of so many stretches of the same length.
///
/// A systematic sample by strata: the same every time, and as much from the beginning as from the end.
pub fn evenly(of: usize, size: u64) -> impl Iterator<Item = usize> {
    let size = usize::try_from(size).unwrap_or(usize::MAX).min(of);
    (0..size).map(move |stretch| {
        let middle = (2 * stretch as u128 + 1) * of as u128 / (2 * size as u128);
        middle as usize
    })
}

/// The context of one token, `words` on each side, as counts tell it: forms without what stands between them, on the
/// turn's first line.
///
/// # Errors
/// What waits on disk cannot be read.
pub fn counted_context(corpus: &Corpus<Tokens>, row: u32, position: u32, words: u32) -> Result<Context> {
    let mut turn = Vec::new();
    corpus.counted.visit([row], |_, forms| turn.extend(forms))?;
    let (first, last) = (position.saturating_sub(words), position.saturating_add(words));
    let forms = |from: u32, to: u32| {
        let forms = turn.iter().skip(from as usize).take((to - from) as usize);
        forms.map(|&form| corpus.vocabulary.form(form))
    };
    Ok(Context {
        row,
        position,
        line: corpus.turns[row as usize].line,
        left: forms(first, position).flat_map(|form| [form, " "]).collect(),
        node: forms(position, position + 1).collect(),
        right: forms(position + 1, last.saturating_add(1)).flat_map(|form| [" ", form]).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_the_middle_of_each_stretch_and_never_more_than_there_is() {
        let places = |of, size| evenly(of, size).collect::<Vec<_>>();
        assert_eq!(places(10, 5), [1, 3, 5, 7, 9]);
        assert_eq!(places(100, 3), [16, 50, 83]);
        assert_eq!(places(3, 9), [0, 1, 2]);
        assert_eq!(places(0, 4), [0; 0]);
        assert_eq!(places(7, 1), [3]);
    }
}
