//! What a report and its charts are made from: a pass, a second look at what is quoted, and everything between.

use std::sync::Arc;

use super::opened::Opened;
use crate::analysis::{FrequencyOptions, KeynessOptions, Totals, frequencies};
use crate::cli::settings::Settings;
use crate::count::{Counts, Hits, Key, Tokens};
use crate::error::Result;
use crate::issues::Issues;
use crate::report::{
    EvidencePlan, LanguagesUsed, Material, Methods, Quoted, Said, Study, StudyOptions, ThemeSource, profiles,
};
use crate::scan::Corpus;
use crate::stats::tf_idf::TfIdf;
use crate::text::{Themes, stemmer_version, tokenizer_version};
use crate::vocab::TermUnit;

/// How many terms the page lists, unless another number is asked for.
const PAGE_TERMS: u64 = 25;

/// Reads the inputs twice and hands `make` everything that page and charts are made from.
///
/// # Errors
/// Whatever keeps the inputs from being read; whatever `make` meets.
pub(super) fn study(
    opened: &Opened<'_>,
    settings: &Settings,
    make: impl FnOnce(&Material<'_>) -> Result<()>,
) -> Result<Issues> {
    let (themes, text) = opened.themes()?;
    let corpus = opened.count::<(Counts, Hits)>(&((), Arc::clone(&themes)))?;
    let rows = opened.rows(&corpus)?;
    let mut tokens = Tokens::default();
    let corpus = corpus.map(|(of_turns, hits)| {
        tokens = of_turns;
        hits
    });
    let counts = opened.term_counts(&corpus, &tokens, TermUnit::Stem, Totals::All)?;
    let frequencies = frequencies(&corpus, &tokens, &counts, None, &rows, &frequency_options(settings))?;
    let by = study_options(settings).by;
    let said = Said::new(&corpus, &counts, &tokens, &rows, &by, frequencies)?;
    // Their memory is free for what follows.
    drop(tokens);
    let methods = methods(opened, settings, &corpus, &text);
    let study = Study::new(&corpus, &themes, &counts, said, rows, &study_options(settings))?;
    with_evidence(opened, &study, themes.clone(), &methods, make)?;
    Ok(corpus.issues)
}

fn with_evidence(
    opened: &Opened<'_>,
    study: &Study<'_>,
    themes: Arc<Themes>,
    methods: &Methods,
    make: impl FnOnce(&Material<'_>) -> Result<()>,
) -> Result<()> {
    let profiles = profiles(study);
    let plan = EvidencePlan::new(study, &profiles, themes, opened.analyzer(), opened.texts())?;
    let found = opened.revisit(
        "Collecting quotations",
        study.corpus,
        &|row| plan.is_quoted(row),
        Quoted::default,
        |quoted, seen| plan.quote(quoted, seen),
    )?;
    let evidence = plan.evidence(found);
    make(&Material { study, profiles: &profiles, evidence: &evidence, methods })
}

fn frequency_options(settings: &Settings) -> FrequencyOptions {
    FrequencyOptions {
        by: None,
        min_count: settings.selection.min_count.unwrap_or(1),
        unit: Key::Turn,
        weighting: TfIdf::Quanteda,
    }
}

fn study_options(settings: &Settings) -> StudyOptions {
    let min_count = settings.selection.min_count;
    let default = KeynessOptions::default();
    StudyOptions {
        top: settings.selection.top.or(Some(PAGE_TERMS)).map_or(usize::MAX, |top| top as usize),
        themes: match settings.themes {
            None => ThemeSource::BuiltIn,
            Some(_) => ThemeSource::File,
        },
        by: settings.selection.by.clone().unwrap_or(Key::Speaker),
        keyness: KeynessOptions { min_count: min_count.unwrap_or(default.min_count), ..default },
    }
}

fn methods<F>(opened: &Opened<'_>, settings: &Settings, corpus: &Corpus<F>, themes: &str) -> Methods {
    Methods {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        command: settings.command.clone(),
        tokenizer: tokenizer_version().to_owned(),
        stemmer: stemmer_version().to_owned(),
        languages: LanguagesUsed::of(corpus, opened.analyzers()),
        unit: settings.words.terms.unwrap_or(TermUnit::Stem),
        numbers: settings.words.numbers,
        hyphens: settings.words.hyphens,
        keep_case: settings.words.keep_case.clone(),
        min_count: study_options(settings).keyness.min_count,
        themes: settings.themes.as_ref().map(|path| path.display().to_string()),
        themes_hash: blake3::hash(themes.as_bytes()).to_hex().to_string(),
    }
}
