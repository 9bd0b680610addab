//! Methods: a paragraph fit to be copied into a paper, and the command that makes the page again.

use super::super::Material;
use super::super::study::{LEAST_TURNS, LEAST_WORDS};
use super::paragraph;
use crate::render::page::{Block, Section};
use crate::stats::keyness::KeynessMeasure;

pub(super) fn section(material: &Material<'_>) -> Section {
    let methods = material.methods;
    let blocks = vec![
        paragraph(counting(material)),
        paragraph(comparing()),
        paragraph(left_out(material)),
        Block::Definitions(vec![
            (
                "Theme file".to_owned(),
                vec![
                    format!(
                        "{}, BLAKE3 {}",
                        methods.themes.as_deref().unwrap_or("built in"),
                        methods.themes_hash
                    )
                    .into(),
                ],
            ),
            ("Stop list".to_owned(), vec![methods.stop_list.as_str().into()]),
        ]),
        paragraph("The command that makes this page again:"),
        Block::Code(methods.command.clone()),
    ];
    super::section("methods", "Methods", blocks)
}

fn counting(material: &Material<'_>) -> String {
    let methods = material.methods;
    format!(
        "Transcripts were split into speaker turns and counted with dictum {}. Words are those of Unicode \
         Standard Annex 29 ({}), folded to lower case in normal form C with typographic apostrophes made \
         straight, and stemmed with {}. Rates and totals are over all words, stop words included; stop words \
         and numbers have no rows of their own. A term is shown by its most frequent form. Below {LEAST_TURNS} \
         turns or {LEAST_WORDS} words a corpus is described, not tested.",
        methods.version, methods.tokenizer, methods.stemmer
    )
}

fn comparing() -> String {
    let measures: Vec<String> = [
        (KeynessMeasure::Lrc, "the conservative log ratio LRC"),
        (KeynessMeasure::LogRatio, "the log ratio"),
        (KeynessMeasure::G2, "the log-likelihood G²"),
    ]
    .iter()
    .map(|(measure, name)| format!("{name} ({})", measure.cite()))
    .collect();
    format!(
        "Keywords compare each group with all other turns by {}. A keyword is established where LRC is not 0 \
         and the difference holds under a delete-one-turn jackknife with Welch–Satterthwaite degrees of \
         freedom, adjusted by Benjamini and Hochberg (q < 0.05); where the others never say it, where it \
         stands in at least 3 turns. Words come in bursts, so the turn, not the word, is the unit of \
         sampling: intervals that take words as independent cover far less than they promise. Uptake has \
         Wilson's interval, the difference from the base rate Newcombe's.",
        super::super::prose::list(&measures)
    )
}

fn left_out(material: &Material<'_>) -> String {
    let study = material.study;
    let mut shown: Vec<&str> = study.rituals.iter().map(|&term| study.shown(term)).collect();
    shown.sort_unstable();
    match shown.is_empty() {
        true => "No word of greeting or address occurs.".to_owned(),
        false => format!(
            "Left out of page and charts, kept in the tables, as words of greeting and address or names of \
             speakers: {}.",
            shown.join(", ")
        ),
    }
}
