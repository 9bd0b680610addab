//! Who is who within one document: many labels, fewer people.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::kinds::Standing;
use super::label::{Label, LabelKind};
use super::lexicon::{conducts, fold, honorifics_clash, is_bystanding};
use super::name::{covers, roles_agree, words};
use super::near::shortened;
use super::person::{Origin, Person};
use super::short::{explain_initials, titles_before_names};

/// A label as a document uses it.
#[derive(Debug, Clone, Copy)]
pub struct Call<'a> {
    /// What it says.
    pub label: &'a Label,
    /// As printed, without its colon.
    pub printed: &'a str,
    /// How many turns it opens; 0 for people who are announced only.
    pub times: usize,
}

/// Who stands behind a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The person as this document knows them.
    pub person: Person,
    /// Equal for labels of one person; `None` for the unnamed, of whom each turn may be another's.
    pub id: Option<usize>,
    /// What is known of their part in the talk.
    pub standing: Standing,
}

/// More people than this with one surname are taken by their full names only.
const CROWD: usize = 64;

/// Decides which labels of a document name one person, and gives each the fullest name, role and affiliation found.
///
/// `announced` come from title, byline, front matter and lists; the first `principals` of them are those whose words the
/// document announces, the first `leads` all whom its title or byline names. The result has one member for each of `announced`, then one for each of `calls`.
pub fn cast(announced: &[Label], principals: usize, leads: usize, calls: &[Call<'_>]) -> Vec<Member> {
    let announced_calls = announced.iter().map(|label| Call { label, printed: "", times: 0 });
    let entries: Vec<Call<'_>> = announced_calls.chain(calls.iter().copied()).collect();
    let known = announced.len();
    let mut troupe = Troupe::default();
    let mut ids = vec![None; entries.len()];
    let mut names = names(&entries, known);
    explain_initials(&entries, known, &mut names);
    let titles = titles_before_names(&entries, &mut names);
    for entry in by_fullness(&entries, &names) {
        ids[entry] = Some(troupe.find_or_add(entries[entry].label, &names[entry], titles.get(&entry)));
    }
    for (entry, call) in entries.iter().enumerate().filter(|(_, call)| call.label.kind == LabelKind::Office) {
        ids[entry] = Some(troupe.find_or_add_office(call.label));
    }
    // In an interview the byline names who asks, and the title whom.
    let answering = if leads == principals + 1 { principals } else { 0 };
    let principal = if leads > 0 && (principals > 0 || leads == 1) { ids[answering] } else { None };
    for (entry, call) in entries.iter().enumerate().skip(known) {
        if call.label.kind == LabelKind::Answerer {
            ids[entry] = principal;
        }
    }
    troupe.tell_apart();
    let leads: Vec<usize> = ids[..leads.min(known)].iter().copied().flatten().collect();
    entries.iter().zip(ids).map(|(call, id)| troupe.member(call, id, &leads)).collect()
}

/// Each entry's folded words of its name, those of a rare misspelling replaced by the name that it misspells.
fn names(entries: &[Call<'_>], known: usize) -> Vec<Vec<String>> {
    let mut names: Vec<Vec<String>> = entries.iter().map(|call| words(&call.label.name)).collect();
    let mut uses: HashMap<&[String], usize, RandomState> = HashMap::default();
    for (entry, call) in entries.iter().enumerate() {
        *uses.entry(&names[entry]).or_default() += if entry < known { 3 } else { call.times };
    }
    let mut near: HashMap<String, usize, RandomState> = HashMap::default();
    let is_frequent = |entry: usize| uses[names[entry].as_slice()] >= 3;
    for entry in (0..entries.len()).filter(|&entry| is_frequent(entry)) {
        for form in shortened(&names[entry].join(" ")) {
            near.entry(form).or_insert(entry);
        }
    }
    let errors: Vec<(usize, usize)> = (0..entries.len())
        .filter(|&entry| entries[entry].label.kind == LabelKind::Person && uses[names[entry].as_slice()] == 1)
        .filter_map(|entry| misspelt(entry, entries, &names, &near).map(|meant| (entry, meant)))
        .collect();
    for (entry, meant) in errors {
        names[entry] = names[meant].clone();
    }
    names
}

/// The frequent entry of which `entry` is one typing error away.
fn misspelt(
    entry: usize,
    entries: &[Call<'_>],
    names: &[Vec<String>],
    near: &HashMap<String, usize, RandomState>,
) -> Option<usize> {
    let name = names[entry].join(" ");
    let meant = shortened(&name).find_map(|form| near.get(&form).copied()).filter(|&meant| meant != entry)?;
    let (one, other) = (entries[entry].label, entries[meant].label);
    let plausible =
        roles_agree(&one.role, &other.role) && !honorifics_clash(&one.honorific, &other.honorific);
    let initials = names[entry]
        .iter()
        .zip(&names[meant])
        .any(|(one, other)| one != other && one.len().min(other.len()) < 4);
    (plausible && !initials && strsim::osa_distance(&name, &names[meant].join(" ")) == 1).then_some(meant)
}

/// The named entries, fuller names first, so that a short form finds the long one already there.
fn by_fullness(entries: &[Call<'_>], names: &[Vec<String>]) -> Vec<usize> {
    let named = |entry: &usize| entries[*entry].label.kind == LabelKind::Person;
    let mut order: Vec<usize> = (0..entries.len()).filter(named).collect();
    let told = |label: &Label| u8::from(label.role.is_empty()) + u8::from(label.honorific.is_empty());
    let whole = |entry: usize| names[entry].iter().filter(|word| word.chars().count() > 1).count();
    order.sort_by_key(|&entry| {
        let missing = usize::MAX - whole(entry);
        (missing, usize::MAX - names[entry].len(), told(entries[entry].label), entry)
    });
    order
}

/// A person in the making.
#[derive(Debug)]
struct Figure {
    name: String,
    words: Vec<String>,
    honorific: String,
    role: String,
    affiliation: String,
}

#[derive(Debug, Default)]
struct Troupe {
    figures: Vec<Figure>,
    by_surname: HashMap<String, Vec<usize>, RandomState>,
    by_given_name: HashMap<String, Vec<usize>, RandomState>,
    by_name: HashMap<Vec<String>, usize, RandomState>,
    by_office: HashMap<String, Vec<usize>, RandomState>,
}

impl Troupe {
    fn find_or_add(&mut self, label: &Label, words: &[String], title: Option<&String>) -> usize {
        let same = (words.len() > 1).then(|| self.by_name.get(words).copied()).flatten();
        let id =
            match same.or_else(|| self.namesake(label, words)).or_else(|| self.by_first_name(label, words)) {
                Some(id) => id,
                None => {
                    let untitled = title.and_then(|title| label.name.strip_prefix(title.as_str()));
                    self.add(untitled.unwrap_or(&label.name).trim().to_owned(), words.to_vec())
                }
            };
        self.figures[id].learn(label);
        if let Some(title) = title {
            self.figures[id].role.clone_from(title);
        }
        id
    }

    /// The one figure for whose name this is short.
    fn namesake(&self, label: &Label, words: &[String]) -> Option<usize> {
        let bearers = self.by_surname.get(words.last()?).filter(|bearers| bearers.len() <= CROWD)?;
        let fits = |id: &usize| {
            let figure = &self.figures[*id];
            covers(&figure.words, words)
                && !honorifics_clash(&figure.honorific, &label.honorific)
                && roles_agree(&figure.role, &label.role)
        };
        let fitting: Vec<usize> = bearers.iter().copied().filter(fits).collect();
        let exact = |id: &usize| !label.role.is_empty() && self.figures[*id].role == label.role;
        let same_role: Vec<usize> = fitting.iter().copied().filter(exact).collect();
        only(&fitting).or_else(|| only(&same_role))
    }

    /// The one figure with this given name: `Christian` for Christian Decker.
    fn by_first_name(&self, label: &Label, words: &[String]) -> Option<usize> {
        let [word] = words else { return None };
        let bare = label.honorific.is_empty() && label.role.is_empty() && !self.by_surname.contains_key(word);
        if bare { only(self.by_given_name.get(word)?) } else { None }
    }

    /// The one figure who holds the office, else a figure known by the office alone.
    fn find_or_add_office(&mut self, label: &Label) -> usize {
        let key = office(&label.role);
        if self.by_office.is_empty() {
            for id in 0..self.figures.len() {
                self.by_office.entry(office(&self.figures[id].role)).or_default().push(id);
            }
        }
        let holders = self.by_office.get(&key).map_or(&[][..], Vec::as_slice);
        if let Some(id) = only(holders).filter(|&id| self.may_hold(id, label)) {
            self.figures[id].learn(label);
            return id;
        }
        let id = self.add(label.role.clone(), words(&label.role));
        self.figures[id].learn(label);
        if holders_are_few(self.by_office.get(&key)) {
            self.by_office.entry(key).or_default().push(id);
        }
        id
    }

    fn may_hold(&self, id: usize, label: &Label) -> bool {
        let affiliation = &self.figures[id].affiliation;
        affiliation.is_empty() || label.affiliation.is_empty() || *affiliation == label.affiliation
    }

    fn add(&mut self, name: String, words: Vec<String>) -> usize {
        let id = self.figures.len();
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            self.by_surname.entry(last.clone()).or_default().push(id);
            self.by_given_name.entry(first.clone()).or_default().push(id);
        }
        self.by_name.insert(words.clone(), id);
        let empty = String::new;
        self.figures.push(Figure { name, words, honorific: empty(), role: empty(), affiliation: empty() });
        id
    }

    /// Gives different people who would show under one name their honorific or role before it.
    fn tell_apart(&mut self) {
        let mut bearers: HashMap<String, Vec<usize>, RandomState> = HashMap::default();
        for (id, figure) in self.figures.iter().enumerate() {
            bearers.entry(figure.name.to_lowercase()).or_default().push(id);
        }
        for id in bearers.into_values().filter(|ids| ids.len() > 1).flatten() {
            let figure = &mut self.figures[id];
            let title = if figure.role.is_empty() || figure.name == figure.role {
                &figure.honorific
            } else {
                &figure.role
            };
            let title = if title.is_empty() { &figure.affiliation } else { title };
            figure.name = format!("{title} {}", figure.name).trim().to_owned();
        }
    }

    fn member(&self, call: &Call<'_>, id: Option<usize>, leads: &[usize]) -> Member {
        let label = call.label;
        let printed = call.printed.to_owned();
        let Some(id) = id else {
            let standing = match label.kind {
                LabelKind::Answerer => Standing::Principal,
                LabelKind::Questioner => Standing::Questioner,
                LabelKind::Crowd => Standing::Bystander,
                LabelKind::Person | LabelKind::Office | LabelKind::Nobody => Standing::Plain,
            };
            let affiliation = label.affiliation.clone();
            let (name, honorific, role) = (String::new(), String::new(), String::new());
            let person = Person { name, label: printed, honorific, role, affiliation, origin: Origin::Label };
            return Member { person, id: None, standing };
        };
        let figure = &self.figures[id];
        let standing = if is_bystanding(&figure.role) {
            Standing::Bystander
        } else if conducts(&figure.name, &figure.role) {
            Standing::Moderator
        } else if leads.contains(&id) {
            Standing::Principal
        } else {
            Standing::Plain
        };
        Member { person: figure.person(printed), id: Some(id), standing }
    }
}

impl Figure {
    /// Takes over what a label says more fully than those before.
    fn learn(&mut self, label: &Label) {
        for (mine, told) in [(&mut self.role, &label.role), (&mut self.affiliation, &label.affiliation)] {
            if told.split_whitespace().count() > mine.split_whitespace().count() {
                mine.clone_from(told);
            }
        }
        if self.honorific.is_empty() {
            self.honorific.clone_from(&label.honorific);
        }
    }

    fn person(&self, label: String) -> Person {
        Person {
            name: self.name.clone(),
            label,
            honorific: self.honorific.clone(),
            role: self.role.clone(),
            affiliation: self.affiliation.clone(),
            origin: Origin::Label,
        }
    }
}

/// A role as an office is called: what stands before "of", folded.
fn office(role: &str) -> String {
    let words: Vec<String> = role.split_whitespace().map(|word| fold(word).to_string()).collect();
    let of =
        words.iter().position(|word| word == "of").filter(|_| words.len() > 3 || !role.contains("Secretary"));
    words[..of.unwrap_or(words.len())].join(" ")
}

fn holders_are_few(holders: Option<&Vec<usize>>) -> bool {
    holders.is_none_or(|holders| holders.len() < CROWD)
}

/// The one candidate; `None` where there are none or several.
pub(super) fn only(ids: &[usize]) -> Option<usize> {
    match ids {
        [id] => Some(*id),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cast_of(announced: &[&str], labels: &[(&str, usize)]) -> Vec<Person> {
        let announced: Vec<Label> = announced.iter().map(|text| Label::parse(text)).collect();
        let parsed: Vec<Label> = labels.iter().map(|(text, _)| Label::parse(text)).collect();
        let calls: Vec<Call<'_>> = labels
            .iter()
            .zip(&parsed)
            .map(|((printed, times), label)| Call { label, printed, times: *times })
            .collect();
        let members = cast(&announced, announced.len(), announced.len(), &calls);
        members.into_iter().skip(announced.len()).map(|member| member.person).collect()
    }

    fn names(announced: &[&str], labels: &[(&str, usize)]) -> Vec<String> {
        cast_of(announced, labels).into_iter().map(|person| person.name).collect()
    }

    #[test]
    fn short_labels_get_the_full_name_role_and_affiliation() {
        let people = cast_of(&["EU Commissioner Ana Ruiz"], &[("MS. RUIZ", 4), ("Commissioner", 1)]);
        for person in people {
            assert_eq!((person.name.as_str(), person.role.as_str()), ("Ana Ruiz", "Commissioner"));
            assert_eq!((person.affiliation.as_str(), person.honorific.as_str()), ("EU", "Ms"));
        }
    }

    #[test]
    fn people_who_share_a_surname_stay_apart() {
        let both = [("Tom Hall", 2), ("Eva Hall", 2), ("MR. HALL", 1)];
        assert_eq!(names(&[], &both), ["Tom Hall", "Eva Hall", "Hall"]);
        assert_eq!(names(&[], &[("MR. HALL", 2), ("MS. HALL", 2)]), ["Mr Hall", "Ms Hall"]);
        assert_eq!(names(&["Governor Eva Hall"], &[("SENATOR HALL", 2)]), ["Hall"]);
    }

    #[test]
    fn one_wrong_letter_is_a_typing_error_of_a_frequent_label_only() {
        assert_eq!(names(&[], &[("MR. PETROVIC", 5), ("MR. PETROVYC", 1)]), ["Petrovic", "Petrovic"]);
        assert_eq!(names(&[], &[("MR. PETROVIC", 1), ("MR. PETROVYC", 1)]), ["Petrovic", "Petrovyc"]);
        assert_eq!(names(&[], &[("MR. PETROVIC", 5), ("MS. PETROVYC", 1)]), ["Petrovic", "Petrovyc"]);
    }

    #[test]
    fn a_given_name_alone_is_the_one_person_who_bears_it() {
        assert_eq!(names(&["Nora Lind"], &[("Nora", 3), ("Audience", 3)]), ["Nora Lind", ""]);
        assert_eq!(names(&["Nora Lind", "Nora Berg"], &[("Nora", 3)]), ["Nora"]);
    }

    #[test]
    fn the_answering_letter_is_the_announced_speaker() {
        assert_eq!(names(&["Nora Lind"], &[("Q", 3), ("A", 3)]), ["", "Nora Lind"]);
        assert_eq!(names(&[], &[("Q", 3), ("A", 3)]), ["", ""]);
    }

    #[test]
    fn an_office_without_a_holder_is_known_by_its_name() {
        assert_eq!(names(&["Press Secretary Ana Ruiz"], &[("THE PRESIDENT", 1)]), ["President"]);
        let presiding = [("The PRESIDING OFFICER (Mr. Hall)", 1), ("The PRESIDING OFFICER", 4)];
        assert_eq!(names(&[], &presiding), ["Hall", "Hall"]);
    }
}
