//! A speech in the making: who speaks, as far as the source has said, and the words so far.

use jiff::civil::Date;

use super::dialect::{Fact, Glue};
use crate::read::date::find_date;
use crate::read::day::iso_day;
use crate::read::prose::{Draft, Join, Prose};
use crate::speakers::{Kind, Standing};

/// What a source says of who speaks; what it does not say is empty.
#[derive(Debug, Clone)]
pub(super) struct Voice {
    /// The key under which the source knows them.
    pub id: String,
    /// Their name as the source knows it.
    pub name: String,
    /// As printed, without its colon.
    pub label: String,
    pub party: String,
    pub role: String,
    pub standing: Standing,
}

impl Voice {
    /// Somebody of whom nothing is known yet.
    pub fn new(standing: Standing) -> Self {
        let empty = String::new;
        Self { id: empty(), name: empty(), label: empty(), party: empty(), role: empty(), standing }
    }

    /// Whether nothing says who it is.
    pub fn is_nobody(&self) -> bool {
        self.id.is_empty() && self.name.is_empty() && self.label.is_empty()
    }
}

/// A turn that is complete but for its speaker.
#[derive(Debug)]
pub(super) struct Said {
    pub voice: Voice,
    pub kind: Option<Kind>,
    pub date: Option<Date>,
    pub line: u64,
    pub prose: Prose,
}

/// What stands between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    Nothing,
    Space,
    Paragraph,
}

/// A speech that goes on.
#[derive(Debug)]
pub(super) struct Speech {
    voice: Voice,
    kind: Option<Kind>,
    date: Option<Date>,
    line: u64,
    draft: Draft,
    /// What stands between the last word and the next.
    gap: Gap,
    /// Whether the next word marked up as one follows without a space.
    glue: Glue,
    /// Whether a label in the text was the last thing before the words.
    is_labelled: bool,
    /// Whether a turn of it was handed on before.
    is_resumed: bool,
}

impl Speech {
    /// A speech that begins on `line`.
    pub fn new(voice: Voice, kind: Option<Kind>, line: u64) -> Self {
        let (draft, gap, glue) = (Draft::default(), Gap::Nothing, Glue::Apart);
        Self { voice, kind, date: None, line, draft, gap, glue, is_labelled: false, is_resumed: false }
    }

    /// Takes note of what the source says of it. The first that it says counts, but for a speaker after words: see
    /// [`Self::changes_speaker`].
    pub fn learn(&mut self, fact: Fact, value: &str) {
        match fact {
            Fact::Id => set(&mut self.voice.id, value),
            Fact::Name => set(&mut self.voice.name, value),
            Fact::Label => set(&mut self.voice.label, label(value)),
            Fact::Party => set(&mut self.voice.party, value),
            Fact::Role => set(&mut self.voice.role, value),
            Fact::Time => self.draft.note(value),
            Fact::Date => self.date = self.date.or_else(|| day(value)),
            Fact::Published | Fact::Title | Fact::Language => {}
        }
        self.is_labelled |= matches!(fact, Fact::Label | Fact::Name);
    }

    /// Whether a speaker who is named now is another than the one whose words stand before.
    pub fn changes_speaker(&self, fact: Fact) -> bool {
        matches!(fact, Fact::Id | Fact::Name | Fact::Label) && self.draft.has_words()
    }

    /// Adds text that begins on line `first` of the source, its lines and their indentation made one.
    pub fn say(&mut self, text: &str, first: u64) {
        for (line, piece) in (first..).zip(text.split('\n')) {
            if line > first || piece.starts_with(|c: char| c.is_ascii_whitespace()) {
                self.space(Gap::Space);
            }
            let words = piece.trim_ascii();
            if !words.is_empty() {
                self.push(words, line);
                let is_apart = piece.ends_with(|c: char| c.is_ascii_whitespace());
                self.gap = if is_apart { Gap::Space } else { Gap::Nothing };
            }
        }
    }

    fn push(&mut self, words: &str, line: u64) {
        let words = if std::mem::take(&mut self.is_labelled) { without_mark(words) } else { words };
        if !words.is_empty() {
            let join = match self.gap {
                Gap::Nothing => Join::Compound,
                Gap::Space => Join::Line,
                Gap::Paragraph => Join::Paragraph,
            };
            self.draft.push(line, words, join);
        }
    }

