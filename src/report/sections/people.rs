//! Who spoke.

use super::super::study::Study;
use super::super::tables;
use super::{drop_column, figure, paragraph, table};
use crate::render::page::{Block, Section};
use crate::report::{Figure, Picture};

pub(super) fn section(study: &Study<'_>, pictures: &[Picture]) -> Section {
    let mut rows = tables::speakers(study.corpus, None, &study.rows);
    drop_column(&mut rows, "aliases");
    let mut blocks: Vec<Block> = figure(study, pictures, Figure::Floor).into_iter().collect();
    if study.elisions() > 0 {
        blocks.push(paragraph(
            "Where a transcript prints “[…]”, words were left out by whoever made it. Such places are counted \
             as elisions; shares are of the words that are printed.",
        ));
    }
    let heads = [
        ("side", "principal, questioner, moderator or other"),
        ("share_of_words", "from 0 to 1"),
        ("elisions", "how often words are left out"),
    ];
    blocks.push(Block::Table(table("speakers", "Everyone who speaks, the most words first", rows, &heads)));
    super::section("people", "Who spoke", blocks)
}
