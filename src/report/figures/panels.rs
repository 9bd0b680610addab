//! What the charts of groups have in common: panels, counts beside them, and what stands under them.

use super::super::prose::{count, counted};
use crate::render::chart::{Extent, Item, Panel, PanelBody};
use crate::stats::contingency::Contingency;

/// What intervals are.
pub(super) const INTERVALS: &str =
    "Intervals take the turn as the unit of sampling, each at 95 %, not simultaneous.";
/// What a legend calls them.
pub(super) const INTERVAL_LABEL: &str = "95 % interval, each for itself";

/// How large a group is.
pub(super) fn size(words: u64, turns: u64) -> String {
    format!("{} in {}", counted(words, "word", "words"), counted(turns, "turn", "turns"))
}

/// Uses here and elsewhere: `17 : 2`.
pub(super) fn uses(table: &Contingency) -> String {
    format!("{} : {}", count(table.target), count(table.reference))
}

/// Items, or a sentence where there are none.
pub(super) fn body(items: Vec<Item>, nothing: &str) -> PanelBody {
    match items.is_empty() {
        true => PanelBody::Sentence(nothing.to_owned()),
        false => PanelBody::Items(items),
    }
}

/// How many items of all panels have a ratio, and how many have counts alone.
pub(super) fn ratios(panels: &[Panel]) -> [usize; 2] {
    let items = || panels.iter().flat_map(Panel::items);
    let ratios = items().filter(|item| matches!(item.finding.extent, Extent::Ratio(_))).count();
    [ratios, items().count() - ratios]
}
