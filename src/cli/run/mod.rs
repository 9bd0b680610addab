//! What each command does with its settings: one short function a command.

mod analyses;
mod analyzers;
mod charts;
mod concordance;
mod counts;
mod dfm;
mod exchanges;
mod explain;
mod files;
mod frequency_list;
mod grain;
mod groups;
mod keywords;
mod lint;
mod listings;
mod opened;
mod pattern;
mod report;
mod sequences;
pub(super) mod sheet;
mod spread;
mod study;
mod terms;
mod themes;
mod trends;

use super::args::Task;
use super::settings::Settings;
use crate::error::{Error, Result};
use crate::issues::Issues;
use crate::read::{ReadOptions, Source};
use crate::scan::Recipe;

/// Does a command's work; returns what was lost or altered in reading.
///
/// # Errors
/// Whatever keeps it from finishing; an [`Io`](crate::ErrorKind::Io) error where no input could be read.
pub fn run(task: &Task, settings: &Settings) -> Result<Issues> {
    let Some(threads) = settings.threads else { return work(task, settings) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.get()).build().map_err(Error::engine)?;
    pool.install(|| work(task, settings))
}

/// What these settings ask to be counted, and how, in a form that others can count it by.
///
/// # Errors
/// An option or list that asks for what cannot be; inputs that are not there.
pub fn asked(settings: &Settings) -> Result<(Vec<Source>, Recipe)> {
    let opened = opened::Opened::with_fingerprints(settings)?;
    opened.all_there()?;
    Ok((opened.sources().to_vec(), opened.recipe()?))
}

/// What these settings read, and how.
///
/// # Errors
/// As [`asked`].
pub fn inputs(settings: &Settings) -> Result<(Vec<Source>, ReadOptions)> {
    let opened = opened::Opened::new(settings)?;
    opened.all_there()?;
    Ok((opened.sources().to_vec(), opened.read_options().clone()))
}

fn work(task: &Task, settings: &Settings) -> Result<Issues> {
    match task {
        Task::Report(args) => report::report(args, settings),
        Task::Charts(args) => charts::charts(args, settings),
        Task::Turns(args) => listings::turns(args, settings),
        Task::Speakers => listings::speakers(settings),
        Task::Tokens(args) => listings::tokens(args, settings),
        Task::Frequency(args) => analyses::frequency(args, settings),
        Task::Keywords(args) => keywords::keywords(args, settings),
        Task::Suggest(args) => themes::suggest(args, settings),
        Task::Discover(args) => themes::discover(args, settings),
        Task::Themes(args) if args.together => themes::together(settings),
        Task::Themes(args) => analyses::themes(args, settings),
        Task::Dfm(args) => dfm::dfm(args, settings),
        Task::Trends(args) => trends::trends(args, settings),
        Task::Ngrams(args) => sequences::ngrams(args, settings),
        Task::Collocates(args) => sequences::collocates(args, settings),
        Task::Dispersion => spread::dispersion(settings),
        Task::Diversity(args) => spread::diversity(args, settings),
        Task::Concordance(args) => concordance::concordance(args, settings),
        Task::Explain(args) => explain::explain(args, settings),
        Task::Exchanges(args) => exchanges::exchanges(args, settings),
        Task::Count => counts::count(settings),
        Task::Merge => counts::merge(settings),
    }
}
