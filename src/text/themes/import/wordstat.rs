//! WordStat (`.cat`).

use crate::error::Result;

use super::Imported;
use super::oddity::Oddity;
use super::outline::{Indentation, Outline, indentation, lines};

/// A line that ends in a weight, as in `WAR_IN_IRAQ (1)`, is an entry, every other a category; what is indented
/// further stands in it. An underscore in an entry is a space.
pub(super) fn read(text: &str) -> Result<Imported> {
    let (mut outline, mut around) = (Outline::default(), Indentation::default());
    for (number, line) in lines(text) {
        let name = line.trim();
        if name.is_empty() {
            continue;
        }
        let width = indentation(line);
        let parent = around.parent(width);
        match (weighted(name), parent) {
            (None, _) => around.open(width, outline.category(parent, name, number)?),
            (Some((entry, _)), None) => outline.odd(Oddity::Homeless, entry, number),
            (Some((entry, _)), Some(_)) if entry.starts_with('@') => {
                outline.odd(Oddity::Rule, entry, number);
            }
            (Some((entry, weight)), Some(parent)) => {
                if weight != "1" {
                    outline.odd(Oddity::Weight, name, number);
                }
                outline.entry(parent, entry.replace('_', " "), number);
            }
        }
    }
    Ok(outline.finish())
}

/// An entry and its weight, as written.
fn weighted(line: &str) -> Option<(&str, &str)> {
    let (entry, weight) = line.strip_suffix(')')?.rsplit_once('(')?;
    let is_number = weight.starts_with(|c: char| c.is_ascii_digit() || c == '-')
        && weight.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'));
    is_number.then(|| (entry.trim_end(), weight))
}

#[cfg(test)]
mod tests {
    use super::super::outline::seen;
    use super::*;

    #[test]
    fn entries_and_categories_stand_in_what_is_indented_less() {
        let file =
            "SEA\r\n\tPORT*\r\n\t\tQUAY (1)\r\n\t\tOLD_HARBOUR* (1)\r\n\tWAVE (1)\r\nLAND_\r\n\tHILL(1)\r\n";
        assert_eq!(seen(read(file)), ["SEA: WAVE", "SEA.PORT*: QUAY, OLD HARBOUR*", "LAND_: HILL"]);
    }

    #[test]
    fn weights_rules_and_entries_without_a_category_are_told() {
        let read = read("STRAY (1)\nSEA\n\tPORT (0.5)\n\t@NEAR [A NEAR B /C 5] (1)\n\tQUAY (2)\n").unwrap();
        let notes = read.oddities.into_notes();
        let told: Vec<_> = notes.iter().map(|note| (note.line, note.what.as_str())).collect();
        let expected = [
            (1, "'STRAY': left out, as it stands in no category"),
            (3, "'PORT (0.5)': a weight, left out: every entry counts 1 (and 1 more like it)"),
            (4, "'@NEAR [A NEAR B /C 5]': a rule, left out"),
        ];
        assert_eq!(told, expected);
        assert_eq!(read.themes[0].terms.len(), 2);
    }
}
