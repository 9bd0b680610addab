//! One document after the other: an opening statement, then questions and answers.

use std::ops::Range;

use super::Corpus;
use super::prose::{Ending, Planted, Prose, Request};
use super::random::{Chance, Random};
use super::themes::{MONTHS, THEMES};
use super::truth::{Counts, Outcome, Truth};
use crate::speakers::Kind;

/// About so many bytes of text are in a document: so the days of all documents are known from the first on.
const USUAL_SIZE: u64 = 13_700;
/// The year in which a corpus begins.
const FIRST_YEAR: usize = 2021;
/// Each month has so many days with documents.
const DAYS: u64 = 28;

/// A turn that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MadeTurn {
    /// Whose, by number.
    pub speaker: usize,
    pub kind: Kind,
    /// Where it stands in the document's text.
    pub text: Range<usize>,
}

/// A document that was made; its text has [marks](super::prose::mark) where typography decides.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// From 0.
    pub number: u64,
    /// `2021-03-17`.
    pub date: String,
    /// A path: `2021-03/17/0000042.txt`.
    pub name: String,
    pub turns: Vec<MadeTurn>,
    pub text: Vec<u8>,
}

/// Makes the documents of a corpus and counts what it plants. Its memory does not grow.
#[derive(Debug)]
pub(super) struct Maker<'c> {
    corpus: &'c Corpus,
    prose: Prose<'c>,
    document: Document,
    counts: Counts,
    month: usize,
    planted: Vec<Planted<'c>>,
    odds: Odds,
}

/// What happens how often in a document.
#[derive(Debug)]
struct Odds {
    two_principals: Chance,
    asks_on: Chance,
    unanswered: Chance,
    second_answers: Chance,
    adds: Chance,
    names_twice: Chance,
}

/// Which themes a block of questions raised: a bit each.
type Raised = u32;

impl<'c> Maker<'c> {
    pub fn new(corpus: &'c Corpus) -> Self {
        Self {
            corpus,
            prose: Prose::new(&corpus.vocabulary),
            document: Document::default(),
            counts: Counts::new(corpus.cast.speakers.len()),
            month: 0,
            planted: Vec::new(),
            odds: Odds {
                two_principals: Chance::new(0.4),
                asks_on: Chance::new(0.1),
                unanswered: Chance::new(0.15),
                second_answers: Chance::new(0.35),
                adds: Chance::new(0.2),
                names_twice: Chance::new(NAMED_TWICE),
            },
        }
    }

    /// The next document; `None` where there is text enough.
    pub fn next(&mut self) -> Option<&Document> {
        if self.counts.bytes >= self.corpus.options.size {
            return None;
        }
        let mut random = Random::new(self.corpus.options.seed, self.counts.documents);
        self.begin();
        let cast = &self.corpus.cast;
        let first = cast.answering.draw(&mut random);
        let other = cast.answering.draw(&mut random);
        let second = (random.happens(self.odds.two_principals) && other != first).then_some(other);
        self.statement(first, &mut random);
        let exchanges = 4 + random.below(9);
        for exchange in 0..exchanges {
            let raised = self.question(&mut random);
            if exchange + 1 == exchanges && random.happens(self.odds.unanswered) {
                self.counts.unanswered();
                break;
            }
            self.answers(first, second, raised, &mut random);
        }
        self.counts.documents += 1;
        self.counts.bytes += self.document.text.len() as u64;
        Some(&self.document)
    }

    /// What is planted in all that was made so far.
    pub fn truth(&self) -> Truth {
        self.counts.truth(self.corpus)
    }

    /// Clears the last document and dates the next.
    fn begin(&mut self) {
        let number = self.counts.documents;
        let all = (self.corpus.options.size / USUAL_SIZE).max(1);
        let last = MONTHS as u64 * DAYS - 1;
        let day = (u128::from(number) * u128::from(last + 1) / u128::from(all)).min(u128::from(last)) as u64;
        let month = day / DAYS;
        self.month = month as usize;
        let document = &mut self.document;
        let day_of_month = day % DAYS + 1;
        let month = month_name(month as usize);
        document.number = number;
        document.date = format!("{month}-{day_of_month:02}");
        document.name = format!("{month}/{day_of_month:02}/{number:07}.txt");
        document.turns.clear();
        document.text.clear();
    }

