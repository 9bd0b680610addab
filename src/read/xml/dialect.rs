//! What the elements of a way to mark up debates mean.

use super::markup::Tag;
use crate::speakers::{Kind, Standing};

/// A way to mark up who said what.
pub(super) trait Dialect {
    /// What an element means where it stands.
    fn meaning(&self, tag: &Tag<'_>, place: Place<'_>) -> Meaning;
}

/// So many elements around one are looked at.
const FAR: usize = 32;

/// Where an element stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'p> {
    /// The names of the elements around it and its own, the root first.
    pub path: &'p [&'p str],
    /// Whether somebody is speaking there.
    pub scene: Scene,
}

impl Place<'_> {
    /// The name of the element around it; empty for the root.
    pub fn parent(&self) -> &str {
        self.path.iter().rev().nth(1).copied().unwrap_or_default()
    }

    /// Whether an element of that name is around it, and not too far.
    pub fn is_within(&self, name: &str) -> bool {
        self.path.iter().rev().skip(1).take(FAR).any(|open| *open == name)
    }
}

/// Whether somebody is speaking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scene {
    /// Between speeches, or before them.
    Silent,
    /// In a speech.
    Speaking,
}

/// What an element is, and what its attributes say.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub part: Part,
    /// What is said of the speech that begins with it, of the one that it stands in, or of the document.
    pub facts: Vec<(Fact, String)>,
}

impl From<Part> for Meaning {
    fn from(part: Part) -> Self {
        Self { part, facts: Vec::new() }
    }
}

impl Part {
    /// The same with what its attributes say; what they do not say, or say with nothing, is left out.
    pub fn with<const N: usize>(self, facts: [(Fact, Option<std::borrow::Cow<'_, str>>); N]) -> Meaning {
        let said = facts.into_iter().filter_map(|(fact, value)| Some((fact, value?.trim().to_owned())));
        Meaning { part: self, facts: said.filter(|(_, value)| !value.is_empty()).collect() }
    }
}

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Nothing by itself: what is in it is what it would be without it.
    Plain,
    /// Neither it nor what is in it is words.
    Unspoken,
    /// A document.
    Document,
    /// What one person says.
    Speech {
        /// What the turn does, where the source says it.
        kind: Option<Kind>,
        /// What the source says of the speaker's part in the talk.
        standing: Standing,
    },
    /// Its text says something of the speech or of the document.
    Says(Fact),
    /// A stage direction, a mark of time, a page: no words.
    Note,
    /// A paragraph.
    Paragraph,
    /// Something between two words.
    Space,
    /// A word or a sign; how it is joined to the next.
    Token(Glue),
    /// A list of people or parties, or one of them.
    People,
}

/// How words that are marked up one by one follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Glue {
    /// With a space.
    Apart,
    /// Without.
    Joined,
}

/// What is said of a speech or a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fact {
    /// The key under which the source knows who speaks.
    Id,
    /// The speaker's name as the source knows it.
    Name,
    /// The speaker as printed before the words.
    Label,
    /// The speaker's party.
    Party,
    /// The speaker's role.
    Role,
    /// When the speech begins, as printed.
    Time,
    /// The day.
    Date,
    /// A day that counts where no better one is given: that of the printed source.
    Published,
    /// The document's title.
    Title,
    /// The document's language.
    Language,
}
