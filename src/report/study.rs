//! Everything that a report is made from, worked out once.

use std::collections::BTreeSet;

use super::contrast::Contrast;
use super::groups::{Groups, page_groups};
use super::said::Said;
use crate::analysis::{
    Change, EntryCount, Exchange, Frequency, GroupThemes, Keyness, KeynessOptions, Latest, Period,
    PeriodRates, SpeakerRow, TermCounts, ThemeMatrix, ThemeUptake, changes, entry_counts, exchanges,
    group_themes, latest, periods, rates, shifts, speakers, trends, uptakes, usual_period,
};
use crate::count::{Key, ThemeHits};
use crate::error::Result;
use crate::scan::Corpus;
use crate::stats::themes::ThemeRate;
use crate::text::{ThemeId, Themes};
use crate::vocab::TermId;

/// Below so many turns or words a corpus is described, not tested.
pub const LEAST_TURNS: u64 = 30;
/// See [`LEAST_TURNS`].
pub const LEAST_WORDS: u64 = 10_000;

/// What a corpus can carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Counts and quotations: too little for a test.
    Descriptive,
    /// Comparisons with their intervals.
    Comparative,
}

/// How a report counts: the options that every command shares, as far as a report needs them.
#[derive(Debug)]
pub struct StudyOptions {
    /// By what groups are formed.
    pub by: Key,
    /// How many terms the page lists.
    pub top: usize,
    /// Whose themes they are.
    pub themes: ThemeSource,
    /// How keywords are judged.
    pub keyness: KeynessOptions,
}

/// Whose themes are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThemeSource {
    /// Those that are built in, made for one subject and time.
    BuiltIn,
    /// The user's own.
    File,
}

/// A corpus with everything that a report says of it.
#[derive(Debug)]
pub struct Study<'a> {
    /// The corpus itself.
    pub corpus: &'a Corpus<ThemeHits>,
    /// The turns that are looked at.
    pub rows: Vec<u32>,
    /// The themes.
    pub themes: &'a Themes,
    /// Turns × terms.
    pub counts: &'a TermCounts,
    /// Turns × themes.
    pub matrix: ThemeMatrix,
    /// What the corpus can carry.
    pub mode: Mode,
    /// By what groups are formed.
    pub by: Key,
    /// How many terms the page lists.
    pub top: usize,
    /// Whose themes they are.
    pub theme_source: ThemeSource,
    /// The groups of page and charts.
    pub groups: Groups,
    /// Who spoke.
    pub speakers: Vec<SpeakerRow>,
    /// What was said.
    pub said: Said,
    /// The groups of the page against each other.
    pub keyness: Keyness<'a, ThemeHits>,
    /// The two groups of the page with the most words, one against the other; `None` where fewer stand alone.
    pub contrast: Option<Contrast>,
    /// The themes by group of the page.
    pub group_themes: Vec<GroupThemes>,
    /// The themes in all turns together.
    pub theme_rates: Vec<ThemeRate>,
    /// The entries of the theme file.
    pub entries: Vec<EntryCount>,
    /// Questions with their answers.
    pub exchanges: Vec<Exchange>,
    /// The uptake of each theme.
    pub uptakes: Vec<ThemeUptake>,
    /// What the periods are that themes are followed over.
    pub period: Key,
    /// The themes by period.
    pub trends: Vec<PeriodRates>,
    /// Where the rate of a theme changes for good: asked only of a corpus that can be compared, and not turn by turn.
    pub changes: Vec<Change>,
    /// The terms of the last period against all that is earlier: asked only of a corpus that can be compared; `None` where
    /// the dates do not part it.
    pub shift: Option<Shift<'a>>,
}

/// The terms of a last period against all that is earlier.
#[derive(Debug)]
pub struct Shift<'a> {
    /// Which turns.
    pub latest: Latest,
    /// The terms of the later turns, the earlier ones the reference: one group.
    pub keyness: Keyness<'a, ThemeHits>,
}

/// Over so many months a page follows themes month by month; over more, year by year.
const MOST_MONTHS: i64 = 240;

