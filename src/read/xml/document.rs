//! A document whose turns are complete, and who speaks in them.

use std::collections::HashMap;

use jiff::civil::Date;

use super::dialect::Fact;
use super::people::{Known, People, bare};
use super::speech::{Said, Voice, day};
use crate::read::dialogue::{By, Dialogue, Speech};
use crate::read::input::Input;
use crate::read::turn::{Header, Note, Sink};
use crate::speakers::{Origin, Person, Standing};

/// The role of whoever has the chair when the turn is taken.
const PRESIDING: &str = "presiding";

/// A document in the making.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// What tells it from the other documents of its file.
    key: String,
    title: String,
    language: String,
    date: Option<Date>,
    published: Option<Date>,
    said: Vec<Said>,
}

impl Document {
    /// The document of a file that has that key; none where it is all of the file.
    pub fn new(key: String) -> Self {
        Self { key, ..Self::default() }
    }

    /// The same as the only one of its file.
    pub fn alone(self) -> Self {
        Self { key: String::new(), ..self }
    }

    /// Takes note of what the source says of it. The first that it says counts.
    pub fn learn(&mut self, fact: Fact, value: &str) {
        match fact {
            Fact::Date => self.date = self.date.or_else(|| day(value)),
            Fact::Published => self.published = self.published.or_else(|| day(value)),
            Fact::Title if self.title.is_empty() => value.clone_into(&mut self.title),
            Fact::Language if self.language.is_empty() => value.clone_into(&mut self.language),
            Fact::Title | Fact::Language | Fact::Id | Fact::Name | Fact::Label => {}
            Fact::Party | Fact::Role | Fact::Time => {}
        }
    }

    /// Adds a turn.
    pub fn push(&mut self, said: Said) {
        self.said.push(said);
    }

    /// Adds a note after the last turn; before the first there is no place for one.
    pub fn note(&mut self, text: &str) {
        if let Some(Said { prose, .. }) = self.said.last_mut() {
            prose.notes.push(Note { offset: prose.text.len(), text: text.to_owned() });
        }
    }

    /// How many turns it has.
    pub fn turns(&self) -> usize {
        self.said.len()
    }

    /// Its header. What the user's own list says of it goes before what it says itself.
    fn header(&mut self, input: &Input<'_>) -> Header {
        let file = input.name();
        let name = if self.key.is_empty() { file.to_owned() } else { format!("{file}#{}", self.key) };
        let mut header = input.header(&name);
        header.date = header.date.or(self.date).or(self.published);
        if header.title.is_empty() {
            header.title = std::mem::take(&mut self.title);
        }
        let language = Some(std::mem::take(&mut self.language)).filter(|language| !language.is_empty());
        language.map(|language| header.fields.entry("language".to_owned()).or_insert(language));
        header
    }

    /// Hands it on.
    pub fn hand_on(mut self, people: &People, input: &Input<'_>, sink: &mut dyn Sink) {
        let header = self.header(input);
        let mut company = Company {
            people,
            beside: input.options().registers.beside(input.path()),
            labels: HashMap::new(),
            dialogue: Dialogue::default(),
        };
        for Said { voice, kind, date, line, prose } in self.said {
            let by = company.by(voice, date.or(header.date));
            let date = date.filter(|date| header.date != Some(*date));
            let turn = Speech { by, line, prose, date };
            match kind {
                Some(kind) => company.dialogue.push_as(turn, kind),
                None => company.dialogue.push(turn),
            }
        }
        company.dialogue.finish(header, sink);
    }
}

/// Who speaks in a document.
struct Company<'a> {
    /// The people whom the file itself lists.
    people: &'a People,
    /// Those whom a list beside it does.
    beside: Option<&'a People>,
    /// The last label printed of each key that nobody resolves.
    labels: HashMap<String, String>,
    dialogue: Dialogue,
}

impl Company<'_> {
    fn by(&mut self, voice: Voice, date: Option<Date>) -> By {
        if let Some(known) = self.known(&voice.id, date) {
            let role = first(self.role(&voice.role), known.role);
            return self.member(Voice {
                name: known.name,
                party: first(voice.party, known.party),
                role,
                ..voice
            });
        }
        let label = self.label(&voice);
        match () {
            () if !voice.name.is_empty() => self.member(voice),
            () if !label.is_empty() => self.dialogue.called(&label),
            () if !voice.id.is_empty() => self.member(Voice { name: bare(&voice.id).to_owned(), ..voice }),
            () => By::Nobody,
        }
    }

    /// What is listed of somebody: by the file itself, else beside it.
    fn known(&self, id: &str, date: Option<Date>) -> Option<Known> {
        let lists: Vec<&People> = std::iter::once(self.people).chain(self.beside).collect();
        lists.iter().find_map(|list| list.person(id, date, &lists))
    }

    /// A role as listed, where it refers to a list.
    fn role(&self, role: &str) -> String {
        let listed = || self.people.role(role).map(str::to_owned);
        if role.starts_with('#') { listed().unwrap_or_default() } else { role.to_owned() }
    }

    /// The label of a turn, else the last of the same key.
    fn label(&mut self, voice: &Voice) -> String {
        match (voice.label.is_empty(), voice.id.is_empty()) {
            (false, false) => {
                self.labels.insert(voice.id.clone(), voice.label.clone());
                voice.label.clone()
            }
            (false, true) => voice.label.clone(),
            (true, _) => self.labels.get(&voice.id).cloned().unwrap_or_default(),
        }
    }

    /// Somebody whom the source itself names.
    fn member(&mut self, voice: Voice) -> By {
        let Voice { id, name, label, party, role, standing } = voice;
        let key = if id.is_empty() { &name } else { &id };
        let key = format!("{standing:?} {key}");
        self.dialogue.known(&key, || {
            let role = match standing {
                Standing::Moderator => PRESIDING.to_owned(),
                Standing::Opening
                | Standing::Principal
                | Standing::Questioner
                | Standing::Bystander
                | Standing::Plain => role,
            };
            let label = first(label, name.clone());
            let honorific = String::new();
            (Person { name, label, honorific, role, affiliation: party, origin: Origin::Field }, standing)
        })
    }
}

/// The first of two that is not empty.
fn first(one: String, other: String) -> String {
    if one.is_empty() { other } else { one }
}
