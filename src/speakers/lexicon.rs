//! The words by which labels, roles and stage directions are known: `lexicon.txt`, looked up by class.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::LazyLock;

use foldhash::fast::FixedState;
use regex::Regex;

/// A class of words, named as in `lexicon.txt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Honorific,
    Male,
    Female,
    Role,
    RoleOrSurname,
    RoleModifier,
    RoleComplement,
    Moderator,
    Chair,
    Bystander,
    Questioner,
    Answerer,
    Numbered,
    Particle,
    Metadata,
    Sentence,
    Stage,
    StageOpener,
    InPerson,
    Courtesy,
    Floor,
    Asking,
    Record,
    Proceeding,
    Present,
    Speech,
    By,
    AfterName,
    Crowd,
    Call,
    CallLink,
    RoleEnding,
    Article,
    Continuing,
    Numbering,
    Attendance,
    Interview,
    CrowdOf,
    Conjunction,
    Sworn,
    Presiding,
}

impl Class {
    const ALL: [(&str, Self); 41] = [
        ("honorific", Self::Honorific),
        ("male", Self::Male),
        ("female", Self::Female),
        ("role", Self::Role),
        ("role-or-surname", Self::RoleOrSurname),
        ("role-modifier", Self::RoleModifier),
        ("role-complement", Self::RoleComplement),
        ("moderator", Self::Moderator),
        ("chair", Self::Chair),
        ("bystander", Self::Bystander),
        ("questioner", Self::Questioner),
        ("answerer", Self::Answerer),
        ("numbered", Self::Numbered),
        ("particle", Self::Particle),
        ("metadata", Self::Metadata),
        ("sentence", Self::Sentence),
        ("stage", Self::Stage),
        ("stage-opener", Self::StageOpener),
        ("in-person", Self::InPerson),
        ("courtesy", Self::Courtesy),
        ("floor", Self::Floor),
        ("asking", Self::Asking),
        ("record", Self::Record),
        ("proceeding", Self::Proceeding),
        ("present", Self::Present),
        ("speech", Self::Speech),
        ("by", Self::By),
        ("after-name", Self::AfterName),
        ("crowd", Self::Crowd),
        ("call", Self::Call),
        ("call-link", Self::CallLink),
        ("role-ending", Self::RoleEnding),
        ("article", Self::Article),
        ("continuing", Self::Continuing),
        ("numbering", Self::Numbering),
        ("attendance", Self::Attendance),
        ("interview", Self::Interview),
        ("crowd-of", Self::CrowdOf),
        ("conjunction", Self::Conjunction),
        ("sworn", Self::Sworn),
        ("presiding", Self::Presiding),
    ];

    fn bit(self) -> u64 {
        1 << self as u64
    }

    /// Whether a word or phrase in lower case is of this class.
    pub fn has(self, word: &str) -> bool {
        Classes::of_folded(word).has(self)
    }

    /// Whether a word in lower case ends with one of this class, and has more before it.
    pub fn ends(self, word: &str) -> bool {
        let starts = word.char_indices().skip(2).map(|(at, _)| at).take(LONGEST_STEM);
        let mut starts = starts.skip_while(|at| word.len() - at > LONGEST_ENDING);
        word.len() >= SHORTEST_COMPOUND && starts.any(|at| self.has(&word[at..]))
    }

    /// Whether a word as printed is of this class: its case and the signs around it do not matter.
    pub fn fits(self, word: &str) -> bool {
        Classes::of(word).has(self)
    }
}

/// All classes of one word, looked up once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Classes(u64);

impl Classes {
    /// Those of a word as printed: its case and the signs around it do not matter.
    pub fn of(word: &str) -> Self {
        Self::of_folded(&fold(word))
    }

    /// Those of a word or phrase in lower case.
    pub fn of_folded(word: &str) -> Self {
        Self(LEXICON.get(word.as_bytes()).copied().unwrap_or_default())
    }

    /// Whether the word is of this class.
    pub fn has(self, class: Class) -> bool {
        self.0 & class.bit() != 0
    }
}

/// Shorter words, in bytes, are no compounds.
const SHORTEST_COMPOUND: usize = 8;

/// The first parts of compounds are looked through to this length.
const LONGEST_STEM: usize = 40;

/// The last parts of compounds, in bytes, are no longer than this.
const LONGEST_ENDING: usize = 16;

/// Each word with the bits of its classes.
static LEXICON: LazyLock<HashMap<&'static [u8], u64, FixedState>> = LazyLock::new(|| {
    let mut lexicon: HashMap<&[u8], u64, FixedState> = HashMap::default();
    for (class, word) in entries(include_str!("lexicon.txt")) {
        *lexicon.entry(word.as_bytes()).or_default() |= class.bit();
    }
    lexicon
});

/// The phrases that give the floor, each as it stands.
static FLOOR: LazyLock<Regex> = LazyLock::new(|| phrases(Class::Floor));

