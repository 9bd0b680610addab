//! Phrases in a turn: every match found, then the overlaps settled theme by theme.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::entry::PhraseWord;
use super::{EntryId, Theme, ThemeId, WordPatternId};

/// A place in a turn at which a theme is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hit {
    /// The theme that it counts for.
    pub theme: ThemeId,
    /// The first token, from 0.
    pub position: u32,
    /// How many tokens.
    pub length: u32,
    /// The entry that was found; its own theme is the hit's, or one below that.
    pub entry: EntryId,
}

/// What a phrase is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Its matches count.
    Entry(EntryId),
    /// What overlaps its matches does not count.
    Excluded,
}

/// A phrase of a theme.
#[derive(Debug)]
pub(super) struct Phrase {
    pub theme: ThemeId,
    pub role: Role,
    pub words: Vec<PhraseWord>,
}

/// A match in a turn. The greater of two is settled first: the theme further down, excluded phrases before
/// entries, the longer, the one further left, the entry written first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Match {
    theme: ThemeId,
    is_excluded: bool,
    length: u32,
    position: Reverse<u32>,
    entry: Reverse<EntryId>,
}

/// Memory that searches of one thread share.
#[derive(Debug, Default)]
pub struct Scratch {
    matches: BinaryHeap<Match>,
    taken: Marks,
    excluded: Marks,
}

/// All phrases, found by their first word that is not any word.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    phrases: Vec<Phrase>,
    /// By word pattern: the phrases that have it as their first such word, and how many words stand before it.
    anchored: Vec<Vec<(usize, usize)>>,
}

impl Phrases {
    /// Each phrase is to have a word with a pattern; one without is never found.
    pub fn new(phrases: Vec<Phrase>) -> Self {
        let mut anchored: Vec<Vec<(usize, usize)>> = Vec::new();
        for (index, phrase) in phrases.iter().enumerate() {
            let anchor = phrase.words.iter().enumerate().find_map(|(at, word)| match word {
                PhraseWord::Matching(WordPatternId(id)) => Some((at, *id as usize)),
                PhraseWord::Any => None,
            });
            let Some((before, id)) = anchor else { continue };
            anchored.resize_with(anchored.len().max(id + 1), Vec::new);
            anchored[id].push((index, before));
        }
        Self { phrases, anchored }
    }

    /// See [`super::Themes::entry_words`].
    pub fn entry_words(&self) -> impl Iterator<Item = (EntryId, Vec<Option<WordPatternId>>)> {
        let pattern = |word: &PhraseWord| match word {
            PhraseWord::Matching(id) => Some(*id),
            PhraseWord::Any => None,
        };
        self.phrases.iter().filter_map(move |phrase| match phrase.role {
            Role::Entry(entry) => Some((entry, phrase.words.iter().map(pattern).collect())),
            Role::Excluded => None,
        })
    }

    fn anchored(&self, id: WordPatternId) -> &[(usize, usize)] {
        self.anchored.get(id.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// See [`super::Themes::is_anchor`].
    pub fn is_anchor(&self, words: &[WordPatternId]) -> bool {
        words.iter().any(|&id| !self.anchored(id).is_empty())
    }

    /// See [`super::Themes::find`].
    pub fn find<'a>(
        &self,
        themes: &[Theme],
        anchors: &[usize],
        words: impl Fn(usize) -> &'a [WordPatternId],
        len: usize,
        scratch: &mut Scratch,
        hits: &mut Vec<Hit>,
    ) {
        hits.clear();
        scratch.matches.clear();
        for &at in anchors {
            for &id in words(at) {
                let matching = self.anchored(id).iter().filter_map(|&(phrase, before)| {
                    self.phrases[phrase].matched(at.checked_sub(before)?, &words, len)
                });
                scratch.matches.extend(matching);
            }
        }
        settle(themes, len, scratch, hits);
    }
}

impl Phrase {
    /// The match of this phrase that begins at `start`, if it does match there.
    fn matched<'a>(
        &self,
        start: usize,
        words: &impl Fn(usize) -> &'a [WordPatternId],
        len: usize,
    ) -> Option<Match> {
        let fits = start + self.words.len() <= len;
        let is_found = fits
            && (self.words.iter().zip(start..)).all(|(word, at)| match word {
                PhraseWord::Matching(id) => words(at).binary_search(id).is_ok(),
                PhraseWord::Any => true,
            });
        let (is_excluded, entry) = match self.role {
            Role::Entry(entry) => (false, entry),
            Role::Excluded => (true, EntryId(0)),
        };
        let (length, position) = (u32::try_from(self.words.len()).ok()?, Reverse(u32::try_from(start).ok()?));
        is_found.then_some(Match { theme: self.theme, is_excluded, length, position, entry: Reverse(entry) })
    }
}

