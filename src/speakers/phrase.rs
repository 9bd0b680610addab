//! The words of a label outside brackets and commas: honorific, affiliation, role and name, in the order in which labels
//! put them.

use std::ops::Range;

use super::label::{Label, LabelKind, fill};
use super::lexicon::{Class, Classes, fold};
use super::name::{is_capitals, restore_case};
use super::role::{is_a_surname, is_connective, is_role, restore_affiliation, restore_role, role_span};

/// The most words that a name has.
const LONGEST_NAME: usize = 6;

/// Honorific, affiliation, role and name, in the order in which labels put them.
pub(super) fn parse_phrase(phrase: &str) -> Label {
    let folded = phrase.trim().trim_end_matches('.').to_lowercase();
    let folded = folded.strip_prefix("the ").unwrap_or(&folded);
    if let Some(label) = unnamed(folded, phrase) {
        return label;
    }
    let mut words: Vec<&str> = phrase.split_whitespace().collect();
    let mut definite = is_definite(&words);
    if definite {
        words.remove(0);
        definite = !words.first().is_some_and(|word| Class::Honorific.fits(word));
    }
    if let Some(name) = addressing(&words) {
        words.truncate(name);
    }
    let mut label = Label::new(LabelKind::Person);
    let mut words = take_honorific(&mut label, &words);
    if words.len() > 1 && is_definite(words) {
        words = &words[1..];
    }
    if let Some(name) = name_in_capitals(words) {
        label.name = restore_case(&words[..name].join(" "));
        label.role = restore_role(&words[name..]);
        return label;
    }
    match role_span(words) {
        Some(span) if role_follows(words, &span) => {
            label.role = restore_role(&words[span.clone()]);
            label.kind = if take_name(&mut label, &words[..span.start]) {
                LabelKind::Person
            } else {
                LabelKind::Nobody
            };
        }
        Some(span) if !is_a_surname(words, &span) || definite => {
            label.affiliation = restore_affiliation(&words[..span.start]);
            label.role = restore_role(&words[span.clone()]);
            let rest = take_honorific(&mut label, &words[span.end..]);
            let well_formed = is_proper(&words[..span.start]) && take_name(&mut label, rest);
            label.kind = match (well_formed, label.name.is_empty()) {
                (false, _) => LabelKind::Nobody,
                (true, true) => LabelKind::Office,
                (true, false) => LabelKind::Person,
            };
        }
        Some(_) | None => {
            if definite || !take_name(&mut label, words) || label.name.is_empty() {
                label.kind = LabelKind::Nobody;
            }
        }
    }
    if label.kind == LabelKind::Nobody { Label::new(LabelKind::Nobody) } else { label }
}

/// Whether a role stands after the name, as in Korean: `박영희 위원`, but not after a ministry or a committee: `국방부 장관`.
fn role_follows(words: &[&str], span: &Range<usize>) -> bool {
    let is_name = |word: &str| {
        (2..=4).contains(&word.chars().count())
            && word.chars().all(|c| ('\u{ac00}'..='\u{d7a3}').contains(&c))
            && !word.ends_with(['부', '처', '청', '원', '회', '국', '실'])
    };
    span.end == words.len() && matches!(words[..span.start], [word] if is_name(word))
}

/// Whether the first word is an article before a title or a role: `the President`, `El señor PRESIDENTE`.
fn is_definite(words: &[&str]) -> bool {
    match words {
        [first, ..] if &*fold(first) == "the" => true,
        [first, second, ..] => {
            Class::Article.fits(first)
                && (Class::Honorific.fits(second) || is_role(second) || Class::RoleModifier.fits(second))
        }
        [_] | [] => false,
    }
}

/// How many words stand before "to the Minister", as whom a member asks.
fn addressing(words: &[&str]) -> Option<usize> {
    let at = words.iter().position(|word| *word == "to").filter(|at| *at > 1)?;
    (role_span(&words[at..]).is_some() && role_span(&words[..at]).is_none()).then_some(at)
}

/// How many words a name in capitals has that words in small letters follow: `ANA RUIZ államtitkár`.
fn name_in_capitals(words: &[&str]) -> Option<usize> {
    let size = words.iter().take_while(|word| is_capitals(word)).count();
    let small = |word: &&str| word.starts_with(char::is_lowercase) && !Class::Sentence.fits(word);
    let told = size > 1 && size < words.len() && words[size..].iter().all(small);
    (told && words[size..].len() <= 6 && !words[..size].iter().any(|word| is_role(word))).then_some(size)
}

/// Labels that say what somebody does here, not who it is.
fn unnamed(folded: &str, phrase: &str) -> Option<Label> {
    if let Some(outlet) = folded.strip_suffix("记者").or_else(|| folded.strip_suffix("記者")) {
        let affiliation = outlet.trim().to_owned();
        return Some(Label { affiliation, ..Label::new(LabelKind::Questioner) });
    }
    let base = folded.trim_end_matches(|c: char| c.is_ascii_digit() || " #№.".contains(c));
    let numbered = base.len() < folded.len();
    let (whole, base_classes) = (Classes::of_folded(folded), Classes::of_folded(base));
    if whole.has(Class::Crowd) {
        return Some(Label::crowd());
    }
    let mut words = phrase.split_whitespace().skip_while(|word| &*fold(word) == "the");
    if words.next().is_some_and(|word| Class::CrowdOf.fits(word)) {
        let affiliation = words.collect::<Vec<_>>().join(" ");
        if !affiliation.is_empty() {
            return Some(Label { affiliation, ..Label::crowd() });
        }
    }
    for (class, kind) in [(Class::Questioner, LabelKind::Questioner), (Class::Answerer, LabelKind::Answerer)]
    {
        if whole.has(class) || base_classes.has(class) {
            return Some(Label::new(kind));
        }
    }
    let lettered = folded
        .rsplit_once(' ')
        .is_some_and(|(word, last)| last.chars().count() == 1 && Class::Numbered.has(word));
    if numbered && (base_classes.has(Class::Numbered) || base == "s") || lettered {
        let mut label = Label::new(LabelKind::Person);
        label.name = restore_case(phrase.trim());
        return Some(label);
    }
    None
}

