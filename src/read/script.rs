//! The turns of a recording, put together from pieces that have times.

use super::dialogue::{By, Dialogue, Speech};
use super::prose::{Draft, Join};
use super::turn::{Header, Sink};
use crate::speakers::{Origin, Person, Standing};

/// The turns of a document in the making: each opens with the time at which it does, as a note.
#[derive(Debug, Default)]
pub(super) struct Script {
    /// Who speaks.
    pub dialogue: Dialogue,
    open: Option<Open>,
    /// What was heard before anybody spoke.
    waiting: Vec<String>,
}

#[derive(Debug)]
struct Open {
    by: By,
    line: u64,
    draft: Draft,
}

impl Script {
    /// Somebody whom the source itself names: taken as they are.
    pub fn named(&mut self, name: &str) -> By {
        self.dialogue.known(name, || {
            let (role, honorific, affiliation) = Default::default();
            let (name, label) = (name.to_owned(), name.to_owned());
            let person = Person { name, label, honorific, role, affiliation, origin: Origin::Field };
            (person, Standing::Plain)
        })
    }

    /// A turn begins on `line`; `start` is its time as printed, empty where none is known.
    pub fn begin(&mut self, by: By, line: u64, start: &str) {
        self.close();
        let mut draft = Draft::default();
        if !start.is_empty() {
            draft.note(start);
        }
        self.waiting.drain(..).for_each(|note| draft.note(&note));
        self.open = Some(Open { by, line, draft });
    }

    /// Words of the turn that is open.
    pub fn say(&mut self, line: u64, text: &str, join: Join) {
        if let Some(open) = &mut self.open {
            open.draft.push(line, text, join);
        }
    }

    /// What is heard in the turn that is open, or before the first one.
    pub fn hear(&mut self, text: &str) {
        match &mut self.open {
            Some(open) => open.draft.note(text),
            None => self.waiting.push(text.to_owned()),
        }
    }

    /// Whether no turn is open.
    pub fn is_silent(&self) -> bool {
        self.open.is_none()
    }

    fn close(&mut self) {
        if let Some(Open { by, line, draft }) = self.open.take() {
            self.dialogue.push(Speech { by, line, prose: draft.finish(line), date: None });
        }
    }

    /// Hands the document on.
    pub fn finish(mut self, header: Header, sink: &mut dyn Sink) {
        self.close();
        self.dialogue.finish(header, sink);
    }
}
