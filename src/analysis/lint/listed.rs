//! Entries that are written again: in their theme, or in another.

use std::collections::BTreeMap;

use super::{Finding, Lint, entry_ids, is_related};
use crate::text::{EntryId, ThemeId, Themes};

/// Each entry that is written again; of those in one theme, the first.
pub(super) fn findings(themes: &Themes) -> Vec<Lint> {
    let mut places: BTreeMap<String, BTreeMap<ThemeId, Vec<EntryId>>> = BTreeMap::new();
    for id in entry_ids(themes) {
        let entry = &themes.entries()[id.index()];
        places.entry(alike(&entry.text)).or_default().entry(entry.theme).or_default().push(id);
    }
    let mut found = Vec::new();
    for by_theme in places.values() {
        for (&theme, entries) in by_theme {
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

/// What entries that find the same have in common, as far as their letters show it.
pub(super) fn alike(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.starts_with("re:") || text.starts_with("case:") { text } else { text.to_lowercase() }
}
