//! What stands round each hit: the lines of a concordance.

use std::ops::Range;
use std::sync::Arc;

use rayon::slice::ParallelSliceMut;

use super::hits::Matcher;
use super::tally::{Order, Renumbering, Seen, Tally, on_one_line};
use crate::text::{ThemeId, Themes, sentence_at};

/// The longest sentence, in bytes, that is shown whole. Text without full stops is one sentence of any length.
const LONGEST: usize = 1 << 15;

/// How many words of a longer sentence are shown before a hit and after it.
const OF_LONG: u32 = 200;

/// How far the context of a hit reaches; never beyond its turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// So many tokens before the hit and after it.
    Words {
        /// Before it.
        left: u32,
        /// After it.
        right: u32,
    },
    /// To both ends of the sentence, but no more than 200 words of one that is longer than 32 KiB; to both ends of
    /// the turn where the text is not at hand.
    Sentence,
    /// To both ends of the turn.
    Turn,
}

/// What is looked for, and how much is kept of what stands round it.
#[derive(Debug, Clone)]
pub struct ContextPlan {
    /// The themes, of which one is looked for.
    pub themes: Arc<Themes>,
    /// Which.
    pub theme: ThemeId,
    /// How much is kept.
    pub reach: Reach,
}

/// A hit in its context as printed, white space as single spaces; the forms alone where the text is not at hand.
///
/// The three texts one after the other are the passage: a blank beside the node stands in `left` and `right`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Context {
    /// The turn's row.
    pub row: u32,
    /// The first token of the hit, from 0 in its turn.
    pub position: u32,
    /// The source's line of that token, from 1; the turn's first line where the text is not at hand.
    pub line: u64,
    /// What stands before the hit.
    pub left: String,
    /// The hit itself.
    pub node: String,
    /// What stands after it.
    pub right: String,
}

/// Tells the contexts of the hits in one turn; in their order, so that no sentence is looked for twice.
#[derive(Debug, Clone)]
pub struct Surroundings<'s, 'a> {
    seen: &'s Seen<'a>,
    reach: Reach,
    /// The sentence of the last hit, in bytes of the text; empty before the first.
    sentence: Range<usize>,
}

impl<'s, 'a> Surroundings<'s, 'a> {
    /// Of hits in the turn that is `seen`.
    pub fn new(seen: &'s Seen<'a>, reach: Reach) -> Self {
        Self { seen, reach, sentence: 0..0 }
    }

    /// The context of the `length` tokens from `position` on, at least one.
    pub fn context(&mut self, position: u32, length: u32) -> Context {
        let seen = self.seen;
        let [left, right] = if seen.forms.has_spans() {
            self.sides_in_text(position, length)
        } else {
            sides_in_forms(seen, position, length, self.reach)
        };
        let node = seen.printed(position, length).into_owned();
        Context { row: seen.row, position, line: seen.line_of(position), left, node, right }
    }

    fn sides_in_text(&mut self, position: u32, length: u32) -> [String; 2] {
        let (text, spans) = (self.seen.said.text, &self.seen.forms.spans);
        let first = spans[position as usize].start as usize;
        let last = spans[(position + length - 1) as usize].end as usize;
        let around = match self.reach {
            Reach::Turn => 0..text.len(),
            Reach::Sentence => {
                let words = words_around(self.seen, position, length, [OF_LONG; 2]);
                let sentence = self.sentence_round(first, words.end);
                let shown = sentence.start.min(first)..sentence.end.max(last);
                if sentence.len() > LONGEST {
                    words.start.max(shown.start)..words.end.min(shown.end)
                } else {
                    shown
                }
            }
            Reach::Words { left, right } => words_around(self.seen, position, length, [left, right]),
        };
        [before(&text[around.start..first]), after(&text[last..around.end])]
    }