    /// At least this stands between the last word and the next.
    pub fn space(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    /// A word that is marked up as one begins.
    pub fn token(&mut self) {
        match self.glue {
            Glue::Apart => self.space(Gap::Space),
            Glue::Joined if self.gap == Gap::Paragraph => {}
            Glue::Joined => self.gap = Gap::Nothing,
        }
    }

    /// A word that is marked up as one ends.
    pub fn end_token(&mut self, glue: Glue) {
        self.glue = glue;
    }

    /// Adds a stage direction.
    pub fn note(&mut self, text: &str) {
        self.draft.note(text);
    }

    /// The turn so far, where it has words; what is said from now on is another turn of the same speaker.
    pub fn interrupt(&mut self, line: u64) -> Option<Said> {
        if !self.draft.has_words() {
            return None;
        }
        let next = Self {
            voice: self.voice.clone(),
            date: self.date,
            is_resumed: true,
            ..Self::new(Voice::new(self.voice.standing), self.kind, line)
        };
        Some(std::mem::replace(self, next).said())
    }

    /// Goes on after an interruption, on `line`.
    pub fn resume(&mut self, line: u64) {
        if !self.draft.has_words() {
            self.line = line;
        }
    }

    /// The same where another speaker begins.
    pub fn pass_on(&mut self, line: u64) -> Option<Said> {
        let said = self.interrupt(line);
        self.voice = Voice::new(Standing::Plain);
        said
    }

    /// The turn; what was only noted after an interruption is no turn, nor is what is empty and nobody's.
    pub fn finish(self) -> Result<Said, Vec<String>> {
        let (is_resumed, is_wordless) = (self.is_resumed, !self.draft.has_words());
        let said = self.said();
        let is_nothing = is_resumed || said.voice.is_nobody() && said.kind.is_none();
        match is_wordless && is_nothing {
            true => Err(said.prose.notes.into_iter().map(|note| note.text).collect()),
            false => Ok(said),
        }
    }

    fn said(self) -> Said {
        let prose = self.draft.finish(self.line);
        Said { voice: self.voice, kind: self.kind, date: self.date, line: self.line, prose }
    }
}

/// Keeps the first that was said.
fn set(place: &mut String, value: &str) {
    if place.is_empty() {
        value.clone_into(place);
    }
}

/// A day in any of the ways in which sources write it.
pub(super) fn day(value: &str) -> Option<Date> {
    iso_day(value).or_else(|| find_date(value))
}

/// A label without the sign that ends it.
fn label(printed: &str) -> &str {
    printed.trim().trim_end_matches([':', '：', '.', ',', '—', '–']).trim_end()
}

/// Words without the sign that ends the label before them.
fn without_mark(words: &str) -> &str {
    let mark = words.strip_prefix([':', '：']).or_else(|| {
        words.strip_prefix('.').filter(|rest| rest.starts_with([' ', '—', '–']) || rest.is_empty())
    });
    mark.map_or(words, |rest| rest.trim_start_matches(['—', '–']).trim_ascii_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speech() -> Speech {
        Speech::new(Voice::new(Standing::Plain), None, 3)
    }

    #[test]
    fn white_space_is_one_space_and_lines_are_kept() {
        let mut speech = speech();
        speech.say("\n   We ", 3);
        speech.note("Applause");
        speech.say("\n   ag", 4);
        speech.say("ree\r\n\t and go.\n", 5);
        speech.space(Gap::Paragraph);
        speech.say("Now.", 9);
        let prose = speech.finish().unwrap().prose;
        assert_eq!(prose.text, "We agree and go.\n\nNow.");
        assert_eq!((prose.notes[0].offset, &*prose.notes[0].text), (2, "Applause"));
        let lines: Vec<(usize, u64)> = prose.lines.iter().map(|start| (start.offset, start.line)).collect();
        assert_eq!(lines, [(0, 4), (3, 5), (9, 6), (18, 9)]);
    }

    #[test]
    fn tokens_stand_apart_unless_they_say_that_they_do_not() {
        let mut speech = speech();
        for (word, glue) in
            [("Well", Glue::Joined), (",", Glue::Apart), ("yes", Glue::Joined), (".", Glue::Apart)]
        {
            speech.say("\n ", 3);
            speech.token();
            speech.say(word, 3);
            speech.end_token(glue);
        }
        assert_eq!(speech.finish().unwrap().prose.text, "Well, yes.");
    }

    #[test]
    fn the_sign_that_ends_a_label_is_no_word() {
        for (words, text) in
            [(": I beg", "I beg"), (".—Sir, I", "Sir, I"), ("... und", "... und"), ("—Yes", "—Yes")]
        {
            let mut speech = speech();
            speech.learn(Fact::Label, "MR. HALL: ");
            speech.say(words, 3);
            let said = speech.finish().unwrap();
            assert_eq!((&*said.prose.text, &*said.voice.label), (text, "MR. HALL"));
        }
    }

    #[test]
    fn what_is_left_after_an_interruption_is_a_turn_only_if_it_has_words() {
        let mut speech = speech();
        speech.learn(Fact::Id, "a");
        speech.say("One.", 3);
        let first = speech.interrupt(4).unwrap();
        assert_eq!((&*first.prose.text, &*first.voice.id), ("One.", "a"));
        speech.resume(6);
        speech.note("Laughter");
        assert_eq!(speech.finish().unwrap_err(), ["Laughter"]);
    }
}
