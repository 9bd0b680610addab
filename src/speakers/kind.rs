//! What a turn does, and which side of the table its speaker sits on.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a turn does in the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// Opening or prepared remarks.
    Statement,
    /// Somebody asks.
    Question,
    /// A reply to a question on the table.
    Answer,
    /// Giving the floor, greetings, trouble with the microphone.
    Other,
}

impl Kind {
    /// Every kind, in the order of tables.
    pub const ALL: [Self; 4] = [Self::Statement, Self::Question, Self::Answer, Self::Other];

    /// The word for it in every table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Question => "question",
            Self::Answer => "answer",
            Self::Other => "other",
        }
    }

    /// The kind of that name, in any case.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(name.trim()))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Which side of the table a speaker sits on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Makes statements and answers.
    Principal,
    /// Mostly asks.
    Questioner,
    /// Gives the floor.
    Moderator,
    /// None of these.
    Other,
}

impl Side {
    /// Every side.
    pub const ALL: [Self; 4] = [Self::Principal, Self::Questioner, Self::Moderator, Self::Other];

    /// The word for it in every table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Principal => "principal",
            Self::Questioner => "questioner",
            Self::Moderator => "moderator",
            Self::Other => "other",
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
