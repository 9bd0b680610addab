//! What goes with a theme and is not in it.

use super::attraction::Attraction;
use super::collocates::{Collocate, Window, Within, collocates};
use super::dispersion::members;
use super::terms::TermCounts;
use super::themes::ThemeMatrix;
use crate::count::{Dfm, ThemeHits, Tokens};
use crate::error::Result;
use crate::scan::Corpus;
use crate::stats::association::AssociationMeasure;
use crate::stats::collocation::Association;
use crate::text::{ThemeId, Themes};
use crate::vocab::TermId;

/// With fewer documents rates are correlated over turns.
const LEAST_DOCUMENTS: usize = 10;
/// From this correlation on a term moves with a theme.
const MOVING: f64 = 0.3;

/// A term that a theme might have too.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The term.
    pub term: TermId,
    /// How often it stands near the theme's hits, and how strongly they attract it.
    pub attraction: Attraction,
    /// In how many turns it stands together with the theme.
    pub turns: u64,
    /// In how many documents.
    pub documents: u64,
    /// The correlation of its rate with the theme's over documents, or over turns where there are fewer than ten, −1 to 1;
    /// `None` where one of the two rates never changes.
    pub correlation: Option<f64>,
}

/// The terms that stand near a theme's hits more often than chance has it, `min_count` times at least, the most attracted
/// first; then those that are said so often, and not near it, but whose rate moves with the theme's (a correlation of 0.3
/// or more), the most alike first. What the theme's entries match is none of them.
///
/// # Errors
/// What waits on disk cannot be read.
pub fn suggestions<F>(
    corpus: &Corpus<F>,
    (tokens, hits): (&Tokens, &ThemeHits),
    counts: &TermCounts,
    matrix: &ThemeMatrix,
    theme: ThemeId,
    rows: &[u32],
    (window, min_count): (Window, u64),
) -> Result<Vec<Suggestion>> {
    let near = collocates(tokens, &counts.terms, hits, theme, rows, (window, Within::Turn), 0)?;
    let together = |parts: &[Vec<u32>]| Together::new(counts, matrix, theme, parts, corpus.turns.len());
    let turns = together(&rows.iter().map(|&row| vec![row]).collect::<Vec<_>>());
    let documents = together(&documents(corpus, rows));
    let correlated = if documents.parts >= LEAST_DOCUMENTS { &documents } else { &turns };
    let suggestion = |near: Collocate| Suggestion {
        term: near.term,
        attraction: near.attraction,
        turns: turns.both[near.term.index()],
        documents: documents.both[near.term.index()],
        correlation: correlated.correlation(near.term),
    };
    let is_attracted = |one: &Suggestion| {
        let score = one.attraction.score(AssociationMeasure::G2);
        one.attraction.observed() >= min_count.max(1) && score.is_some_and(|score| score > 0.0)
    };
    let is_moving = |one: &Suggestion| {
        let is_frequent = one.attraction.pair().is_some_and(|pair| pair.second >= min_count.max(1));
        is_frequent && one.correlation.is_some_and(|correlation| correlation >= MOVING)
    };
    let (mut found, rest): (Vec<_>, Vec<_>) = near.into_iter().map(suggestion).partition(is_attracted);
    let mut moving: Vec<Suggestion> = rest.into_iter().filter(is_moving).collect();
    moving.sort_by(|a, b| b.correlation.unwrap_or_default().total_cmp(&a.correlation.unwrap_or_default()));
    found.append(&mut moving);
    Ok(found)
}

