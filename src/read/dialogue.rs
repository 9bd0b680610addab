//! The turns of one document, put together before it is known who speaks in them and what each turn does.

use std::collections::HashMap;

use jiff::civil::Date;

use super::prose::Prose;
use super::turn::{Header, Sink, Turn};
use crate::speakers::{Call, Kind, Label, LabelKind, Member, Person, Standing, Utterance};
use crate::speakers::{cast, kinds, restore_case};

/// A turn before its speaker is known.
#[derive(Debug)]
pub(super) struct Speech {
    /// Whose it is.
    pub by: By,
    /// The line, from 1, on which it begins.
    pub line: u64,
    /// Its words.
    pub prose: Prose,
    /// Its day, where it has one of its own.
    pub date: Option<Date>,
}

/// Whose a turn is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// The member of that number, by a label or another mark.
    Member(usize),
    /// The member of that number, whom the document announces; the turn itself has no mark.
    Announced(usize),
    /// The member of that number, who speaks while it is somebody else's turn.
    Aside(usize),
    /// The document does not say.
    Nobody,
}

/// Gives each turn its speaker and kind, and hands it on.
pub(super) fn hand_on(turns: &[Speech], members: &[Member], sink: &mut dyn Sink) {
    hand_on_as(turns, members, &[], sink);
}

/// The same where the source itself says of some turns, by their numbers, what they do.
fn hand_on_as(turns: &[Speech], members: &[Member], stated: &[(usize, Kind)], sink: &mut dyn Sink) {
    let utterances: Vec<Utterance<'_>> = turns.iter().map(|turn| utterance(turn, members)).collect();
    let mut kinds = kinds(&utterances);
    stated.iter().for_each(|(turn, kind)| kinds[*turn] = *kind);
    for (turn, kind) in turns.iter().zip(kinds) {
        sink.turn(spoken(turn, members, kind));
    }
}

fn spoken<'a>(turn: &'a Speech, members: &'a [Member], kind: Kind) -> Turn<'a> {
    Turn {
        speaker: member(turn.by, members).map(|member| &member.person),
        number: None,
        kind,
        date: turn.date,
        text: &turn.prose.text,
        line: turn.line,
        lines: &turn.prose.lines,
        notes: &turn.prose.notes,
        elisions: turn.prose.elisions,
        fields: &[],
    }
}

fn member(by: By, members: &[Member]) -> Option<&Member> {
    match by {
        By::Member(number) | By::Announced(number) | By::Aside(number) => members.get(number),
        By::Nobody => None,
    }
}

fn utterance<'a>(turn: &'a Speech, members: &'a [Member]) -> Utterance<'a> {
    let member = member(turn.by, members);
    let standing = match turn.by {
        By::Member(_) => member.map_or(Standing::Plain, |member| member.standing),
        By::Announced(_) | By::Nobody => Standing::Opening,
        By::Aside(_) => Standing::Bystander,
    };
    let (name, affiliation) =
        member.map_or(("", ""), |Member { person, .. }| (person.name.as_str(), person.affiliation.as_str()));
    let who = member.and_then(|member| member.id);
    Utterance { who, standing, name, affiliation, text: &turn.prose.text }
}

/// A document whose format marks who speaks, turn by turn.
#[derive(Debug, Default)]
pub(super) struct Dialogue {
    voices: Vec<Voice>,
    by_key: HashMap<String, usize>,
    turns: Vec<Speech>,
    /// What turns do of which the source says it, by their numbers.
    stated: Vec<(usize, Kind)>,
}

/// Somebody who speaks in it.
#[derive(Debug)]
enum Voice {
    /// Called by a label, which is taken apart and compared with the others.
    Called { label: Label, printed: String, times: usize },
    /// Known to the document by more than a label: taken as it is.
    Known { person: Person, standing: Standing },
}

impl Dialogue {
    /// The voice that a label as printed calls.
    pub fn called(&mut self, printed: &str) -> By {
        self.called_as(printed, || understood(printed))
    }

    /// The voice that a label calls, as printed and as it is to be understood.
    pub fn called_as(&mut self, printed: &str, label: impl FnOnce() -> Label) -> By {
        let key = format!("label {printed}");
        let number =
            self.number(key, || Voice::Called { label: label(), printed: printed.to_owned(), times: 0 });
        if let Voice::Called { times, .. } = &mut self.voices[number] {
            *times += 1;
        }
        By::Member(number)
    }

    /// The voice that the document knows under `id`; `person` is asked for once, when it is new.
    pub fn known(&mut self, id: &str, person: impl FnOnce() -> (Person, Standing)) -> By {
        let number = self.number(format!("id {id}"), || {
            let (person, standing) = person();
            Voice::Known { person, standing }
        });
        By::Member(number)
    }

