//! A possible label with all its uses in a document, and how much speaks for it.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use super::candidate::{Candidate, Ender};
use super::line::{Line, Matter};
use crate::speakers::{Label, LabelKind, is_metadata_key};

/// Where in a paragraph a possible label stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    Paragraph,
    Sentence,
    Inside,
}

/// How a label is printed; labels of one document agree in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Style {
    pub ender: Ender,
    pub capitals: bool,
    pub emphasized: bool,
    pub timed: bool,
}

/// Equal possible labels.
#[derive(Debug)]
pub(super) struct Group<'a> {
    pub printed: &'a str,
    pub label: Label,
    pub style: Style,
    pub forced: bool,
    pub times: i32,
    pub paragraphs: i32,
    pub inside: i32,
    pub small: i32,
    /// How often it stands farther in than the line below it.
    pub centred: i32,
}

/// How a document sets off its paragraphs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    /// Hardly by blank lines: each line may open one.
    dense: bool,
    /// By space before the first line.
    pub indents: bool,
}

impl Layout {
    pub fn of(lines: &[Line<'_>]) -> Self {
        let blanks = lines.iter().filter(|line| line.after_blank).count();
        let flush_again =
            |pair: &[Line<'_>]| pair[0].indent > 0 && pair[1].indent == 0 && !pair[1].after_blank;
        Self { dense: blanks <= 1 || blanks * 20 < lines.len(), indents: lines.windows(2).any(flush_again) }
    }

    pub fn position(&self, lines: &[Line<'_>], at: usize) -> Position {
        let line = &lines[at];
        let Some(before) = at.checked_sub(1).map(|before| &lines[before]) else { return Position::Paragraph };
        if line.after_blank || line.indent > 0 && (self.indents || before.indent == 0) {
            return Position::Paragraph;
        }
        let ends = ['.', '?', '!', '…', ':', '"', '”', ')', ']', '—', '。', '？', '*'];
        match before.text.ends_with(ends) || before.matter != Matter::Prose {
            true if self.dense => Position::Paragraph,
            true => Position::Sentence,
            false => Position::Inside,
        }
    }
}

/// The score of what names nobody: nothing else makes up for it.
const NOBODY: i32 = -20;

fn is_letter(kind: LabelKind) -> bool {
    match kind {
        LabelKind::Questioner | LabelKind::Answerer => true,
        LabelKind::Person | LabelKind::Office | LabelKind::Crowd | LabelKind::Nobody => false,
    }
}

impl<'a> Group<'a> {
    pub fn new(possible: &Candidate<'a>, label: Option<Label>) -> Self {
        let printed = possible.label;
        let forced = label.is_some();
        let set_off =
            possible.timed || matches!(possible.ender, Ender::Bracket | Ender::Column | Ender::Wide);
        let label = label.unwrap_or_else(|| match Label::of_speaker(printed) {
            label if set_off && label.kind == LabelKind::Nobody => Label::verbatim(printed),
            label if possible.timed => label.in_order(),
            label if possible.ender == Ender::Gap && !is_letter(label.kind) => {
                Label { kind: LabelKind::Nobody, ..label }
            }
            label => label,
        });
        let outside = printed.split(['(', '[', ',']).next().unwrap_or_default();
        let last = outside.split_whitespace().last().unwrap_or_default();
        let capitals = last.chars().filter(|c| c.is_uppercase()).count() > 1
            && last.chars().next_back().is_some_and(|c| !c.is_lowercase());
        let Candidate { ender, emphasized, timed, .. } = *possible;
        let style = Style { ender, capitals, emphasized, timed };
        Self { printed, label, style, forced, times: 0, paragraphs: 0, inside: 0, small: 0, centred: 0 }
    }

    /// Whether all there is are a few capitals, which have no style of their own.
    pub fn is_initials(&self) -> bool {
        self.printed.chars().count() <= 3 && self.printed.chars().all(char::is_uppercase)
    }

    pub fn count(&mut self, position: Position, small: bool) {
        self.times += 1;
        self.small += i32::from(small);
        match position {
            Position::Paragraph => self.paragraphs += 1,
            Position::Sentence => {}
            Position::Inside => self.inside += 1,
        }
    }

    /// How much speaks for this being a label; see the parts for how much each counts.
    pub fn score(&self, known: &HashSet<String>) -> i32 {
        if self.label.kind == LabelKind::Nobody {
            return NOBODY;
        }
        let recurs = match self.times {
            1 => 0,
            2 => 1,
            3 | 4 => 2,
            _ => 3,
        };
        let placed = self.paragraphs == self.times || self.inside == 0 && self.times > 2;
        let stands = match (placed, self.inside * 2 > self.times) {
            (true, _) => 1,
            (false, true) => -2,
            (false, false) => 0,
        };
        let ends = match self.style.ender {
            Ender::Colon | Ender::Gap | Ender::Bracket | Ender::Column => 0,
            Ender::Period | Ender::Dash | Ender::Emphasis | Ender::Wide => -1,
            Ender::Line if self.is_told() => -1,
            Ender::Line => -2,
        };
        let small = if self.small * 2 > self.times { -2 } else { 0 };
        let describes = if is_metadata_key(self.printed) { -6 } else { 0 };
        self.shape()
            + recurs
            + stands
            + ends
            + small
            + describes
            + 3 * i32::from(self.is_known(known))
            + i32::from(self.style.emphasized)
            + 2 * i32::from(self.times > 1 && self.centred * 2 > self.times)
            + 2 * i32::from(self.style.timed)
    }

    /// How much the words themselves look like somebody's label.
    fn shape(&self) -> i32 {
        match self.label.kind {
            LabelKind::Nobody => NOBODY,
            LabelKind::Questioner | LabelKind::Answerer | LabelKind::Crowd => 3,
            LabelKind::Office => 2 + i32::from(self.style.capitals),
            LabelKind::Person => {
                let label = &self.label;
                let full_capitals =
                    self.style.ender == Ender::Period && label.name_size() > 1 && self.style.capitals;
                let numbered = label.name.ends_with(|c: char| c.is_ascii_digit());
                match (self.is_told() || numbered || full_capitals, label.name_size()) {
                    (true, _) => 3,
                    (false, 2..=4) => 2,
                    (false, _) => {
                        i32::from(self.style.capitals || !label.name.chars().any(char::is_lowercase))
                    }
                }
            }
        }
    }

    /// Whether somebody who looks over the text may take it for a label.
    pub fn looks_like_one(&self) -> bool {
        let recurs = self.times > 1 && self.inside * 2 <= self.times && !is_metadata_key(self.printed);
        match (self.label.kind, self.style.ender) {
            (LabelKind::Nobody, Ender::Colon) => recurs && self.printed.split_whitespace().count() <= 4,
            (LabelKind::Nobody, _) => false,
            (_, Ender::Colon) => self.inside < self.times && !is_metadata_key(self.printed),
            (_, _) => recurs,
        }
    }

    /// What speaks most against it.
    pub fn why_not(&self) -> &'static str {
        if is_metadata_key(self.printed) {
            "such lines describe a document"
        } else if self.label.kind == LabelKind::Nobody {
            "it is nobody's name or office"
        } else if self.inside * 2 > self.times {
            "it stands inside sentences"
        } else if self.small * 2 > self.times {
            "small letters follow it"
        } else if self.times == 1 {
            "it occurs once, and is not written as the labels are"
        } else {
            "it is not written as the labels are"
        }
    }

    /// Whether the label tells more of a person than the name.
    pub fn is_told(&self) -> bool {
        self.label.kind == LabelKind::Person && self.label.is_told()
    }

    fn is_known(&self, known: &HashSet<String>) -> bool {
        let name = self.label.name.to_lowercase();
        self.label.kind == LabelKind::Person
            && name.split_whitespace().last().is_some_and(|word| known.contains(word))
    }

    /// Labels of one letter have no style of their own.
    pub fn is_letter(&self) -> bool {
        is_letter(self.label.kind) && self.printed.chars().count() == 1
    }
}

/// Which labels share their person with a different label of the same ending: `The Mayor (Ana Ruiz)`, then `The Mayor`.
pub(super) fn corroborated(groups: &[Group<'_>]) -> Vec<bool> {
    let keys = |group: &Group<'_>| {
        let Label { kind, name, role, .. } = &group.label;
        let person = (*kind == LabelKind::Person && group.label.name_size() > 1)
            .then(|| (group.style.ender, name.to_lowercase()));
        let office = (!role.is_empty() && *kind != LabelKind::Nobody)
            .then(|| (group.style.ender, format!("the {}", role.to_lowercase())));
        [person, office]
    };
    let mut labels: HashMap<&(Ender, String), (usize, bool), RandomState> = HashMap::default();
    let all: Vec<_> = groups.iter().map(keys).collect();
    for (group, keys) in groups.iter().zip(&all) {
        for key in keys.iter().flatten() {
            let (times, office) = labels.entry(key).or_default();
            *times += 1;
            *office |= group.label.kind == LabelKind::Office;
        }
    }
    let shared = |key: &(Ender, String)| {
        labels.get(key).is_some_and(|(times, office)| *times > 1 && (*office || !key.1.starts_with("the ")))
    };
    all.iter().map(|keys| keys.iter().flatten().any(shared)).collect()
}
