//! Methods: a paragraph fit to be copied into a paper, and the command that makes the page again.

use super::super::Material;
use super::super::methods::{Found, LanguageUsed, LanguagesUsed, Methods, Stems, Told};
use super::super::prose::{count, counted, list};
use super::super::study::{LEAST_TURNS, LEAST_WORDS};
use super::paragraph;
use crate::count::Key;
use crate::render::page::{Block, Section};
use crate::stats::keyness::KeynessMeasure;
use crate::text::Hyphens;
use crate::vocab::Numbers;
use crate::vocab::TermUnit;

pub(super) fn section(material: &Material<'_>) -> Section {
    let methods = material.methods;
    let mut blocks = vec![paragraph(counting(material))];
    blocks.extend(languages(&methods.languages).map(paragraph));
    blocks.extend([
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
            ("Stop list".to_owned(), stop_lists(&methods.languages).into_iter().map(Into::into).collect()),
        ]),
        paragraph("The command that makes this page again:"),
        Block::Code(methods.command.clone()),
    ]);
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
            format!("A term gathers the forms of one stem ({})", stemmed(methods))
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

/// What stems were made by.
fn stemmed(methods: &Methods) -> String {
    match &methods.languages {
        LanguagesUsed::One(LanguageUsed { stems: Stems::Snowball, name, .. }) => {
            format!("{}, {name}", methods.stemmer)
        }
        LanguagesUsed::One(LanguageUsed { stems: Stems::None, name, .. }) => {
            format!("there is no stemmer for {name}: each type is its own stem")
        }
        LanguagesUsed::Found(_) => format!("{}, in the language of each document", methods.stemmer),
    }
}

/// Which languages were found, where each document has its own.
fn languages(languages: &LanguagesUsed) -> Option<String> {
    let LanguagesUsed::Found(found) = languages else { return None };
    let found: Vec<String> = found.iter().map(found_language).collect();
    Some(format!(
        "The language of a document is that which it or the metadata declares, else, from 100 letters on, that one of \
         six large languages whose usual words are two in five of its first 200 and twice as many as any other's, or \
         else that which whatlang tells with a confidence of 0.9; a record that is too short to tell has that of the \
         beginning of its file. Found: {}. Words that are spelt alike are told apart by language; forms of two \
         languages with the same stem are one term.",
        found.join("; ")
    ))
}

fn found_language(found: &Found) -> String {
    let Found { used: LanguageUsed { name, stems, .. }, told, documents, tokens } = found;
    let name = match told {
        Told::Yes => name.clone(),
        Told::No => format!("not to be told and taken for {name}"),
    };
    let stems = match stems {
        Stems::Snowball => "",
        Stems::None => ", not stemmed for want of a stemmer",
    };
    format!(
        "{name} ({}, {}{stems})",
        counted(*documents, "document", "documents"),
        counted(*tokens, "word", "words")
    )
}

/// The stop list of each language, each list once.
fn stop_lists(languages: &LanguagesUsed) -> Vec<String> {
    let mut lists = match languages {
        LanguagesUsed::One(used) => vec![used.stop_list.clone()],
        LanguagesUsed::Found(found) => found.iter().map(|found| found.used.stop_list.clone()).collect(),
    };
    lists.sort();
    lists.dedup();
    lists
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
    let changes = match material.study.period {
        Key::Turn => String::new(),
        ref period => format!(
            " Lasting changes of a theme's rate by {period} are found by PELT (Killick, Fearnhead & Eckley 2012) on \
             counts with the dispersion of neighbouring periods, at a penalty of 3·ln m·(1 + 3/m) a change, m the number of periods."
        ),
    };
    let shift = material.study.shift.as_ref().map_or_else(String::new, |shift| {
        let label = &shift.latest.label;
        format!(" Terms of {label} against all that is earlier are judged as keywords are.")
    });
    format!(
        "Keywords compare each group with all other turns by {}; terms that occur fewer than {} times in all are not \
         tested. A keyword is established where LRC is not 0 and the difference holds under a delete-one-turn \
         jackknife with Welch–Satterthwaite degrees of freedom, adjusted by Benjamini and Hochberg (q < 0.05); where \
         the others never say it, where it stands in at least 3 turns. Words come in bursts, so the turn, not the \
         word, is the unit of sampling: intervals that take words as independent cover far less than they promise. \
         Rates of themes have the same jackknife's interval. {uptake}{changes}{shift}",
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
