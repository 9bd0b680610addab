//! Globs that find words of several stems.

use std::collections::BTreeMap;

use super::{Evidence, Finding, Lint, StemFamily, most_frequent};
use crate::scan::Corpus;
use crate::text::{Analyzer, EntryId};

type Families = BTreeMap<String, BTreeMap<String, u64>>;

/// Each entry with a glob that finds, by itself, words of more than one stem.
pub(super) fn findings<F>(corpus: &Corpus<F>, evidence: &Evidence<'_>, rows: &[u32]) -> Vec<Lint> {
    let mut found: BTreeMap<EntryId, Families> = BTreeMap::new();
    for hit in evidence.alone.in_rows(rows) {
        let Some(globs) = globs(&evidence.themes.entries()[hit.entry.index()].text) else { continue };
        let turn = &corpus.turns[hit.row as usize];
        let printed = evidence.alone.surface(hit);
        let stem = stem(printed, &globs, evidence.analyzers.of(corpus.language(turn)));
        let families = found.entry(hit.entry).or_default();
        *families.entry(stem).or_default().entry(printed.to_owned()).or_default() += 1;
    }
    let several = found.into_iter().filter(|(_, families)| families.len() > 1);
    let lint =
        |(entry, families)| Lint { entry, finding: Finding::SeveralStems { families: sorted(families) } };
    several.map(lint).collect()
}

fn sorted(families: Families) -> Vec<StemFamily> {
    let family = |(stem, forms)| StemFamily { stem, forms: most_frequent(forms) };
    let mut families: Vec<StemFamily> = families.into_iter().map(family).collect();
    let size = |family: &StemFamily| family.forms.iter().map(|(_, count)| *count).sum::<u64>();
    families.sort_by_key(|family| std::cmp::Reverse(size(family)));
    families
}

/// Of each word of an entry, whether it is a glob; `None` where none is. A `*` alone is any word, and none of them.
fn globs(entry: &str) -> Option<Vec<bool>> {
    if entry.trim_start().starts_with("re:") {
        return None;
    }
    let globs: Vec<bool> =
        entry.split_whitespace().map(|word| word != "*" && word.contains(['*', '?'])).collect();
    globs.contains(&true).then_some(globs)
}

/// The stems of what the globs of an entry found; of all words, where the entry is cut into others than at spaces.
fn stem(printed: &str, globs: &[bool], analyzer: &Analyzer) -> String {
    let forms = analyzer.forms(printed);
    let is_wanted = |place: usize| forms.len() != globs.len() || globs[place];
    let wanted = forms.iter().enumerate().filter(|(place, _)| is_wanted(*place));
    wanted.map(|(_, form)| analyzer.lexeme(form).stem).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::AnalyzerOptions;

    #[test]
    fn only_what_a_glob_stands_for_has_a_stem_to_compare() {
        assert_eq!(globs("appl* for nato * s?a"), Some(vec![true, false, false, false, true]));
        assert_eq!([globs("share * burden"), globs("re:joins*"), globs("join")], [None, None, None]);
        let analyzer = Analyzer::new(&AnalyzerOptions::default()).unwrap();
        assert_eq!(stem("Applied for memberships", &[true, false, false], &analyzer), "appli");
        assert_eq!(stem("burden-sharings", &[true], &analyzer), "burden share");
    }
}