fn take_honorific<'a, 'b>(label: &mut Label, words: &'a [&'b str]) -> &'a [&'b str] {
    let initial_like = |word: &str| matches!(&*fold(word), "m" | "fr" | "hr" | "mag" | "sr");
    let size = words
        .iter()
        .enumerate()
        .take_while(|(place, word)| {
            Class::Honorific.fits(word)
                && (!initial_like(word) || word.ends_with('.') && words.len() > place + 1)
        })
        .count();
    // A lone honorific is a name or a way to address somebody, no title of anybody.
    let size = if size == words.len() { 0 } else { size };
    for word in &words[..size] {
        let word = restore_case(word.trim_end_matches('.'));
        label.honorific =
            if label.honorific.is_empty() { word } else { format!("{} {word}", label.honorific) };
    }
    &words[size..]
}

/// Puts the name, and a place or party after "of" or "for", into the label; false where the words are no name.
fn take_name(label: &mut Label, words: &[&str]) -> bool {
    let name_size =
        words.iter().position(|word| matches!(&*fold(word), "of" | "from" | "for")).unwrap_or(words.len());
    let (name, from) = words.split_at(name_size);
    let titled = !label.role.is_empty() || !label.honorific.is_empty();
    let (name, party) = split_party(name);
    let proper = if titled && name.len() > 1 && is_initial(name[0]) { &name[1..] } else { name };
    let proper_place = from.is_empty() || from.len() > 1 && !name.is_empty() && is_proper(&from[1..]);
    if name.len() > LONGEST_NAME || !is_proper(proper) || !proper_place {
        return false;
    }
    label.name = restore_case(&name.join(" "));
    if let Some(bare) = label.name.strip_suffix('君').filter(|bare| bare.chars().count() > 2) {
        label.name = bare.to_owned();
        fill(&mut label.honorific, "君".to_owned());
    }
    fill(&mut label.affiliation, party.to_owned());
    if from.len() > 1 {
        let place: Vec<&str> = from[1..].iter().skip_while(|word| &*fold(word) == "the").copied().collect();
        fill(&mut label.affiliation, restore_affiliation(&place));
    }
    true
}

/// A name of two words or more, and the short form of a party in small letters after it: `Esa Lind kesk`.
fn split_party<'a, 'w>(words: &'a [&'w str]) -> (&'a [&'w str], &'w str) {
    match words {
        [name @ .., last] if name.len() > 1 && is_party(last) => (name, last),
        _ => (words, ""),
    }
}

fn is_party(word: &str) -> bool {
    let short = word.chars().count() <= 5 && word.chars().all(char::is_lowercase);
    short && !Class::Sentence.fits(word) && !Class::Particle.fits(word) && !is_connective(word)
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 1 && word.chars().all(char::is_uppercase)
}

/// Whether all words are written as proper names are.
fn is_proper(words: &[&str]) -> bool {
    words.iter().all(|word| {
        is_name_word(word) || Class::Particle.fits(word) || is_connective(word) && words.len() > 1
    }) && words.iter().any(|word| is_name_word(word)) != words.is_empty()
        && (is_initials(words) || !words.iter().any(|word| Class::Sentence.fits(word) && !is_inner(word)))
}

/// Whether all there is are two or three capitals.
fn is_initials(words: &[&str]) -> bool {
    matches!(words, [word] if is_capitals(word) && word.chars().count() <= 3)
}

/// Words that may stand inside the name of an organisation or belong to an initial (`A.`, `I.`).
fn is_inner(word: &str) -> bool {
    is_connective(word) && !word.starts_with(char::is_uppercase)
        || word.ends_with('.') && fold(word).chars().count() == 1
        || is_connective(word) && is_capitals(word)
}

fn is_name_word(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return word == "&" };
    let sound = word.chars().all(|c| c.is_alphanumeric() || "'’ʼ.-‐‑–&·/\u{300}\u{301}\u{308}".contains(c));
    let abbreviates = !word.ends_with('.') || word.chars().filter(|c| c.is_alphabetic()).count() <= 4;
    let ends_well = abbreviates && !word.ends_with(['-', '–']) && !word.starts_with('-');
    sound
        && ends_well
        && (!first.is_lowercase() || word.chars().skip(1).any(char::is_uppercase))
        && !word.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_east_asia_keep_their_signs_and_ministries_are_nobodys_names() {
        for (text, name) in [
            ("邓丽君", "邓丽君"),
            ("山田太郎君", "山田太郎"),
            ("박영희 위원", "박영희"),
            ("국방부 장관", ""),
            ("교통위원회 위원장", ""),
        ] {
            assert_eq!(parse_phrase(text).name, name, "{text}");
        }
    }
}