/// The phrases that put a question without its mark.
static ASKING: LazyLock<Regex> = LazyLock::new(|| phrases(Class::Asking));

/// The phrases with which records tell what happens.
static RECORD: LazyLock<Regex> = LazyLock::new(|| phrases(Class::Record));

/// A pattern for all phrases of a class.
fn phrases(class: Class) -> Regex {
    let phrases = entries(include_str!("lexicon.txt")).filter(|(other, _)| *other == class);
    let all: Vec<String> = phrases.map(|(_, phrase)| regex::escape(phrase)).collect();
    Regex::new(&all.join("|")).expect("escaped phrases are a pattern")
}

/// The words of a lexicon with their classes, in its order.
fn entries(text: &str) -> impl Iterator<Item = (Class, &str)> {
    let mut class = None;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let words = lines.flat_map(move |line| {
        if let Some(name) = line.strip_suffix(':').filter(|name| !name.starts_with(' ')) {
            class = Class::ALL.iter().find(|(other, _)| *other == name).map(|(_, class)| *class);
        }
        let words = if line.starts_with(' ') { line } else { "" };
        words.split(',').map(move |word| (class, word.trim()))
    });
    words.filter(|(_, word)| !word.is_empty()).filter_map(|(class, word)| class.map(|class| (class, word)))
}

/// A text in lower case, without the signs around it. A word of few letters of ASCII, as most are, asks for no memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Folded {
    /// The bytes of a word, and how many of them there are; the others are 0.
    Short([u8; SHORT], usize),
    /// Any other text.
    Long(String),
}

/// Words of so many bytes are short.
const SHORT: usize = 24;

impl Deref for Folded {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Short(bytes, size) => std::str::from_utf8(&bytes[..*size]).unwrap_or_default(),
            Self::Long(text) => text,
        }
    }
}

/// A word in lower case, without the signs around it.
pub(super) fn fold(word: &str) -> Folded {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&');
    if word.len() > SHORT || !word.is_ascii() {
        return Folded::Long(word.to_lowercase());
    }
    let mut bytes = [0; SHORT];
    bytes[..word.len()].copy_from_slice(word.as_bytes());
    bytes.make_ascii_lowercase();
    Folded::Short(bytes, word.len())
}

/// Whether two honorifics cannot belong to one person.
pub(super) fn honorifics_clash(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    let clash = |one: &str, other: &str| Class::Male.has(one) && Class::Female.has(other);
    clash(&one, &other) || clash(&other, &one)
}

/// Whether somebody of this name and role conducts the talk: by the role, or by an office that is all we know of them.
pub(super) fn conducts(name: &str, role: &str) -> bool {
    let by_role = role.split_whitespace().next().is_some_and(|first| Class::Moderator.fits(first));
    by_role || name == role && Class::Chair.fits(role)
}

/// Whether a role says that its holder only passes on what others say.
pub(super) fn is_bystanding(role: &str) -> bool {
    role.split_whitespace().any(|word| Class::Bystander.fits(word))
}

/// Whether words in lower case give the floor to somebody.
pub(super) fn gives_floor(text: &str) -> bool {
    FLOOR.is_match(text)
}

/// Whether words in lower case are such as only a record has.
pub(super) fn is_of_record(text: &str) -> bool {
    RECORD.is_match(text)
}

/// Whether words in lower case say that a question is put.
pub(super) fn puts_question(text: &str) -> bool {
    ASKING.is_match(text)
}

/// Whether a line of the form `key: …` describes the document instead of opening a turn.
pub fn is_metadata_key(key: &str) -> bool {
    Class::Metadata.has(&key.trim().trim_end_matches('.').to_lowercase())
}

/// Whether a line says that somebody is a witness, or was sworn in.
pub fn is_sworn(line: &str) -> bool {
    line.split_whitespace().any(|word| Class::Sworn.fits(word))
}

/// Whether a word stands before the number of a speech: `Anf.`.
pub fn is_numbering(word: &str) -> bool {
    Class::Numbering.fits(word)
}

/// Whether the first word of a label is a title or an office: `Mr. Hall`, `Председательствующий`.
pub fn opens_with_title(label: &str) -> bool {
    let mut words = label.split_whitespace();
    let first = words.next().unwrap_or_default();
    let rest = words.next();
    let office =
        |word: Classes| word.has(Class::Chair) || word.has(Class::Role) && !word.has(Class::RoleOrSurname);
    let first = Classes::of(first);
    let titled = |word: Classes| word.has(Class::Honorific) || office(word);
    match rest {
        None => office(first),
        Some(second) => titled(first) || first.has(Class::Article) && titled(Classes::of(second)),
    }
}

