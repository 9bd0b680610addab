//! Lines that say who has the chair from there on: `Présidence de Mme Ruiz`, `[Tom Hall in the Chair]`.

use super::label::{Label, LabelKind};
use super::lexicon::{Class, fold, honorifics_clash};

/// Such a line is no longer than this, in bytes.
const LONGEST: usize = 120;
/// So many words say that somebody has the chair.
const MOST_WORDS: usize = 3;

/// Whether a label is that of whoever has the chair of a sitting, and says no more. A president without an accent may be
/// that of a state.
pub fn has_the_chair(label: &Label) -> bool {
    let is_office = label.kind == LabelKind::Office && label.affiliation.is_empty();
    is_office && Class::Chair.fits(&label.role) && &*fold(&label.role) != "president"
}

/// Whether somebody may be meant by the label of an office: no woman by `M. le président`.
pub fn may_hold(office: &Label, holder: &Label) -> bool {
    !honorifics_clash(&office.honorific, &holder.honorific)
}

/// Who has the chair from a line on, by name or title; `None` where it is no such line.
pub fn presiding(line: &str) -> Option<Label> {
    if line.len() > LONGEST || !line.starts_with(|c: char| c.is_uppercase() || matches!(c, '[' | '(')) {
        return None;
    }
    let line = line.trim_matches(|c: char| !c.is_alphanumeric());
    let label = Label::parse(after_words(line).or_else(|| before_words(line))?);
    let named = label.kind == LabelKind::Person && (label.name_size() > 1 || label.is_told());
    named.then_some(label)
}

/// What follows the words at the beginning of a line that say who has the chair, and the small words after them.
fn after_words(line: &str) -> Option<&str> {
    let ends = line.match_indices([' ', '\u{a0}', ':', '’', '\'']).map(|(at, _)| at);
    let mut rest = ends.take(MOST_WORDS).find(|at| Class::Presiding.has(&line[..*at].to_lowercase()))?;
    loop {
        let bare = line[rest..].trim_start_matches([':', ' ', '\u{a0}', '\'', '’']);
        let word = bare.split([' ', '\u{a0}', '\'', '’']).next().unwrap_or_default();
        let small =
            Class::Particle.fits(word) || Class::Article.fits(word) || matches!(&*fold(word), "dell" | "of");
        rest = line.len() - bare.len();
        if !small || word.is_empty() {
            return Some(bare);
        }
        rest += word.len();
    }
}

/// What stands before the words at the end of a line that say so.
fn before_words(line: &str) -> Option<&str> {
    let starts = line.rmatch_indices(' ').map(|(at, _)| at).take(MOST_WORDS);
    let mut said = starts.filter(|at| Class::Presiding.has(&line[at + 1..].to_lowercase()));
    said.next().map(|at| line[..at].trim_end_matches([',', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_who_has_the_chair_in_the_words_of_many_houses() {
        for (line, name) in [
            ("Présidence de Mme Ana Ruiz", "Ana Ruiz"),
            ("Présidence\u{a0}de M.\u{a0}Tom Hall, vice-président", "Tom Hall"),
            ("PRESIDENZA DEL VICEPRESIDENTE TOM HALL", "Tom Hall"),
            ("Presidenza della Presidente RUIZ", "Ruiz"),
            ("PRESIDENCIA DE LA SRA. ANA RUIZ", "Ana Ruiz"),
            ("Vorsitz: Präsidentin Eva Lund", "Eva Lund"),
            ("IN THE CHAIR: MR HALL", "Hall"),
            ("[Sir Tom Hall in the Chair]", "Tom Hall"),
            ("(Mrs. Ruiz presiding)", "Ruiz"),
        ] {
            let found = presiding(line).map(|label| label.name);
            assert_eq!(found.unwrap_or_default(), name, "{line}");
        }
    }

    #[test]
    fn sentences_and_other_lists_say_nothing_of_the_chair() {
        for line in [
            "Présidence",
            "Présidence : la séance est ouverte",
            "She was in the chair",
            "The vice president presiding",
            "Mr. Hall is in the chair and we may go on with what we had to say about the harbour.",
            "Present: Ana Ruiz",
        ] {
            assert_eq!(presiding(line), None, "{line}");
        }
    }
}
