//! Who is who across documents: one pure function of the sorted set of all people seen.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::cast::only;
use super::lexicon::{fold, honorifics_clash};
use super::name::{covers, roles_agree, words};
use super::person::{Origin, Person};
use super::register::Register;

/// A speaker's place in [`Roster::speakers`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpeakerId(pub u32);

impl SpeakerId {
    /// The number as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A speaker of the corpus.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Speaker {
    /// The canonical name.
    pub name: String,
    /// Labels as printed, other than the name, sorted.
    pub aliases: Vec<String>,
    /// The role that is told most fully; empty where none is.
    pub role: String,
    /// The affiliation that is told most fully; empty where none is.
    pub affiliation: String,
    /// Further columns of the user's list.
    pub fields: BTreeMap<String, String>,
}

/// All speakers of a corpus, and which of them each person of a document is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roster {
    /// Sorted by name.
    pub speakers: Vec<Speaker>,
    /// Parallel to the people; `None` for the unnamed.
    pub of: Vec<Option<SpeakerId>>,
}

/// More people than this with one surname are taken by their full names only.
const CROWD: usize = 256;

impl Roster {
    /// Decides who is who. `people` is sorted and has no two alike, so the result knows no order of documents.
    ///
    /// The user's list comes first. Then equal full names (in any case) are one speaker; a shorter name or a role alone
    /// joins the one speaker whom it fits, and stays apart where it fits none or several. Names from a record's field
    /// are taken as they are.
    pub fn resolve(people: &[Person], register: Option<&Register>) -> Self {
        let mut company = Company::default();
        let mut of = vec![None; people.len()];
        for at in by_fullness(people) {
            let person = &people[at];
            of[at] = match (register.and_then(|list| listed(list, person)), person.origin) {
                (Some(name), _) => Some(company.listed(name)),
                (None, Origin::Field) if person.name.trim().is_empty() => None,
                (None, Origin::Label) if person.name.is_empty() => None,
                (None, Origin::Field) => Some(company.verbatim(person)),
                (None, Origin::Label) => Some(company.by_rule(person)),
            };
        }
        company.finish(people, &of, register)
    }
}

/// The listed name of a person, by name or by label.
fn listed<'a>(register: &'a Register, person: &Person) -> Option<&'a str> {
    let entry = register.find(&person.label).filter(|_| !person.label.is_empty());
    let entry = entry.or_else(|| register.find(&person.name).filter(|_| !person.name.is_empty()));
    entry.map(|entry| entry.speaker.as_str())
}

/// Fuller names first; people known by their office alone last.
fn by_fullness(people: &[Person]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..people.len()).collect();
    order.sort_by_key(|&at| {
        let person = &people[at];
        let silent = u8::from(person.role.is_empty()) + u8::from(person.honorific.is_empty());
        (is_office(person), usize::MAX - words(&person.name).len(), silent, at)
    });
    order
}

fn is_office(person: &Person) -> bool {
    person.origin == Origin::Label && !person.role.is_empty() && fold(&person.name) == fold(&person.role)
}

/// Somebody in the making.
#[derive(Debug, Default)]
struct Figure {
    name: String,
    words: Vec<String>,
    honorific: String,
    role: String,
    by_rule: bool,
}

#[derive(Debug, Default)]
struct Company {
    figures: Vec<Figure>,
    by_name: HashMap<String, Vec<usize>>,
    by_surname: HashMap<String, Vec<usize>>,
    by_role: Option<HashMap<String, Vec<usize>>>,
}

impl Company {
    fn listed(&mut self, name: &str) -> usize {
        self.named(name).unwrap_or_else(|| self.add(Figure { name: name.to_owned(), ..Figure::default() }))
    }

    fn verbatim(&mut self, person: &Person) -> usize {
        let name = person.name.trim();
        self.named(name).unwrap_or_else(|| self.add(Figure { name: name.to_owned(), ..Figure::default() }))
    }

    /// The figure of exactly this name.
    fn named(&self, name: &str) -> Option<usize> {
        let same = self.by_name.get(&name.to_lowercase())?;
        same.iter().copied().find(|&id| self.figures[id].name == name)
    }

    fn by_rule(&mut self, person: &Person) -> usize {
        let words = words(&person.name);
        let found = if is_office(person) { self.holder(person) } else { self.namesake(person, &words) };
        let id = found.unwrap_or_else(|| {
            let (name, words) = (person.name.clone(), words);
            self.add(Figure { name, words, by_rule: true, ..Figure::default() })
        });
        let figure = &mut self.figures[id];
        if person.role.len() > figure.role.len() {
            figure.role.clone_from(&person.role);
        }
        if figure.honorific.is_empty() {
            figure.honorific.clone_from(&person.honorific);
        }
        id
    }

