//! Issues: what could not be read, and what has no name.

use super::super::prose::counted;
use super::super::study::Study;
use super::paragraph;
use crate::read::{Finding, FindingKind, Findings};
use crate::render::page::{Block, Section, Sentence};
use crate::speakers::near_names;

pub(super) fn section(study: &Study<'_>) -> Section {
    let mut blocks = Vec::new();
    for (kind, count, first) in study.corpus.issues.kinds() {
        let named = first.iter().map(|issue| Sentence { words: vec![issue.to_string().into()], href: None });
        let more = count - first.len() as u64;
        blocks.push(Block::Heading(format!("{} ({count})", super::super::prose::capital(kind.name()))));
        blocks.push(Block::Sentences(named.collect()));
        if more > 0 {
            blocks.push(paragraph(format!("And {more} more of this kind.")));
        }
    }
    if blocks.is_empty() {
        blocks.push(paragraph("Every input was read whole; nothing was lost or altered."));
    }
    for (kind, count, first) in doubts(study).kinds() {
        let named =
            first.iter().map(|finding| Sentence { words: vec![finding.to_string().into()], href: None });
        let more = count - first.len() as u64;
        blocks.push(Block::Heading(format!("Doubtful: {} ({count})", kind.name())));
        blocks.push(Block::Sentences(named.collect()));
        if more > 0 {
            blocks.push(paragraph(format!(
                "And {more} more of this kind; dictum turns --audit lists them all."
            )));
        }
    }
    if let Some(unknown) = study.speakers.iter().find(|row| row.speaker.is_none()) {
        blocks.push(paragraph(format!(
            "{} with {} could not be given to a named speaker. They count in totals and in no group.",
            counted(unknown.turns, "turn", "turns"),
            counted(unknown.tokens, "word", "words")
        )));
    }
    super::section("issues", "Issues", blocks)
}

/// What is doubtful in how the corpus was read, names near each other included.
fn doubts(study: &Study<'_>) -> Findings {
    let names: Vec<&str> = study.corpus.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
    let mut doubts = study.corpus.findings.clone();
    for (one, other) in near_names(&names) {
        doubts.add(FindingKind::NamesNear, Finding::near(one, other));
    }
    doubts
}