fn documents<F>(corpus: &Corpus<F>, rows: &[u32]) -> Vec<Vec<u32>> {
    let mut parts: Vec<Vec<u32>> = Vec::new();
    let mut last = None;
    for &row in rows {
        let document = corpus.turns[row as usize].document;
        if last.replace(document) != Some(document) {
            parts.push(Vec::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(row);
        }
    }
    parts
}

/// Where terms and a theme stand in the same parts.
struct Together {
    parts: usize,
    /// By term: in how many parts it stands with the theme.
    both: Vec<u64>,
    /// By term: the sums of its rates, of their squares, and of their products with the theme's rates.
    sums: Vec<[f64; 3]>,
    /// The sums of the theme's rates and of their squares.
    theme: [f64; 2],
}

impl Together {
    fn new(
        counts: &TermCounts,
        matrix: &ThemeMatrix,
        theme: ThemeId,
        parts: &[Vec<u32>],
        turns: usize,
    ) -> Self {
        let of = members(parts, turns);
        let [terms, hits] =
            [&counts.matrix, &matrix.matrix].map(|matrix: &Dfm| matrix.group_by(&of, parts.len()));
        let mut together = Self {
            parts: 0,
            both: vec![0; counts.terms.len()],
            sums: vec![[0.0; 3]; counts.terms.len()],
            theme: [0.0; 2],
        };
        for (part, rows) in parts.iter().enumerate() {
            let size = counts.size(rows);
            if size == 0 {
                continue;
            }
            let found = hits.row(part).find(|cell| cell.0 == theme.0).map_or(0, |cell| cell.1);
            let rate = found as f64 / size as f64;
            together.parts += 1;
            together.theme[0] += rate;
            together.theme[1] += rate * rate;
            for (term, count) in terms.row(part) {
                let own = count as f64 / size as f64;
                let [sum, squares, products] = &mut together.sums[term as usize];
                *sum += own;
                *squares += own * own;
                *products += own * rate;
                together.both[term as usize] += u64::from(found > 0);
            }
        }
        together
    }

    /// Pearson's correlation of a term's rates with the theme's.
    fn correlation(&self, term: TermId) -> Option<f64> {
        let n = self.parts as f64;
        let [x, xx, xy] = self.sums[term.index()];
        let [y, yy] = self.theme;
        let (of_x, of_y) = (n * xx - x * x, n * yy - y * y);
        // Sums of squares that are equal but for rounding are of rates that never change.
        let varies = |variance: f64, squares: f64| variance > 1e-12 * n * squares;
        (varies(of_x, xx) && varies(of_y, yy))
            .then(|| ((n * xy - x * y) / (of_x * of_y).sqrt()).clamp(-1.0, 1.0))
    }
}

/// Two themes in the same turns.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemePair {
    /// One theme.
    pub theme: ThemeId,
    /// The other; it stands later in the theme file.
    pub other: ThemeId,
    /// In how many turns both stand, and how strongly they attract each other: the turns are what is counted.
    pub attraction: Attraction,
}

/// Each two themes of which neither stands under the other, in the order of the theme file.
pub fn theme_pairs(themes: &Themes, matrix: &ThemeMatrix, rows: &[u32]) -> Vec<ThemePair> {
    let count = themes.themes().len();
    let (mut alone, mut both) = (vec![0; count], vec![0; count * count]);
    for &row in rows {
        let here: Vec<usize> = matrix.matrix.row(row as usize).map(|(theme, _)| theme as usize).collect();
        for &one in &here {
            alone[one] += 1;
            here.iter().for_each(|&other| both[one * count + other] += 1);
        }
    }
    let is_above = |above: usize, mut theme: usize| loop {
        match themes.themes()[theme].parent {
            Some(parent) if parent.index() == above => return true,
            Some(parent) => theme = parent.index(),
            None => return false,
        }
    };
    let pairs = (0..count).flat_map(|one| (one + 1..count).map(move |other| (one, other)));
    let apart = pairs.filter(|&(one, other)| !is_above(one, other) && !is_above(other, one));
    let pair = |(one, other): (usize, usize)| ThemePair {
        theme: ThemeId(one as u32),
        other: ThemeId(other as u32),
        attraction: Attraction::Pair(Association {
            observed: both[one * count + other],
            first: alone[one],
            second: alone[other],
            total: rows.len() as u64,
        }),
    };
    apart.map(pair).collect()
}
