//! The tally: what one pass over the turns adds up.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::read::{Beginning, End, Said};
use crate::text::Span;
use crate::vocab::{FormId, Lexicon, Ranks, Renumbered};

/// The tokens of one turn: each token's form and where it stands in the turn's text.
#[derive(Debug, Clone, Default)]
pub struct TurnForms {
    /// The form of each token, in the order of the text.
    pub ids: Vec<FormId>,
    /// Where each token stands in the turn's text.
    pub spans: Vec<Span>,
}

impl TurnForms {
    /// Takes over the tokens of a turn out of those of several, in whose text it begins at the byte `start`.
    pub fn set(&mut self, ids: &[FormId], spans: &[Span], start: u32) {
        self.ids.clear();
        self.ids.extend_from_slice(ids);
        self.spans.clear();
        self.spans.extend(spans.iter().map(|span| Span { start: span.start - start, end: span.end - start }));
    }

    /// Whether it is known where the tokens stand in the text: not where a turn comes from counts.
    pub(super) fn has_spans(&self) -> bool {
        self.spans.len() == self.ids.len()
    }
}

/// What tells one document from every other and puts them in order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentKey {
    /// The document's name.
    pub name: String,
    /// The path of the file that holds it.
    pub path: Arc<str>,
    /// Where in that file it begins: the byte of its text, or, where the format does not say, which document it is.
    /// It rises from document to document.
    pub ordinal: u64,
}

/// One turn as a tally sees it.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// What is said in it.
    pub said: Said<'a>,
    /// The document that it belongs to.
    pub document: &'a Arc<DocumentKey>,
    /// The turn's place in its document, from 0.
    pub place: u32,
    /// The row that the turn is counted in: its place among all turns of the partial, or the number of who speaks.
    pub row: u32,
    /// Its tokens.
    pub forms: &'a TurnForms,
    /// What is known of the forms.
    pub lexicon: &'a Lexicon,
}

/// A text with its white space as single spaces.
pub(super) fn on_one_line(text: &str) -> Cow<'_, str> {
    match text.contains(char::is_whitespace) {
        true => Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        false => Cow::Borrowed(text),
    }
}

impl DocumentKey {
    /// The order in which documents are read.
    pub fn as_read(&self, other: &Self) -> std::cmp::Ordering {
        self.path.cmp(&other.path).then_with(|| self.ordinal.cmp(&other.ordinal))
    }

    /// Whether `next`, the next document of which a piece begins, is the same as this one, going on there.
    pub fn precedes(&self, next: &Self) -> bool {
        (&self.path, &self.name) == (&next.path, &next.name)
    }
}

impl Seen<'_> {
    /// So many tokens from `position` on as printed, white space as single spaces; the forms alone where the text is
    /// not at hand.
    pub fn printed(&self, position: u32, length: u32) -> Cow<'_, str> {
        let tokens = position as usize..(position + length) as usize;
        if !self.forms.has_spans() {
            let forms: Vec<&str> = self.forms.ids[tokens].iter().map(|&id| self.lexicon.form(id)).collect();
            return Cow::Owned(forms.join(" "));
        }
        let spans = &self.forms.spans[tokens];
        let text = match (spans.first(), spans.last()) {
            (Some(first), Some(last)) => &self.said.text[first.start as usize..last.end as usize],
            _ => "",
        };
        on_one_line(text)
    }

    /// The source's line, from 1, on which a token stands; the turn's first where the text is not at hand.
    pub fn line_of(&self, position: u32) -> u64 {
        let span = self.forms.spans.get(position as usize);
        span.map_or(self.said.line, |span| self.said.line_at(span.start as usize))
    }
}

/// A document of which no turn follows in this piece of its source.
#[derive(Debug, Clone, Copy)]
pub struct Ended<'a> {
    /// The document.
    pub document: &'a Arc<DocumentKey>,
    /// Whether it may have begun before this piece.
    pub beginning: Beginning,
    /// Whether it may go on after this piece.
    pub end: End,
}

/// How a partial's numbers change when it is merged into another.
#[derive(Debug)]
pub struct Renumbering {
    /// What the numbers of forms, types and stems of the partial that is merged in have become.
    pub lexicon: Renumbered,
    /// What its rows have become.
    pub rows: RowNumbers,
}

