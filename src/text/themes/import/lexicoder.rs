//! Lexicoder's own format (`.lc3`).

use crate::error::Result;

use super::Imported;
use super::oddity::Oddity;
use super::outline::{Outline, lines};

/// A line `+NAME` or `+NAME+` begins a category, every other line is an entry of it.
pub(super) fn read(text: &str) -> Result<Imported> {
    let mut outline = Outline::default();
    let mut category = None;
    for (number, line) in lines(text) {
        let line = line.trim();
        match (line.starts_with('+'), category) {
            (true, _) => category = Some(outline.category(None, line.trim_matches('+'), number)?),
            (false, Some(category)) => outline.entry(category, line, number),
            (false, None) if line.is_empty() => {}
            (false, None) => outline.odd(Oddity::Homeless, line, number),
        }
    }
    Ok(outline.finish())
}

#[cfg(test)]
mod tests {
    use super::super::outline::seen;
    use super::*;

    #[test]
    fn entries_stand_below_their_category() {
        let file = "+HAPPY\r\n glad* \r\n well done\r\n\r\n+SAD+\r\n sorry\r\n+HAPPY\r\n merry\r\n";
        assert_eq!(seen(read(file)), ["HAPPY: glad*, well done, merry", "SAD: sorry"]);
    }

    #[test]
    fn an_entry_before_all_categories_is_told() {
        let read = read("\nglad\n+SAD\nsorry\n").unwrap();
        let notes = read.oddities.into_notes();
        assert_eq!(notes[0].what, "'glad': left out, as it stands in no category");
        assert_eq!((notes[0].line, read.themes[0].terms[0].line), (2, 4));
    }
}
