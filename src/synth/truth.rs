//! What was planted: how often everything is expected, and how often it came.

use serde::Serialize;

use super::Corpus;
use super::prose::{REMEMBERED, REPEATED};
use super::themes::{MONTHS, THEMES};
use super::vocabulary::FACTORS;
use crate::speakers::Kind;

/// Sums over all that was made; as many numbers for a large corpus as for a small one.
#[derive(Debug)]
pub(super) struct Counts {
    pub documents: u64,
    /// Of the text, in its marks: the layouts print some of them longer.
    pub bytes: u64,
    turns: [u64; 3],
    speakers: Vec<SpeakerCounts>,
    words_by_month: [u64; MONTHS],
    keywords: Vec<Said>,
    themes: Vec<ThemeCounts>,
    exchanges: u64,
    unanswered: u64,
}

#[derive(Debug, Clone, Default)]
struct SpeakerCounts {
    turns: u64,
    words: u64,
    /// Words that were drawn, not planted.
    drawn: u64,
}

/// How often a keyword was said, by whom it belongs to and by all.
#[derive(Debug, Clone, Default)]
struct Said {
    own: u64,
    all: u64,
}

#[derive(Debug, Clone)]
struct ThemeCounts {
    by_speaker: Vec<Hits>,
    by_month: Vec<Hits>,
    outcomes: [u64; 4],
}

#[derive(Debug, Clone, Default)]
struct Hits {
    count: u64,
    expected: f64,
}

/// What became of a theme in an answered exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    TakenUp,
    Dropped,
    Offered,
    Absent,
}

impl Outcome {
    pub fn new(was_raised: bool, is_answered: bool) -> Self {
        match (was_raised, is_answered) {
            (true, true) => Self::TakenUp,
            (true, false) => Self::Dropped,
            (false, true) => Self::Offered,
            (false, false) => Self::Absent,
        }
    }
}

impl Counts {
    pub fn new(speakers: usize) -> Self {
        let theme = ThemeCounts {
            by_speaker: vec![Hits::default(); speakers],
            by_month: vec![Hits::default(); MONTHS],
            outcomes: [0; 4],
        };
        Self {
            documents: 0,
            bytes: 0,
            turns: [0; 3],
            speakers: vec![SpeakerCounts::default(); speakers],
            words_by_month: [0; MONTHS],
            keywords: vec![Said::default(); speakers * FACTORS.len()],
            themes: vec![theme; THEMES],
            exchanges: 0,
            unanswered: 0,
        }
    }

    /// A keyword was said.
    pub fn keyword(&mut self, speaker: usize, keyword: u32) {
        let said = &mut self.keywords[keyword as usize];
        said.all += 1;
        said.own += u64::from(keyword as usize / FACTORS.len() == speaker);
    }

    /// So many words of a turn were drawn from the vocabulary.
    pub fn drawn(&mut self, speaker: usize, words: u64) {
        self.speakers[speaker].drawn += words;
    }

    /// A turn of so many words was written.
    pub fn turn(&mut self, kind: Kind, speaker: usize, month: usize, words: u64) {
        match kind {
            Kind::Statement => self.turns[0] += 1,
            Kind::Question => self.turns[1] += 1,
            Kind::Answer | Kind::Other => self.turns[2] += 1,
        }
        let counts = &mut self.speakers[speaker];
        counts.turns += 1;
        counts.words += words;
        self.words_by_month[month] += words;
    }

    /// A turn has so many hits of a theme, and so many could be expected of it.
    pub fn theme(&mut self, theme: usize, speaker: usize, month: usize, hits: u32, expected: f64) {
        let counts = &mut self.themes[theme];
        for cell in [&mut counts.by_speaker[speaker], &mut counts.by_month[month]] {
            cell.count += u64::from(hits);
            cell.expected += expected;
        }
    }

    /// An exchange was answered; what became of one theme in it.
    pub fn outcome(&mut self, theme: usize, outcome: Outcome) {
        self.themes[theme].outcomes[outcome as usize] += 1;
        self.exchanges += u64::from(theme == 0);
    }

    /// An exchange was left without an answer.
    pub fn unanswered(&mut self) {
        self.exchanges += 1;
        self.unanswered += 1;
    }

    /// All of it, with the rates that were planned.
    pub fn truth(&self, corpus: &Corpus) -> Truth {
        let words: u64 = self.speakers.iter().map(|speaker| speaker.words).sum();
        Truth {
            version: env!("CARGO_PKG_VERSION"),
            size: corpus.options.size,
            seed: corpus.options.seed,
            documents: self.documents,
            turns: self.turns.iter().sum(),
            statements: self.turns[0],
            questions: self.turns[1],
            answers: self.turns[2],
            words,
            repeated: REPEATED,
            remembered: REMEMBERED as u64,
            speakers: (0..self.speakers.len()).map(|number| self.speaker(number, corpus)).collect(),
            exchanges: self.exchanges,
            unanswered: self.unanswered,
            themes: (0..THEMES).map(|theme| self.theme_truth(theme, corpus)).collect(),
        }
    }

    fn speaker(&self, number: usize, corpus: &Corpus) -> SpeakerTruth {
        let speaker = &corpus.cast.speakers[number];
        let counts = &self.speakers[number];
        SpeakerTruth {
            speaker: speaker.name.clone(),
            role: speaker.role,
            affiliation: speaker.affiliation.clone(),
            side: if number < corpus.cast.principals { "principal" } else { "questioner" },
            turns: counts.turns,
            words: counts.words,
            keywords: (0..FACTORS.len()).map(|own| self.keyword_truth(number, own, corpus)).collect(),
        }
    }

