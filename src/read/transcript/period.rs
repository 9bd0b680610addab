//! Labels that a period ends, as the records of many parliaments print them.

use super::candidate::{Candidate, Ender};
use crate::speakers::opens_with_title;

/// A label that a period ends has no more words than this.
const LONGEST: usize = 14;

/// Nor has a name before a comma and a role, its title counted, more than this.
const LONGEST_NAME: usize = 5;

/// `Mr. LEAHY. I ask`, `The PRESIDING OFFICER (Mr. Kyl). The clerk`, `ANA RUIZ, Relatrice. Grazie`.
pub(super) fn period(line: &str, body: usize) -> Option<Candidate<'_>> {
    let text = &line[body..];
    if !text.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase()) {
        return None;
    }
    let mut at = 0;
    for (count, end) in memchr::memchr_iter(b' ', text.as_bytes()).take(LONGEST).enumerate() {
        let word = text[at..end].trim_end();
        let stem = word.strip_suffix('.').filter(|_| !is_in_brackets(&text[..end]));
        let after = &text[end + 1..];
        if let Some(stem) = stem
            && !after.trim_start().starts_with(|c: char| c.is_lowercase() || "-–—".contains(c))
            && !(is_one_letter(stem) && after.split_whitespace().next().is_some_and(is_one_letter))
            && ends_a_label(&text[..at + stem.len()], stem, count)
        {
            let label = &text[..at + stem.len()];
            let rest = line.len() - after.trim_start().len();
            return Some(Candidate::new(label, Ender::Period, rest));
        }
        at = end + 1;
    }
    None
}

/// Whether the words of a text open more brackets than they close.
fn is_in_brackets(text: &str) -> bool {
    let depth = text.split(' ').fold(0usize, |depth, word| {
        let signs = |wanted: u8| memchr::memchr_iter(wanted, word.as_bytes()).count();
        (depth + signs(b'(')).saturating_sub(signs(b')'))
    });
    depth > 0
}

/// Whether a word is an initial, with a period or without.
fn is_one_letter(word: &str) -> bool {
    word.trim_end_matches(['.', ',']).chars().count() == 1
}

/// Whether what a period follows can be a label: it ends with a surname in capitals or a closing bracket, begins with a
/// title or a name in capitals, or is an office.
fn ends_a_label(label: &str, last: &str, before: usize) -> bool {
    let capitals = |word: &str| {
        word.chars().filter(|c| c.is_uppercase()).count() > 1
            && word.chars().next_back().is_some_and(char::is_uppercase)
    };
    let short =
        ["mr", "ms", "mrs", "dr", "st", "ste", "no", "vs"].iter().any(|word| last.eq_ignore_ascii_case(word));
    let first = label.split([' ', ',']).next().unwrap_or_default();
    let letters = last.chars().filter(|c| c.is_alphabetic()).count();
    match before {
        _ if short => false,
        0 => opens_with_title(label),
        _ if capitals(last) || last.ends_with([')', '»']) => true,
        1 | 2 if is_one_letter(last) => {
            label.split_whitespace().skip(1).all(is_one_letter) && first.chars().count() > 2
        }
        _ if letters < 2 || last.ends_with('.') => false,
        1..=4 if opens_with_title(label) => true,
        _ => label.split_once(',').is_some_and(|(name, _)| {
            capitals(first.trim_end_matches('.'))
                || opens_with_title(name) && name.split_whitespace().count() <= LONGEST_NAME
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(line: &str) -> Option<&str> {
        period(line, 0).map(|found| found.label)
    }

    #[test]
    fn titles_capitals_offices_and_initials_end_in_a_period_and_sentences_do_not() {
        for (line, expected) in [
            ("Mr. Hall. I ask", Some("Mr. Hall")),
            ("ANA RUIZ, Relatrice. Grazie", Some("ANA RUIZ, Relatrice")),
            ("Mme Ana Ruiz, ministre des ports. Oui", Some("Mme Ana Ruiz, ministre des ports")),
            ("PRESIDENTE. La seduta", Some("PRESIDENTE")),
            ("Зимин Г. С. Да", Some("Зимин Г. С")),
            ("Mr. St. John. I ask", Some("Mr. St. John")),
            ("Nobody came. We left", None),
            ("Mr. Hall rose", None),
        ] {
            assert_eq!(label(line), expected, "{line}");
        }
    }
}
