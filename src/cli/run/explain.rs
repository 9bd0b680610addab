//! `dictum explain`: everything known of one term.

use std::collections::BTreeSet;

use super::opened::Opened;
use super::sheet::{self, Shape};
use crate::analysis::{
    Explained, KeynessOptions, TermCounts, Totals, counted_context, evenly, explain as facts_of,
};
use crate::cli::args::ExplainArgs;
use crate::cli::settings::Settings;
use crate::count::{Context, Counts, Key, Reach, Surroundings, Tokens};
use crate::error::{Error, Result};
use crate::issues::Issues;
use crate::report::tables;
use crate::scan::Corpus;
use crate::suggest;
use crate::vocab::{TermId, TermUnit};

/// How many lines of text are shown.
const LINES: u64 = 10;
/// How many words on each side of the term.
const WORDS: u32 = 10;

/// `dictum explain`.
pub(super) fn explain(args: &ExplainArgs, settings: &Settings) -> Result<Issues> {
    let opened = Opened::new(settings)?;
    let corpus = opened.count::<Counts>(&())?;
    let rows = opened.rows(&corpus)?;
    let counts = opened.term_counts(&corpus, &corpus.counted, TermUnit::Stem, Totals::All)?;
    let term = find(&args.term, &opened, &corpus, &counts)?;
    let least = settings.selection.min_count.unwrap_or(KeynessOptions::default().min_count);
    let options = KeynessOptions { min_count: least, ..KeynessOptions::default() };
    let by = settings.selection.by.as_ref().unwrap_or(&Key::Speaker);
    let explained = Explained { corpus: &corpus, counts: &counts, rows: &rows, term };
    let facts = facts_of(&explained, by, options)?;
    let places = counts.totals(&rows)[term.index()];
    if places < least {
        settings
            .voice
            .note(format_args!("keyness is told of terms that occur {least} times or more: see --min-count"));
    }
    let places = corpus.counted.places(&rows, &counts.terms, &[(term, places)])?.concat();
    let shown: Vec<(u32, u32)> = evenly(places.len(), LINES).map(|place| places[place]).collect();
    let table = tables::explanation(&corpus, &facts, &lines(&opened, &corpus, &shown)?);
    sheet::print(settings, &table, 1, &Shape::EXPLAIN)?;
    Ok(corpus.issues)
}

/// The term that a word belongs to.
fn find(word: &str, opened: &Opened<'_>, corpus: &Corpus<Tokens>, counts: &TermCounts) -> Result<TermId> {
    let unit = opened.rule(TermUnit::Stem).unit;
    if let Some(term) = counts.named(word, unit, opened.analyzer()) {
        return Ok(term);
    }
    let lexeme = opened.analyzer().lexeme(word);
    if lexeme.is_stop {
        return Err(Error::config(format_args!("'{word}' is a stop word; --stop-words none counts it too")));
    }
    if lexeme.is_number {
        return Err(Error::config(format_args!("'{word}' is a number; --numbers keep counts it too")));
    }
    let known = counts.terms.ids().map(|term| counts.shown(corpus, term));
    Err(suggest::unknown("term", word, known))
}

/// The words round some tokens, given by row and position: as printed, or as counted where there is no text.
fn lines(opened: &Opened<'_>, corpus: &Corpus<Tokens>, places: &[(u32, u32)]) -> Result<Vec<Context>> {
    let rows: BTreeSet<u32> = places.iter().map(|place| place.0).collect();
    let reach = Reach::Words { left: WORDS, right: WORDS };
    let found = opened.revisit(
        "Collecting lines",
        corpus,
        &|row| rows.contains(&row),
        Vec::new,
        |lines: &mut Vec<Context>, seen| {
            let positions = places.iter().filter(|place| place.0 == seen.row).map(|place| place.1);
            let mut surroundings = Surroundings::new(seen, reach);
            lines.extend(positions.map(|position| surroundings.context(position, 1)));
        },
    )?;
    let mut lines = found.concat();
    let is_met: BTreeSet<u32> = lines.iter().map(|line| line.row).collect();
    let counted = places.iter().filter(|place| !is_met.contains(&place.0));
    for &(row, position) in counted {
        lines.push(counted_context(corpus, row, position, WORDS)?);
    }
    lines.sort();
    Ok(lines)
}
