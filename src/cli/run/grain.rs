//! What a row has to be for a question to be answered: the coarsest that will do, since memory depends on it.

use super::keywords::Named;
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

/// For `dictum keywords`: intervals, dispersion, permutations and n-grams ask for turns, and so does a reference that is read beside the inputs.
pub(super) fn of_keywords(args: &KeywordsArgs, reference: &Named, settings: &Settings) -> Grain {
    let is_of_people = match reference {
        Named::Rest | Named::Group(_) | Named::List(_) => {
            settings.selection.filter.keys().chain(&settings.selection.by).all(is_of_person)
        }
        Named::Texts(_) => false,
    };
    let is_quick = args.no_intervals && args.permutations.is_none() && args.n.is_none();
    if is_quick && is_of_people && !asks_for_turns(settings) { Grain::Speaker } else { Grain::Turn }
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