    /// An opening statement: 250 to 750 words; themes come at the rates of speaker and month.
    fn statement(&mut self, speaker: usize, random: &mut Random) {
        let places = 250 + random.below(250) + random.below(250);
        self.planted.clear();
        for theme in 0..THEMES {
            let mean = self.corpus.themes[theme].rate(speaker, self.month) * f64::from(places);
            let hits = random.geometric(mean, most(places));
            self.plant(theme, hits, mean, (speaker, places), random);
        }
        self.turn(Kind::Statement, speaker, places, Ending::Told, random);
    }

    /// A question, at times one more by somebody else: 15 to 75 words. Each theme is raised with its probability.
    fn question(&mut self, random: &mut Random) -> Raised {
        let cast = &self.corpus.cast;
        let mut raised: Raised = 0;
        let turns = 1 + u32::from(random.happens(self.odds.asks_on));
        for turn in 0..turns {
            let speaker = cast.principals + cast.asking.draw(random);
            let places = 15 + random.below(30) + random.below(30);
            self.planted.clear();
            for (number, theme) in self.corpus.themes.iter().enumerate().filter(|_| turn == 0) {
                let is_raised = random.happens(theme.is_raised);
                raised |= u32::from(is_raised) << number;
                let hits = u32::from(is_raised) * (1 + u32::from(random.happens(self.odds.names_twice)));
                let expected = theme.raised * (1.0 + NAMED_TWICE);
                self.plant(number, hits, expected, (speaker, places), random);
            }
            self.turn(Kind::Question, speaker, places, Ending::Asked, random);
        }
        raised
    }

    /// The answers to a block of questions. The first takes themes up, or offers them.
    fn answers(&mut self, first: usize, second: Option<usize>, raised: Raised, random: &mut Random) {
        let is_second = random.happens(self.odds.second_answers);
        let (speaker, other) = match second {
            Some(second) if is_second => (second, Some(first)),
            Some(_) | None => (first, second),
        };
        let places = 50 + random.below(120) + random.below(180);
        self.planted.clear();
        for (number, theme) in self.corpus.themes.iter().enumerate() {
            let was_raised = raised >> number & 1 == 1;
            let chance = if was_raised { theme.is_taken_up } else { theme.is_offered };
            let has_it = random.happens(chance);
            let more = theme.rate(speaker, self.month) * f64::from(places);
            let hits = if has_it { 1 + random.geometric(more, most(places)) } else { 0 };
            let probability = theme.raised * theme.uptake + (1.0 - theme.raised) * theme.base_rate;
            self.plant(number, hits, probability * (1.0 + more), (speaker, places), random);
            self.counts.outcome(number, Outcome::new(was_raised, has_it));
        }
        self.turn(Kind::Answer, speaker, places, Ending::Told, random);
        if let Some(other) = other.filter(|_| random.happens(self.odds.adds)) {
            let places = 50 + random.below(60);
            self.planted.clear();
            self.turn(Kind::Answer, other, places, Ending::Told, random);
        }
    }

    /// Gives `hits` of a theme their places in the turn to come, and counts them and how many were expected.
    fn plant(
        &mut self,
        theme: usize,
        hits: u32,
        expected: f64,
        (speaker, places): (usize, u32),
        random: &mut Random,
    ) {
        self.counts.theme(theme, speaker, self.month, hits, expected);
        let namings = &self.corpus.themes[theme].namings;
        for _ in 0..hits {
            let mut place = random.below(places);
            while self.planted.iter().any(|planted| planted.place == place) {
                place = (place + 1) % places;
            }
            let naming = &namings[random.below(namings.len() as u32) as usize];
            self.planted.push(Planted { place, naming });
        }
    }

    /// Writes the turn for which everything is planted.
    fn turn(&mut self, kind: Kind, speaker: usize, places: u32, ending: Ending, random: &mut Random) {
        self.planted.sort_unstable();
        let start = self.document.text.len();
        let request = Request { speaker, places, ending, planted: &self.planted };
        self.prose.turn(&request, random, &mut self.document.text, &mut self.counts);
        let phrases = self.planted.iter().filter(|planted| planted.naming.contains(' ')).count();
        self.counts.turn(kind, speaker, self.month, u64::from(places) + phrases as u64);
        self.document.turns.push(MadeTurn { speaker, kind, text: start..self.document.text.len() });
    }
}

/// The probability that a question which raises a theme names it twice.
const NAMED_TWICE: f64 = 0.25;

/// A theme has at most so many hits in so many words, so that there is room for all; rates leave it far from that.
fn most(places: u32) -> u32 {
    places / 8
}

/// The month of that number, from 0: `2021-03`.
pub(super) fn month_name(month: usize) -> String {
    format!("{}-{:02}", FIRST_YEAR + month / 12, month % 12 + 1)
}
