//! Lists of those who are there: `Present: Ana Ruiz (AR), mayor, and Tom Hall`.

use super::label::{Label, LabelKind};
use super::lexicon::{Class, fold};

/// The people of a line that lists them, after a word that says so and a colon; none where it is no such line.
pub fn attendance(line: &str) -> Vec<Label> {
    let Some((key, names)) = line.split_once([':', '：']) else { return Vec::new() };
    let says_so = key.split_whitespace().count() <= 4
        && key.split_whitespace().any(|word| Class::Attendance.fits(word));
    if says_so { listed(names) } else { Vec::new() }
}

/// Whether a line is only the word that opens a list of people on the lines below it.
pub fn opens_attendance(line: &str) -> bool {
    let words = line.trim_end_matches([':', '：']).split_whitespace();
    words.clone().count() <= 3 && words.clone().any(|word| Class::Attendance.fits(word))
}

/// The people of a list; what follows a name in small letters is their role.
pub fn listed(names: &str) -> Vec<Label> {
    let mut people: Vec<Label> = Vec::new();
    for item in items(without_plural(names.trim())) {
        let label = Label::parse(item);
        match label.kind {
            LabelKind::Person => people.push(label),
            LabelKind::Office | LabelKind::Nobody => {
                if let Some(last) = people.last_mut().filter(|last| last.role.is_empty()) {
                    item.clone_into(&mut last.role);
                }
            }
            LabelKind::Questioner | LabelKind::Answerer | LabelKind::Crowd => {}
        }
    }
    people
}

/// A list without the word for all of them that opens it: `Councillors Ana Ruiz and Tom Hall`.
fn without_plural(names: &str) -> &str {
    let Some((first, rest)) = names.split_once(' ') else { return names };
    let folded = fold(first);
    let one = folded.strip_suffix('s').unwrap_or_default();
    let plural = Class::Role.has(one) || Class::Honorific.has(one) || &*folded == "messrs";
    if plural && !Class::Honorific.has(&folded) { rest } else { names }
}

/// The items between commas, semicolons and words for "and", brackets kept whole.
fn items(names: &str) -> Vec<&str> {
    let mut depth = 0usize;
    let parts = names.split(|c: char| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, ',' | ';' | '•' | '|')
    });
    parts
        .flat_map(at_and)
        .map(|item| item.trim().trim_end_matches('.'))
        .filter(|item| !item.is_empty())
        .collect()
}

/// A part, cut where a word for "and" stands outside brackets.
fn at_and(part: &str) -> Vec<&str> {
    let (mut from, mut cut, mut depth) = (0, Vec::new(), 0usize);
    let mut at = 0;
    for word in part.split_inclusive(char::is_whitespace) {
        let is_and = Class::Conjunction.fits(word);
        if is_and && depth == 0 && word.trim().chars().all(char::is_lowercase) {
            cut.push(&part[from..at]);
            from = at + word.len();
        }
        depth = (depth + word.matches(['(', '[']).count()).saturating_sub(word.matches([')', ']']).count());
        at += word.len();
    }
    cut.push(&part[from..]);
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(line: &str) -> Vec<(String, String, String)> {
        let all = attendance(line).into_iter();
        all.map(|label| (label.name, label.role, label.affiliation)).collect()
    }

    fn person(name: &str, role: &str, affiliation: &str) -> (String, String, String) {
        (name.to_owned(), role.to_owned(), affiliation.to_owned())
    }

    #[test]
    fn a_list_of_those_present_names_them_with_roles_and_short_forms() {
        assert_eq!(
            people("Deltagere: Ana Lind (AL), museumsinspektør, og Tom Berg (TB), saltsyder"),
            [person("Ana Lind", "museumsinspektør", "AL"), person("Tom Berg", "saltsyder", "TB")]
        );
        assert_eq!(people("Present: Ana Ruiz (Chair); Tom Hall and Eva Lund").len(), 3);
        assert_eq!(people("We met: Ana Ruiz and Tom Hall"), []);
    }
}
