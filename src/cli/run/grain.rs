//! What a row has to be for a question to be answered: the coarsest that will do, since memory depends on it.

use crate::analysis::Intervals;
use crate::cli::args::{FrequencyArgs, KeywordsArgs};
use crate::cli::settings::Settings;
use crate::count::Key;
use crate::scan::Grain;

/// For `dictum frequency`: the numbers of turns and documents that a term stands in are counted while reading, for
/// all that is read together.
pub(super) fn of_frequency(args: &FrequencyArgs, settings: &Settings) -> Grain {
    let selection = &settings.selection;
    let is_whole = selection.by.is_none() && selection.filter.keys().next().is_none();
    let is_known = match args.weighting.tf_idf_unit {
        Key::Turn | Key::Document => args.weighting.tf_idf.is_linear(),
        ref unit => is_of_person(unit),
    };
    if is_whole && is_known && !asks_for_turns(settings) { Grain::Speaker } else { Grain::Turn }
}

/// For `dictum keywords`: intervals and dispersion alone ask for turns.
pub(super) fn of_keywords(args: &KeywordsArgs, intervals: Intervals, settings: &Settings) -> Grain {
    let keys = settings.selection.filter.keys().chain(&settings.selection.by);
    let is_of_people = args.reference_file().is_none() && keys.into_iter().all(is_of_person);
    match intervals {
        Intervals::Skipped if is_of_people && !asks_for_turns(settings) => Grain::Speaker,
        Intervals::Skipped | Intervals::Computed => Grain::Turn,
    }
}

/// Whether all turns of a person have the same value.
fn is_of_person(key: &Key) -> bool {
    matches!(key, Key::Speaker | Key::Role | Key::Affiliation)
}

/// Whether something is asked that is known of each turn or document alone.
fn asks_for_turns(settings: &Settings) -> bool {
    let selection = &settings.selection;
    selection.since.is_some() || selection.until.is_some() || settings.reading.metadata.is_some()
}
