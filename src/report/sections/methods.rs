//! Methods: a paragraph fit to be copied into a paper, and the command that makes the page again.

use super::super::Material;
use super::super::prose::{count, list};
use super::super::study::{LEAST_TURNS, LEAST_WORDS};
use super::paragraph;
use crate::render::page::{Block, Section};
use crate::stats::keyness::KeynessMeasure;
use crate::text::Hyphens;
use crate::vocab::Numbers;
use crate::vocab::TermUnit;

pub(super) fn section(material: &Material<'_>) -> Section {
    let methods = material.methods;
    let blocks = vec![
        paragraph(counting(material)),
        paragraph(comparing(material)),
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
    let hyphens = match methods.hyphens {
        Hyphens::Split => "a hyphen parts words",
        Hyphens::Keep => "a hyphen between two words joins them",
    };
    let kept = match methods.keep_case.as_slice() {
        [] => String::new(),
        forms => format!(" (but for {})", list(forms)),
    };
    let unit = match methods.unit {
        TermUnit::Stem => {
            format!("A term gathers the forms of one stem ({}, {})", methods.stemmer, methods.language)
        }
        TermUnit::Type => "A term gathers the forms of one type".to_owned(),
        TermUnit::Form => "A term is a form as written".to_owned(),
    };
    let numbers = match methods.numbers {
        Numbers::Drop => "Words of the stop list and numbers have no rows of their own",
        Numbers::Keep => "Words of the stop list have no rows of their own, numbers have",
    };
    format!(
        "Transcripts were split into speaker turns and counted with dictum {}. Words are those of Unicode Standard \
         Annex 29 ({}; {hyphens}), folded{kept} to lower case in normal form C with typographic apostrophes made \
         straight. {unit}; it is shown by its most frequent form. {numbers}, but rates and totals are over all words. \
         Below {LEAST_TURNS} turns or {} words a corpus is described, not tested.",
        methods.version,
        methods.tokenizer,
        count(LEAST_WORDS)
    )
}

fn comparing(material: &Material<'_>) -> String {
    let measures: Vec<String> = [
        (KeynessMeasure::Lrc, "the conservative log ratio LRC"),
        (KeynessMeasure::LogRatio, "the log ratio"),
        (KeynessMeasure::G2, "the log-likelihood G²"),
    ]
    .iter()
    .map(|(measure, name)| format!("{name} of {}", measure.cite()))
    .collect();
    let uptake = match material.study.documents() {
        0 | 1 => "Uptake has Wilson's interval, its difference from the base rate Newcombe's.",
        _ => {
            "Uptake has Wilson's interval, its difference from the base rate Newcombe's, both with the number of \
             exchanges divided by the design effect of documents, since exchanges of one document are alike."
        }
    };
    format!(
        "Keywords compare each group with all other turns by {}; terms that occur fewer than {} times in all are not \
         tested. A keyword is established where LRC is not 0 and the difference holds under a delete-one-turn \
         jackknife with Welch–Satterthwaite degrees of freedom, adjusted by Benjamini and Hochberg (q < 0.05); where \
         the others never say it, where it stands in at least 3 turns. Words come in bursts, so the turn, not the \
         word, is the unit of sampling: intervals that take words as independent cover far less than they promise. \
         Rates of themes have the same jackknife's interval. {uptake}",
        list(&measures),
        material.methods.min_count
    )
}

fn left_out(material: &Material<'_>) -> String {
    let study = material.study;
    let mut shown: Vec<&str> = study.said.rituals.iter().map(|&term| study.shown(term)).collect();
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
