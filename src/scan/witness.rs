//! What was read, told by one number: without counting anything.

use super::collector::fingerprint;
use crate::issues::{Issue, IssueKind, Issues};
use crate::read::{Header, Sink, Turn};

/// Takes in what a reader hands on, and keeps how many turns there were and the sum of their hashes, as the
/// [`Stamp`](super::Stamp) of their counts has them, and what was lost.
#[derive(Debug, Default)]
pub struct Witness {
    /// The wrapping sum of the hashes of document, place and text of each turn.
    pub fingerprint: u64,
    /// How many turns there were.
    pub turns: u64,
    /// How many documents.
    pub documents: u64,
    /// What was lost or altered in reading.
    pub issues: Issues,
    document: String,
    place: u32,
}

impl Sink for Witness {
    fn document(&mut self, header: Header) {
        (self.document, self.place) = (header.name, 0);
        self.documents += 1;
    }

    fn turn(&mut self, turn: Turn<'_>) {
        let hash = fingerprint(&self.document, self.place, turn.text);
        self.fingerprint = self.fingerprint.wrapping_add(hash);
        self.place += 1;
        self.turns += 1;
    }

    fn issue(&mut self, kind: IssueKind, issue: Issue) {
        self.issues.add(kind, issue);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::Counts;
    use crate::read::{ReadOptions, Source, read};
    use crate::scan::{Grain, Plan, scan, stamp};
    use crate::text::{Analyzer, AnalyzerOptions};

    #[test]
    fn a_witness_and_the_stamp_of_counts_tell_the_same() {
        let text = "document,speaker,text\na,Ann,One (so) and two.\na,Bob,Three.\nb,Ann,Four.\n";
        let source = Source::in_memory("t.csv", text);
        let mut witness = Witness::default();
        read(&source, &ReadOptions::default(), &mut witness);
        let analyzer = Analyzer::new(&AnalyzerOptions::default()).unwrap().into();
        let read = ReadOptions::default();
        let plan = Plan { sources: vec![source], read, analyzer, register: None, grain: Grain::Turn };
        let bytes = scan::<Counts>(&plan, &(), &()).encode(Grain::Turn, &plan.analyzer).unwrap();
        let (stamp, _) = stamp(&bytes).unwrap();
        assert_eq!((witness.fingerprint, witness.turns), (stamp.fingerprint, stamp.turns));
        assert_eq!((witness.turns, witness.documents), (3, 2));
    }
}
