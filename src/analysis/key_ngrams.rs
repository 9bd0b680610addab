//! N-grams as terms: a corpus whose vocabulary they are, so that whatever is asked of terms can be asked of them.

use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};

use super::listed::{WordCounts, term_of};
use super::terms::{TermCounts, Totals};
use crate::count::{Dfm, Tokens};
use crate::error::Result;
use crate::scan::{Corpus, TurnRecord};
use crate::vocab::{FormId, Lexicon, Numbers, TermId, TermRule, TermUnit, Terms, Vocabulary};

/// How many terms an n-gram has at most.
pub const MOST: usize = 5;

/// The terms of an n-gram, and after them [`NONE`].
type Gram = [u32; MOST];

/// The number of no term.
const NONE: u32 = u32::MAX;

/// Neighbouring terms of a corpus: no stop word or other word that is no term stands among them, and they are of one turn.
/// An n-gram is shown as its terms are, and its key and stem are theirs, each parted by a space.
#[derive(Debug)]
pub struct KeyNGrams<'a> {
    corpus: &'a Corpus<Tokens>,
    terms: &'a TermCounts,
    n: usize,
}

/// What is counted of n-grams.
#[derive(Debug)]
pub struct CountedNGrams {
    /// The n-grams as forms, each of them a term.
    pub vocabulary: Vocabulary,
    /// Turns × n-grams. The size of a turn is the number of its positions, max(tokens − n + 1, 0), or under
    /// [`Totals::Content`] that of its n-grams; the types are the different n-grams, rare ones too.
    pub counts: TermCounts,
}

impl<'a> KeyNGrams<'a> {
    /// N-grams of `n` terms, 1 to [`MOST`].
    pub fn new(corpus: &'a Corpus<Tokens>, terms: &'a TermCounts, n: usize) -> Self {
        Self { corpus, terms, n: n.clamp(1, MOST) }
    }

    /// A frequency list of n-grams, its words parted by spaces, as the n-grams are shown; what is none stays as it is.
    pub fn renamed(&self, list: &WordCounts) -> WordCounts {
        let mut renamed = WordCounts::new();
        for (words, count) in list {
            let shown =
                self.gram(words).map_or_else(|| words.clone(), |gram| self.joined(&gram, Part::Shown));
            let sum: &mut u64 = renamed.entry(shown).or_default();
            *sum = sum.saturating_add(*count);
        }
        renamed
    }

    /// Counts the n-grams that occur `least` times in all turns together, or stand in one of `lists`.
    ///
    /// # Errors
    /// What waits on disk cannot be read.
    pub fn count(
        &self,
        least: u64,
        unit: TermUnit,
        totals: Totals,
        lists: &[&WordCounts],
    ) -> Result<CountedNGrams> {
        let (occurring, content) = self.occurring()?;
        let mut kept: HashSet<Gram, FixedState> = HashSet::default();
        kept.extend(occurring.iter().filter(|(_, count)| **count >= least).map(|(gram, _)| *gram));
        kept.extend(lists.iter().flat_map(|list| list.keys()).filter_map(|words| self.gram(words)));
        let mut lexicon = Lexicon::default();
        let seen = kept.into_iter().map(|gram| (gram, self.see(&gram, &mut lexicon))).collect::<Vec<_>>();
        let (vocabulary, ranks) = Vocabulary::freeze(&lexicon);
        let forms = seen.into_iter().map(|(gram, form)| (gram, ranks.forms[form.index()])).collect();
        let matrix = self.matrix(&forms)?;
        let form_totals = matrix.column_totals(vocabulary.len());
        let rule = TermRule { unit, numbers: Numbers::Keep };
        let terms = Terms::new(&vocabulary, &form_totals, rule);
        let positions = |turn: &TurnRecord| (turn.tokens + 1).saturating_sub(self.n as u64);
        let sizes = match totals {
            Totals::All => self.corpus.turns.iter().map(positions).collect(),
            Totals::Content => content,
        };
        let matrix = matrix.gather(&terms);
        let types = occurring.len() as u64;
        Ok(CountedNGrams { counts: TermCounts { terms, matrix, sizes, form_totals, types }, vocabulary })
    }

    /// How often each n-gram occurs, and how many each turn has.
    fn occurring(&self) -> Result<(HashMap<Gram, u64, FixedState>, Vec<u64>)> {
        let mut occurring: HashMap<Gram, u64, FixedState> = HashMap::default();
        let mut content = vec![0; self.corpus.counted.len()];
        self.each(|row, gram| {
            *occurring.entry(gram).or_default() += 1;
            content[row as usize] += 1;
        })?;
        Ok((occurring, content))
    }

    /// Turns × those n-grams that have a form.
    fn matrix(&self, forms: &HashMap<Gram, FormId, FixedState>) -> Result<Dfm> {
        let mut cells: Vec<(u32, u32)> = Vec::new();
        self.each(|row, gram| cells.extend(forms.get(&gram).map(|form| (row, form.0))))?;
        Ok(Dfm::from_sorted(&cells, self.corpus.counted.len()))
    }

    /// Hands on every n-gram of every turn, with its row, in the order of the text.
    fn each(&self, mut found: impl FnMut(u32, Gram)) -> Result<()> {
        let tokens = &self.corpus.counted;
        tokens.visit(0..tokens.len() as u32, |row, forms| {
            let mut gram = [NONE; MOST];
            let mut length = 0;
            for form in forms {
                let Some(term) = self.terms.terms.of(form) else {
                    length = 0;
                    continue;
                };
                if length == self.n {
                    gram.copy_within(1..self.n, 0);
                    length -= 1;
                }
                gram[length] = term.0;
                length += 1;
                if length == self.n {
                    found(row, gram);
                }
            }
        })
    }

    /// The n-gram that some words are.
    fn gram(&self, words: &str) -> Option<Gram> {
        let mut gram = [NONE; MOST];
        let mut length = 0;
        for word in words.split_whitespace() {
            *gram[..self.n].get_mut(length)? = term_of(self.corpus, self.terms, word)?.0;
            length += 1;
        }
        (length == self.n).then_some(gram)
    }

    fn see(&self, gram: &Gram, lexicon: &mut Lexicon) -> FormId {
        let [shown, folded, stem] =
            [Part::Shown, Part::Folded, Part::Stem].map(|part| self.joined(gram, part));
        lexicon.see_known(&shown, &folded, &stem)
    }

    fn joined(&self, gram: &Gram, part: Part) -> String {
        let vocabulary = &self.corpus.vocabulary;
        let parts = gram[..self.n].iter().map(|&term| {
            let form = self.terms.terms.shown(TermId(term));
            match part {
                Part::Shown => vocabulary.form(form),
                Part::Folded => vocabulary.lexeme(form).folded,
                Part::Stem => vocabulary.lexeme(form).stem,
            }
        });
        parts.collect::<Vec<_>>().join(" ")
    }
}

/// What of a term goes into a name of an n-gram.
#[derive(Debug, Clone, Copy)]
enum Part {
    Shown,
    Folded,
    Stem,
}