/// Turns matches into hits: themes from the last to the first, so that each has its children's hits by then.
fn settle(themes: &[Theme], len: usize, scratch: &mut Scratch, hits: &mut Vec<Hit>) {
    let Scratch { matches, taken, excluded } = scratch;
    let mut settling = None;
    while let Some(found) = matches.pop() {
        if settling.replace(found.theme) != Some(found.theme) {
            taken.begin(len);
            excluded.begin(len);
        }
        let (position, length) = (found.position.0, found.length);
        let tokens = position as usize..position as usize + length as usize;
        if found.is_excluded {
            excluded.set(tokens);
            continue;
        }
        if taken.any(tokens.clone()) {
            continue;
        }
        taken.set(tokens.clone());
        if !excluded.any(tokens) {
            hits.push(Hit { theme: found.theme, position, length, entry: found.entry.0 });
            let parent = themes.get(found.theme.index()).and_then(|theme| theme.parent);
            matches.extend(parent.map(|theme| Match { theme, ..found }));
        }
    }
    hits.sort_unstable();
}

/// A set of tokens that is emptied without being touched: a token is in it if it bears the present mark.
#[derive(Debug, Default)]
struct Marks {
    marks: Vec<u64>,
    present: u64,
}

impl Marks {
    fn begin(&mut self, len: usize) {
        self.present += 1;
        self.marks.resize(self.marks.len().max(len), 0);
    }

    fn set(&mut self, tokens: std::ops::Range<usize>) {
        self.marks[tokens].fill(self.present);
    }

    fn any(&self, tokens: std::ops::Range<usize>) -> bool {
        self.marks[tokens].contains(&self.present)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Themes in a chain, each under the one before; phrases over patterns 0 to 3.
    fn arbitrary() -> impl Strategy<Value = (Vec<Theme>, Vec<Phrase>, Vec<Vec<WordPatternId>>)> {
        let word = prop_oneof![4 => (0u32..4).prop_map(|id| PhraseWord::Matching(WordPatternId(id))), 1 => Just(PhraseWord::Any)];
        let phrase = (0u32..4, prop::bool::weighted(0.2), prop::collection::vec(word, 1..4));
        let turn = prop::collection::vec(
            prop::collection::btree_set((0u32..4).prop_map(WordPatternId), 0..3),
            0..20,
        );
        (prop::collection::vec(phrase, 1..8), turn).prop_map(|(phrases, turn)| {
            let theme = |at: u32| Theme {
                key: at.to_string(),
                label: String::new(),
                parent: at.checked_sub(1).map(ThemeId),
            };
            let phrases = (0..).zip(phrases).map(|(at, (theme, is_excluded, words))| {
                let role = if is_excluded { Role::Excluded } else { Role::Entry(EntryId(at)) };
                Phrase { theme: ThemeId(theme), role, words }
            });
            let turn = turn.into_iter().map(|ids| ids.into_iter().collect()).collect();
            ((0..4).map(theme).collect(), phrases.collect(), turn)
        })
    }

    proptest! {
        #[test]
        fn hits_of_a_theme_never_overlap_and_old_scratch_changes_nothing((themes, phrases, turn) in arbitrary()) {
            let phrases = Phrases::new(phrases);
            let (mut scratch, mut first, mut second) = (Scratch::default(), Vec::new(), Vec::new());
            let anchors: Vec<usize> = (0..turn.len()).filter(|&at| phrases.is_anchor(&turn[at])).collect();
            phrases.find(&themes, &anchors, |at| &turn[at], turn.len(), &mut scratch, &mut first);
            phrases.find(&themes, &anchors, |at| &turn[at], turn.len(), &mut scratch, &mut second);
            prop_assert_eq!(&first, &second);
            for pair in first.windows(2) {
                prop_assert!(pair[0].theme < pair[1].theme || pair[0].position + pair[0].length <= pair[1].position);
            }
        }
    }
}
