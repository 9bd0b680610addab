//! Who spoke.

use super::super::groups::NO_NAME;
use super::super::study::Study;
use super::super::tables;
use super::names::Names;
use super::{drop_column, figure, paragraph, table};
use crate::render::page::{Block, Section};
use crate::render::table::Value;
use crate::report::{Figure, Picture};

pub(super) fn section(study: &Study<'_>, names: &Names, pictures: &[Picture]) -> Section {
    let mut rows = tables::speakers(study.corpus, None, &study.rows);
    drop_column(&mut rows, "aliases");
    for (row, _) in rows.rows.iter_mut().zip(&study.speakers).filter(|(_, row)| row.speaker.is_none()) {
        row[0] = NO_NAME.into();
    }
    for name in ["role", "affiliation"] {
        let place = rows.columns.iter().position(|column| column.name == name);
        if place.is_some_and(|place| rows.rows.iter().all(|row| row[place] == Value::from(""))) {
            drop_column(&mut rows, name);
        }
    }
    if study.elisions() == 0 {
        drop_column(&mut rows, "elisions");
    }
    let mut blocks: Vec<Block> = figure(study, pictures, Figure::Floor).into_iter().collect();
    if study.elisions() > 0 {
        blocks.push(paragraph(
            "Where a transcript prints “[…]”, words were left out by whoever made it. Such places are counted \
             as elisions; shares are of the words that are printed.",
        ));
    }
    let heads = [
        ("side", "principal, questioner, moderator or other"),
        ("share_of_words", "of all words"),
        ("elisions", "how often words are left out"),
    ];
    let mut everyone = table("speakers", "Everyone who speaks, the most words first", rows, &heads);
    everyone.row_ids = study.speakers.iter().map(|row| names.speaker(row.speaker).to_owned()).collect();
    blocks.push(Block::Table(everyone));
    super::section("people", "Who spoke", blocks)
}
