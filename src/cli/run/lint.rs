//! `dictum themes --lint`.

use std::sync::Arc;

use super::opened::Opened;
use super::sheet::{self, Shape};
use crate::analysis::{Evidence, alone, grouped, lint as lint_themes};
use crate::cli::settings::Settings;
use crate::count::{Counts, Hits};
use crate::error::Result;
use crate::issues::Issues;
use crate::report::tables;

/// What to look into in the theme file, by group where groups are asked for.
pub(super) fn lint(settings: &Settings) -> Result<Issues> {
    let opened = Opened::new(settings)?;
    let (themes, _) = opened.themes()?;
    let each = Arc::new(alone(&themes, opened.analyzer())?);
    let corpus = opened.count::<(Counts, (Hits, Hits))>(&((), (Arc::clone(&themes), each)))?;
    let rows = opened.rows(&corpus)?;
    let by = settings.selection.by.as_ref();
    let (tokens, (hits, alone)) = &corpus.counted;
    let evidence = Evidence { themes: &themes, tokens, hits, alone, analyzers: opened.analyzers() };
    let grouping = grouped(&corpus, by, &rows, "");
    let members = grouping.rows();
    let groups = grouping.labels.into_iter().zip(&members);
    let groups: Vec<_> = groups
        .map(|(label, rows)| Ok((label, lint_themes(&corpus, &evidence, rows)?)))
        .collect::<Result<_>>()?;
    let table = tables::theme_lint(&themes, by, &groups);
    sheet::print(settings, &table, usize::from(by.is_some()), &Shape::LINT)?;
    Ok(corpus.issues)
}
