//! The people and parties that a source lists: who stands behind the keys by which speeches name their speakers.

use std::collections::HashMap;

use jiff::civil::Date;

/// People and parties by their keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People {
    people: HashMap<String, Listed>,
    parties: HashMap<String, Party>,
}

/// What is listed of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Listed {
    pub name: Name,
    pub offices: Vec<Office>,
}

/// A name in parts, as far as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Name {
    pub forenames: Vec<String>,
    pub surnames: Vec<String>,
    pub whole: String,
}

impl Name {
    pub fn written(&self) -> String {
        match self.forenames.is_empty() && self.surnames.is_empty() {
            true => self.whole.clone(),
            false => [self.forenames.as_slice(), &self.surnames].concat().join(" "),
        }
    }
}

/// A membership or an office, and from when to when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Office {
    pub body: String,
    pub role: String,
    pub title: String,
    pub from: String,
    pub to: String,
}

impl Office {
    /// Whether it was held on a day. A year or a month is all of its days; without a day every time will do.
    fn holds(&self, day: Option<Date>) -> bool {
        let Some(day) = day.map(|day| day.to_string()) else { return true };
        let as_long = |limit: &str| day.get(..limit.len().min(day.len())).unwrap_or(&day).to_owned();
        let (from, to) = (head(&self.from), head(&self.to));
        (from.is_empty() || as_long(from).as_str() >= from) && (to.is_empty() || as_long(to).as_str() <= to)
    }
}

/// The day of a date with a time.
fn head(date: &str) -> &str {
    date.get(..10).unwrap_or(date)
}

/// A party, another body, or a role.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Party {
    /// What kind of body it is, in the source's word.
    pub role: String,
    pub name: String,
    pub short: String,
}

/// How sure it is that a body is a party, and how near to parliament.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Partisan {
    Party,
    Group,
}

/// Somebody as they are known on a day.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Known {
    pub name: String,
    pub party: String,
    pub role: String,
}

impl People {
    /// Whether nobody and nothing is listed.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty() && self.parties.is_empty()
    }

    /// Adds what another list knows; what this one knows stays.
    pub fn add(&mut self, other: Self) {
        for (key, person) in other.people {
            self.people.entry(key).or_insert(person);
        }
        for (key, party) in other.parties {
            self.parties.entry(key).or_insert(party);
        }
    }

    /// Who is behind a key, on a day where one is known; parties as the first of `lists` that knows them says.
    pub(super) fn person(&self, key: &str, day: Option<Date>, lists: &[&Self]) -> Option<Known> {
        let listed = self.people.get(bare(key)).filter(|_| !bare(key).is_empty())?;
        let name = listed.name.written();
        if name.is_empty() {
            return None;
        }
        let held = || listed.offices.iter().filter(|office| office.holds(day));
        let parties = held().filter_map(|office| {
            let (kind, name) = party(&office.body, lists)?;
            Some(((kind, office.from.as_str()), name))
        });
        let party = parties.max_by(|(one, _), (other, _)| one.cmp(other)).map(|(_, name)| name);
        let office = held().rfind(|office| !office.title.is_empty() && office.role != "member");
        let role = office.map(|office| office.title.clone()).unwrap_or_default();
        Some(Known { name, party: party.unwrap_or_default(), role })
    }

    /// What a role is called, where it is listed.
    pub(super) fn role(&self, key: &str) -> Option<&str> {
        self.parties.get(bare(key)).map(|role| role.name.as_str())
    }

    /// The person of a key, new if need be.
    pub(super) fn listed(&mut self, key: &str) -> &mut Listed {
        self.people.entry(key.to_owned()).or_default()
    }

    /// The party, body or role of a key, new if need be.
    pub(super) fn party(&mut self, key: &str) -> &mut Party {
        self.parties.entry(key.to_owned()).or_default()
    }
}

/// The name of a body if it is a party or a group of one.
fn party(body: &str, lists: &[&People]) -> Option<(Partisan, String)> {
    let key = bare(body);
    let listed = lists.iter().find_map(|list| list.parties.get(key));
    let (prefix, rest) = key.split_once('.').unwrap_or((key, key));
    let role = listed.map_or(prefix, |party| party.role.as_str()).to_lowercase();
    let kind = match () {
        () if role.contains("group") => Partisan::Group,
        () if role.contains("party") => Partisan::Party,
        () => return None,
    };
    let names = listed.into_iter().flat_map(|party| [&party.short, &party.name]);
    let name = names.map(String::as_str).find(|name| !name.is_empty()).unwrap_or(rest);
    Some((kind, name.to_owned()))
}

/// A key without what refers to it: `#PAD`, `list.xml#PAD`, `person:PAD`; the first of several.
pub(super) fn bare(reference: &str) -> &str {
    let first = reference.split_whitespace().next().unwrap_or_default();
    match first.rsplit_once('#') {
        Some((_, key)) => key,
        None => first.rsplit_once(':').map_or(first, |(_, key)| key),
    }
}
