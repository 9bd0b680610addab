//! Roles within a label: where they begin and end, and how they are written.

use std::ops::Range;

use super::lexicon::{Class, fold};
use super::name::restore_case;

/// The words of a role: modifiers and heads, then "of …" where one follows.
pub(super) fn role_span(words: &[&str]) -> Option<Range<usize>> {
    let is_part = |word: &&str| {
        let folded = fold(word);
        Class::RoleModifier.has(&folded) || is_folded_role(&folded)
    };
    let mut start = 0;
    while start < words.len() {
        let size = words[start..].iter().take_while(|word| is_part(word)).count();
        let head = (start..start + size).rev().find(|&at| is_role(words[at]));
        if let Some(head) = head {
            return Some(with_first_half(words, start)..complement_end(words, head + 1));
        }
        start += size.max(1);
    }
    None
}

/// Where a role begins whose first half stands before an "and": `Maa- ja metsätalousministeri`.
fn with_first_half(words: &[&str], start: usize) -> usize {
    let halved = start > 1 && words[start - 2].ends_with('-') && Class::Conjunction.has(words[start - 1]);
    if halved { start - 2 } else { start }
}

/// Whether a word is the head of a role, by itself or as the last part of a compound: `Außenministerin`.
pub(super) fn is_role(word: &str) -> bool {
    is_folded_role(&fold(word))
}

fn is_folded_role(folded: &str) -> bool {
    Class::Role.has(folded) || Class::RoleEnding.has(folded) || Class::RoleEnding.ends(folded)
}

/// Where the complement that begins at `start` ends: "of the Republic of Austria".
fn complement_end(words: &[&str], start: usize) -> usize {
    let opens = |at: usize| {
        words.get(at).is_some_and(|word| {
            matches!(
                &*fold(word),
                "of" | "for"
                    | "on"
                    | "de"
                    | "da"
                    | "do"
                    | "für"
                    | "der"
                    | "des"
                    | "della"
                    | "del"
                    | "voor"
                    | "van"
                    | "per"
                    | "för"
                    | "i"
            )
        })
    };
    let connects = |at: usize| words.get(at).is_some_and(|word| is_connective(word));
    if !opens(start) {
        return start;
    }
    let mut end = start;
    let mut at = start;
    while at < words.len() {
        let owed = at == start || connects(at - 1) || opens(at - 1);
        if connects(at) || opens(at) {
            at += 1;
        } else if owed || Class::RoleComplement.fits(words[at]) {
            at += 1;
            end = at;
        } else {
            break;
        }
    }
    end
}

/// Small words that hold a role or the name of an organisation together.
pub(super) fn is_connective(word: &str) -> bool {
    matches!(&*fold(word), "of" | "the" | "and" | "for" | "&" | "to" | "on")
}

/// Whether the span is one word that is a surname as often as an office, and no name follows it: `Larry King`, `KING`.
pub(super) fn is_a_surname(words: &[&str], span: &Range<usize>) -> bool {
    span.len() == 1 && span.end == words.len() && Class::RoleOrSurname.fits(words[span.start])
}

/// A role printed in capitals throughout, written as roles are; any other as it is.
pub(super) fn restore_role(words: &[&str]) -> String {
    restore(words, 0)
}

/// An affiliation printed in capitals throughout; its short words keep them, since they may be abbreviations.
pub(super) fn restore_affiliation(words: &[&str]) -> String {
    restore(words, 4)
}

fn restore(words: &[&str], kept: usize) -> String {
    if words.iter().any(|word| word.contains(char::is_lowercase) && !is_connective(word)) {
        return words.join(" ");
    }
    let restored = words.iter().map(|word| match is_connective(word) {
        true => word.to_lowercase(),
        false if word.chars().count() > kept => restore_case(word),
        false => (*word).to_owned(),
    });
    restored.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(text: &str) -> Option<String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        role_span(&words).map(|span| words[span].join(" "))
    }

    #[test]
    fn a_role_reaches_to_the_end_of_its_complement() {
        for (text, expected) in [
            ("US Secretary of State Tom Hall", "Secretary of State"),
            ("Chairman of the Joint Chiefs of Staff Tom Hall", "Chairman of the Joint Chiefs of Staff"),
            (
                "Foreign Minister of Bosnia and Herzegovina Ana Ruiz",
                "Foreign Minister of Bosnia and Herzegovina",
            ),
            ("Vice President Hall", "Vice President"),
            ("Secretary General", "Secretary General"),
        ] {
            assert_eq!(role(text).as_deref(), Some(expected));
        }
        assert_eq!(role("Security Hall"), None);
    }

    #[test]
    fn only_what_is_all_in_capitals_is_written_anew() {
        assert_eq!(restore_role(&["SECRETARY", "OF", "STATE"]), "Secretary of State");
        assert_eq!(restore_role(&["President", "of", "the", "ECB"]), "President of the ECB");
        assert_eq!(restore_affiliation(&["WHITE", "HOUSE"]), "White House");
        assert_eq!(restore_affiliation(&["NATO"]), "NATO");
    }
}
