//! The stages of a pass, one after another on one thread: each is timed over the whole corpus, and none alone over a
//! text that stays in the cache.

use std::ops::Range;
use std::time::Duration;

use super::clock::Stopwatch;
use super::held::Part;
use crate::count::{
    Dfm, Ended, Order, Renumbering, RowNumbers, SpeakerCounts, SpeakerTable, Tally, TurnForms,
};
use crate::read::{Beginning, End};
use crate::text::Analyzer;
use crate::vocab::{Lexicon, TermRule, Terms, Vocabulary};

/// How much text goes through one stage before the next one takes it: little enough that the words found are still at
/// hand, as they are for the engine, which takes a turn at a time.
const GROUP: usize = 1 << 16;

/// How long each stage of a pass took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Laps {
    /// Texts cut into words.
    pub tokenize: Duration,
    /// Words turned into numbers; what is new analysed.
    pub intern: Duration,
    /// Numbers counted by speaker, and terms once a turn and document.
    pub count: Duration,
    /// All brought into byte order, and forms gathered into terms.
    pub freeze: Duration,
}

impl Laps {
    /// All of them.
    pub fn total(&self) -> Duration {
        self.tokenize + self.intern + self.count + self.freeze
    }
}

/// Words and speakers as they are counted.
#[derive(Debug)]
pub struct Counting {
    /// The forms met so far.
    pub lexicon: Lexicon,
    /// What was counted.
    pub tally: SpeakerCounts,
    /// How many tokens there are.
    pub tokens: u64,
}

/// Words and speakers once they are counted.
#[derive(Debug)]
pub struct Counted {
    /// The forms.
    pub vocabulary: Vocabulary,
    /// Speakers × forms, and in how many turns and documents each term stands.
    pub table: SpeakerTable,
    /// Speakers × terms.
    pub terms: Dfm,
    /// How many tokens there are.
    pub tokens: u64,
}

/// Counts the words of turns in memory by speaker, in how many turns and documents each stem stands, and brings all
/// into order: what `dictum frequency` does between reading and writing.
pub fn count(part: Part<'_>, analyzer: &Analyzer) -> (Counted, Laps) {
    let mut laps = Laps::default();
    let counting = counting(part, 0..part.len(), analyzer, &mut laps);
    let mut watch = Stopwatch::of_thread();
    let counted = counting.freeze(part.speakers());
    laps.freeze = watch.lap();
    (counted, laps)
}

/// The turns of `range` counted, and not in order yet.
pub(super) fn counting(
    part: Part<'_>,
    range: Range<usize>,
    analyzer: &Analyzer,
    laps: &mut Laps,
) -> Counting {
    let rule = TermRule::default();
    let mut counting =
        Counting { lexicon: Lexicon::default(), tally: SpeakerCounts::empty(&rule), tokens: 0 };
    let mut forms: Vec<TurnForms> = Vec::new();
    let last = range.end;
    for group in part.groups(range, GROUP) {
        if forms.len() < group.len() {
            forms.resize_with(group.len(), TurnForms::default);
        }
        let mut watch = Stopwatch::of_thread();
        for (turn, forms) in group.clone().zip(&mut forms) {
            analyzer.word_spans(part.text(turn), &mut forms.spans);
        }
        laps.tokenize += watch.lap();
        for (turn, forms) in group.clone().zip(&mut forms) {
            counting.lexicon.see_all(part.text(turn), &forms.spans, analyzer, &mut forms.ids);
        }
        laps.intern += watch.lap();
        for (turn, forms) in group.zip(&forms) {
            let Counting { lexicon, tally, tokens } = &mut counting;
            *tokens += forms.ids.len() as u64;
            part.seen(turn, forms, lexicon, |seen| tally.add(&rule, seen));
            let document = part.document(turn);
            if turn + 1 == last || !std::sync::Arc::ptr_eq(document, part.document(turn + 1)) {
                tally.end_document(&Ended { document, beginning: Beginning::New, end: End::OfSource });
            }
        }
        laps.count += watch.lap();
    }
    counting
}

impl Counting {
    /// Takes in what was counted elsewhere of as many speakers at most.
    pub(super) fn merge(&mut self, other: Self, speakers: usize) {
        let rows = RowNumbers::Mapped((0..=speakers as u32).collect());
        let renumbering = Renumbering { lexicon: self.lexicon.merge(&other.lexicon), rows };
        self.tally.merge(&TermRule::default(), other.tally, &renumbering);
        self.tokens += other.tokens;
    }

    /// Brings all into order.
    pub(super) fn freeze(self, speakers: usize) -> Counted {
        let (vocabulary, ranks) = Vocabulary::freeze(&self.lexicon);
        let table = self.tally.freeze(&Order { ranks, rows: (0..=speakers as u32).collect() });
        let totals = table.forms.column_totals(vocabulary.len());
        let terms = table.forms.gather(&Terms::new(&vocabulary, &totals, TermRule::default()));
        Counted { vocabulary, table, terms, tokens: self.tokens }
    }
}

#[cfg(test)]
mod tests {
    use super::super::held::Held;
    use super::super::held::tests::twelve_turns;
    use super::*;
    use crate::text::AnalyzerOptions;

    #[test]
    fn the_counts_are_those_of_the_engine() {
        let (sources, read) = twelve_turns();
        let analyzer = Analyzer::new(&AnalyzerOptions::default()).unwrap();
        let held = Held::read(&sources, &read);
        let (counted, laps) = count(held.whole(), &analyzer);
        let grain = crate::scan::Grain::Speaker;
        let plan = crate::scan::Plan { sources, read, analyzer: analyzer.into(), register: None, grain };
        let corpus = crate::scan::scan::<SpeakerCounts>(&plan, &TermRule::default(), &()).freeze(&plan);
        assert_eq!(counted.table.spread, corpus.counted.spread);
        assert_eq!(counted.tokens, corpus.turns.iter().map(|turn| turn.tokens).sum::<u64>());
        let totals = |dfm: &Dfm| dfm.column_totals(corpus.vocabulary.len());
        assert_eq!(totals(&counted.table.forms), totals(&corpus.counted.forms));
        assert!(laps.total() > Duration::ZERO);
    }

    #[test]
    fn two_halves_merged_are_the_whole() {
        let (sources, read) = twelve_turns();
        let analyzer = Analyzer::new(&AnalyzerOptions::default()).unwrap();
        let held = Held::read(&sources, &read);
        let part = held.whole();
        let [mut first, second] =
            part.halves().map(|half| counting(part, half, &analyzer, &mut Laps::default()));
        first.merge(second, part.speakers());
        let (halves, (whole, _)) = (first.freeze(part.speakers()), count(part, &analyzer));
        assert_eq!(halves.table.forms, whole.table.forms);
        assert_eq!(halves.table.spread, whole.table.spread);
        assert_eq!((halves.tokens, &halves.terms), (whole.tokens, &whole.terms));
    }
}
