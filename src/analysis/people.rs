//! Who spoke, and how much.

use crate::scan::Corpus;
use crate::speakers::{Side, SpeakerId};
use crate::stats::rate::share;

/// A speaker's part in the conversation.
#[derive(Debug, Clone, PartialEq)]
pub struct SpeakerRow {
    /// Who; `None` for all turns without a name together.
    pub speaker: Option<SpeakerId>,
    /// On which side they sit; `None` for the turns without a name.
    pub side: Option<Side>,
    /// How many turns.
    pub turns: u64,
    /// How many words.
    pub tokens: u64,
    /// Their part of all words, 0 to 1; `None` where there are no words.
    pub share_of_words: Option<f64>,
    /// How often the transcript leaves words of theirs out.
    pub elisions: u64,
}

/// The speakers of some turns, the most words first, then by name; turns without a name as one last row.
pub fn speakers<F>(corpus: &Corpus<F>, rows: &[u32]) -> Vec<SpeakerRow> {
    let unknown = corpus.speakers.len();
    let mut counts = vec![(0_u64, 0_u64, 0_u64); unknown + 1];
    for &row in rows {
        let turn = &corpus.turns[row as usize];
        let (turns, tokens, elisions) = &mut counts[turn.speaker.map_or(unknown, SpeakerId::index)];
        *turns += 1;
        *tokens += turn.tokens;
        *elisions += turn.elisions;
    }
    let all = counts.iter().map(|count| count.1).sum();
    let mut found: Vec<SpeakerRow> = counts
        .into_iter()
        .enumerate()
        .filter(|(_, (turns, _, _))| *turns > 0)
        .map(|(place, (turns, tokens, elisions))| SpeakerRow {
            speaker: (place < unknown).then_some(SpeakerId(place as u32)),
            side: corpus.sides.get(place).copied(),
            turns,
            tokens,
            share_of_words: share(tokens, all),
            elisions,
        })
        .collect();
    found.sort_by_key(|row| (row.speaker.is_none(), std::cmp::Reverse(row.tokens), row.speaker));
    found
}
