//! Commands that look at words in their order: ngrams, collocates.

use std::sync::Arc;

use super::groups::Groups;
use super::opened::Opened;
use super::pattern;
use super::sheet::{self, Shape};
use crate::analysis::{Attraction, CollocateFinder, NgramFinder, NgramOptions, Within};
use crate::cli::args::{CollocatesArgs, Limits, NgramsArgs, RankBy};
use crate::cli::settings::Settings;
use crate::count::{Counts, Hits, Sentences, ThemeHits, Tokens};
use crate::error::{Error, Result};
use crate::issues::Issues;
use crate::report::tables;
use crate::scan::Corpus;
use crate::stats::association::AssociationMeasure;
use crate::text::{ThemeId, Themes};
use crate::vocab::TermUnit;

/// Below how many occurrences n-grams and collocates have no row, unless another number is asked for.
const MIN_COUNT: u64 = 3;

/// The part of the memory that n-grams may take while they are counted: the words and the result take the rest.
const TABLES: u64 = 4;

/// `dictum ngrams`.
pub(super) fn ngrams(args: &NgramsArgs, settings: &Settings) -> Result<Issues> {
    if args.size.words() > 2 && !has_measure_of_many(args.rank_by()) {
        let what = format!(
            "{} is of two words; of more there are observed, lambda, lambda_z",
            args.rank_by().name()
        );
        return Err(Error::config(what));
    }
    let opened = Opened::new(settings)?;
    let corpus = opened.count::<Counts>(&())?;
    let rows = opened.rows(&corpus)?;
    let terms = opened.terms(&corpus, &corpus.counted, TermUnit::Stem)?;
    let by = settings.selection.by.as_ref();
    let options = NgramOptions {
        size: args.size,
        skip: args.skip as usize,
        min_count: settings.selection.min_count.unwrap_or(MIN_COUNT),
        terms: None,
    };
    let groups = Groups::new(&corpus, by, &rows);
    let room = settings.memory.map_or(u64::MAX, |limit| limit / TABLES);
    let mut finder = NgramFinder::new(&corpus.counted, &terms).within(room);
    let row = &|group, ngram| tables::ngram_row(&corpus, &terms, group, &ngram);
    let found = groups.iter().map(|(group, rows)| {
        let mut found = finder.find(rows, &options)?;
        rank(&mut found, args.rank_by(), |ngram| &ngram.attraction);
        Ok(found.into_iter().map(move |ngram| row(group, ngram)))
    });
    let columns = tables::ngram_columns(by);
    sheet::print_groups(settings, &columns, found, usize::from(by.is_some()), &Shape::NGRAMS)?;
    Ok(corpus.issues)
}

fn has_measure_of_many(rank_by: RankBy) -> bool {
    matches!(
        rank_by,
        RankBy::Observed | RankBy::Measure(AssociationMeasure::Lambda | AssociationMeasure::LambdaZ)
    )
}

/// Puts the strongest first; the order of those that are equally strong stays as it is.
fn rank<T>(found: &mut [T], rank_by: RankBy, attraction: impl Fn(&T) -> &Attraction) {
    match rank_by {
        RankBy::Observed => found.sort_by_key(|one| std::cmp::Reverse(attraction(one).observed())),
        RankBy::Measure(measure) => {
            found.sort_by(|a, b| attraction(a).strongest_first(attraction(b), measure));
        }
    }
}

/// `dictum collocates`.
pub(super) fn collocates(args: &CollocatesArgs, settings: &Settings) -> Result<Issues> {
    let opened = Opened::new(settings)?;
    match args.within {
        Limits::Turn => {
            let plan = Node::new(args, &opened)?;
            let corpus = opened.count::<(Counts, Hits)>(&((), plan.themes.clone()))?;
            plan.print(&opened, &corpus, &corpus.counted.0, &corpus.counted.1, Within::Turn)?;
            Ok(corpus.issues)
        }
        Limits::Sentence => {
            let plan = Node::new(args, &opened)?;
            let corpus = opened.count::<(Counts, (Hits, Sentences))>(&((), (plan.themes.clone(), ())))?;
            let (tokens, (hits, starts)) = &corpus.counted;
            plan.print(&opened, &corpus, tokens, hits, Within::Sentence(starts))?;
            Ok(corpus.issues)
        }
    }
}

/// The node of a collocation, and what is asked of its collocates.
struct Node<'a> {
    args: &'a CollocatesArgs,
    themes: Arc<Themes>,
    node: ThemeId,
}

impl<'a> Node<'a> {
    fn new(args: &'a CollocatesArgs, opened: &Opened<'_>) -> Result<Self> {
        let unit = opened.settings().words.terms.unwrap_or(TermUnit::Stem);
        let (themes, node) = pattern::looked_for(&pattern::of_term(&args.node, unit), opened)?;
        Ok(Self { args, themes, node })
    }

    fn print<F>(
        &self,
        opened: &Opened<'_>,
        corpus: &Corpus<F>,
        tokens: &Tokens,
        hits: &ThemeHits,
        within: Within<'_>,
    ) -> Result<()> {
        let settings = opened.settings();
        let rows = opened.rows(corpus)?;
        let terms = &opened.terms(corpus, tokens, TermUnit::Stem)?;
        let by = settings.selection.by.as_ref();
        let least = settings.selection.min_count.unwrap_or(MIN_COUNT).max(1);
        let node = &*self.args.node;
        if !rows.is_empty() && !hits.in_rows(&rows).any(|hit| hit.theme == self.node) {
            settings.voice.note(format_args!("'{node}' is found nowhere"));
        }
        let groups = Groups::new(corpus, by, &rows);
        let window = (self.args.window(), within);
        let finder = CollocateFinder::new(tokens, terms, (hits, self.node), window);
        let found = groups.iter().map(|(group, rows)| {
            let mut found = finder.find(rows, least)?;
            rank(&mut found, self.args.rank_by(), |collocate| &collocate.attraction);
            let row = move |collocate| tables::collocate_row(corpus, terms, group, node, &collocate);
            Ok(found.into_iter().map(row))
        });
        let columns = tables::collocate_columns(by);
        sheet::print_groups(settings, &columns, found, usize::from(by.is_some()), &Shape::COLLOCATES)
    }
}
