//! What is asked of themes besides their rates: suggest, discover, together.

use std::sync::Arc;

use super::opened::Opened;
use super::sheet::{self, Shape};
use crate::analysis::{
    TOPIC_LEAST_TURNS, ThemeMatrix, Totals, suggestions, theme_pairs, topics, usual_topics,
};
use crate::cli::args::{DiscoverArgs, SuggestArgs};
use crate::cli::settings::Settings;
use crate::count::{Counts, Hits};
use crate::error::Result;
use crate::issues::Issues;
use crate::report::tables;
use crate::vocab::TermUnit;

/// Below how many occurrences near a theme a term is not suggested, unless another number is asked for.
const MIN_COUNT: u64 = 3;

/// `dictum themes suggest`.
pub(super) fn suggest(args: &SuggestArgs, settings: &Settings) -> Result<Issues> {
    let opened = Opened::new(settings)?;
    let (themes, _) = opened.themes()?;
    let theme = themes.find_key(&args.name)?;
    let corpus = opened.count::<(Counts, Hits)>(&((), Arc::clone(&themes)))?;
    let rows = opened.rows(&corpus)?;
    let (tokens, hits) = &corpus.counted;
    let counts = opened.terms(&corpus, tokens, TermUnit::Stem, Totals::All);
    let matrix = ThemeMatrix::new(&corpus, &themes, hits);
    let near = (args.window(), settings.selection.min_count.unwrap_or(MIN_COUNT));
    let found = suggestions(&corpus, (tokens, hits), &counts, &matrix, theme, &rows, near);
    let table = tables::suggestions(&corpus, &counts, &args.name, &found);
    sheet::print(settings, &table, 0, &Shape::SUGGESTIONS)?;
    Ok(corpus.issues)
}

/// `dictum themes discover`.
pub(super) fn discover(args: &DiscoverArgs, settings: &Settings) -> Result<Issues> {
    let opened = Opened::new(settings)?;
    let corpus = opened.count::<Counts>(&())?;
    let rows = opened.rows(&corpus)?;
    let counts = opened.terms(&corpus, &corpus.counted, TermUnit::Stem, Totals::All);
    let count = args.topics.map_or_else(|| usual_topics(rows.len()), |topics| topics as usize);
    let found = topics(&corpus, &counts, &rows, count, args.seed);
    if found.is_empty() && !rows.is_empty() {
        let least = TOPIC_LEAST_TURNS;
        settings
            .voice
            .note(format_args!("no term stands in {least} turns: there is nothing to find themes in"));
    }
    if args.toml {
        settings.output.write(tables::topics_as_themes(&corpus, &counts, &found).as_bytes())?;
    } else {
        sheet::print(settings, &tables::topics(&corpus, &counts, &found), 0, &Shape::TOPICS)?;
    }
    Ok(corpus.issues)
}

/// `dictum themes --together`.
pub(super) fn together(settings: &Settings) -> Result<Issues> {
    let opened = Opened::new(settings)?;
    let (themes, _) = opened.themes()?;
    let corpus = opened.count::<Hits>(&themes)?;
    let rows = opened.rows(&corpus)?;
    let matrix = ThemeMatrix::new(&corpus, &themes, &corpus.counted);
    let table = tables::theme_pairs(&themes, &theme_pairs(&themes, &matrix, &rows));
    sheet::print(settings, &table, 0, &Shape::TOGETHER)?;
    Ok(corpus.issues)
}