/// Whether the content of brackets tells what happens instead of what is said: `Laughter.`, `as interpreted`.
pub fn is_stage_direction(content: &str) -> bool {
    let mut words = content.split_whitespace();
    let Some(first) = words.next() else { return false };
    let size = 1 + words.count();
    let foreign =
        size <= 8 && matches!(&*fold(first), "spoke" | "speaks" | "speaking") && content.contains(" in ");
    let names = size <= 8 && content.split_whitespace().any(|word| Class::Stage.fits(word));
    foreign || names || size <= 12 && Class::StageOpener.fits(first) && is_whole_remark(content, size)
}

/// A capitalised remark that closes with its own period, or one of few words: what editors put into brackets.
fn is_whole_remark(content: &str, size: usize) -> bool {
    content.starts_with(char::is_uppercase) && (content.ends_with('.') || size <= 3)
}

/// Whether somebody speaks for themselves in this text (I, we, you, our), as narration does not.
pub fn speaks_in_person(text: &str) -> bool {
    let mixed = text.contains(char::is_lowercase);
    let (mut begins, mut speaks) = (true, false);
    for word in text.split_whitespace() {
        // Within a sentence "Ben" is a name, and "EU" a union.
        let is_name = mixed && !begins && !is_first_person(word) && !word.starts_with(char::is_lowercase);
        speaks |= !is_name && Class::InPerson.has(&fold(word).replace('’', "'"));
        begins = word.ends_with(['.', '!', '?', ':', '"', '“', '—']);
    }
    speaks || greets(text)
}

/// Whether a word is the pronoun that English capitalises.
fn is_first_person(word: &str) -> bool {
    let mut letters = word.trim_start_matches(|c: char| !c.is_alphanumeric()).chars();
    letters.next() == Some('I') && letters.next().is_none_or(|next| !next.is_alphanumeric())
}

/// Whether the first sentence, of two words or more, is all courtesy: "Good morning."
fn greets(text: &str) -> bool {
    let mut words = text.split(['.', '!', ',']).next().unwrap_or_default().split_whitespace();
    words.clone().nth(1).is_some() && words.all(|word| Class::Courtesy.has(&fold(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_lexicon_has_a_class_and_every_class_has_words() {
        let text = include_str!("lexicon.txt");
        let words = text.lines().filter(|line| line.starts_with(' ')).flat_map(|line| line.split(','));
        assert_eq!(entries(text).count(), words.filter(|word| !word.trim().is_empty()).count());
        let open = |line: &&str| line.starts_with(' ') && !line.ends_with(',');
        let wrapped =
            text.lines().zip(text.lines().skip(1)).any(|(line, next)| open(&line) && next.starts_with(' '));
        assert!(!wrapped, "a line ends inside a phrase");
        for (name, class) in Class::ALL {
            assert!(entries(text).any(|(other, _)| other == class), "{name}");
        }
        let mut endings = entries(text).filter(|(class, _)| *class == Class::RoleEnding);
        assert!(endings.all(|(_, ending)| ending.len() <= LONGEST_ENDING), "no compound ends with it");
    }

    #[test]
    fn words_are_folded_alike_whether_short_or_long() {
        let long = "“Under-Secretary-General-Elect,”";
        for word in ["(The", "R&D.", "&", "...", "", "Außenminister!", "ΣΊΣΥΦΟΣ", "İ", long] {
            let plain = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&').to_lowercase();
            assert_eq!(&*fold(word), plain);
        }
        assert!(matches!(fold(long), Folded::Long(_)));
        assert!(matches!(fold("(The"), Folded::Short(_, 3)));
    }

    #[test]
    fn a_greeting_is_said_and_narration_is_not() {
        assert!(speaks_in_person("Good morning, everyone. Energy matters."));
        assert!(speaks_in_person("The plan is ready, and you know it."));
        assert!(!speaks_in_person("Good roads bring trade. The minister met the press."));
        assert!(!speaks_in_person("Welcome. The minister met the press."));
        assert!(!speaks_in_person("Staff: Jane Holt and Ben Ames, for the EU."));
        assert!(speaks_in_person("Well, I’m late. WE know."));
        assert!(speaks_in_person("GOOD MORNING. THIS IS WHAT WE DO."));
    }

    #[test]
    fn brackets_that_tell_what_happens_are_told_from_brackets_that_are_said() {
        for note in [
            "Laughter.",
            "applause",
            "As interpreted.",
            "Clears throat.",
            "Cross-talk by reporters.",
            "inaudible",
        ] {
            assert!(is_stage_direction(note), "{note}");
        }
        for said in ["and this matters", "the European one", "I know.", "2014", ""] {
            assert!(!is_stage_direction(said), "{said}");
        }
    }

    #[test]
    fn only_a_man_and_a_woman_clash_by_honorific() {
        assert!(honorifics_clash("Mr.", "MS"));
        assert!(!honorifics_clash("Dr", "Ms"));
        assert!(!honorifics_clash("", "Ms"));
    }
}
