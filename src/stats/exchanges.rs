//! From questions to answers: which turns belong together, and how often a theme of the question is taken up.

use super::interval::Bounds;
use super::proportion::{Part, Proportion, clustered_newcombe, clustered_wilson};
use crate::speakers::Kind;

/// Questions with no answer between them, and the answers up to the next question; turns by their number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exchange {
    /// The turns that ask, ascending; at least one.
    pub questions: Vec<usize>,
    /// The turns that answer, ascending; none where the block is unanswered.
    pub answers: Vec<usize>,
}

/// The exchanges of one document, from the kinds of all its turns in order.
///
/// Statements and turns of kind other belong to none and part none; answers before the first question neither.
pub fn exchanges(kinds: impl IntoIterator<Item = Kind>) -> Vec<Exchange> {
    let mut blocks: Vec<Exchange> = Vec::new();
    for (turn, kind) in kinds.into_iter().enumerate() {
        match kind {
            Kind::Question => match blocks.last_mut() {
                Some(open) if open.answers.is_empty() => open.questions.push(turn),
                Some(_) | None => blocks.push(Exchange { questions: vec![turn], answers: Vec::new() }),
            },
            Kind::Answer => {
                if let Some(block) = blocks.last_mut() {
                    block.answers.push(turn);
                }
            }
            Kind::Statement | Kind::Other => {}
        }
    }
    blocks
}

/// What becomes of a theme in one exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// In a question and in an answer.
    TakenUp,
    /// In a question, in no answer.
    Dropped,
    /// In an answer, in no question.
    Offered,
    /// In neither.
    Absent,
    /// There is no answer.
    Unanswered,
}

/// The hits of one theme in one exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThemeHits {
    /// In all questions of the block.
    pub question: u64,
    /// In all answers of the block; `None` where it has no answer.
    pub answer: Option<u64>,
}

impl ThemeHits {
    /// What becomes of the theme.
    pub fn outcome(&self) -> Outcome {
        match (self.question, self.answer) {
            (_, None) => Outcome::Unanswered,
            (0, Some(0)) => Outcome::Absent,
            (0, Some(1..)) => Outcome::Offered,
            (1.., Some(0)) => Outcome::Dropped,
            (1.., Some(1..)) => Outcome::TakenUp,
        }
    }

    /// Whether the theme is taken up, but by one hit alone.
    pub fn rests_on_one_hit(&self) -> bool {
        self.outcome() == Outcome::TakenUp && self.answer == Some(1)
    }
}

/// A proportion with its interval; `None` where it has no cases.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The value itself.
    pub value: f64,
    /// Its 95 % interval.
    pub bounds: Bounds,
}

/// How often one theme is taken up when a question raises it, and how often an answer has it anyway.
///
/// Every exchange is in `raised`, `not_raised` or `unanswered`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Uptake {
    /// All exchanges.
    pub exchanges: u64,
    /// Answered exchanges whose questions have the theme.
    pub raised: u64,
    /// Those of them whose answers have it too.
    pub taken_up: u64,
    /// Answered exchanges whose questions do not have it.
    pub not_raised: u64,
    /// Those of them whose answers have it.
    pub offered: u64,
    /// Exchanges without an answer.
    pub unanswered: u64,
    /// Exchanges in which the uptake rests on one hit.
    pub on_one_hit: u64,
    /// taken_up / raised.
    pub uptake: Option<Estimate>,
    /// offered / not_raised.
    pub base_rate: Option<Estimate>,
    /// uptake − base_rate, from −1 to 1.
    pub difference: Option<Estimate>,
    /// uptake / base_rate; `None` also where the base rate is 0.
    pub risk_ratio: Option<f64>,
}

impl Uptake {
    /// From the exchanges of each document, one theme's hits in each.
    ///
    /// Wilson's and Newcombe's intervals; with several documents the exchanges of one document count as alike (see
    /// [`clustered_wilson`]). Only numbers are here: with fewer than 5 raised or not raised, say "2 of 2".
    pub fn new<D: IntoIterator<Item = ThemeHits>>(documents: impl IntoIterator<Item = D>) -> Self {
        let mut uptake = Self::default();
        let parts: Vec<Part> =
            documents.into_iter().map(|document| uptake.add_document(document.into_iter())).collect();
        let estimate = |hits, trials, bounds: Option<Bounds>| {
            Some(Estimate { value: Proportion { hits, trials }.share()?, bounds: bounds? })
        };
        let swapped: Vec<Part> = parts.iter().map(|&[raised, not_raised]| [not_raised, raised]).collect();
        uptake.uptake = estimate(uptake.taken_up, uptake.raised, clustered_wilson(&parts));
        uptake.base_rate = estimate(uptake.offered, uptake.not_raised, clustered_wilson(&swapped));
        if let (Some(taken_up), Some(base)) = (uptake.uptake, uptake.base_rate) {
            uptake.difference = clustered_newcombe(&parts)
                .map(|bounds| Estimate { value: taken_up.value - base.value, bounds });
            uptake.risk_ratio = (base.value > 0.0).then(|| taken_up.value / base.value);
        }
        uptake
    }