    /// The sentence that the byte at `first` stands in. Of a long one the last hit's is not enough where less than what
    /// would be shown, up to `end`, is left of it: it may have been cut there.
    fn sentence_round(&mut self, first: usize, end: usize) -> Range<usize> {
        let is_same = self.sentence.contains(&first);
        if !is_same || (self.sentence.len() > LONGEST && end > self.sentence.end) {
            self.sentence = sentence_at(self.seen.said.text, first);
        }
        self.sentence.clone()
    }
}

/// The bytes of a hit, of so many words before it, and of so many after it.
fn words_around(seen: &Seen<'_>, position: u32, length: u32, sides: [u32; 2]) -> Range<usize> {
    let spans = &seen.forms.spans;
    let [(left, is_first), (right, is_last)] = tokens(seen, position, length, sides);
    let start = if is_first { 0 } else { spans[(position - left) as usize].start as usize };
    let end = if is_last {
        seen.said.text.len()
    } else {
        spans[(position + length - 1 + right) as usize].end as usize
    };
    start..end
}

/// How many tokens of the context stand before a hit and after it, and whether it ends at the ends of the turn.
fn tokens(seen: &Seen<'_>, position: u32, length: u32, [left, right]: [u32; 2]) -> [(u32, bool); 2] {
    let after = seen.forms.ids.len() as u32 - position - length;
    [(left.min(position), left > 0 && left >= position), (right.min(after), right > 0 && right >= after)]
}

fn sides_in_forms(seen: &Seen<'_>, position: u32, length: u32, reach: Reach) -> [String; 2] {
    let sides = match reach {
        Reach::Words { left, right } => [left, right],
        Reach::Sentence | Reach::Turn => [u32::MAX; 2],
    };
    let [(left, _), (right, _)] = tokens(seen, position, length, sides);
    let [left, right] =
        [(position - left, left), (position + length, right)].map(|(from, count)| seen.printed(from, count));
    [before(&format!("{left} ")), after(&format!(" {right}"))]
}

/// What stands before a node, on one line, with a blank at its end where there is one.
fn before(text: &str) -> String {
    let line = on_one_line(text).trim().to_owned();
    if !line.is_empty() && text.ends_with(char::is_whitespace) { line + " " } else { line }
}

/// What stands after a node, on one line, with a blank at its beginning where there is one.
fn after(text: &str) -> String {
    let line = on_one_line(text).trim().to_owned();
    if !line.is_empty() && text.starts_with(char::is_whitespace) { format!(" {line}") } else { line }
}

/// Collects every hit of one theme with its context.
#[derive(Debug, Default)]
pub struct Contexts {
    matcher: Matcher,
    found: Vec<Context>,
    /// What they take beside their places, in bytes.
    held: usize,
}

impl Tally for Contexts {
    type Plan = ContextPlan;
    type Frozen = Vec<Context>;

    fn empty(_: &ContextPlan) -> Self {
        Self::default()
    }

    fn add(&mut self, plan: &ContextPlan, seen: &Seen<'_>) {
        let Self { matcher, found, held } = self;
        let hits = matcher.find(&plan.themes, seen.lexicon, &seen.forms.ids).iter();
        let hits = hits.filter(|hit| hit.theme == plan.theme);
        let mut surroundings = Surroundings::new(seen, plan.reach);
        found.extend(hits.map(|hit| {
            let context = surroundings.context(hit.position, hit.length);
            *held += context.left.len() + context.node.len() + context.right.len();
            context
        }));
    }

    fn merge(&mut self, _: &ContextPlan, other: Self, renumbering: &Renumbering) {
        let row = |context: &Context| renumbering.rows.number(context.row);
        self.found.extend(other.found.into_iter().map(|context| Context { row: row(&context), ..context }));
        self.held += other.held;
    }

    fn freeze(self, order: &Order) -> Vec<Context> {
        let rows = order.final_rows();
        let mut found = self.found;
        for context in &mut found {
            context.row = rows[context.row as usize];
        }
        found.par_sort_unstable();
        found
    }

    fn heap_size(&self) -> usize {
        size_of::<Context>() * self.found.capacity() + self.held
    }
}
