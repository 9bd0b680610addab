//! Numbers and names in running English.

use crate::render::print::rounded;
use crate::render::table::Value;

/// A number with its thousands separated: `1,668`.
pub(super) fn count(number: u64) -> String {
    rounded(&Value::from(number)).into_owned()
}

/// A number with its noun: `1 turn`, `9 turns`.
pub(super) fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}

/// A share as a whole percentage: `88 %`, with a blank that keeps a line together; below one percent with one digit more.
pub(super) fn percent(share: f64) -> String {
    let hundredths = share * 100.0;
    match hundredths {
        small if small > 0.0 && small < 1.0 => format!("{small:.1}\u{a0}%"),
        _ => format!("{hundredths:.0}\u{a0}%"),
    }
}

/// A rate or ratio to three significant digits, without an exponent.
pub(super) fn figure(number: f64) -> String {
    let decimals = match number.abs() {
        large if large >= 100.0 => 0,
        middle if middle >= 10.0 => 1,
        _ => 2,
    };
    format!("{number:.decimals$}")
}

/// Names as a list: `a`, `a and b`, `a, b and c`.
pub(super) fn list<T: AsRef<str>>(names: &[T]) -> String {
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [before @ .., last] => {
            let before: Vec<&str> = before.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", before.join(", "), last.as_ref())
        }
    }
}

/// The same text with its first letter in upper case.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_agree_with_their_nouns() {
        assert_eq!(counted(1, "turn", "turns"), "1 turn");
        assert_eq!(counted(1668, "word", "words"), "1,668 words");
        assert_eq!(counted(0, "word", "words"), "0 words");
    }

    #[test]
    fn shares_and_ratios_are_rounded_for_reading() {
        assert_eq!(percent(1465.0 / 1668.0), "88\u{a0}%");
        assert_eq!(percent(0.004), "0.4\u{a0}%");
        assert_eq!(percent(0.0), "0\u{a0}%");
        assert_eq!(figure(2.0 / 3.0), "0.67");
        assert_eq!(figure(1234.5), "1234");
    }

    #[test]
    fn lists_end_with_and() {
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(capital("ärger"), "Ärger");
    }
}