    /// The one figure who bears this full name, or for whose name this is short.
    fn namesake(&self, person: &Person, words: &[String]) -> Option<usize> {
        let bearers = self.by_name.get(&person.name.to_lowercase()).map_or(&[][..], Vec::as_slice);
        let full = |id: &usize| words.len() > 1 || self.agrees(*id, person);
        if let Some(id) = bearers.iter().copied().find(|id| full(id)) {
            return Some(id);
        }
        let family = self.by_surname.get(words.last()?).filter(|family| family.len() <= CROWD)?;
        let fits = |id: &usize| covers(&self.figures[*id].words, words) && self.agrees(*id, person);
        let fitting: Vec<usize> = family.iter().copied().filter(fits).collect();
        let same_role = |id: &usize| !person.role.is_empty() && self.figures[*id].role == person.role;
        let of_role: Vec<usize> = fitting.iter().copied().filter(same_role).collect();
        only(&fitting).or_else(|| only(&of_role))
    }

    fn agrees(&self, id: usize, person: &Person) -> bool {
        let figure = &self.figures[id];
        !honorifics_clash(&figure.honorific, &person.honorific) && roles_agree(&figure.role, &person.role)
    }

    /// The one figure who holds this role, and if none does, the figure known by the role.
    fn holder(&mut self, person: &Person) -> Option<usize> {
        let figures = &self.figures;
        let by_role = self.by_role.get_or_insert_with(|| {
            let mut by_role: HashMap<String, Vec<usize>> = HashMap::new();
            for (id, figure) in figures.iter().enumerate().filter(|(_, figure)| !figure.role.is_empty()) {
                by_role.entry(fold(&figure.role).to_string()).or_default().push(id);
            }
            by_role
        });
        only(by_role.get(&*fold(&person.role))?).or_else(|| self.named(&person.name))
    }

    fn add(&mut self, figure: Figure) -> usize {
        let id = self.figures.len();
        self.by_name.entry(figure.name.to_lowercase()).or_default().push(id);
        if let Some(last) = figure.words.last() {
            self.by_surname.entry(last.clone()).or_default().push(id);
        }
        self.figures.push(figure);
        id
    }

    /// Different people who would show under one name get their role or honorific before it.
    fn tell_apart(&mut self) {
        for ids in self.by_name.values().filter(|ids| ids.len() > 1) {
            for &id in ids {
                let figure = &mut self.figures[id];
                let title = if figure.role.is_empty() { &figure.honorific } else { &figure.role };
                if figure.by_rule && !title.is_empty() && fold(title) != fold(&figure.name) {
                    figure.name = format!("{title} {}", figure.name);
                }
            }
        }
    }

    fn finish(mut self, people: &[Person], of: &[Option<usize>], register: Option<&Register>) -> Roster {
        self.tell_apart();
        let names: BTreeSet<&str> = self.figures.iter().map(|figure| figure.name.as_str()).collect();
        let place: HashMap<&str, u32> = names.iter().copied().zip(0u32..).collect();
        let mut speakers: Vec<Speaker> =
            names.iter().map(|name| Speaker { name: (*name).into(), ..Speaker::default() }).collect();
        let mut aliases = vec![BTreeSet::new(); speakers.len()];
        let of: Vec<Option<SpeakerId>> =
            of.iter().map(|id| id.map(|id| SpeakerId(place[self.figures[id].name.as_str()]))).collect();
        for (person, id) in people.iter().zip(&of) {
            let Some(SpeakerId(id)) = id else { continue };
            let speaker = &mut speakers[*id as usize];
            for alias in [&person.label, &person.name] {
                if !alias.is_empty() && alias.trim() != speaker.name {
                    aliases[*id as usize].insert(alias.trim().to_owned());
                }
            }
            keep_fuller(&mut speaker.role, &person.role);
            keep_fuller(&mut speaker.affiliation, &person.affiliation);
        }
        for (speaker, aliases) in speakers.iter_mut().zip(aliases) {
            speaker.aliases = aliases.into_iter().collect();
            overrule(speaker, register);
        }
        Roster { speakers, of }
    }
}

