//! Lists of people and parties as TEI and Akoma Ntoso write them.

use super::markup::{Markup, Tag, Token};
use super::people::{Listed, Office, People};

/// The elements that list people or parties, or are one of them.
pub(super) const LISTS: [&str; 9] = [
    "listPerson",
    "person",
    "personGrp",
    "listOrg",
    "org",
    "castList",
    "TLCPerson",
    "TLCRole",
    "TLCOrganization",
];

/// Reads the list or entry that `tag` opens, to its end.
pub(super) fn read_list(people: &mut People, tag: &Tag<'_>, markup: &mut Markup<'_>) {
    let (person, body, text) = (String::new(), String::new(), String::new());
    let mut reading = Reading { people, person, body, form: Form::Other, text };
    reading.open(tag, "");
    let mut names = vec![tag.name];
    while let Some(token) = markup.next() {
        match token {
            Token::Open(tag) => {
                reading.open(&tag, names.last().copied().unwrap_or_default());
                names.push(tag.name);
            }
            Token::Text(text) => reading.text.push_str(&text),
            Token::Close => {
                let name = names.pop().unwrap_or_default();
                reading.close(name, names.last().copied().unwrap_or_default());
                if names.is_empty() {
                    return;
                }
            }
        }
    }
}

/// A list that is being read.
struct Reading<'a> {
    people: &'a mut People,
    /// The key of the person that was opened last.
    person: String,
    /// The key of the party or other body that was opened last.
    body: String,
    form: Form,
    text: String,
}

/// Which of several names of one person or body is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// A person's first.
    First,
    /// A body's short one.
    Short,
    /// Another.
    Other,
}

impl Reading<'_> {
    fn open(&mut self, tag: &Tag<'_>, parent: &str) {
        let own = |name| tag.attribute(name).unwrap_or_default().trim().to_owned();
        let key =
            || tag.attribute("eId").or_else(|| tag.attribute("id")).unwrap_or_default().trim().to_owned();
        match (tag.name, parent) {
            ("person" | "personGrp", _) | ("role", "castItem") => {
                self.person = key();
                self.text.clear();
            }
            ("org", _) => {
                self.body = key();
                self.people.party(&self.body).role = own("role");
            }
            ("TLCPerson", _) => self.people.listed(&key()).name.whole = own("showAs"),
            ("TLCRole" | "TLCOrganization", _) => self.people.party(&key()).name = own("showAs"),
            ("persName", _) | ("name", "person" | "personGrp") => {
                self.form = if self.listed().name.written().is_empty() { Form::First } else { Form::Other };
                self.text.clear();
            }
            ("orgName", _) => {
                self.form = if matches!(&*own("full"), "abb" | "init") { Form::Short } else { Form::Other };
                self.text.clear();
            }
            ("affiliation", _) => {
                let when = own("when");
                let or_when = |limit: String| if limit.is_empty() { when.clone() } else { limit };
                let (from, to) = (or_when(own("from")), or_when(own("to")));
                let office = Office { body: own("ref"), role: own("role"), title: String::new(), from, to };
                self.listed().offices.push(office);
            }
            ("forename" | "surname" | "nameLink" | "roleName", _) => self.text.clear(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str, parent: &str) {
        match (name, parent, self.form) {
            ("forename", _, Form::First) => {
                let text = self.taken();
                self.listed().name.forenames.push(text);
            }
            ("surname" | "nameLink", _, Form::First) => {
                let text = self.taken();
                self.listed().name.surnames.push(text);
            }
            ("persName", _, Form::First) | ("name", "person" | "personGrp", Form::First) => {
                self.listed().name.whole = self.taken();
                self.form = Form::Other;
            }
            ("role", "castItem", _) if self.listed().name.written().is_empty() => {
                self.listed().name.whole = self.taken();
            }
            ("roleName", "affiliation", _) => {
                let text = self.taken();
                let office = self.listed().offices.last_mut().filter(|office| office.title.is_empty());
                office.into_iter().for_each(|office| office.title.clone_from(&text));
            }
            ("orgName", "org", form) => {
                let text = self.taken();
                let body = self.people.party(&self.body);
                let name = if form == Form::Short { &mut body.short } else { &mut body.name };
                if name.is_empty() {
                    *name = text;
                }
            }
            _ => {}
        }
    }

    fn listed(&mut self) -> &mut Listed {
        self.people.listed(&self.person)
    }

    /// The text since the last name began, in one line.
    fn taken(&mut self) -> String {
        std::mem::take(&mut self.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