    fn keyword_truth(&self, speaker: usize, own: usize, corpus: &Corpus) -> KeywordTruth {
        let number = speaker * FACTORS.len() + own;
        let (others_chance, own_chance) = corpus.vocabulary.keyword_chances(own);
        let (mine, said) = (&self.speakers[speaker], &self.keywords[number]);
        let sum = |part: fn(&SpeakerCounts) -> u64| self.speakers.iter().map(part).sum::<u64>() - part(mine);
        let per_million = |chance: f64, drawn: u64, words: u64| {
            (words > 0).then(|| 1e6 * chance * drawn as f64 / words as f64)
        };
        KeywordTruth {
            word: corpus.vocabulary.keywords[number].clone(),
            factor: FACTORS[own],
            expected_per_million: per_million(own_chance, mine.drawn, mine.words),
            others_expected_per_million: per_million(
                others_chance,
                sum(|all| all.drawn),
                sum(|all| all.words),
            ),
            count: said.own,
            others_count: said.all - said.own,
        }
    }

    fn theme_truth(&self, number: usize, corpus: &Corpus) -> ThemeTruth {
        let (theme, counts) = (&corpus.themes[number], &self.themes[number]);
        let [taken_up, dropped, offered, absent] = counts.outcomes;
        let speakers = corpus.cast.speakers.iter().map(|speaker| speaker.name.clone());
        let cell = |(group, words, hits): (String, u64, &Hits)| CellTruth {
            group,
            words,
            hits: hits.count,
            expected_per_thousand: (words > 0).then(|| 1e3 * hits.expected / words as f64),
        };
        let by_speaker = speakers.zip(&self.speakers).zip(&counts.by_speaker);
        let by_month = (0..MONTHS).map(super::document::month_name).zip(self.words_by_month);
        ThemeTruth {
            theme: theme.key,
            by_speaker: by_speaker.map(|((name, all), hits)| cell((name, all.words, hits))).collect(),
            by_month: by_month
                .zip(&counts.by_month)
                .map(|((name, words), hits)| cell((name, words, hits)))
                .collect(),
            raised_probability: theme.raised,
            uptake_probability: theme.uptake,
            base_probability: theme.base_rate,
            raised: taken_up + dropped,
            taken_up,
            not_raised: offered + absent,
            offered,
        }
    }
}

/// Everything that is planted in a corpus, and how often it came: `truth.json`.
///
/// Words are those of Unicode Standard Annex 29. What is undefined (a rate of somebody who never spoke) is `None`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Truth {
    /// The version of dictum that made the corpus.
    pub version: &'static str,
    /// The size that was asked for, in bytes of text.
    pub size: u64,
    /// The seed.
    pub seed: u64,
    /// How many documents there are.
    pub documents: u64,
    /// How many turns.
    pub turns: u64,
    /// Turns that open a document.
    pub statements: u64,
    /// Turns that ask.
    pub questions: u64,
    /// Turns that answer.
    pub answers: u64,
    /// How many words.
    pub words: u64,
    /// The probability that a content word is one of the last ones of its turn again.
    pub repeated: f64,
    /// How many of the last content words those are.
    pub remembered: u64,
    /// Who speaks, with their keywords; principals first.
    pub speakers: Vec<SpeakerTruth>,
    /// Blocks of questions, answered or not.
    pub exchanges: u64,
    /// Those without an answer.
    pub unanswered: u64,
    /// The themes of `themes.toml`, in its order.
    pub themes: Vec<ThemeTruth>,
}

/// A speaker and what is planted for them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SpeakerTruth {
    /// The name.
    pub speaker: String,
    /// The office.
    pub role: &'static str,
    /// The country or outlet.
    pub affiliation: String,
    /// `principal` or `questioner`.
    pub side: &'static str,
    /// How many turns the speaker has.
    pub turns: u64,
    /// How many words.
    pub words: u64,
    /// The words that the speaker says more often than all others.
    pub keywords: Vec<KeywordTruth>,
}

/// A planted keyword.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KeywordTruth {
    /// The word, which is its own stem.
    pub word: String,
    /// How much more often each word of the speaker's is this one than each word of another's.
    pub factor: u32,
    /// How often it is expected in a million words of the speaker.
    pub expected_per_million: Option<f64>,
    /// How often in a million words of all others.
    pub others_expected_per_million: Option<f64>,
    /// How often the speaker says it.
    pub count: u64,
    /// How often all others do.
    pub others_count: u64,
}

/// A planted theme.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThemeTruth {
    /// Its key in the theme file.
    pub theme: &'static str,
    /// The probability that a block of questions raises it.
    pub raised_probability: f64,
    /// The probability that the answer takes it up then.
    pub uptake_probability: f64,
    /// The probability that an answer has it where no question raised it.
    pub base_probability: f64,
    /// Answered exchanges whose questions have it.
    pub raised: u64,
    /// Those of them whose answers have it.
    pub taken_up: u64,
    /// Answered exchanges whose questions do not have it.
    pub not_raised: u64,
    /// Those of them whose answers have it.
    pub offered: u64,
    /// What is said of it by whom.
    pub by_speaker: Vec<CellTruth>,
    /// What is said of it in which month.
    pub by_month: Vec<CellTruth>,
}

/// How much one group says of one theme.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CellTruth {
    /// The speaker, or the month: `2021-03`.
    pub group: String,
    /// All words of the group.
    pub words: u64,
    /// How often the group names the theme.
    pub hits: u64,
    /// How often that is expected in a thousand words, given its turns and their sizes.
    pub expected_per_thousand: Option<f64>,
}
