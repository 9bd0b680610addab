//! From settings to a corpus: what is read, how, and what is said of it.

use std::collections::BTreeSet;
use std::io::stdin;
use std::path::PathBuf;
use std::sync::Arc;

use super::analyzers::{analyzer_options, analyzers, word_list};
use crate::cli::progress::{Stage, Unit};
use crate::cli::settings::{Losses, Selection, Settings};
use crate::count::{Key, Portable, Seen, Tally};
use crate::error::{Error, Result};
use crate::issues::Issues;
use crate::read::{
    self, Audit, FieldNames, Finding, Fingerprint, Labels, Mappings, Metadata, ReadOptions, Registers,
    format_named, read_list,
};
use crate::report::Texts;
use crate::scan::{self, Corpus, Grain, Partial, Plan, Recipe, Selection as Rows};
use crate::speakers::Register;
use crate::suggest;
use crate::text::{Analyzer, Analyzers, DEFAULT_THEMES, Dictionary, Languages, Themes};

/// The inputs of one command and the lists that go with them, opened.
pub(super) struct Opened<'s> {
    settings: &'s Settings,
    plan: Plan,
    unread: Issues,
}

impl scan::Progress for Stage {
    fn advance(&self, bytes: u64) {
        Stage::advance(self, bytes);
    }
}

impl<'s> Opened<'s> {
    /// Finds the inputs and opens the user's lists.
    ///
    /// # Errors
    /// An option or list that asks for what cannot be.
    pub fn new(settings: &'s Settings) -> Result<Self> {
        Self::of(settings, &settings.inputs)
    }