/// What the user's list says of a speaker stands.
fn overrule(speaker: &mut Speaker, register: Option<&Register>) {
    let Some(register) = register else { return };
    register.overrule(&speaker.name, &mut speaker.role, &mut speaker.affiliation);
    if let Some(entry) = register.find(&speaker.name) {
        speaker.fields.clone_from(&entry.fields);
    }
}

fn keep_fuller(mine: &mut String, told: &str) {
    if told.split_whitespace().count() > mine.split_whitespace().count() {
        told.clone_into(mine);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, label: &str, honorific: &str, role: &str) -> Person {
        let own = str::to_owned;
        let (name, label, honorific, role) = (own(name), own(label), own(honorific), own(role));
        Person { name, label, honorific, role, affiliation: String::new(), origin: Origin::Label }
    }

    fn field(name: &str) -> Person {
        Person { origin: Origin::Field, label: name.trim().to_owned(), ..person(name, "", "", "") }
    }

    fn resolve(mut people: Vec<Person>, register: Option<&Register>) -> (Vec<String>, Vec<Option<String>>) {
        people.sort();
        people.dedup();
        let roster = Roster::resolve(&people, register);
        let name = |id: &Option<SpeakerId>| id.map(|SpeakerId(id)| roster.speakers[id as usize].name.clone());
        let of = roster.of.iter().map(name).collect();
        (roster.speakers.iter().map(|speaker| speaker.name.clone()).collect(), of)
    }

    #[test]
    fn short_forms_and_offices_join_the_one_person_whom_they_fit() {
        let people = vec![
            person("Ana Ruiz", "Minister Ana Ruiz", "", "Minister"),
            person("Ruiz", "MS. RUIZ", "Ms", ""),
            person("Minister", "The Minister", "", "Minister"),
            person("ANA RUIZ", "ANA RUIZ", "", ""),
        ];
        let roster = {
            let mut sorted = people.clone();
            sorted.sort();
            Roster::resolve(&sorted, None)
        };
        assert_eq!(roster.speakers.len(), 1);
        let speaker = &roster.speakers[0];
        assert_eq!((speaker.name.as_str(), speaker.role.as_str()), ("Ana Ruiz", "Minister"));
        assert!(
            speaker.aliases.contains(&"MS. RUIZ".to_owned())
                && speaker.aliases.contains(&"The Minister".to_owned())
        );
    }

    #[test]
    fn people_who_share_a_surname_are_never_merged() {
        let (names, of) = resolve(
            vec![
                person("Tom Hall", "", "", ""),
                person("Eva Hall", "", "", ""),
                person("Hall", "Hall", "", ""),
            ],
            None,
        );
        assert_eq!(names, ["Eva Hall", "Hall", "Tom Hall"]);
        assert!(of.iter().all(Option::is_some));
        let (names, _) =
            resolve(vec![person("Hall", "MR. HALL", "Mr", ""), person("Hall", "MS. HALL", "Ms", "")], None);
        assert_eq!(names, ["Mr Hall", "Ms Hall"]);
        let clashing =
            vec![person("Eva Hall", "", "", "Governor"), person("Hall", "SENATOR HALL", "", "Senator")];
        assert_eq!(resolve(clashing, None).0, ["Eva Hall", "Hall"]);
    }

    #[test]
    fn names_from_fields_are_taken_as_they_are() {
        let (names, of) = resolve(
            vec![field("Ana Ruiz"), field(" Ana Ruiz "), field("Ruiz"), field("ana ruiz"), field(" ")],
            None,
        );
        assert_eq!(names, ["Ana Ruiz", "Ruiz", "ana ruiz"]);
        assert_eq!(of.iter().filter(|id| id.is_none()).count(), 1);
    }

    #[test]
    fn the_users_list_overrules_the_rules() {
        let list = "speaker,aliases,role,country\nEva Hall,Hall|MR. HALL,Mayor,XX\n";
        let register = Register::parse(list, "a.csv").expect("a sound list");
        let mut people = vec![person("Tom Hall", "MR. HALL", "Mr", "Governor"), field("Hall")];
        people.sort();
        let roster = Roster::resolve(&people, Some(&register));
        assert_eq!(roster.speakers.len(), 1);
        let speaker = &roster.speakers[0];
        assert_eq!((speaker.name.as_str(), speaker.role.as_str()), ("Eva Hall", "Mayor"));
        assert_eq!(speaker.fields.get("country").map(String::as_str), Some("XX"));
    }

    #[test]
    fn the_unnamed_are_nobody() {
        assert_eq!(resolve(vec![person("", "Q", "", "")], None), (vec![], vec![None]));
    }
}