/// What the rows of a partial have become in another.
#[derive(Debug)]
pub enum RowNumbers {
    /// They follow the other's: moved by so many.
    Moved(u32),
    /// The row of each.
    Mapped(Vec<u32>),
}

impl RowNumbers {
    /// The new number of the row `old`.
    pub fn number(&self, old: u32) -> u32 {
        match self {
            Self::Moved(by) => old + by,
            Self::Mapped(rows) => rows[old as usize],
        }
    }
}

/// How a partial's numbers change when it is frozen: forms into byte order, turns into document order.
#[derive(Debug)]
pub struct Order {
    /// For each form, type and stem, its rank.
    pub ranks: Ranks,
    /// For each final row, the row it had.
    pub rows: Vec<u32>,
}

impl Order {
    /// For each old row, its final row.
    pub fn final_rows(&self) -> Vec<u32> {
        let mut places = vec![0; self.rows.len()];
        for (place, &row) in self.rows.iter().enumerate() {
            places[row as usize] = place as u32;
        }
        places
    }
}

/// Something that one pass over the turns adds up.
///
/// Once frozen, merging is associative and commutative, [`Tally::empty`] is its identity, and two halves
/// merged equal the whole for any cut between documents. A tally holds integers and texts, never floats.
pub trait Tally: Sized + Send {
    /// What has to be known beforehand.
    type Plan: Sync;
    /// What it freezes to.
    type Frozen;
    /// Whether turns without their text, as counts have them, are of no use to it.
    const NEEDS_TEXT: bool = false;

    /// A tally of nothing.
    fn empty(plan: &Self::Plan) -> Self;
    /// Adds one turn; turns come in the order of their documents.
    fn add(&mut self, plan: &Self::Plan, seen: &Seen<'_>);
    /// No further turn of a document follows in this piece of its source.
    fn end_document(&mut self, _: &Ended<'_>) {}
    /// Adds all of `other`.
    fn merge(&mut self, plan: &Self::Plan, other: Self, renumbering: &Renumbering);
    /// Puts on disk what can wait there until it is asked for.
    ///
    /// # Errors
    /// No temporary file can be written.
    fn shelve(&mut self) -> Result<()> {
        Ok(())
    }
    /// Brings everything into its final order.
    fn freeze(self, order: &Order) -> Self::Frozen;
    /// About how much memory it takes, in bytes, without what waits on disk.
    fn heap_size(&self) -> usize;
}

/// Counts nothing but the turns themselves.
impl Tally for () {
    type Plan = ();
    type Frozen = ();

    fn empty((): &()) -> Self {}
    fn add(&mut self, (): &(), _: &Seen<'_>) {}
    fn merge(&mut self, (): &(), (): Self, _: &Renumbering) {}
    fn freeze(self, _: &Order) -> Self::Frozen {}
    fn heap_size(&self) -> usize {
        0
    }
}

/// Two tallies in one pass.
impl<A: Tally, B: Tally> Tally for (A, B) {
    type Plan = (A::Plan, B::Plan);
    type Frozen = (A::Frozen, B::Frozen);
    const NEEDS_TEXT: bool = A::NEEDS_TEXT || B::NEEDS_TEXT;

    fn empty(plan: &Self::Plan) -> Self {
        (A::empty(&plan.0), B::empty(&plan.1))
    }

    fn add(&mut self, plan: &Self::Plan, seen: &Seen<'_>) {
        self.0.add(&plan.0, seen);
        self.1.add(&plan.1, seen);
    }

    fn end_document(&mut self, ended: &Ended<'_>) {
        self.0.end_document(ended);
        self.1.end_document(ended);
    }

    fn merge(&mut self, plan: &Self::Plan, other: Self, renumbering: &Renumbering) {
        self.0.merge(&plan.0, other.0, renumbering);
        self.1.merge(&plan.1, other.1, renumbering);
    }

    fn shelve(&mut self) -> Result<()> {
        self.0.shelve()?;
        self.1.shelve()
    }

    fn freeze(self, order: &Order) -> Self::Frozen {
        (self.0.freeze(order), self.1.freeze(order))
    }

    fn heap_size(&self) -> usize {
        self.0.heap_size() + self.1.heap_size()
    }
}