    /// The same for a command that writes a manifest, which names the bytes of the inputs.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn with_fingerprints(settings: &'s Settings) -> Result<Self> {
        let mut opened = Self::new(settings)?;
        opened.plan.read.fingerprint = Fingerprint::Blake3;
        Ok(opened)
    }

    /// The same for other inputs than the settings name.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn of(settings: &'s Settings, inputs: &[String]) -> Result<Self> {
        let analyzer = analyzers(settings)?;
        let read = read_options(settings)?;
        let register = match &settings.reading.speakers {
            Some(path) => Some(Register::parse(&read_list(path)?, &path.display().to_string())?),
            None => None,
        };
        let here = settings.elsewhere.left(inputs);
        let planned = read::plan(&here, &excluded(settings), &mut stdin().lock());
        let read = ReadOptions { registers: Registers::among(&planned.sources), ..read };
        let sources = settings.elsewhere.joined(inputs, planned.sources);
        let plan = Plan { sources, read, analyzer, register, grain: Grain::Turn };
        Ok(Self { settings, plan, unread: planned.issues })
    }

    /// The same with rows of this kind.
    pub fn with_grain(mut self, grain: Grain) -> Self {
        self.plan.grain = grain;
        self
    }

    /// What a row is.
    pub fn grain(&self) -> Grain {
        self.plan.grain
    }

    /// What was asked for.
    pub fn settings(&self) -> &'s Settings {
        self.settings
    }

    /// Whether the inputs are texts, or some of them counts.
    pub fn texts(&self) -> Texts {
        let has_counts = self.plan.sources.iter().any(read::Source::holds_counts);
        if has_counts { Texts::Some } else { Texts::All }
    }

    /// How words are analysed that are no text of the inputs.
    pub fn analyzer(&self) -> &Analyzer {
        self.plan.analyzer.default()
    }

    /// How the words of each language are analysed.
    pub fn analyzers(&self) -> &Analyzers {
        &self.plan.analyzer
    }

    /// The files that are read.
    pub fn sources(&self) -> &[read::Source] {
        &self.plan.sources
    }

    /// Leaves the sources of `other` to it, and takes on what it found missing.
    pub fn yield_to(&mut self, other: &Self) {
        let theirs: BTreeSet<&str> = other.plan.sources.iter().map(read::Source::path).collect();
        self.plan.sources.retain(|source| !theirs.contains(source.path()));
        self.unread.merge(other.unread.clone());
    }

    /// How they are read.
    pub fn read_options(&self) -> &ReadOptions {
        &self.plan.read
    }

    /// Whether all inputs are there.
    ///
    /// # Errors
    /// The first that is not.
    pub fn all_there(&self) -> Result<()> {
        match self.unread.kinds().flat_map(|(_, _, missing)| missing).next() {
            Some(issue) => Err(Error::io(&issue.what).at(&issue.path)),
            None => Ok(()),
        }
    }

    /// How its inputs are counted, in a form that travels.
    ///
    /// # Errors
    /// A list cannot be read.
    pub fn recipe(&self) -> Result<Recipe> {
        let options = analyzer_options(self.settings)?;
        let metadata = self.settings.reading.metadata.as_deref();
        Ok(Recipe {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            names: self.plan.read.names.clone(),
            fields: self.plan.read.fields.clone(),
            fingerprint: self.plan.read.fingerprint,
            metadata: metadata.map(word_list).transpose()?,
            languages: self.settings.words.languages,
            hyphens: options.hyphens,
            keep_case: options.keep_case,
            compounds: options.compounds,
        })
    }

    /// What looks wrong in how the inputs are read, and what was lost, which is said.
    ///
    /// # Errors
    /// As [`Self::losses`].
    pub fn audit(&self) -> Result<(Vec<Finding>, Issues)> {
        let Audit { findings, issues, turns } = read::audit(&self.plan.sources, &self.plan.read);
        Ok((findings, self.losses(issues, turns == 0)?))
    }

    /// Reads everything once, says what was lost, and freezes the counts.
    ///
    /// # Errors
    /// No input could be read; under `--strict` that is a loss like any other. The counts do not fit into the memory
    /// that they may take.
    pub fn count<T: Tally>(&self, tally: &T::Plan) -> Result<Corpus<T::Frozen>> {
        self.frozen(self.partial::<T>(tally)?)
    }

    /// The same for counts that may wait on disk where memory is short.
    ///
    /// # Errors
    /// As [`Self::count`]; a temporary file cannot be written.
    pub fn count_spilling<T: Portable>(&self, tally: &T::Plan) -> Result<Corpus<T::Frozen>> {
        self.frozen(self.partial_spilling::<T>(tally)?)
    }

    /// Reads everything once, into counts that may wait on disk where memory is short, and says nothing of losses yet.
    ///
    /// # Errors
    /// A temporary file cannot be written.
    pub fn partial_spilling<T: Portable>(&self, tally: &T::Plan) -> Result<Partial<T>> {
        let Some(limit) = self.settings.memory else { return self.partial::<T>(tally) };
        scan::scan_spilling::<T>(&self.plan, tally, &self.stage("Reading"), limit)
    }

    /// Reads everything once, tokens onto the disk where memory is short, and says nothing of losses yet.
    ///
    /// # Errors
    /// What has to stay in memory does not fit there; a temporary file cannot be written.
    pub fn partial<T: Tally>(&self, tally: &T::Plan) -> Result<Partial<T>> {
        let stage = self.stage("Reading");
        match self.settings.memory {
            None => Ok(scan::scan::<T>(&self.plan, tally, &stage)),
            Some(limit) => scan::scan_shelving::<T>(&self.plan, tally, &stage, limit),
        }
    }

    /// The same for counts that are written out: they have to be in memory as a whole.
    ///
    /// # Errors
    /// They do not fit there.
    pub fn whole_partial<T: Tally>(&self, tally: &T::Plan) -> Result<Partial<T>> {
        match self.settings.memory {
            None => self.partial::<T>(tally),
            Some(limit) => scan::scan_or_refuse::<T>(&self.plan, tally, &self.stage("Reading"), limit),
        }
    }

    fn stage(&self, name: &'static str) -> Stage {
        let bytes = self.plan.sources.iter().map(read::Source::size).sum();
        self.settings.progress.stage(name, Unit::Bytes, bytes)
    }

    /// Says what was lost, and freezes the counts.
    ///
    /// # Errors
    /// As [`Self::losses`].
    pub fn frozen<T: Tally>(&self, partial: Partial<T>) -> Result<Corpus<T::Frozen>> {
        let mut corpus = partial.freeze(&self.plan);
        corpus.issues = self.losses(std::mem::take(&mut corpus.issues), corpus.turns.is_empty())?;
        let documents = || corpus.documents.iter().map(|document| document.header.name.as_str());
        for row in self.plan.read.metadata.unmatched(documents()) {
            self.settings.voice.note(row);
        }
        Ok(corpus)
    }

    /// Says what was lost in reading, with the inputs that are not there.
    ///
    /// # Errors
    /// Nothing could be read at all, and it is not `--strict` that tells of it.
    pub fn losses(&self, mut issues: Issues, is_empty: bool) -> Result<Issues> {
        issues.merge(self.unread.clone());
        self.settings.voice.issues(&issues);
        let is_loss = self.settings.losses == Losses::Strict && !issues.is_empty();
        if is_empty && !is_loss {
            return Err(Error::io(format!("no input could be read: {}", self.settings.inputs.join(", "))));
        }
        Ok(issues)
    }

    /// Reads everything once more, or has it read by others, and hands the turns of some rows of `corpus` to `add`; see
    /// [`scan::revisit`].
    ///
    /// # Errors
    /// Others who were asked for the turns do not have them.
    pub fn revisit<F: Sync, V: Send>(
        &self,
        name: &'static str,
        corpus: &Corpus<F>,
        is_wanted: &(dyn Fn(u32) -> bool + Sync),
        empty: impl Fn() -> V + Send + Sync,
        add: impl Fn(&mut V, &Seen<'_>) + Send + Sync,
    ) -> Result<Vec<V>> {
        let wanted = scan::wanted(corpus, is_wanted);
        let excerpts = self.settings.elsewhere.excerpts(&wanted)?;
        Ok(scan::revisit(&self.plan, corpus, &wanted, &excerpts, &self.stage(name), empty, add))
    }

    /// The themes: the user's own, else those built in. The second result is their text.
    ///
    /// # Errors
    /// The file cannot be read, or is neither a theme file nor a dictionary.
    pub fn themes(&self) -> Result<(Arc<Themes>, String)> {
        let (text, path) = match &self.settings.themes {
            Some(path) => (read_list(path)?, path.display().to_string()),
            None => (DEFAULT_THEMES.to_owned(), "built-in themes".to_owned()),
        };
        let dictionary = Dictionary::of(&path, &text);
        let themes = Themes::import(dictionary, &text, self.analyzer()).map_err(|error| error.at(&path))?;
        for note in themes.notes() {
            self.settings.voice.note(format_args!("{path}:{}: {}", note.line, note.what));
        }
        Ok((Arc::new(themes), text))
    }

    /// The rows that the settings ask for.
    ///
    /// # Errors
    /// A value or field that occurs nowhere; the nearest are named.
    pub fn rows<F>(&self, corpus: &Corpus<F>) -> Result<Vec<u32>> {
        let Selection { filter, since, until, by, .. } = &self.settings.selection;
        for key in filter.keys().chain(by) {
            self.check_field(corpus, key)?;
        }
        let rows = corpus.select(&Rows { filter: filter.clone(), since: *since, until: *until })?;
        if rows.is_empty() && !corpus.turns.is_empty() {
            self.settings.voice.note("no turn is left: none meets every --where, --since and --until");
        }
        Ok(rows)
    }

    /// A field of the user's own must occur: else its name is mistyped.
    fn check_field<F>(&self, corpus: &Corpus<F>, key: &Key) -> Result<()> {
        let Key::Field(name) = key else { return Ok(()) };
        if corpus.turns.is_empty() || corpus.turns.iter().any(|turn| corpus.field(turn, name).is_some()) {
            return Ok(());
        }
        let known = Key::KNOWN.map(|key| key.name().to_owned());
        // The metadata has fields that counts do not take on.
        let fields = self.plan.read.metadata.fields().into_iter().filter(|field| field != name);
        let unknown = suggest::unknown("field", name, known.iter().map(String::as_str).chain(fields));
        Err(match self.plan.sources.iter().find(|source| source.holds_counts()) {
            None => unknown,
            Some(counts) => Error::config(format_args!(
                "{unknown}; the counts in {} were made without it: give 'dictum count' --by {name} for a field of the \
                 records, or the --metadata that has it",
                counts.path()
            )),
        })
    }
}

