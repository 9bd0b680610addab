//! Commands on partial counts: count and merge.

use super::opened::Opened;
use crate::cli::settings::Settings;
use crate::count::Counts;
use crate::error::Result;
use crate::issues::Issues;
use crate::scan::{Grain, Partial, stamp};

/// `dictum count`.
pub(super) fn count(settings: &Settings) -> Result<Issues> {
    let opened = Opened::new(settings)?;
    let partial = opened.whole_partial::<Counts>(&())?;
    let issues = opened.losses(partial.issues(), partial.is_empty())?;
    write(&opened, &partial)?;
    Ok(issues)
}

/// `dictum merge`: a part that cannot be read keeps the others from being merged.
pub(super) fn merge(settings: &Settings) -> Result<Issues> {
    let opened = Opened::new(settings)?;
    opened.all_there()?;
    let mut all = Partial::<Counts>::empty(&());
    for source in opened.sources() {
        let part =
            source.bytes().and_then(|bytes| Partial::decode(&bytes, &(), Grain::Turn, opened.analyzers()));
        let (part, _) = part.map_err(|error| error.at(source.path()))?;
        all = all.merge(part, &());
    }
    write(&opened, &all)?;
    Ok(all.issues())
}

/// Writes counts where the settings want them, and says what they are.
fn write(opened: &Opened<'_>, counts: &Partial<Counts>) -> Result<()> {
    let settings = opened.settings();
    let bytes = counts.encode(Grain::Turn, opened.analyzers())?;
    let (stamp, _) = stamp(&bytes)?;
    settings.output.write(&bytes)?;
    settings.voice.note(format_args!(
        "{} turns, {} words, fingerprint {:016x}",
        stamp.turns, stamp.words, stamp.fingerprint
    ));
    Ok(())
}