    fn number(&mut self, key: String, voice: impl FnOnce() -> Voice) -> usize {
        *self.by_key.entry(key).or_insert_with(|| {
            self.voices.push(voice());
            self.voices.len() - 1
        })
    }

    /// Adds a turn.
    pub fn push(&mut self, turn: Speech) {
        self.turns.push(turn);
    }

    /// Adds a turn of which the source says what it does.
    pub fn push_as(&mut self, turn: Speech, kind: Kind) {
        self.stated.push((self.turns.len(), kind));
        self.push(turn);
    }

    /// Hands the document on: its header, then its turns.
    pub fn finish(self, header: Header, sink: &mut dyn Sink) {
        sink.document(header);
        hand_on_as(&self.turns, &self.members(), &self.stated, sink);
    }

    /// One member a voice: those called by labels as [`cast`] resolves them, the others as they are.
    fn members(&self) -> Vec<Member> {
        let calls: Vec<Call<'_>> = self.voices.iter().filter_map(Voice::call).collect();
        let mut called = cast(&[], 0, 0, &calls).into_iter();
        let known = |(number, voice): (usize, &Voice)| match voice {
            Voice::Called { .. } => called.next(),
            Voice::Known { person, standing } => {
                let id = (!person.name.is_empty()).then_some(calls.len() + number);
                Some(Member { person: person.clone(), id, standing: *standing })
            }
        };
        self.voices.iter().enumerate().filter_map(known).collect()
    }
}

impl Voice {
    fn call(&self) -> Option<Call<'_>> {
        match self {
            Self::Called { label, printed, times } => Some(Call { label, printed, times: *times }),
            Self::Known { .. } => None,
        }
    }
}

/// What a label says. The source says that it is one: where it cannot be taken apart, it is a name.
fn understood(printed: &str) -> Label {
    let label = Label::parse(printed);
    match label.kind {
        LabelKind::Nobody => Label { kind: LabelKind::Person, name: restore_case(printed), ..label },
        LabelKind::Person
        | LabelKind::Office
        | LabelKind::Questioner
        | LabelKind::Answerer
        | LabelKind::Crowd => label,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::gathered::Gathered;
    use crate::read::prose::{Draft, Join};
    use crate::speakers::Origin;

    fn said(dialogue: &mut Dialogue, by: By, text: &str) {
        let mut draft = Draft::default();
        draft.push(1, text, Join::Line);
        dialogue.push(Speech { by, line: 1, prose: draft.finish(1), date: None });
    }

    #[test]
    fn a_label_that_cannot_be_taken_apart_is_a_name() {
        let mut dialogue = Dialogue::default();
        let by = dialogue.called("FIRST GUARD");
        said(&mut dialogue, by, "Who is there?");
        let mut gathered = Gathered::default();
        dialogue.finish(Header::default(), &mut gathered);
        assert_eq!(gathered.turns().next().unwrap().name(), "First Guard");
    }

    #[test]
    fn what_the_source_says_of_a_kind_counts() {
        let mut dialogue = Dialogue::default();
        let prose = || Draft::default().finish(1);
        dialogue.push_as(Speech { by: By::Nobody, line: 1, prose: prose(), date: None }, Kind::Answer);
        dialogue.push(Speech { by: By::Nobody, line: 2, prose: prose(), date: None });
        let mut gathered = Gathered::default();
        dialogue.finish(Header::default(), &mut gathered);
        assert_eq!(gathered.turns().map(|turn| turn.kind).collect::<Vec<_>>(), [Kind::Answer, Kind::Other]);
    }

    #[test]
    fn labels_are_resolved_and_known_people_taken_as_they_are() {
        let mut dialogue = Dialogue::default();
        let full = dialogue.called("Mayor Ana Ruiz");
        said(&mut dialogue, full, "Ask away.");
        let known = dialogue.known("p7", || {
            let name = "Ruiz".to_owned();
            let (label, honorific, role) = (name.clone(), String::new(), String::new());
            let person =
                Person { name, label, honorific, role, affiliation: "EU".into(), origin: Origin::Field };
            (person, Standing::Plain)
        });
        said(&mut dialogue, known, "Why?");
        let short = dialogue.called("MS. RUIZ");
        said(&mut dialogue, short, "So. (Laughter.)");
        said(&mut dialogue, By::Nobody, "Words.");
        let mut gathered = Gathered::default();
        dialogue.finish(Header::default(), &mut gathered);
        let names: Vec<&str> = gathered.turns().map(|turn| turn.name()).collect();
        assert_eq!(names, ["Ana Ruiz", "Ruiz", "Ana Ruiz", ""]);
        assert_eq!(gathered.turns().nth(2).unwrap().text, "So.");
    }
}
