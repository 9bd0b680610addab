//! The chart `terms`.

use super::super::prose::counted;
use super::super::study::Study;
use super::frame;
use crate::render::chart::{Bar, Series, Terms};

/// How many terms the chart shows.
const SHOWN: usize = 20;

pub(super) fn chart(study: &Study<'_>) -> Terms {
    let bars = study.top_terms(SHOWN).map(|row| Bar {
        label: study.shown(row.term).to_owned(),
        value: row.frequency as f64,
        note: format!("in {}", counted(row.turns, "turn", "turns")),
    });
    let notes =
        vec!["Left out: stop words, numbers, words of greeting and address, speakers' own names.".to_owned()];
    Terms {
        frame: frame(study, "The terms said most", "How often each is said, all its forms together", notes),
        series: Series(0),
        bars: bars.collect(),
    }
}
