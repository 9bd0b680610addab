//! From markup to documents and their turns, as a dialect says what its elements mean.

use super::dialect::{Dialect, Fact, Meaning, Part, Place, Scene};
use super::document::Document;
use super::entities::Entities;
use super::list::read_list;
use super::markup::{Fault, Markup, Tag, Token};
use super::people::People;
use super::speech::{Gap, Said, Speech, Voice};
use crate::read::input::Input;
use crate::read::turn::Sink;

/// Elements that mark letters within a word or a name.
const INLINE: [&str; 10] = ["hi", "i", "b", "em", "strong", "sup", "sub", "span", "a", "c"];

/// What a walk over a text has met.
#[derive(Debug)]
pub(super) struct Walked {
    /// How many turns.
    pub turns: usize,
    /// Where it is not well-formed first.
    pub fault: Option<Fault>,
}

/// Hands the documents and turns of `input` to `sink`.
pub(super) fn walk(input: &Input<'_>, dialect: &dyn Dialect, sink: &mut dyn Sink) -> Walked {
    let entities = Entities::of(input.text());
    let mut walk = Walk {
        input,
        dialect,
        sink,
        frames: Vec::new(),
        target: Target::Nothing,
        captured: Vec::new(),
        speeches: Vec::new(),
        ahead: Vec::new(),
        document: None,
        first: None,
        documents: 0,
        turns: 0,
        people: People::default(),
    };
    let fault = walk.all(Markup::new(input.text(), &entities));
    Walked { turns: walk.turns, fault }
}

struct Walk<'a, 's> {
    input: &'a Input<'a>,
    dialect: &'a dyn Dialect,
    sink: &'s mut dyn Sink,
    /// What is open, the root first.
    frames: Vec<Frame>,
    target: Target,
    /// Texts that are being collected, the innermost last.
    captured: Vec<String>,
    /// Who is speaking, and whom they interrupt.
    speeches: Vec<Speech>,
    /// What was said of a speech before it begins.
    ahead: Vec<(Fact, String)>,
    document: Option<Document>,
    /// The first document, as long as it may be the only one, which bears the name of the file alone.
    first: Option<Document>,
    documents: usize,
    turns: usize,
    people: People,
}

/// An open element.
struct Frame {
    part: Part,
    /// What text is for once it is closed.
    outer: Target,
}

/// What text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    /// Nothing.
    Nothing,
    /// It is what somebody says.
    Words,
    /// It is collected.
    Capture,
}

impl Walk<'_, '_> {
    fn all(&mut self, mut markup: Markup<'_>) -> Option<Fault> {
        while let Some(token) = markup.next() {
            match token {
                Token::Open(tag) => self.open(&tag, &mut markup),
                Token::Close => self.close(markup.line()),
                Token::Text(text) => match self.target {
                    Target::Nothing => {}
                    Target::Words => {
                        let line = markup.line();
                        self.speeches.last_mut().into_iter().for_each(|speech| speech.say(&text, line));
                    }
                    Target::Capture => {
                        self.captured.last_mut().into_iter().for_each(|all| all.push_str(&text))
                    }
                },
            }
        }
        self.finish_document();
        if let Some(only) = self.first.take() {
            self.hand_on(only.alone());
        }
        markup.fault()
    }

    fn open(&mut self, tag: &Tag<'_>, markup: &mut Markup<'_>) {
        let scene = if self.speeches.is_empty() { Scene::Silent } else { Scene::Speaking };
        let Meaning { part, facts } = self.dialect.meaning(tag, Place { path: markup.open(), scene });
        if part == Part::People {
            return read_list(&mut self.people, tag, markup);
        }
        let is_apart = part == Part::Plain && self.target == Target::Capture && !INLINE.contains(&tag.name);
        let part = if is_apart { Part::Space } else { part };
        self.frames.push(Frame { part, outer: self.target });
        let line = markup.line();
        match part {
            Part::Plain | Part::People => {}
            Part::Unspoken => self.target = Target::Nothing,
            Part::Document => self.begin_document(tag),
            Part::Speech { kind, standing } => {
                self.interrupt(line);
                self.speeches.push(Speech::new(Voice::new(standing), kind, line));
                self.target = Target::Words;
                for (fact, value) in std::mem::take(&mut self.ahead) {
                    self.learn(fact, &value, line);
                }
            }
            Part::Says(_) | Part::Note => {
                self.captured.push(String::new());
                self.target = Target::Capture;
            }
            Part::Paragraph => self.space(Gap::Paragraph),
            Part::Space => self.space(Gap::Space),
            Part::Token(_) => self.words(Speech::token),
        }
        for (fact, value) in facts {
            self.learn(fact, &value, line);
        }
    }

