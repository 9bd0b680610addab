//! Expressions that become one token before anything is counted, as "European Union".

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::error::{Error, Result};

use super::fold::{Folding, without_possessive};
use super::list::WordList;
use super::tokenize::{Hyphens, words};

/// The expressions of a user's list, as sequences of types.
#[derive(Debug, Clone, Default)]
pub struct Compounds {
    /// By first type: the types that follow it in each expression, the longest first.
    following: HashMap<String, Vec<Vec<String>>>,
}

impl Compounds {
    /// The expressions of `list`, cut and folded as the text will be.
    ///
    /// # Errors
    /// A line of fewer than two words, with path and line.
    pub(super) fn new(list: &WordList, folding: &Folding, hyphens: Hyphens) -> Result<Self> {
        let mut following: HashMap<String, Vec<Vec<String>>> = HashMap::new();
        for (line, item) in list.items() {
            let mut types = Vec::new();
            words(item, hyphens, |word| types.push(folding.fold(&item[word]).into_owned()));
            if types.len() < 2 {
                let fault = format!("'{item}' is no expression: it has fewer than two words");
                return Err(Error::config(fault).on_line(line).at(&list.path));
            }
            let rest = types.split_off(1);
            following.entry(types.remove(0)).or_default().push(rest);
        }
        for rests in following.values_mut() {
            rests.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        }
        Ok(Self { following })
    }

    /// The BLAKE3 hash, in hexadecimal, of the expressions in byte order; `None` where there is none.
    pub(super) fn hash(&self) -> Option<String> {
        let following: BTreeMap<&String, &Vec<Vec<String>>> = self.following.iter().collect();
        let hash = || blake3::hash(format!("{following:?}").as_bytes()).to_hex().to_string();
        (!self.is_empty()).then(hash)
    }

    /// Whether there is no expression to find.
    pub fn is_empty(&self) -> bool {
        self.following.is_empty()
    }

    /// The token ranges, from left to right and not overlapping, that are to become one token each; of the
    /// expressions that begin at a token, the longest. `types` gives the type at a position below `len`. The
    /// last word of an expression may carry a possessive 's.
    pub fn find<'a>(&self, types: impl Fn(usize) -> &'a str, len: usize, mut each: impl FnMut(Range<usize>)) {
        let mut at = 0;
        while !self.is_empty() && at < len {
            let rests = self.following.get(types(at)).map_or(&[][..], Vec::as_slice);
            match rests.iter().find(|rest| follows(rest, &types, at + 1..len)) {
                Some(rest) => {
                    each(at..at + 1 + rest.len());
                    at += 1 + rest.len();
                }
                None => at += 1,
            }
        }
    }
}

fn follows<'a>(rest: &[String], types: &impl Fn(usize) -> &'a str, room: Range<usize>) -> bool {
    let Some((last, before)) = rest.split_last() else { return true };
    let end = room.start + before.len();
    end < room.end
        && before.iter().zip(room).all(|(wanted, at)| types(at) == wanted)
        && (types(end) == last || without_possessive(types(end)) == Some(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(list: &str, text: &str) -> Vec<Range<usize>> {
        let list = WordList { path: "compounds.txt".into(), text: list.into() };
        let compounds = Compounds::new(&list, &Folding::default(), Hyphens::Split).unwrap();
        let types: Vec<&str> = text.split(' ').collect();
        let mut ranges = Vec::new();
        compounds.find(|at| types[at], types.len(), |range| ranges.push(range));
        ranges
    }

    #[test]
    fn the_longest_expression_at_the_leftmost_token_is_joined() {
        let list = "European Union\nEuropean Union law # longer\nunion law school\n";
        let text = "the european union law school of the european union's european";
        assert_eq!(found(list, text), [1..4, 7..9]);
    }

    #[test]
    fn an_expression_cut_off_by_the_end_of_the_turn_is_none() {
        assert!(found("a b c", "c a b").is_empty());
    }

    #[test]
    fn a_single_word_is_no_expression() {
        let list = WordList { path: "c.txt".into(), text: "# two\nunion\n".into() };
        let error = Compounds::new(&list, &Folding::default(), Hyphens::Split).unwrap_err();
        assert_eq!(error.to_string(), "c.txt:2: 'union' is no expression: it has fewer than two words");
    }
}
