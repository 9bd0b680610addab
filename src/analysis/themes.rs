//! How often each group speaks of each theme.

use std::collections::BTreeMap;

use super::log_rates::{Columns, Pool, Sample};
use crate::count::{Dfm, Key, ThemeHit, ThemeHits};
use crate::scan::{Corpus, Grouping};
use crate::stats::interval::LogRate;
use crate::stats::rate::share;
use crate::stats::themes::{ThemeCounts, ThemeRate, theme_rates};
use crate::text::{EntryId, ThemeId, Themes};

/// Turns × themes: how often each turn names each theme.
#[derive(Debug, Clone)]
pub struct ThemeMatrix {
    /// One row a turn of the corpus, one column a theme.
    pub matrix: Dfm,
    /// How many themes there are.
    pub themes: usize,
    /// The tokens of each turn.
    pub sizes: Vec<u64>,
}

impl ThemeMatrix {
    /// Counts the hits of a corpus by turn.
    pub fn new<F>(corpus: &Corpus<F>, themes: &Themes, hits: &ThemeHits) -> Self {
        let cells: Vec<(u32, u32)> = hits.hits.iter().map(|hit| (hit.row, hit.theme.0)).collect();
        Self {
            matrix: Dfm::from_sorted(&cells, corpus.turns.len()),
            themes: themes.themes().len(),
            sizes: corpus.turns.iter().map(|turn| turn.tokens).collect(),
        }
    }

    /// How often one turn names one theme.
    pub fn hits(&self, row: u32, theme: ThemeId) -> u64 {
        self.matrix.row(row as usize).find(|cell| cell.0 == theme.0).map_or(0, |cell| cell.1)
    }

    fn side(&self, rows: &[u32]) -> ThemeSide {
        let (mut hits, mut turns) = (vec![0; self.themes], vec![0; self.themes]);
        for &row in rows {
            for (theme, count) in self.matrix.row(row as usize) {
                hits[theme as usize] += count;
                turns[theme as usize] += 1;
            }
        }
        ThemeSide { hits, turns, tokens: rows.iter().map(|&row| self.sizes[row as usize]).sum() }
    }

    fn sample(&self, rows: &[u32]) -> Sample<'_> {
        Sample::new(&self.matrix, &self.sizes, rows.to_vec())
    }

    fn columns(&self) -> Columns {
        Columns::new((0..self.themes as u32).collect(), self.themes)
    }
}

/// What is counted of every theme in some turns.
struct ThemeSide {
    hits: Vec<u64>,
    turns: Vec<u64>,
    tokens: u64,
}

impl ThemeSide {
    /// What is left of these turns without those, which are among them.
    fn without(&self, part: &Self) -> Self {
        let less = |all: &[u64], part: &[u64]| all.iter().zip(part).map(|(all, part)| all - part).collect();
        Self {
            hits: less(&self.hits, &part.hits),
            turns: less(&self.turns, &part.turns),
            tokens: self.tokens - part.tokens,
        }
    }
}

/// The rates of all themes in one group.
#[derive(Debug, Clone)]
pub struct GroupThemes {
    /// The group's name.
    pub group: String,
    /// One for each theme, in the order of the theme file.
    pub rates: Vec<ThemeRate>,
}

/// The rates of every group against all other turns of `rows`, groups in byte order.
pub fn group_themes(matrix: &ThemeMatrix, grouping: Grouping, rows: &[u32]) -> Vec<GroupThemes> {
    let pool = Pool::new(matrix.sample(rows), matrix.themes, |_| true);
    let all = matrix.side(rows);
    let members = grouping.rows();
    let groups = grouping.labels.into_iter().zip(members);
    groups
        .map(|(group, own)| {
            let side = matrix.side(&own);
            let rest = all.without(&side);
            let reference = pool.without(&own, &matrix.sample(&[]), &matrix.columns(), &rest.hits);
            GroupThemes { group, rates: judged(matrix, &own, &side, &rest, &reference) }
        })
        .collect()
}