    fn close(&mut self, line: u64) {
        let Some(Frame { part, outer }) = self.frames.pop() else { return };
        self.target = outer;
        match part {
            Part::Plain | Part::Unspoken | Part::People => {}
            Part::Space => self.space(Gap::Space),
            Part::Document => self.finish_document(),
            Part::Speech { .. } => self.end_speech(line),
            Part::Says(fact) => {
                let text = self.taken();
                self.learn(fact, &text, line);
            }
            Part::Note => {
                let text = self.taken();
                self.note(text);
            }
            Part::Paragraph => self.space(Gap::Paragraph),
            Part::Token(glue) => self.words(|speech| speech.end_token(glue)),
        }
    }

    fn begin_document(&mut self, tag: &Tag<'_>) {
        self.finish_document();
        self.documents += 1;
        let key = match (self.frames.len(), tag.attribute("id")) {
            (1, _) => String::new(),
            (_, Some(id)) => id.into_owned(),
            (_, None) => self.documents.to_string(),
        };
        self.document = Some(Document::new(key));
    }

    fn finish_document(&mut self) {
        while let Some(speech) = self.speeches.pop() {
            self.keep(speech.finish());
        }
        self.ahead.clear();
        let Some(document) = self.document.take().filter(|document| document.turns() > 0) else { return };
        match (self.first.take(), self.turns) {
            (None, 0) => {
                self.turns = document.turns();
                self.first = Some(document);
            }
            (first, _) => {
                self.turns += document.turns();
                first.into_iter().chain([document]).for_each(|document| self.hand_on(document));
            }
        }
    }

    fn hand_on(&mut self, document: Document) {
        document.hand_on(&self.people, self.input, self.sink);
    }

    /// The document that is open; where nothing says that one begins, the first speech does.
    fn document(&mut self) -> &mut Document {
        self.document.get_or_insert_with(|| Document::new(String::new()))
    }

    /// Somebody else begins to speak.
    fn interrupt(&mut self, line: u64) {
        if let Some(said) = self.speeches.last_mut().and_then(|speech| speech.interrupt(line)) {
            self.document().push(said);
        }
    }

    fn end_speech(&mut self, line: u64) {
        if let Some(speech) = self.speeches.pop() {
            self.keep(speech.finish());
        }
        self.speeches.last_mut().into_iter().for_each(|speech| speech.resume(line));
    }

    fn keep(&mut self, said: Result<Said, Vec<String>>) {
        match said {
            Ok(said) => self.document().push(said),
            Err(notes) => notes.into_iter().for_each(|note| self.note(note)),
        }
    }

    /// Takes note of what the source says here: of the speech that goes on, of the next one, or of the document.
    fn learn(&mut self, fact: Fact, value: &str, line: u64) {
        if let Some(speech) = self.speeches.last_mut() {
            let before = if speech.changes_speaker(fact) { speech.pass_on(line) } else { None };
            speech.learn(fact, value);
            if let Some(said) = before {
                self.document().push(said);
            }
        }
        match fact {
            Fact::Date | Fact::Published | Fact::Title | Fact::Language => {
                self.document.iter_mut().for_each(|document| document.learn(fact, value));
            }
            Fact::Id | Fact::Name | Fact::Label | Fact::Party | Fact::Role | Fact::Time => {
                if self.speeches.is_empty() {
                    self.ahead.retain(|(known, _)| *known != fact);
                    self.ahead.push((fact, value.to_owned()));
                }
            }
        }
    }

    /// Adds a note to the speech that goes on, else to the last of the document.
    fn note(&mut self, text: String) {
        match self.speeches.last_mut() {
            _ if text.is_empty() => {}
            Some(speech) => speech.note(&text),
            None => self.document.iter_mut().for_each(|document| document.note(&text)),
        }
    }

    fn words(&mut self, change: impl FnOnce(&mut Speech)) {
        if self.target == Target::Words
            && let Some(speech) = self.speeches.last_mut()
        {
            change(speech);
        }
    }

    fn space(&mut self, gap: Gap) {
        match self.target {
            Target::Nothing => {}
            Target::Words => self.words(|speech| speech.space(gap)),
            Target::Capture => self.captured.last_mut().into_iter().for_each(|all| all.push(' ')),
        }
    }

    /// What was collected last, in one line.
    fn taken(&mut self) -> String {
        let text = self.captured.pop().unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
