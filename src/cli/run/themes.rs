//! What is asked of themes besides their rates: suggest, discover, together.

use std::sync::Arc;

use super::groups::Groups;
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
use crate::render::table::Table;
use crate::report::tables;
use crate::scan::Corpus;
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
    let counts = opened.term_counts(&corpus, tokens, TermUnit::Stem, Totals::All)?;
    let matrix = ThemeMatrix::new(&corpus, &themes, hits);
    let near = (args.window(), settings.selection.min_count.unwrap_or(MIN_COUNT));
    let table = |rows: &[u32]| {
        let found = suggestions(&corpus, (tokens, hits), &counts, &matrix, theme, rows, near)?;
        Ok(tables::suggestions(&corpus, &counts, &args.name, &found))
    };
    print_groups(settings, &corpus, &rows, table, &Shape::SUGGESTIONS)?;
    Ok(corpus.issues)
}

/// `dictum themes discover`.
pub(super) fn discover(args: &DiscoverArgs, settings: &Settings) -> Result<Issues> {
    let opened = Opened::new(settings)?;
    let corpus = opened.count::<Counts>(&())?;
    let rows = opened.rows(&corpus)?;
    let counts = opened.term_counts(&corpus, &corpus.counted, TermUnit::Stem, Totals::All)?;
    let least = settings.selection.min_count.unwrap_or(1);
    let found = |rows: &[u32]| {
        let count = args.topics.map_or_else(|| usual_topics(rows.len()), |topics| topics as usize);
        topics(&corpus, &counts, rows, least, count, args.seed)
    };
    if args.toml {
        settings.output.write(tables::topics_as_themes(&corpus, &counts, &found(&rows)).as_bytes())?;
    } else {
        let table = |rows: &[u32]| Ok(tables::topics(&corpus, &counts, &found(rows)));
        if print_groups(settings, &corpus, &rows, table, &Shape::TOPICS)? == 0 && !rows.is_empty() {
            let note =
                format!("no term stands in {TOPIC_LEAST_TURNS} turns: there is nothing to find themes in");
            settings.voice.note(note);
        }
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
    let table = |rows: &[u32]| Ok(tables::theme_pairs(&themes, &theme_pairs(&themes, &matrix, rows)));
    print_groups(settings, &corpus, &rows, table, &Shape::TOGETHER)?;
    Ok(corpus.issues)
}

/// Prints the table of each group, one after the other; gives how many rows there are.
fn print_groups<F>(
    settings: &Settings,
    corpus: &Corpus<F>,
    rows: &[u32],
    table: impl Fn(&[u32]) -> Result<Table>,
    shape: &Shape,
) -> Result<usize> {
    let by = settings.selection.by.as_ref();
    let groups = Groups::new(corpus, by, rows);
    let of_group =
        |(group, rows): (Option<&str>, &[u32])| Ok((group.unwrap_or_default().to_owned(), table(rows)?));
    let mut groups = groups.iter().map(of_group).collect::<Result<Vec<(String, Table)>>>()?;
    if groups.is_empty() {
        groups.push((String::new(), table(&[])?));
    }
    let all = tables::of_groups(by, groups);
    sheet::print(settings, &all, usize::from(by.is_some()), shape)?;
    Ok(all.rows.len())
}