/// What the periods of a page are, and which.
fn page_periods<F>(corpus: &Corpus<F>, rows: &[u32]) -> (Key, Vec<Period>) {
    let key = usual_period(corpus, rows);
    let found = periods(corpus, &key, rows);
    let place = |period: Option<&Period>| period.and_then(|period| key.place(&period.label));
    match (place(found.first()), place(found.last())) {
        (Some(first), Some(last)) if last - first >= MOST_MONTHS => {
            (Key::Year, periods(corpus, &Key::Year, rows))
        }
        _ => (key, found),
    }
}

impl<'a> Study<'a> {
    /// Works out everything for the turns of `rows`, of which it is known what was `said`.
    ///
    /// # Errors
    /// The options name a reference group that does not exist.
    pub fn new(
        corpus: &'a Corpus<ThemeHits>,
        themes: &'a Themes,
        counts: &'a TermCounts,
        said: Said,
        rows: Vec<u32>,
        options: &StudyOptions,
    ) -> Result<Self> {
        let hits = &corpus.counted;
        let matrix = ThemeMatrix::new(corpus, themes, hits);
        let words: u64 = rows.iter().map(|&row| corpus.turns[row as usize].tokens).sum();
        let is_enough = rows.len() as u64 >= LEAST_TURNS && words >= LEAST_WORDS;
        let groups = page_groups(corpus, &options.by, &rows);
        let keyness = Keyness::of(
            corpus,
            counts,
            groups.grouping.clone(),
            options.by.name(),
            &rows,
            options.keyness.clone(),
        )?;
        let by = (&options.by, &groups);
        let contrast = Contrast::new(corpus, counts, by, &said.rituals, &rows, &options.keyness)?;
        let latest = if is_enough { latest(corpus, &rows) } else { None };
        let shift = latest.map(|latest| -> Result<_> {
            let keyness = shifts(corpus, counts, latest.rows.clone(), options.keyness.min_count)?;
            Ok(Shift { latest, keyness })
        });
        let exchanges = exchanges(corpus, &rows);
        let (period, periods) = page_periods(corpus, &rows);
        let trends = trends(&matrix, &periods);
        let series = (0..themes.themes().len() as u32).map(ThemeId);
        let changes = match period {
            Key::Turn => Vec::new(),
            _ if !is_enough => Vec::new(),
            _ => series.flat_map(|series| changes(&matrix, &periods, &trends, series)).collect(),
        };
        Ok(Self {
            mode: if is_enough { Mode::Comparative } else { Mode::Descriptive },
            by: options.by.clone(),
            top: options.top,
            theme_source: options.themes,
            speakers: speakers(corpus, &rows),
            said,
            group_themes: group_themes(&matrix, groups.grouping.clone(), &rows),
            theme_rates: rates(&matrix, &rows),
            entries: entry_counts(corpus, themes, hits, &rows),
            uptakes: uptakes(corpus, &matrix, &exchanges, None),
            corpus,
            themes,
            counts,
            matrix,
            groups,
            keyness,
            contrast,
            exchanges,
            period,
            trends,
            changes,
            shift: shift.transpose()?,
            rows,
        })
    }

    /// Says that not all turns are looked at, where that is so.
    pub fn selection(&self) -> Option<String> {
        let all = self.corpus.turns.len();
        (self.rows.len() < all).then(|| format!("A selection: {} of {all} turns.", self.rows.len()))
    }

    /// How many words the turns have.
    pub fn words(&self) -> u64 {
        self.rows.iter().map(|&row| self.corpus.turns[row as usize].tokens).sum()
    }

    /// How many documents have a turn that is looked at.
    pub fn documents(&self) -> usize {
        self.rows.iter().map(|&row| self.corpus.turns[row as usize].document).collect::<BTreeSet<_>>().len()
    }

    /// How often the transcripts leave words out.
    pub fn elisions(&self) -> u64 {
        self.rows.iter().map(|&row| self.corpus.turns[row as usize].elisions).sum()
    }

    /// The most frequent terms that are no ritual, at most `limit`.
    pub fn top_terms(&self, limit: usize) -> impl Iterator<Item = &Frequency> {
        self.said.top_terms(limit)
    }

    /// A term as it is shown.
    pub fn shown(&self, term: TermId) -> &str {
        self.counts.shown(self.corpus, term)
    }
}
