//! How many different words each group uses.

use rayon::prelude::*;

use crate::count::{Coded, Tokens};
use crate::error::Result;
use crate::scan::{Corpus, Grouping};
use crate::stats::diversity::Diversity;
use crate::vocab::TermUnit;

/// The lexical diversity of one group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupDiversity {
    /// The group's name.
    pub group: String,
    /// The measures of all that it says.
    pub diversity: Diversity,
}

/// The diversity of what each group says: its turns one after the other, every word of them, stop words and numbers too.
/// Words that share a form, type or stem, as `unit` has it, are the same. `window` is that of MATTR, in tokens.
///
/// # Errors
/// What waits on disk cannot be read.
pub fn diversities<F>(
    corpus: &Corpus<F>,
    tokens: &Tokens,
    grouping: Grouping,
    unit: TermUnit,
    window: usize,
) -> Result<Vec<GroupDiversity>> {
    let coded = tokens.coded(|form| corpus.vocabulary.number(form, unit));
    let size = corpus.vocabulary.size(unit);
    let members = grouping.rows();
    let groups: Vec<(String, Vec<u32>)> = grouping.labels.into_iter().zip(members).collect();
    let of_group = |places: &mut Vec<u32>, (group, rows): (String, Vec<u32>)| {
        let text = text(&coded, &rows, places)?;
        Ok(GroupDiversity { group, diversity: Diversity::new(&text, window) })
    };
    groups.into_par_iter().map_init(|| vec![NONE; size], of_group).collect()
}

const NONE: u32 = u32::MAX;

/// The tokens of some turns, each word by a number of its own, from 0 as they are met. `places` holds [`NONE`] alone, and
/// does again afterwards.
fn text(coded: &Coded<'_, u32>, rows: &[u32], places: &mut [u32]) -> Result<Vec<u32>> {
    let (mut text, mut met) = (Vec::new(), Vec::new());
    let mut number = |word: u32| {
        let place = &mut places[word as usize];
        if *place == NONE {
            *place = met.len() as u32;
            met.push(word);
        }
        *place
    };
    coded.visit(rows.iter().copied(), |_, words| text.extend(words.map(&mut number)))?;
    met.into_iter().for_each(|word| places[word as usize] = NONE);
    Ok(text)
}
