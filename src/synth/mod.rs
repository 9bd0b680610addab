//! A made corpus of any size, with a known truth: press conferences in made words, in which keywords, themes and replies
//! are planted at known rates.
//!
//! It is for trying dictum on more text than one has, and for seeing that what dictum finds is what is there. Seed and
//! size decide every byte, on every machine: random numbers are integers (SplitMix64, a stream a document), what floats
//! there are go through IEEE's four operations and `libm` alone.
//!
//! # The model
//! - **Words.** 120 function words of English at the top ranks, made words below. Rank r has a chance proportional to
//!   1 / (r + 3) up to rank 1,280 (Zipf–Mandelbrot), beyond it to r^−1.95 (two exponents, as in Gerlach & Altmann 2013),
//!   so that the types of n words grow as about n^0.51 (Heaps' law) and never end: some 15,000 forms in 1 MB, 73,000 in
//!   20 MB, 265,000 in 200 MB. 1.2 % of the words are numbers; made words have plurals, genitives, names with capitals,
//!   hyphenated pairs and, few, letters with marks.
//! - **Speakers.** One in four is a principal, the others are correspondents; who has the floor falls as 1 / (rank + 2).
//! - **Keywords.** Each speaker has eight words that each of its drawn words is 4, 6, 8 or 12 times as likely to be as
//!   anybody else's. No other word begins with v.
//! - **Bursts.** A content word is with probability 1/4 one of the last 32 content words of its turn again. Expected rates
//!   stay what they are, but counts spread more than those of independent words: each word that is new brings a whole
//!   family, of 1 / (1 − 1/4) on average, and the variance is about (1 − 1/4)^−2 = 1.8 times theirs, more in short
//!   turns. Tests which take words as independent find too much.
//! - **Themes.** Five themes, each with five namings; no other word begins with z. In a statement the hits of one are
//!   negative binomial (k = 1), their mean the turn's words × theme × speaker × month. A block of questions raises a
//!   theme with its probability; the first answer then takes it up with its uptake, else offers it with its base rate,
//!   and has one hit, and more as a statement of that size would.
//! - **Documents.** An opening statement, 4 to 12 exchanges of one or two questions and one or two answers, sometimes a
//!   last question without an answer; dated, in order, over 24 months.
//!
//! # Sources
//! Mandelbrot (1953); Heaps (1978), *Information Retrieval*; Gerlach & Altmann (2013), *Physical Review X* 3, 021006;
//! Church (2000), *COLING*; Church & Gale (1995), Poisson mixtures, for the negative binomial.

mod document;
mod layout;
mod people;
mod prose;
mod random;
mod themes;
mod truth;
mod vocabulary;
mod words;

use std::io::{self, Write};

pub use layout::{Layout, Piece, Pieces, Typography};
pub use people::{MOST_SPEAKERS, Speaker};
pub use truth::{CellTruth, KeywordTruth, SpeakerTruth, ThemeTruth, Truth};

use people::Cast;
use themes::Theme;
use vocabulary::Vocabulary;

/// What a corpus is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SynthOptions {
    /// How much text there is at least, in bytes, without names, dates and all else around it.
    pub size: u64,
    /// Another seed makes another corpus.
    pub seed: u64,
    /// How many speak: from 2 to [`MOST_SPEAKERS`]; what lies outside is brought within.
    pub speakers: usize,
}

impl Default for SynthOptions {
    /// 10 MB, the seed 1, 40 speakers.
    fn default() -> Self {
        Self { size: 10_000_000, seed: 1, speakers: 40 }
    }
}

/// A corpus that can be made, as often as is needed and always the same.
///
/// # Example
/// ```
/// use dictum::synth::{Corpus, SynthOptions, Typography};
///
/// let corpus = Corpus::new(&SynthOptions { size: 20_000, ..SynthOptions::default() });
/// let mut records = Vec::new();
/// let truth = corpus.write_jsonl(Typography::Plain, &mut records)?;
/// assert_eq!(records.iter().filter(|&&byte| byte == b'\n').count() as u64, truth.turns);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Corpus {
    options: SynthOptions,
    vocabulary: Vocabulary,
    cast: Cast,
    themes: Vec<Theme>,
}

impl Corpus {
    /// The corpus of these options; nothing of it is made yet.
    pub fn new(options: &SynthOptions) -> Self {
        let options = SynthOptions { speakers: options.speakers.clamp(2, MOST_SPEAKERS), ..*options };
        Self {
            options,
            vocabulary: Vocabulary::new(options.speakers),
            cast: Cast::new(options.speakers),
            themes: Theme::all(options.seed, options.speakers),
        }
    }

    /// All files in that layout, a document at a time. Other layouts and typography change neither turns nor words.
    pub fn pieces(&self, layout: Layout, typography: Typography) -> Pieces<'_> {
        Pieces::new(self, layout, typography)
    }

    /// Makes all of it, a JSON object a turn.
    ///
    /// # Errors
    /// `out` does not take it.
    pub fn write_jsonl(&self, typography: Typography, out: &mut impl Write) -> io::Result<Truth> {
        let mut pieces = self.pieces(Layout::Jsonl, typography);
        while let Some(piece) = pieces.next() {
            out.write_all(piece.bytes)?;
        }
        Ok(pieces.truth())
    }

    /// The theme file, in TOML, that the truth speaks of.
    pub fn themes(&self) -> String {
        let entries: Vec<String> = self.themes.iter().map(Theme::entry).collect();
        entries.join("\n")
    }
}
