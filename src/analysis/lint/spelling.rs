//! Words that differ from those of an entry by marks alone: Erdoğan and Erdogan.

use std::collections::{BTreeMap, BTreeSet};

use super::{Evidence, Finding, Lint, most_frequent};
use crate::count::Forms;
use crate::error::Result;
use crate::scan::Corpus;
use crate::text::{EntryId, ThemeId, Themes, WordPatternId, unmarked};

/// Words of the corpus that no word of a theme finds, but that are found if neither has its marks.
pub(super) fn findings<F>(corpus: &Corpus<F>, evidence: &Evidence<'_>, rows: &[u32]) -> Result<Vec<Lint>> {
    let (themes, analyzer) = (evidence.themes, evidence.analyzers.default());
    let bare: Vec<String> = themes.entries().iter().map(|entry| bare(&entry.text)).collect();
    let bare = Themes::of_entries(bare.iter().map(|text| (text.as_str(), text.as_str())), analyzer)?;
    let (as_written, as_bare) = (by_word(themes), by_word(&bare));
    let vocabulary = &corpus.vocabulary;
    let totals = evidence.tokens.totals(rows, vocabulary.len())?;
    // By entry, and whether the words have marks.
    let mut twins: BTreeMap<(EntryId, bool), BTreeMap<String, u64>> = BTreeMap::new();
    for id in vocabulary.ids().filter(|id| totals[id.index()] > 0) {
        let form = vocabulary.form(id);
        let plain = unmarked(form);
        let found = bare.word_matches(&plain, &analyzer.lexeme(&plain));
        let mut entries = entries_of(&found, &as_bare).peekable();
        if entries.peek().is_none() {
            continue;
        }
        let written = themes.word_matches(form, &vocabulary.lexeme(id));
        let known: BTreeSet<ThemeId> =
            entries_of(&written, &as_written).map(|entry| themes.entries()[entry.index()].theme).collect();
        for entry in entries.filter(|entry| !known.contains(&themes.entries()[entry.index()].theme)) {
            let forms = twins.entry((entry, plain != form)).or_default();
            *forms.entry(form.to_owned()).or_default() += totals[id.index()];
        }
    }
    let findings = twins.into_iter().map(|((entry, is_marked), forms)| {
        let forms = most_frequent(forms);
        let finding = if is_marked { Finding::MarkedTwin { forms } } else { Finding::UnmarkedTwin { forms } };
        Lint { entry, finding }
    });
    Ok(findings.collect())
}

/// An entry without marks; a regular expression is its own matter.
fn bare(entry: &str) -> String {
    if entry.trim_start().starts_with("re:") { entry.to_owned() } else { unmarked(entry) }
}

type ByWord = BTreeMap<WordPatternId, BTreeSet<EntryId>>;

fn by_word(themes: &Themes) -> ByWord {
    let mut by_word = ByWord::new();
    for (entry, words) in themes.entry_words() {
        for word in words.into_iter().flatten() {
            by_word.entry(word).or_default().insert(entry);
        }
    }
    by_word
}

/// The entries that have one of these words, each once.
fn entries_of(words: &[WordPatternId], by_word: &ByWord) -> impl Iterator<Item = EntryId> + use<> {
    let entries: BTreeSet<EntryId> =
        words.iter().filter_map(|word| by_word.get(word)).flatten().copied().collect();
    entries.into_iter()
}