fn read_options(settings: &Settings) -> Result<ReadOptions> {
    let reading = &settings.reading;
    let asked = settings.selection.filter.keys().chain(&settings.selection.by);
    let mut fields: Vec<String> = asked
        .filter_map(|key| match key {
            Key::Field(name) => Some(name.clone()),
            _ => None,
        })
        .collect();
    fields.sort();
    fields.dedup();
    Ok(ReadOptions {
        format: reading.input_format.as_deref().map(format_named).transpose()?,
        names: FieldNames {
            text: reading.text_field.clone(),
            speaker: reading.speaker_field.clone(),
            date: reading.date_field.clone(),
            document: reading.document_field.clone(),
        },
        fields,
        metadata: match &reading.metadata {
            Some(path) => Metadata::open(path)?,
            None => Metadata::default(),
        },
        labels: Labels::new(&settings.labels)?,
        mappings: Mappings::new(settings.xml.clone()),
        languages: match settings.words.languages {
            Languages::One(_) => read::Languages::AsWritten,
            Languages::Each => read::Languages::Told,
        },
        ..ReadOptions::default()
    })
}

/// What is no input even where it lies in an input folder.
fn excluded(settings: &Settings) -> Vec<PathBuf> {
    let reading = &settings.reading;
    let lists = [&reading.speakers, &reading.metadata, &settings.themes, &settings.config];
    lists
        .into_iter()
        .flatten()
        .cloned()
        .chain([settings.folder.clone()])
        .chain(settings.excluded.clone())
        .collect()
}