/// The rates of all themes in some turns, against none.
pub fn rates(matrix: &ThemeMatrix, rows: &[u32]) -> Vec<ThemeRate> {
    judged(matrix, rows, &matrix.side(rows), &matrix.side(&[]), &vec![None; matrix.themes])
}

fn judged(
    matrix: &ThemeMatrix,
    rows: &[u32],
    own: &ThemeSide,
    rest: &ThemeSide,
    reference: &[Option<LogRate>],
) -> Vec<ThemeRate> {
    let log_rates = matrix.sample(rows).log_rates(&matrix.columns(), &own.hits);
    let counts: Vec<ThemeCounts> = (0..matrix.themes)
        .map(|theme| ThemeCounts {
            hits: own.hits[theme],
            tokens: own.tokens,
            turns: rows.len() as u64,
            turns_with_theme: own.turns[theme],
            reference_hits: rest.hits[theme],
            reference_tokens: rest.tokens,
            log_rate: log_rates[theme],
            reference_log_rate: reference[theme],
        })
        .collect();
    theme_rates(&counts)
}

/// What one entry of a theme found.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryCount {
    /// The theme that the entry is written under.
    pub theme: ThemeId,
    /// The entry.
    pub entry: EntryId,
    /// How often it counts for its own theme.
    pub hits: u64,
    /// In how many turns.
    pub turns: u64,
    /// By how many speakers whose names are known.
    pub speakers: u64,
    /// Its part of its theme's hits, 0 to 1; `None` where the theme has none.
    pub share_of_theme: Option<f64>,
    /// What it matched, as printed, the most frequent first.
    pub forms: Vec<(String, u64)>,
}

/// Every entry in the order of the theme file, those without a hit included, over the turns of `rows`, ascending.
pub fn entry_counts<F>(
    corpus: &Corpus<F>,
    themes: &Themes,
    hits: &ThemeHits,
    rows: &[u32],
) -> Vec<EntryCount> {
    let mut theme_totals = vec![0_u64; themes.themes().len()];
    let mut by_entry: BTreeMap<EntryId, Vec<&ThemeHit>> = BTreeMap::new();
    for hit in hits.in_rows(rows) {
        theme_totals[hit.theme.index()] += 1;
        if themes.entries()[hit.entry.index()].theme == hit.theme {
            by_entry.entry(hit.entry).or_default().push(hit);
        }
    }
    let entries = themes.entries().iter().enumerate().map(|(place, entry)| {
        let found = by_entry.remove(&EntryId(place as u32)).unwrap_or_default();
        let mut turns: Vec<u32> = found.iter().map(|hit| hit.row).collect();
        turns.dedup();
        let mut speakers: Vec<_> =
            turns.iter().filter_map(|&row| corpus.turns[row as usize].speaker).collect();
        speakers.sort_unstable();
        speakers.dedup();
        let mut forms: BTreeMap<&str, u64> = BTreeMap::new();
        for hit in &found {
            *forms.entry(hits.surface(hit)).or_default() += 1;
        }
        let mut forms: Vec<(String, u64)> =
            forms.into_iter().map(|(form, count)| (form.to_owned(), count)).collect();
        forms.sort_by_key(|form| std::cmp::Reverse(form.1));
        EntryCount {
            theme: entry.theme,
            entry: EntryId(place as u32),
            hits: found.len() as u64,
            turns: turns.len() as u64,
            speakers: speakers.len() as u64,
            share_of_theme: share(found.len() as u64, theme_totals[entry.theme.index()]),
            forms,
        }
    });
    entries.collect()
}

/// The groups of some turns; where there is no key, all in one group of that name.
pub fn grouped<F>(corpus: &Corpus<F>, by: Option<&Key>, rows: &[u32], whole: &str) -> Grouping {
    match by {
        Some(key) => corpus.group_by(key, rows),
        None => {
            let mut of = vec![None; corpus.turns.len()];
            for &row in rows {
                of[row as usize] = Some(0);
            }
            Grouping { labels: vec![whole.to_owned()], of }
        }
    }
}
