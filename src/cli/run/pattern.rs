//! What is looked for where a command names it: an entry of a theme file, a term, or a theme.

use std::sync::Arc;

use super::opened::Opened;
use crate::error::Result;
use crate::text::{ThemeId, Themes};
use crate::vocab::TermUnit;

/// What stands before the key of a theme.
const THEME: &str = "theme:";

/// What stands before an entry that says itself how its words are meant.
const MEANT: [&str; 3] = ["re:", "stem:", "case:"];

/// The themes among which is the one that a pattern asks for, and which it is.
///
/// # Errors
/// A theme that is not there; a pattern without a word.
pub(super) fn looked_for(pattern: &str, opened: &Opened<'_>) -> Result<(Arc<Themes>, ThemeId)> {
    match pattern.strip_prefix(THEME) {
        Some(key) => {
            let (themes, _) = opened.themes()?;
            let theme = themes.find_key(key)?;
            Ok((themes, theme))
        }
        None => Ok((Arc::new(Themes::of_entry(pattern, opened.analyzer())?), ThemeId(0))),
    }
}

/// Whether a pattern asks for a theme.
pub(super) fn is_theme(pattern: &str) -> bool {
    pattern.trim().starts_with(THEME)
}

/// The pattern that finds what a command calls a term: words without a glob or a prefix are stems, types or forms, as
/// `unit` has it.
pub(super) fn of_term(term: &str, unit: TermUnit) -> String {
    let is_meant = MEANT.iter().any(|prefix| term.trim().starts_with(prefix));
    if is_meant || is_theme(term) || term.contains(['*', '?']) || term.trim().is_empty() {
        return term.to_owned();
    }
    match unit {
        TermUnit::Stem => format!("stem:{term}"),
        TermUnit::Type => term.to_owned(),
        TermUnit::Form => format!("case:{term}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_term_is_what_the_unit_makes_of_it_and_a_pattern_stays_as_it_is() {
        assert_eq!(of_term("military support", TermUnit::Stem), "stem:military support");
        assert_eq!(of_term("NATO", TermUnit::Form), "case:NATO");
        assert_eq!(of_term("gas", TermUnit::Type), "gas");
        for pattern in ["", " ", "enlarg*", "re:^a", "theme:energy", "case:MAP", "stem:accede"] {
            assert_eq!(of_term(pattern, TermUnit::Stem), pattern);
        }
    }
}
