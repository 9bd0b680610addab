//! Lists of those who are there: `Present: Ana Ruiz (AR), mayor, and Tom Hall`.

use super::label::{Label, LabelKind, fill};
use super::lexicon::{Class, conducts, fold};
use super::name::is_capitals;

/// The people of a line that lists them, after a word that says so; none where it is no such line. Without a colon after
/// that word all that follows must be people, told by more than a surname.
///
/// Whom the word itself calls by an office, `Moderator: Ana Ruiz`, has that role.
pub fn attendance(line: &str) -> Vec<Label> {
    let Some((key, names)) = line.split_once([':', '：']) else { return without_colon(line) };
    let mut words = key.split_whitespace();
    let office = words.next().map(singular).filter(|office| words.next().is_none() && presides(office));
    let says_so = key.split_whitespace().count() <= 4
        && key.split_whitespace().any(|word| Class::Attendance.fits(word));
    let mut people =
        if says_so || office.is_some() && is_whole_names(names) { listed(names) } else { Vec::new() };
    if let Some(office) = office {
        let role: String =
            office.chars().take(1).flat_map(char::to_uppercase).chain(office.chars().skip(1)).collect();
        people.iter_mut().for_each(|label| fill(&mut label.role, role.clone()));
    }
    people
}

/// `host` for `Hosts`.
fn singular(word: &str) -> String {
    let folded = fold(word);
    folded.strip_suffix('s').unwrap_or(&folded).to_owned()
}

/// Whether an office in small letters is that of conducting the talk; a speaker may be anybody who speaks.
fn presides(office: &str) -> bool {
    conducts(office, office) && office != "speaker"
}

/// Whether all of a text is names of two words or more, or titled ones, and no greeting or sentence.
fn is_whole_names(names: &str) -> bool {
    let is_name = |item: &str| {
        let label = Label::parse(item);
        let told = label.name_size() > 1 || !label.honorific.is_empty();
        label.kind == LabelKind::Person && told && !item.split_whitespace().all(is_courteous)
    };
    let items = items(names);
    !names.ends_with('.') && !items.is_empty() && items.into_iter().all(is_name)
}

fn is_courteous(word: &str) -> bool {
    Class::Courtesy.fits(word)
}

/// The people of `Present Councillors Ruiz, Hall and Lund.`
fn without_colon(line: &str) -> Vec<Label> {
    let mut names = line;
    let says_so = |(first, _): &(&str, &str)| Class::Attendance.fits(first);
    while let Some((_, rest)) = names.split_once(' ').filter(says_so) {
        names = rest;
    }
    if names.len() == line.len() {
        return Vec::new();
    }
    let bare = without_plural(names.trim());
    let labels: Vec<Label> = items(bare).into_iter().map(Label::parse).collect();
    let told = |label: &Label| label.name_size() > 1 || label.is_told() || bare.len() < names.trim().len();
    let is_list = labels.iter().all(|label| match label.kind {
        LabelKind::Person => told(label),
        LabelKind::Office => true,
        LabelKind::Questioner | LabelKind::Answerer | LabelKind::Crowd | LabelKind::Nobody => false,
    });
    let people = if is_list { listed(names) } else { Vec::new() };
    if people.len() > 1 { people } else { Vec::new() }
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
        let label = initialled(item).unwrap_or_else(|| Label::parse(item));
        match label.kind {
            LabelKind::Person => people.push(label),
            LabelKind::Office | LabelKind::Nobody => {
                if let Some(last) = people.last_mut().filter(|last| last.role.is_empty()) {
                    let bracketed = label.kind == LabelKind::Office && item.ends_with(')');
                    last.role = if bracketed { label.role } else { item.to_owned() };
                    fill(&mut last.affiliation, label.affiliation);
                }
            }
            LabelKind::Questioner | LabelKind::Answerer | LabelKind::Crowd => {}
        }
    }
    people
}

/// Somebody with the short form of their name before it, and what they are to the others last: `CHI Eva Target_Child`.
fn initialled(item: &str) -> Option<Label> {
    let (short, rest) = item.split_once(' ')?;
    let is_short = (2..=4).contains(&short.chars().count()) && is_capitals(short);
    let mut words: Vec<&str> = rest.split_whitespace().collect();
    let role = words.pop_if(|last| last.contains('_')).unwrap_or_default().replace('_', " ");
    let label = Label::parse(&words.join(" "));
    let named = is_short && label.kind == LabelKind::Person && !words.iter().any(|word| is_capitals(word));
    named.then(|| Label { role, affiliation: short.to_owned(), ..label })
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
        assert_eq!(
            people("@Participants: CHI Eva Target_Child , MOT Ana Mother"),
            [person("Eva", "Target Child", "CHI"), person("Ana Mother", "", "MOT")]
        );
    }

    #[test]
    fn a_list_needs_no_colon_where_all_of_it_is_people() {
        let names = |line| people(line).into_iter().map(|(name, ..)| name).collect::<Vec<_>>();
        assert_eq!(names("Present Representatives Ruiz, Hall, and Lund."), ["Ruiz", "Hall", "Lund"]);
        assert_eq!(names("Members present Ana Ruiz, Mayor Hall"), ["Ana Ruiz", "Hall"]);
        for line in
            ["Panel Discussion, Energy Conference", "Guests Ana Ruiz and Tom left", "Present", "With thanks"]
        {
            assert_eq!(people(line), [], "{line}");
        }
    }

    #[test]
    fn whoever_conducts_the_talk_is_named_after_the_office() {
        assert_eq!(people("Moderator: Ana Ruiz"), [person("Ana Ruiz", "Moderator", "")]);
        assert_eq!(people("hosts: Ana Ruiz, Tom Hall")[1], person("Tom Hall", "Host", ""));
        assert_eq!(people("President: Ms. Lund (Norway)"), [person("Lund", "President", "Norway")]);
        for line in ["Moderator: Good morning, everyone", "Chair: Mr Hall, you left", "Chair: Mr Hall."] {
            assert_eq!(people(line), [], "{line}");
        }
        assert_eq!(people("guests: Ana Ruiz, Minister (EU)"), [person("Ana Ruiz", "Minister", "EU")]);
    }
}
