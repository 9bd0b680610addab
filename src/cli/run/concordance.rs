//! `dictum concordance`: hits in their contexts.

use super::opened::Opened;
use super::pattern::looked_for;
use super::sheet::{self, Shape};
use crate::analysis::concordance as lines;
use crate::cli::args::ConcordanceArgs;
use crate::cli::settings::Settings;
use crate::count::{ContextPlan, Contexts, Reach};
use crate::error::Result;
use crate::issues::Issues;
use crate::report::{Texts, tables};

/// `dictum concordance`.
pub(super) fn concordance(args: &ConcordanceArgs, settings: &Settings) -> Result<Issues> {
    let opened = Opened::new(settings)?;
    let (themes, theme) = looked_for(&args.pattern, &opened)?;
    let plan = ContextPlan { themes, theme, reach: args.reach() };
    let corpus = opened.count::<Contexts>(&plan)?;
    if plan.reach == Reach::Sentence && opened.texts() == Texts::Some {
        settings.voice.note("files of counts tell no sentences: their turns are shown whole");
    }
    let rows = opened.rows(&corpus)?;
    let by = settings.selection.by.as_ref();
    let found = lines(&corpus, &corpus.counted, &rows, opened.analyzers(), args.sort, args.sample);
    if found.is_empty() && !rows.is_empty() {
        settings.voice.note(format_args!("'{}' is found nowhere", args.pattern));
    }
    let columns = tables::concordance_columns(by);
    let rows = tables::concordance_rows(&corpus, by, &found);
    sheet::print_rows(settings, &columns, rows, usize::from(by.is_some()), &Shape::CONCORDANCE)?;
    Ok(corpus.issues)
}
