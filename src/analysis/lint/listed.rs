//! Entries that are written again: in their theme, or in another.

use std::collections::BTreeMap;

use super::{Finding, Lint, is_related};
use crate::text::{EntryId, ThemeId, Themes, WordPatternId};

/// The entries of each theme that find the same.
type Alike = BTreeMap<ThemeId, Vec<EntryId>>;

/// Each entry that is written again, be it in other letters; of those in one theme, the first.
pub(super) fn findings(themes: &Themes) -> Vec<Lint> {
    let mut found = Vec::new();
    for by_theme in alike(themes) {
        for (&theme, entries) in &by_theme {
            let entry = entries[0];
            if entries.len() > 1 {
                found.push(Lint { entry, finding: Finding::ListedTwice { times: entries.len() as u64 } });
            }
            let others = by_theme.keys().filter(|&&other| !is_related(themes, theme, other));
            found.extend(others.map(|&other| Lint { entry, finding: Finding::InTwoThemes { other } }));
        }
    }
    found
}

/// The entries that stand in their theme already.
pub(super) fn repeated(themes: &Themes) -> impl Iterator<Item = EntryId> {
    let by_theme = alike(themes).into_iter().flat_map(Alike::into_values);
    by_theme.flat_map(|entries| entries.into_iter().skip(1))
}

fn alike(themes: &Themes) -> Vec<Alike> {
    let mut alike: BTreeMap<Vec<Option<WordPatternId>>, Alike> = BTreeMap::new();
    for (entry, words) in themes.entry_words() {
        let theme = themes.entries()[entry.index()].theme;
        alike.entry(words).or_default().entry(theme).or_default().push(entry);
    }
    alike.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Analyzer, AnalyzerOptions};

    #[test]
    fn entries_that_find_the_same_are_one_and_kinship_of_themes_excuses() {
        let file = "[themes.a]\nterms = ['burden-sharing', 'Burden  sharing', 'us', 'US', 'x * y', 'x y']\n[themes.a.b]\nterms = ['us']\n[themes.c]\nterms = ['X y', 'case:us']";
        let analyzer = Analyzer::new(&AnalyzerOptions::default()).unwrap();
        let themes = Themes::parse(file, &analyzer).unwrap();
        let lint = |entry, finding| Lint { entry: EntryId(entry), finding };
        let mut found = findings(&themes);
        found.sort_by_key(|lint| lint.entry);
        let expected = [
            lint(0, Finding::ListedTwice { times: 2 }),
            lint(5, Finding::InTwoThemes { other: ThemeId(2) }),
            lint(7, Finding::InTwoThemes { other: ThemeId(0) }),
        ];
        assert_eq!(found, expected);
        assert_eq!(repeated(&themes).collect::<Vec<_>>(), [EntryId(1)]);
    }
}