    /// Counts one document's exchanges; its raised and not raised ones as cases.
    fn add_document(&mut self, exchanges: impl Iterator<Item = ThemeHits>) -> Part {
        let before = *self;
        for hits in exchanges {
            self.exchanges += 1;
            self.on_one_hit += u64::from(hits.rests_on_one_hit());
            match hits.outcome() {
                Outcome::TakenUp => {
                    self.raised += 1;
                    self.taken_up += 1;
                }
                Outcome::Dropped => self.raised += 1,
                Outcome::Offered => {
                    self.not_raised += 1;
                    self.offered += 1;
                }
                Outcome::Absent => self.not_raised += 1,
                Outcome::Unanswered => self.unanswered += 1,
            }
        }
        [
            Proportion { hits: self.taken_up - before.taken_up, trials: self.raised - before.raised },
            Proportion { hits: self.offered - before.offered, trials: self.not_raised - before.not_raised },
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(letters: &str) -> Vec<Kind> {
        letters
            .chars()
            .map(|letter| match letter {
                'q' => Kind::Question,
                'a' => Kind::Answer,
                's' => Kind::Statement,
                _ => Kind::Other,
            })
            .collect()
    }

    fn block(questions: &[usize], answers: &[usize]) -> Exchange {
        Exchange { questions: questions.to_vec(), answers: answers.to_vec() }
    }

    #[test]
    fn questions_with_no_answer_between_them_are_one_exchange() {
        assert_eq!(exchanges(kinds("sqaqa")), [block(&[1], &[2]), block(&[3], &[4])]);
        assert_eq!(exchanges(kinds("qoqaoaq")), [block(&[0, 2], &[3, 5]), block(&[6], &[])]);
        assert_eq!(exchanges(kinds("saaoq")), [block(&[4], &[])]);
        assert_eq!(exchanges(kinds("qsqa")), [block(&[0, 2], &[3])]);
        assert_eq!(exchanges(kinds("so")), []);
    }

    fn hits(question: u64, answer: u64) -> ThemeHits {
        ThemeHits { question, answer: Some(answer) }
    }

    #[test]
    fn every_exchange_is_raised_not_raised_or_unanswered() {
        let uptake = Uptake::new([vec![
            hits(2, 1),
            hits(1, 4),
            hits(1, 0),
            hits(0, 3),
            hits(0, 0),
            ThemeHits { question: 1, answer: None },
        ]]);
        let Uptake { exchanges, raised, taken_up, not_raised, offered, unanswered, on_one_hit, .. } = uptake;
        assert_eq!((exchanges, raised, taken_up), (6, 3, 2));
        assert_eq!((not_raised, offered, unanswered, on_one_hit), (2, 1, 1, 1));
        assert_eq!(uptake.uptake.unwrap().bounds, Proportion { hits: 2, trials: 3 }.wilson().unwrap());
        assert!((uptake.difference.unwrap().value - (2.0 / 3.0 - 0.5)).abs() < 1e-15);
        assert!((uptake.risk_ratio.unwrap() - 4.0 / 3.0).abs() < 1e-15);
    }

    #[test]
    fn a_rate_without_cases_is_undefined_and_so_is_what_follows_from_it() {
        let always_raised = Uptake::new([vec![hits(1, 1), hits(1, 0)]]);
        assert!(always_raised.uptake.is_some());
        assert_eq!(
            (always_raised.base_rate, always_raised.difference, always_raised.risk_ratio),
            (None, None, None)
        );
        let never_offered = Uptake::new([vec![hits(1, 1), hits(0, 0)]]);
        assert_eq!((never_offered.difference.is_some(), never_offered.risk_ratio), (true, None));
        assert_eq!(Uptake::new([vec![]]).exchanges, 0);
    }

    #[test]
    fn exchanges_of_one_document_that_go_the_same_way_widen_the_intervals() {
        let of = |answer| vec![hits(1, answer), hits(1, answer), hits(0, 0), hits(0, answer)];
        let alike = Uptake::new((0..10).map(|i| of(i % 2)));
        let together = Uptake::new([(0..10).flat_map(|i| of(i % 2)).collect::<Vec<_>>()]);
        let width = |estimate: Option<Estimate>| estimate.map(|e| e.bounds.high - e.bounds.low).unwrap();
        assert_eq!(alike.taken_up, together.taken_up);
        assert!(width(alike.uptake) > 1.2 * width(together.uptake));
        assert!(width(alike.difference) > width(together.difference) - 1e-12);
    }
}
