//! Names that are one letter apart.

use std::collections::{BTreeSet, HashMap};

/// Shorter names differ by a letter too easily.
const SHORTEST: usize = 5;
/// Letters beyond these are not compared.
const LONGEST: usize = 64;
/// Of more names with one form in common only the first are compared.
const CROWD: usize = 64;

/// The pairs of names that one wrong, missing or added letter tells apart, each once, sorted.
pub fn near_names<'n>(names: &[&'n str]) -> Vec<(&'n str, &'n str)> {
    let distinct: BTreeSet<&str> = names.iter().copied().collect();
    let mut by_form: HashMap<String, Vec<&str>> = HashMap::new();
    let mut pairs = BTreeSet::new();
    for name in distinct {
        let folded = name.to_lowercase();
        for form in shortened(&folded) {
            let met = by_form.entry(form).or_default();
            let near = |other: &&&str| strsim::osa_distance(&other.to_lowercase(), &folded) == 1;
            pairs.extend(met.iter().take(CROWD).filter(near).map(|other| (*other, name)));
            met.push(name);
        }
    }
    pairs.into_iter().collect()
}

/// A name, and what it becomes when one letter is dropped: names one error apart share one of these.
pub(super) fn shortened(name: &str) -> impl Iterator<Item = String> {
    let compared = name.chars().nth(SHORTEST - 1).is_some() && !name.contains(|c: char| c.is_ascii_digit());
    let name = if compared { name } else { "" };
    let whole = compared.then(|| name.to_owned());
    let without = |(at, letter): (usize, char)| [&name[..at], &name[at + letter.len_utf8()..]].concat();
    whole.into_iter().chain(name.char_indices().take(LONGEST).map(without))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_one_letter_apart_are_near_and_others_are_not() {
        let names =
            ["Ana Petrovic", "Ana Petrovyc", "Tom Hall", "Tom Ball", "Eva Lund", "Speaker 1", "Speaker 2"];
        assert_eq!(near_names(&names), [("Ana Petrovic", "Ana Petrovyc"), ("Tom Ball", "Tom Hall")]);
    }
}
