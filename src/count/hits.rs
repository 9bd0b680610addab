//! Where themes are named: every hit with its place.

use std::sync::Arc;

use rayon::slice::ParallelSliceMut;

use super::kept::extend_kept;
use super::tally::{Order, Renumbering, Seen, Tally};
use crate::text::{EntryId, Hit, Scratch, ThemeId, Themes, WordPatternId};
use crate::vocab::{FormId, Interner, Lexicon, Strings};

/// One hit of one theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ThemeHit {
    /// The turn's row.
    pub row: u32,
    /// The theme it counts for: the entry's own theme or one above it.
    pub theme: ThemeId,
    /// The first token of the match, from 0 in its turn.
    pub position: u32,
    /// How many tokens match.
    pub length: u32,
    /// The entry that matched.
    pub entry: EntryId,
    /// The source's line, from 1.
    pub line: u64,
    /// The words as printed, in [`ThemeHits::surface`].
    pub surface: FormId,
}

/// Which word patterns each form satisfies: worked out once a form, then looked up.
#[derive(Debug, Default)]
pub(super) struct Matcher {
    patterns: Vec<Box<[WordPatternId]>>,
    /// Whether a phrase is looked for where the form stands: hardly ever, so that this is asked of each token first.
    is_anchor: Vec<bool>,
    anchors: Vec<usize>,
    scratch: Scratch,
    found: Vec<Hit>,
}

impl Matcher {
    /// The hits of a turn, by theme, then by position.
    pub(super) fn find(&mut self, themes: &Themes, lexicon: &Lexicon, ids: &[FormId]) -> &[Hit] {
        for index in self.patterns.len()..lexicon.len() {
            let id = FormId(index as u32);
            let matches = themes.word_matches(lexicon.form(id), &lexicon.lexeme(id));
            self.is_anchor.push(themes.is_anchor(&matches));
            self.patterns.push(matches.into());
        }
        let Self { patterns, is_anchor, anchors, scratch, found } = self;
        anchors.clear();
        extend_kept(anchors, ids.iter().enumerate().map(|(token, id)| (token, is_anchor[id.index()])));
        let words = |token: usize| &*patterns[ids[token].index()];
        themes.find(anchors, words, ids.len(), scratch, found);
        found
    }
}

/// Collects every hit of every theme.
#[derive(Debug, Default)]
pub struct Hits {
    matcher: Matcher,
    hits: Vec<ThemeHit>,
    surfaces: Interner,
}

/// All hits of a corpus, sorted by turn, theme and position.
#[derive(Debug, Clone, Default)]
pub struct ThemeHits {
    /// The hits.
    pub hits: Vec<ThemeHit>,
    surfaces: Strings,
}

impl ThemeHits {
    /// The hits of some turns; `rows` ascending.
    pub fn in_rows(&self, rows: &[u32]) -> impl Iterator<Item = &ThemeHit> {
        rows.iter().flat_map(|&row| self.in_row(row))
    }

    /// The hits of one turn.
    pub fn in_row(&self, row: u32) -> &[ThemeHit] {
        let first = self.hits.partition_point(|hit| hit.row < row);
        let rest = &self.hits[first..];
        &rest[..rest.iter().take_while(|hit| hit.row == row).count()]
    }

    /// The matched words as printed, white space as single spaces.
    pub fn surface(&self, hit: &ThemeHit) -> &str {
        self.surfaces.get(hit.surface.index())
    }
}

impl Tally for Hits {
    type Plan = Arc<Themes>;
    type Frozen = ThemeHits;

    fn empty(_: &Arc<Themes>) -> Self {
        Self::default()
    }

    fn add(&mut self, themes: &Arc<Themes>, seen: &Seen<'_>) {
        let Self { matcher, hits, surfaces } = self;
        for hit in matcher.find(themes, seen.lexicon, &seen.forms.ids) {
            let surface = surfaces.intern(&seen.printed(hit.position, hit.length)).0;
            hits.push(ThemeHit {
                row: seen.row,
                theme: hit.theme,
                position: hit.position,
                length: hit.length,
                entry: hit.entry,
                line: seen.line_of(hit.position),
                surface,
            });
        }
    }

    fn merge(&mut self, _: &Arc<Themes>, other: Self, renumbering: &Renumbering) {
        let surfaces = self.surfaces.absorb(&other.surfaces);
        self.hits.extend(other.hits.into_iter().map(|hit| ThemeHit {
            row: renumbering.rows.number(hit.row),
            surface: surfaces[hit.surface.index()],
            ..hit
        }));
    }

    fn freeze(self, order: &Order) -> ThemeHits {
        let rows = order.final_rows();
        let (surfaces, ranks) = self.surfaces.strings().sorted();
        let mut hits = self.hits;
        for hit in &mut hits {
            hit.row = rows[hit.row as usize];
            hit.surface = FormId(ranks[hit.surface.index()]);
        }
        hits.par_sort_unstable();
        ThemeHits { hits, surfaces }
    }

    fn heap_size(&self) -> usize {
        size_of::<ThemeHit>() * self.hits.capacity() + self.surfaces.heap_size()
    }
}
