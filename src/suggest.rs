//! The known names that someone most likely meant.

use crate::error::Error;

/// The names among `known` that are near enough to `typed` to suggest, the nearest first, at most three.
///
/// Near enough is a Damerau–Levenshtein distance, letter case aside, of at most a third of the longer of the
/// two, and at least one edit, to the name or to a word of it. Equally near names stand as given.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let typed = typed.to_lowercase();
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .filter_map(|name| {
            let folded = name.to_lowercase();
            let words = folded.split_whitespace().chain([folded.as_str()]);
            Some((words.filter_map(|word| distance(&typed, word)).min()?, name))
        })
        .collect();
    near.sort_by_key(|(distance, _)| *distance);
    near.into_iter().take(3).map(|(_, name)| name).collect()
}

/// How many edits lie between two words, where they are few enough for a slip of the finger.
fn distance(typed: &str, word: &str) -> Option<usize> {
    let edits = strsim::damerau_levenshtein(typed, word);
    let longer = typed.chars().count().max(word.chars().count());
    (edits <= (longer / 3).max(1)).then_some(edits)
}

/// The error for a name that is not known, with the nearest that are.
pub fn unknown<'a>(what: &str, typed: &str, known: impl IntoIterator<Item = &'a str>) -> Error {
    let near: Vec<String> = nearest(typed, known).iter().map(|name| format!("'{name}'")).collect();
    match near.as_slice() {
        [] => Error::config(format!("unknown {what} '{typed}'")),
        near => Error::config(format!("unknown {what} '{typed}'; did you mean {}?", near.join(" or "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_the_name_and_another_word_finds_none() {
        let known = ["terms", "not", "label"];
        assert_eq!(nearest("term", known), ["terms"]);
        assert_eq!(nearest("LABLE", known), ["label"]);
        assert!(nearest("colour", known).is_empty());
    }

    #[test]
    fn a_surname_suggests_everyone_who_carries_it() {
        let known = ["Jens Stoltenberg", "Kylie Atwood", "Ulf Stoltenberg"];
        assert_eq!(
            unknown("speaker", "stoltenberg", known).to_string(),
            "unknown speaker 'stoltenberg'; did you mean 'Jens Stoltenberg' or 'Ulf Stoltenberg'?"
        );
        assert_eq!(nearest("Stoltenburg", known), ["Jens Stoltenberg", "Ulf Stoltenberg"]);
        assert_eq!(unknown("speaker", "x", known).to_string(), "unknown speaker 'x'");
    }
}
