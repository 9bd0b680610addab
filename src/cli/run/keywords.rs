//! What each group says more than another: `dictum keywords`.

use std::collections::BTreeSet;
use std::num::NonZeroU32;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::opened::Opened;
use super::sheet::{self, Shape};
use super::{frequency_list, grain};
use crate::analysis::{
    CountedNGrams, Family, Intervals, KeyNGrams, Keyness, KeynessOptions, Listed, Permutations, PriorChoice,
    Reference, TermCounts, Totals, WordCounts,
};
use crate::cli::args::{KeywordsArgs, TypedPrior};
use crate::cli::settings::Settings;
use crate::count::{Counts, DocumentKey, Key, SpeakerCounts, Tally, Tokens};
use crate::error::{Error, Result};
use crate::issues::Issues;
use crate::render::table::Table;
use crate::report::tables;
use crate::scan::{Corpus, Grain, Partial};
use crate::vocab::TermUnit;

/// What `--reference` names.
#[derive(Debug)]
pub(super) enum Named {
    /// Nothing: all the others.
    Rest,
    /// A group.
    Group(String),
    /// A frequency list.
    List(WordCounts),
    /// Texts, or counts of texts, that are read beside the inputs.
    Texts(String),
}

/// The lists and texts that the groups are judged by.
struct Beside {
    reference: Named,
    /// The list behind the prior.
    prior: Option<WordCounts>,
}

/// The documents of the reference, where it has some of its own.
type Documents = BTreeSet<Arc<DocumentKey>>;

impl Named {
    fn new(args: &KeywordsArgs, settings: &Settings) -> Result<Self> {
        let Some(name) = &args.reference else { return Ok(Self::Rest) };
        let text_field = settings.reading.text_field.as_deref().unwrap_or("text");
        let path = Path::new(name);
        let named = match frequency_list::read_if_list(path, text_field)? {
            Some(list) => Self::List(list),
            None if path.exists() => Self::Texts(name.clone()),
            None if args.target.as_ref() == Some(name) => {
                return Err(Error::config(format_args!("--target and --reference are both '{name}'")));
            }
            None => Self::Group(name.clone()),
        };
        match named {
            Self::Rest | Self::Group(_) | Self::Texts(_) if args.reference_size.is_some() => Err(
                Error::config(format_args!("--reference-size is for a frequency list, and '{name}' is none")),
            ),
            Self::Rest | Self::Group(_) | Self::Texts(_) | Self::List(_) => Ok(named),
        }
    }
}

impl Beside {
    fn new(args: &KeywordsArgs, settings: &Settings) -> Result<Self> {
        let prior = match &args.prior {
            TypedPrior::Pooled | TypedPrior::Uniform(_) => None,
            TypedPrior::Background(path) => Some(frequency_list::read(path)?),
        };
        Ok(Self { reference: Named::new(args, settings)?, prior })
    }

    /// The frequency lists.
    fn lists(&mut self) -> impl Iterator<Item = &mut WordCounts> {
        let reference = match &mut self.reference {
            Named::List(list) => Some(list),
            Named::Rest | Named::Group(_) | Named::Texts(_) => None,
        };
        reference.into_iter().chain(&mut self.prior)
    }

    /// Has the words of the lists known, whether somebody says them or not.
    fn teach<T: Tally>(&mut self, args: &KeywordsArgs, partial: &mut Partial<T>, opened: &Opened<'_>) {
        for list in self.lists() {
            let entries = list.keys().map(String::as_str);
            match args.n {
                None => partial.learn(entries, opened.analyzer()),
                Some(_) => partial.learn(entries.flat_map(str::split_whitespace), opened.analyzer()),
            }
        }
    }

    /// Says that the words of a reference add up to too few, where its list lacks the most frequent ones.
    fn note_size(&self, args: &KeywordsArgs, opened: &Opened<'_>) {
        let (Named::List(list), Totals::All, None, None) =
            (&self.reference, args.totals, args.reference_size, args.n)
        else {
            return;
        };
        if !list.keys().any(|word| opened.analyzer().lexeme(word).is_stop) {
            let size: u64 = list.values().sum();
            opened.settings().voice.note(format_args!(
                "the list has no stop words and is taken to be of {size} words; --reference-size says how many its text has"
            ));
        }
    }

    /// N-grams in place of terms, in the lists too.
    fn count_ngrams(
        &mut self,
        n: u64,
        args: &KeywordsArgs,
        opened: &Opened<'_>,
        corpus: &Corpus<Tokens>,
        counts: &TermCounts,
    ) -> Result<CountedNGrams> {
        let ngrams = KeyNGrams::new(corpus, counts, n as usize);
        self.lists().for_each(|list| *list = ngrams.renamed(list));
        let lists: Vec<&WordCounts> = self.lists().map(|list| &*list).collect();
        let least = min_count(opened.settings());
        ngrams.count(least, opened.rule(TermUnit::Stem).unit, args.totals, &lists)
    }

