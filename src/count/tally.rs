//! The tally: what one pass over the turns adds up.

use std::ops::Range;
use std::sync::Arc;

use crate::read::Turn;
use crate::vocab::{FormId, Lexicon};

/// The tokens of one turn: each token's form and where it stands in the turn's text.
#[derive(Debug, Clone, Default)]
pub struct TurnForms {
    /// The form of each token, in the order of the text.
    pub ids: Vec<FormId>,
    /// The byte span of each token in the turn's text.
    pub spans: Vec<Range<usize>>,
}

/// What tells one document from every other and puts them in order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// The turn itself.
    pub turn: &'a Turn<'a>,
    /// The document that it belongs to.
    pub document: &'a Arc<DocumentKey>,
    /// The turn's place in its document, from 0.
    pub place: u32,
    /// The turn's row: its place among all turns of the partial, from 0.
    pub row: u32,
    /// Its tokens.
    pub forms: &'a TurnForms,
    /// What is known of the forms.
    pub lexicon: &'a Lexicon,
}

/// How a partial's numbers change when it is merged into another.
#[derive(Debug)]
pub struct Renumbering {
    /// For each form of the partial that is merged in, the form's number in the other.
    pub forms: Vec<FormId>,
    /// What its rows are moved by.
    pub rows: u32,
}

/// How a partial's numbers change when it is frozen: forms into byte order, turns into document order.
#[derive(Debug)]
pub struct Order {
    /// For each form, its rank.
    pub forms: Vec<FormId>,
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

    /// A tally of nothing.
    fn empty(plan: &Self::Plan) -> Self;
    /// Adds one turn; turns come in order, the row counting up by one.
    fn add(&mut self, plan: &Self::Plan, seen: &Seen<'_>);
    /// Adds all of `other`, whose rows follow this one's.
    fn merge(&mut self, plan: &Self::Plan, other: Self, renumbering: &Renumbering);
    /// Brings everything into its final order.
    fn freeze(self, order: &Order) -> Self::Frozen;
}

/// Counts nothing but the turns themselves.
impl Tally for () {
    type Plan = ();
    type Frozen = ();

    fn empty((): &()) -> Self {}
    fn add(&mut self, (): &(), _: &Seen<'_>) {}
    fn merge(&mut self, (): &(), (): Self, _: &Renumbering) {}
    fn freeze(self, _: &Order) -> Self::Frozen {}
}

/// Two tallies in one pass.
impl<A: Tally, B: Tally> Tally for (A, B) {
    type Plan = (A::Plan, B::Plan);
    type Frozen = (A::Frozen, B::Frozen);

    fn empty(plan: &Self::Plan) -> Self {
        (A::empty(&plan.0), B::empty(&plan.1))
    }

    fn add(&mut self, plan: &Self::Plan, seen: &Seen<'_>) {
        self.0.add(&plan.0, seen);
        self.1.add(&plan.1, seen);
    }

    fn merge(&mut self, plan: &Self::Plan, other: Self, renumbering: &Renumbering) {
        self.0.merge(&plan.0, other.0, renumbering);
        self.1.merge(&plan.1, other.1, renumbering);
    }

    fn freeze(self, order: &Order) -> Self::Frozen {
        (self.0.freeze(order), self.1.freeze(order))
    }
}
