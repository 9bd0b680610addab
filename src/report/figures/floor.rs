//! The chart `floor`.

use super::super::study::Study;
use super::{frame, positions};
use crate::render::chart::{Block, Floor};

pub(super) fn chart(study: &Study<'_>) -> Floor {
    let groups = &study.groups;
    let blocks = study.rows.iter().filter_map(|&row| {
        let size = study.corpus.turns[row as usize].tokens;
        Some(Block { group: groups.of_everyone[row as usize]?, size })
    });
    let title = match study.elisions() {
        0 => "Who holds the floor",
        _ => "Who has the words printed here",
    };
    let subtitle = match study.elisions() {
        0 => "Turns in their order, as wide as they have words",
        _ => "Turns in their order, as wide as they have words; shares of the words printed",
    };
    Floor {
        frame: frame(study, title, subtitle, Vec::new()),
        groups: groups.everyone.clone(),
        blocks: blocks.collect(),
        documents: positions(study).1,
        unit: "words".to_owned(),
        block_unit: "turns".to_owned(),
    }
}