    /// What the options mean for a corpus.
    fn options<F>(
        &self,
        args: &KeywordsArgs,
        settings: &Settings,
        corpus: &Corpus<F>,
        counts: &TermCounts,
        reference: Vec<u32>,
    ) -> KeynessOptions {
        let listed = |list| Listed::new(corpus, counts, list, args.totals);
        KeynessOptions {
            min_count: min_count(settings),
            reference: match &self.reference {
                Named::Rest => Reference::Rest,
                Named::Group(name) => Reference::Group(name.clone()),
                Named::Texts(_) => Reference::Turns(reference),
                Named::List(list) => {
                    let listed = listed(list);
                    Reference::List(Arc::new(Listed {
                        size: args.reference_size.unwrap_or(listed.size),
                        ..listed
                    }))
                }
            },
            cluster: args.cluster,
            prior: match (&args.prior, &self.prior) {
                (TypedPrior::Uniform(alpha), _) => PriorChoice::Uniform(*alpha),
                (TypedPrior::Background(_), Some(list)) => PriorChoice::Background(Arc::new(listed(list))),
                (TypedPrior::Pooled | TypedPrior::Background(_), _) => PriorChoice::Pooled,
            },
            adjustment: args.adjust,
            variants: args.compat,
            intervals: if args.no_intervals { Intervals::Skipped } else { Intervals::Computed },
            permutations: args
                .permutations
                .and_then(NonZeroU32::new)
                .map(|rounds| Permutations { rounds, seed: args.seed }),
        }
    }
}

fn min_count(settings: &Settings) -> u64 {
    settings.selection.min_count.unwrap_or(KeynessOptions::default().min_count)
}

/// `dictum keywords`.
pub(super) fn keywords(args: &KeywordsArgs, settings: &Settings) -> Result<Issues> {
    let mut beside = Beside::new(args, settings)?;
    let mut opened = Opened::new(settings)?.with_grain(grain::of_keywords(args, &beside.reference, settings));
    beside.note_size(args, &opened);
    match opened.grain() {
        Grain::Turn => {
            let (mut partial, documents) = turns(&mut opened, &beside.reference)?;
            beside.teach(args, &mut partial, &opened);
            let mut corpus = opened.frozen(partial)?;
            let mut counts = opened.term_counts(&corpus, &corpus.counted, TermUnit::Stem, args.totals)?;
            if let Some(n) = args.n {
                let ngrams = beside.count_ngrams(n, args, &opened, &corpus, &counts)?;
                (corpus.vocabulary, counts) = (ngrams.vocabulary, ngrams.counts);
            }
            print(args, &beside, &opened, &corpus, &counts, &documents)?;
            Ok(corpus.issues)
        }
        Grain::Speaker => {
            let mut partial = opened.partial_spilling::<SpeakerCounts>(&opened.rule(TermUnit::Stem))?;
            beside.teach(args, &mut partial, &opened);
            let corpus = opened.frozen(partial)?;
            let counts = opened.term_counts(&corpus, &corpus.counted.forms, TermUnit::Stem, args.totals)?;
            print(args, &beside, &opened, &corpus, &counts, &Documents::new())?;
            Ok(corpus.issues)
        }
    }
}

/// The turns of the inputs and, where it has texts, of the reference; what is in both is the reference's alone.
fn turns(opened: &mut Opened<'_>, reference: &Named) -> Result<(Partial<Counts>, Documents)> {
    let path = match reference {
        Named::Texts(path) => path,
        Named::Rest | Named::Group(_) | Named::List(_) => {
            return Ok((opened.partial(&())?, Documents::new()));
        }
    };
    let texts = Opened::of(opened.settings(), std::slice::from_ref(path))?;
    opened.yield_to(&texts);
    let texts = texts.partial::<Counts>(&())?;
    if texts.is_empty() {
        return Err(Error::io(format!("no reference could be read: {path}")));
    }
    let documents: Documents = texts.keys().cloned().collect();
    let inputs = opened.partial::<Counts>(&())?;
    if let Some(key) = inputs.keys().find(|key| documents.contains(*key)) {
        return Err(Error::config(format_args!("'{}' is in the inputs and in the reference", key.name)));
    }
    Ok((inputs.merge(texts, &()), documents))
}

fn print<F: Sync>(
    args: &KeywordsArgs,
    beside: &Beside,
    opened: &Opened<'_>,
    corpus: &Corpus<F>,
    counts: &TermCounts,
    documents: &Documents,
) -> Result<()> {
    let settings = opened.settings();
    let is_of_reference = |row: &u32| documents.contains(&corpus.document(&corpus.turns[*row as usize]).key);
    let mut rows = opened.rows(corpus)?;
    let reference = match documents.is_empty() {
        true => Vec::new(),
        false => {
            rows.retain(|row| !is_of_reference(row));
            (0..corpus.turns.len() as u32).filter(is_of_reference).collect()
        }
    };
    let options = beside.options(args, settings, corpus, counts, reference);
    let columns = tables::keyword_columns(options.permutations.as_ref());
    if corpus.turns.is_empty() {
        return sheet::print(settings, &Table::new(columns), 0, &Shape::KEYWORDS);
    }
    let by = settings.selection.by.clone().unwrap_or(Key::Speaker);
    let keyness = Keyness::new(corpus, counts, &by, &rows, options)?;
    let targets: Vec<usize> = match &args.target {
        Some(label) => vec![keyness.find(by.name(), label)?],
        None => keyness.targets().collect(),
    };
    let limit = settings.rows();
    let mut left_out = 0;
    sheet::write(settings, &columns, &Shape::KEYWORDS, |writer| {
        for groups in targets.chunks(rayon::current_num_threads()) {
            let families: Vec<Family<'_>> = groups.par_iter().map(|&group| keyness.family(group)).collect();
            for family in &families {
                let kept = limit.map_or(family.len(), |limit| family.len().min(limit as usize));
                left_out += (family.len() - kept) as u64;
                for row in tables::keyword_rows(corpus, counts, family, family.keywords().take(kept)) {
                    writer.row(&row)?;
                }
            }
        }
        Ok(())
    })?;
    sheet::note_left_out(settings, left_out);
    Ok(())
}
