//! What counts for an entry, beside what it would find alone, what its theme finds and what other themes find.

use std::collections::{BTreeMap, BTreeSet};

use super::listed::repeated;
use super::{Evidence, Finding, Lint, entry_ids, is_related, most_frequent};
use crate::count::{ThemeHit, ThemeHits};
use crate::text::{EntryId, ThemeId, Themes};

/// A theme has to have that many hits before one entry is said to carry it.
const ENOUGH: u64 = 5;

/// What is known of one entry.
#[derive(Debug, Default)]
struct Caught {
    hits: u64,
    matches: u64,
    taken: BTreeMap<EntryId, u64>,
    excluded: u64,
    shared: BTreeMap<ThemeId, BTreeMap<String, u64>>,
}

/// Entries without hits, with most of them, and with hits that others have too.
pub(super) fn findings(evidence: &Evidence<'_>, rows: &[u32]) -> Vec<Lint> {
    let Evidence { themes, hits, .. } = *evidence;
    let (mut caught, totals) = caught(themes, hits, rows);
    for &row in rows {
        look_at_matches(themes, hits.in_row(row), evidence.alone.in_row(row), &mut caught);
    }
    let repeated: BTreeSet<EntryId> = repeated(themes).collect();
    let is_silent = |entry: EntryId, caught: &Caught| caught.hits == 0 && !repeated.contains(&entry);
    let silent = entry_ids(themes).zip(&caught).filter(|(entry, caught)| is_silent(*entry, caught));
    let silent = silent.map(|(entry, caught)| {
        let Caught { matches, taken, excluded, .. } = caught;
        let finding =
            Finding::NoHit { matches: *matches, taken: most_frequent(taken.clone()), excluded: *excluded };
        Lint { entry, finding }
    });
    let mut found: Vec<Lint> = silent.collect();
    found.extend(shared(themes, caught, &totals));
    found
}

/// Entries with most hits of their theme, and with hits that others have too.
pub(super) fn overlaps(themes: &Themes, hits: &ThemeHits, rows: &[u32]) -> Vec<Lint> {
    let (caught, totals) = caught(themes, hits, rows);
    shared(themes, caught, &totals)
}

/// What is known of every entry by the hits alone, and how many each theme has.
fn caught(themes: &Themes, of: &ThemeHits, rows: &[u32]) -> (Vec<Caught>, Vec<u64>) {
    let mut caught: Vec<Caught> = themes.entries().iter().map(|_| Caught::default()).collect();
    let mut totals = vec![0_u64; themes.themes().len()];
    for &row in rows {
        let hits = of.in_row(row);
        hits.iter().for_each(|hit| totals[hit.theme.index()] += 1);
        let own: Vec<&ThemeHit> = hits.iter().filter(|hit| is_own(themes, hit)).collect();
        own.iter().for_each(|hit| caught[hit.entry.index()].hits += 1);
        look_at_overlaps(themes, of, own, &mut caught);
    }
    (caught, totals)
}

fn shared(themes: &Themes, caught: Vec<Caught>, totals: &[u64]) -> Vec<Lint> {
    let is_single = singles(themes);
    let mut found = Vec::new();
    for (entry, caught) in entry_ids(themes).zip(caught) {
        let theme = themes.entries()[entry.index()].theme;
        let of = totals[theme.index()];
        if of >= ENOUGH && 2 * caught.hits > of && !is_single[theme.index()] {
            found.push(Lint { entry, finding: Finding::CarriesTheme { hits: caught.hits, of } });
        }
        for (other, forms) in caught.shared {
            let hits = forms.values().sum();
            let finding = Finding::SharesHits { other, hits, of: caught.hits, forms: most_frequent(forms) };
            found.push(Lint { entry, finding });
        }
    }
    found
}

/// Whether a hit counts for the theme that its entry is written under.
fn is_own(themes: &Themes, hit: &ThemeHit) -> bool {
    themes.entries()[hit.entry.index()].theme == hit.theme
}

fn overlap(one: &ThemeHit, other: &ThemeHit) -> bool {
    one.position < other.position + other.length && other.position < one.position + one.length
}

/// Notes what each match counts for: its entry, or another of the theme's, or nothing.
fn look_at_matches(themes: &Themes, hits: &[ThemeHit], matches: &[ThemeHit], caught: &mut [Caught]) {
    for found in matches {
        let theme = themes.entries()[found.entry.index()].theme;
        let of_theme = &hits[hits.partition_point(|hit| hit.theme < theme)..];
        let of_theme = &of_theme[..of_theme.partition_point(|hit| hit.theme == theme)];
        // Hits of one theme never overlap, and stand by position.
        let near = of_theme.partition_point(|hit| hit.position + hit.length <= found.position);
        let of_theme = of_theme[near..].iter().take(1);
        let taker = of_theme.filter(|hit| overlap(hit, found)).map(|hit| hit.entry).next();
        let caught = &mut caught[found.entry.index()];
        caught.matches += 1;
        match taker {
            Some(taker) => *caught.taken.entry(taker).or_default() += 1,
            None => caught.excluded += 1,
        }
    }
}

/// Notes where hits of themes that have nothing to do with one another overlap.
fn look_at_overlaps(themes: &Themes, of: &ThemeHits, mut own: Vec<&ThemeHit>, caught: &mut [Caught]) {
    own.sort_by_key(|hit| (hit.position, hit.theme));
    let mut pairs: BTreeSet<(usize, ThemeId)> = BTreeSet::new();
    for (first, hit) in own.iter().enumerate() {
        let rest = own.iter().enumerate().skip(first + 1);
        for (second, other) in rest.take_while(|(_, other)| overlap(hit, other)) {
            if !is_related(themes, hit.theme, other.theme) {
                pairs.extend([(first, other.theme), (second, hit.theme)]);
            }
        }
    }
    for (place, other) in pairs {
        let forms = caught[own[place].entry.index()].shared.entry(other).or_default();
        *forms.entry(of.surface(own[place]).to_owned()).or_default() += 1;
    }
}

/// For each theme, whether it and those below it have one entry together.
fn singles(themes: &Themes) -> Vec<bool> {
    let mut entries = vec![0; themes.themes().len()];
    themes.entries().iter().for_each(|entry| entries[entry.theme.index()] += 1);
    for (place, theme) in themes.themes().iter().enumerate().rev() {
        if let Some(parent) = theme.parent {
            entries[parent.index()] += entries[place];
        }
    }
    entries.into_iter().map(|count| count == 1).collect()
}
