//! Personal names: their letters' case, and whether a short form may stand for a long one.

use super::lexicon::{Class, fold};

/// A name printed in capitals, written as names are written: `JEAN-PIERRE` is `Jean-Pierre`, `McCAIN` is `McCain`.
///
/// Words that are in mixed case already stay as they are. Particles go small after a given name
/// (`URSULA VON DER LEYEN` is `Ursula von der Leyen`); a leading one keeps its capital (`Van der Bellen`).
pub fn restore_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for (place, word) in name.split_whitespace().enumerate() {
        if place > 0 {
            out.push(' ');
        }
        if !is_capitals(word) {
            out.push_str(word);
        } else if place > 0 && Class::Particle.fits(word) && !word.ends_with('.') {
            out.push_str(&word.to_lowercase());
        } else {
            out.push_str(&restore_word(word));
        }
    }
    out
}

/// Whether a word is printed in capitals, a prefix such as `Mc` aside.
pub(super) fn is_capitals(word: &str) -> bool {
    let rest = ["Mc", "Mac", "De", "La", "Le", "Du", "Van", "Von"]
        .iter()
        .find_map(|prefix| word.strip_prefix(prefix));
    let rest =
        rest.filter(|rest| rest.chars().take(2).filter(|c| c.is_uppercase()).count() == 2).unwrap_or(word);
    rest.chars().filter(|c| c.is_alphabetic()).count() > 1 && !rest.chars().any(char::is_lowercase)
}

fn restore_word(word: &str) -> String {
    if word.chars().all(|c| "IVX".contains(c)) || is_initials(word) {
        return word.to_owned();
    }
    let mut out = String::with_capacity(word.len());
    let mut starts = true;
    for letter in word.chars() {
        if starts || keeps_capital(&out, letter) {
            out.push(letter);
        } else {
            out.extend(letter.to_lowercase());
        }
        starts = !letter.is_alphanumeric()
            && !letter.is_whitespace()
            && (letter != '’' && letter != '\'' || out.chars().count() == 2);
    }
    out
}

fn is_initials(word: &str) -> bool {
    word.len() > 1 && word.split('.').all(|part| part.chars().count() <= 1)
}

/// The letter after `Mc`, or one that was small in the source's own prefix.
fn keeps_capital(before: &str, letter: char) -> bool {
    letter.is_uppercase() && before.rsplit(['-', '\'', '’']).next() == Some("Mc")
}

/// The words of a name, folded, without honorifics.
pub(super) fn words(name: &str) -> Vec<String> {
    name.split_whitespace()
        .filter(|word| !Class::Honorific.fits(word))
        .map(|word| fold(word).to_string())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Whether `short` may be a shorter form of `long`: same last word, and each other word of `short` is found in `long`,
/// in order, as it is or by its initial. `Blinken`, `A. Blinken` and `Antony Blinken` are short for `Antony J. Blinken`.
pub(super) fn covers(long: &[String], short: &[String]) -> bool {
    let (Some((long_last, long_rest)), Some((short_last, short_rest))) =
        (long.split_last(), short.split_last())
    else {
        return false;
    };
    let mut rest = long_rest.iter();
    long_last == short_last && short_rest.iter().all(|word| rest.any(|other| same_or_initial(other, word)))
}

fn same_or_initial(one: &str, other: &str) -> bool {
    let is_initial = |word: &str| word.chars().count() == 1;
    one == other || (is_initial(one) || is_initial(other)) && one.chars().next() == other.chars().next()
}

/// Whether two roles may be one person's: one is silent, or its words are all in the other.
pub(super) fn roles_agree(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let within = |few: &[String], many: &[String]| few.iter().all(|word| many.contains(word));
    within(&one, &other) || within(&other, &one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_become_names() {
        for (printed, written) in [
            ("JEAN-PIERRE", "Jean-Pierre"),
            ("McCAIN", "McCain"),
            ("MCDONALD", "McDonald"),
            ("O’NEILL", "O’Neill"),
            ("D'ANGELO", "D'Angelo"),
            ("VAN DER BELLEN", "Van der Bellen"),
            ("URSULA VON DER LEYEN", "Ursula von der Leyen"),
            ("J. D. VANCE", "J. D. Vance"),
            ("ÅSBERG", "Åsberg"),
            ("HENRY VIII", "Henry VIII"),
            ("Jens Stoltenberg", "Jens Stoltenberg"),
        ] {
            assert_eq!(restore_case(printed), written);
        }
    }

    #[test]
    fn a_short_name_is_covered_by_a_longer_one_with_the_same_surname() {
        let covered = |long: &str, short: &str| covers(&words(long), &words(short));
        assert!(covered("Antony J. Blinken", "Blinken"));
        assert!(covered("Antony J. Blinken", "Antony Blinken"));
        assert!(covered("Alexander Van der Bellen", "Mr. Van der Bellen"));
        assert!(!covered("Antony Blinken", "Anne Blinken"));
        assert!(!covered("Antony Blinken", "Antony"));
    }

    #[test]
    fn roles_agree_when_one_says_no_more_than_the_other() {
        assert!(roles_agree("President", "President of Finland"));
        assert!(roles_agree("", "Senator"));
        assert!(!roles_agree("Senator", "National Security Advisor"));
    }
}
