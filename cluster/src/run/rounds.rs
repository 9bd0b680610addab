//! A round: the same is asked of many shards, of each in a job of its own, and what is accepted is kept.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use dictum::cli::elsewhere::Texts;
use dictum::scan::{Excerpt, Wanted};
use dictum::{Error, Result};
use futures::stream::{self, StreamExt};

use super::asking::{Asked, Asking};
use super::kept::Kept;
use super::progress::{Progress, Round};
use crate::args::AskingArgs;
use crate::engine::{self, Executors};
use crate::job::{Asks, Task};
use crate::store::Shard;

/// A shard, where answers for it are kept, and how it is read.
#[derive(Debug)]
pub(super) struct Place {
    /// Asks for its counts.
    pub task: Task,
    pub shard: Shard,
    pub work: PathBuf,
}

impl Place {
    fn asked(&self, asks: Asks) -> Result<Asked> {
        let task = Task { asks, ..self.task.clone() };
        Ok(Asked { kept: Kept::new(self.work.clone(), &task)?, task, shard: self.shard.clone() })
    }
}

/// Who is asked, how, and for what.
#[derive(Debug)]
pub(super) struct Rounds {
    pub args: AskingArgs,
    pub executors: Executors,
    /// How texts are to be cut into words.
    pub cutting: String,
    /// By the paths of the shards.
    pub places: BTreeMap<String, Place>,
}

impl Rounds {
    /// The files of the counts of all shards, by the paths of the shards.
    ///
    /// # Errors
    /// A shard of which there is no answer to be believed.
    pub fn counts(&self) -> Result<BTreeMap<String, PathBuf>> {
        let asked = self.places.values().map(|place| place.asked(Asks::Counts));
        self.ask(Round::Counting, asked.collect::<Result<_>>()?)
    }

    /// The files of the answers, by the paths of the shards: those that are kept, and those that are asked for now.
    fn ask(&self, round: Round, all: Vec<Asked>) -> Result<BTreeMap<String, PathBuf>> {
        let mut answers = BTreeMap::new();
        let mut missing = Vec::new();
        for asked in all {
            match asked.kept.find(&asked.task, &asked.shard, &self.cutting) {
                Some(file) => drop(answers.insert(asked.task.path, file)),
                None => missing.push(asked),
            }
        }
        let progress = Arc::new(Progress::new(&self.args, round, answers.len(), missing.len()));
        let asked = match missing.is_empty() {
            true => Ok(Vec::new()),
            false => self.ask_all(missing, &progress),
        };
        progress.summary();
        answers.extend(asked.map_err(|error| progress.resumable(error))?);
        Ok(answers)
    }

    /// Asks on a runtime of its own, several at a time.
    fn ask_all(&self, missing: Vec<Asked>, progress: &Arc<Progress>) -> Result<Vec<(String, PathBuf)>> {
        let runtime = engine::runtime()?;
        let asking = Asking::new(&self.args, self.cutting.clone());
        let (jobs, executors, progress) =
            (self.args.jobs.max(1), self.executors.clone(), Arc::clone(progress));
        let all = runtime.block_on(async move {
            tokio::spawn(async move {
                let asking = &asking.with(executors.connect().await?);
                let mut answers =
                    stream::iter(missing).map(|asked| asking.ask(asked, &progress)).buffer_unordered(jobs);
                let mut files = Vec::new();
                while let Some(answer) = answers.next().await {
                    files.push(answer?);
                }
                Ok::<_, Error>(files)
            })
            .await
        });
        // Whatever the engine still waits for is of no use any more.
        runtime.shutdown_background();
        all.map_err(Error::engine)?
    }
}

impl Texts for Rounds {
    fn excerpts(&self, wanted: Wanted) -> Result<BTreeMap<String, Excerpt>> {
        let asked = wanted.into_iter().filter_map(|(path, places)| {
            let place = self.places.get(&path)?;
            Some(place.asked(Asks::Turns(places)))
        });
        let files = self.ask(Round::Quoting, asked.collect::<Result<_>>()?)?;
        let excerpt = |(path, file): (String, PathBuf)| {
            let bytes = fs::read(&file).map_err(|error| Error::from(error).at(file.display()))?;
            Ok((path, Excerpt::decode(&bytes)?))
        };
        files.into_iter().map(excerpt).collect()
    }
}
