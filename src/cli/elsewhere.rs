//! A report whose inputs are counted, and quoted, by others: on other machines, or at another time.
//!
//! Everything but the reading is as on one machine: what is typed means the same, and the same files come out.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use super::args::Task;
use super::exit;
use super::interrupt;
use super::invocation::{Invocation, Refusal};
use super::run;
use super::settings::Settings;
use crate::error::{Error, Result};
use crate::read::{self, ReadOptions, Source};
use crate::scan::{Excerpt, Recipe, Wanted};

/// The inputs that these words name, sorted, and how they are read: those of `dictum turns`.
///
/// # Errors
/// The words, or what they name, are not right.
pub fn inputs(words: Vec<OsString>) -> Result<(Vec<Source>, ReadOptions)> {
    let typed = ["dictum", "turns"].map(OsString::from).into_iter().chain(words).collect();
    match Invocation::read(typed, None) {
        Ok(Invocation::Data(_, settings)) => run::inputs(&settings),
        Ok(Invocation::Tool(_)) => Err(Error::config("no input was named")),
        Err(Refusal::Error(error)) => Err(error),
        Err(Refusal::Usage(usage)) => Err(Error::config(usage)),
    }
}

/// Those who have the texts of sources that are not read here.
pub trait Texts: fmt::Debug + Send + Sync {
    /// Of each source, by its path, the turns that are wanted and no others, as the recipe reads them.
    ///
    /// # Errors
    /// They cannot be had.
    fn excerpts(&self, wanted: Wanted) -> Result<BTreeMap<String, Excerpt>>;
}

/// What others read of the inputs; nothing, unless they say so.
#[derive(Debug, Clone, Default)]
pub struct Elsewhere {
    /// For inputs that only they can read, the sources that these hold.
    listed: BTreeMap<String, Vec<Source>>,
    /// For sources that they counted, by their paths, the files of their counts.
    counted: BTreeMap<String, PathBuf>,
    /// Who has the texts of those sources; without it they are read here.
    texts: Option<Arc<dyn Texts>>,
}

impl Elsewhere {
    /// The inputs whose sources have to be found here.
    pub(super) fn left(&self, inputs: &[String]) -> Vec<String> {
        inputs.iter().filter(|input| !self.listed.contains_key(*input)).cloned().collect()
    }

    /// The sources of all inputs in order, of which some were found here; those that were counted have their counts.
    pub(super) fn joined(&self, inputs: &[String], found: Vec<Source>) -> Vec<Source> {
        let listed = inputs.iter().filter_map(|input| self.listed.get(input)).flatten().cloned();
        let all = read::in_order(found.into_iter().chain(listed).collect());
        let counted = |source: Source| match self.counted.get(source.path()) {
            Some(counts) => source.counted(counts.clone()),
            None => source,
        };
        all.into_iter().map(counted).collect()
    }

    /// The wanted turns of the sources that others have the texts of, by the paths of the sources.
    ///
    /// # Errors
    /// They cannot be had.
    pub(super) fn excerpts(&self, wanted: &Wanted) -> Result<BTreeMap<String, Excerpt>> {
        let Some(texts) = &self.texts else { return Ok(BTreeMap::new()) };
        let theirs = wanted.iter().filter(|(path, _)| self.counted.contains_key(*path));
        texts.excerpts(theirs.map(|(path, places)| (path.clone(), places.clone())).collect())
    }
}

/// A report that is asked for, before anything is counted.
#[derive(Debug)]
pub struct Report {
    task: Task,
    settings: Box<Settings>,
    /// What is to be counted, sorted.
    pub sources: Vec<Source>,
    /// How it is to be counted.
    pub recipe: Recipe,
}

impl Report {
    /// The report that `dictum report` and these words ask for. Of each input `listed` may say which sources it holds;
    /// those of the others are looked for here.
    ///
    /// # Errors
    /// The words, or what they name, are not right; `listed` fails. The inner error is what clap has to show: help, or why the words
    /// are no options of a report.
    pub fn asked(
        words: Vec<OsString>,
        listed: &mut dyn FnMut(&str) -> Result<Option<Vec<Source>>>,
    ) -> Result<std::result::Result<Self, clap::Error>> {
        let typed = ["dictum", "report"].map(OsString::from).into_iter().chain(words).collect();
        match Invocation::read(typed, None) {
            Ok(Invocation::Data(task, mut settings)) => {
                for input in &settings.inputs {
                    if let Some(sources) = listed(input)? {
                        settings.elsewhere.listed.insert(input.clone(), sources);
                    }
                }
                let (sources, recipe) = run::asked(&settings)?;
                Ok(Ok(Self { task, settings, sources, recipe }))
            }
            Ok(Invocation::Tool(_)) => Err(Error::config("no report was asked for")),
            Err(Refusal::Error(error)) => Err(error),
            Err(Refusal::Usage(usage)) => Ok(Err(usage)),
        }
    }

    /// Writes the report; for each source of `counted`, by its path, the counts are taken from a file. They are to be
    /// what the recipe makes of it. Turns of these sources that are quoted come from `texts`, if there is such; else the
    /// sources are read again. The exit code is that of `dictum report`.
    ///
    /// # Errors
    /// Whatever keeps `dictum report`, or `texts`, from finishing.
    pub fn write(
        mut self,
        counted: BTreeMap<String, PathBuf>,
        texts: Option<Arc<dyn Texts>>,
    ) -> Result<ExitCode> {
        interrupt::watch();
        self.settings.elsewhere.counted = counted;
        self.settings.elsewhere.texts = texts;
        let issues = run::run(&self.task, &self.settings)?;
        Ok(exit::of_losses(self.settings.losses, &issues))
    }
}
