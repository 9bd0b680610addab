//! Sentences that tell what happens, as minutes have them between the turns: `The clerk called the roll.`

use super::label::{Label, LabelKind};
use super::lexicon::{Class, fold, is_of_record, speaks_in_person};
use super::role::is_role;

/// How surely a text only tells what happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Narration {
    /// Somebody may as well say it of others.
    Possible,
    /// It tells of the sitting, in the words that records have for it.
    Sure,
}

/// Longer texts, in words, are said.
const LONGEST: usize = 30;
/// And so are longer ones in bytes, whose words nobody need count.
const MOST_BYTES: usize = 400;
/// A subject has at most so many words.
const SUBJECT: usize = 6;

/// Whether a paragraph tells what happens: a sentence or two of an office, a titled person or the sitting itself, in
/// the third person and not in the present. Gives whom it tells of, where that is a person with an office.
pub fn narration(text: &str) -> Option<(Narration, Option<Label>)> {
    let is_sentence = text.ends_with(['.', ')']) && text.starts_with(char::is_uppercase);
    if !is_sentence || text.len() > MOST_BYTES {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let quotes = text.contains(['?', '!', '"', '“', '”', '«', '…']) || text.contains(": ");
    if !(2..=LONGEST).contains(&words.len()) || quotes || speaks_in_person(text) {
        return None;
    }
    let (size, label) = subject(&words)?;
    let verb = words.get(size).filter(|word| word.starts_with(char::is_lowercase))?;
    if Class::Present.fits(verb) {
        return None;
    }
    let folded = text.to_lowercase();
    let sure = is_of_record(&folded);
    Some((if sure { Narration::Sure } else { Narration::Possible }, label))
}

/// The size in words of what a sentence is about, if that is an office, a titled person or the sitting.
fn subject(words: &[&str]) -> Option<(usize, Option<Label>)> {
    let article = usize::from(Class::Article.fits(words[0]));
    let sitting = words.get(article).is_some_and(|word| Class::Proceeding.fits(word));
    if sitting {
        return Some((article + 1, None));
    }
    let most = words.len().saturating_sub(1).min(SUBJECT);
    (1..=most).rev().find_map(|size| {
        let whole = words[..size].iter().all(|word| !word.ends_with([',', ';']) && !ends_a_sentence(word));
        let label = Label::parse(&words[..size].join(" "));
        let told = match label.kind {
            LabelKind::Office => article == 1,
            LabelKind::Person => !label.honorific.is_empty() || !label.role.is_empty(),
            LabelKind::Questioner | LabelKind::Answerer | LabelKind::Crowd | LabelKind::Nobody => false,
        };
        let clerk =
            article == 1 && size > 1 && is_role(words[size - 1]) && *fold(words[size - 1]) == *"clerk";
        let person = Some(label).filter(|label| label.kind == LabelKind::Person && !label.role.is_empty());
        (whole && (told || clerk)).then_some((size, person))
    })
}

/// Whether a word ends a sentence, and is no title or initial.
fn ends_a_sentence(word: &str) -> bool {
    word.ends_with('.') && word.chars().count() > 2 && !Class::Honorific.fits(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happens_is_told_from_what_is_said() {
        for (text, expected) in [
            ("The clerk proceeded to call the roll.", Some(Narration::Sure)),
            ("The bill clerk proceeded to call the roll.", Some(Narration::Sure)),
            ("Mr. REID addressed the Chair.", Some(Narration::Sure)),
            ("The meeting was called to order at 10.05 a.m.", Some(Narration::Sure)),
            ("Motion carried, 3 to 1, Dunn opposed.", Some(Narration::Sure)),
            ("Ms. Doris Lane approached the podium.", Some(Narration::Sure)),
            ("Mayor Ruiz left early.", Some(Narration::Possible)),
            ("The committee has met twice.", None),
            ("Mr. Hall told me so.", None),
            ("The bridge was built in May.", None),
            ("The Mayor, who built it, left.", None),
            ("Mme la présidente. La séance est ouverte.", None),
            ("The Minister said: no.", None),
            ("Thank you.", None),
            ("", None),
        ] {
            assert_eq!(narration(text).map(|(narration, _)| narration), expected, "{text}");
        }
    }

    #[test]
    fn whoever_takes_the_chair_is_known_by_name_and_office() {
        let told =
            narration("The PRESIDENT (The Hon. Eva Lund) took the chair at 11 a.m. and read the prayers.");
        let label = told.and_then(|(_, label)| label).expect("a person");
        assert_eq!((label.name.as_str(), label.role.as_str()), ("Eva Lund", "President"));
    }
}
