//! Answers that were accepted: kept in files, so that nobody is asked for them again.

use std::fs;
use std::path::PathBuf;

use dictum::{Error, Result};

use crate::job::{Asks, Task, is_of};
use crate::store::{Shard, put};

/// So many hexadecimal digits of a hash tell one thing from another.
const DIGITS: usize = 24;

/// Where the answer to a task is.
#[derive(Debug)]
pub(super) struct Kept {
    folder: PathBuf,
    /// How its name ends.
    extension: &'static str,
    /// What tells the task from every other: the shard's bytes and everything that was asked.
    task: String,
}

impl Kept {
    /// The place of the answer to a task in a folder.
    ///
    /// # Errors
    /// The task cannot be written as JSON.
    pub fn new(folder: PathBuf, task: &Task) -> Result<Self> {
        let asked = serde_json::to_vec(task).map_err(Error::engine)?;
        let extension = match task.asks {
            Asks::Counts => "dct",
            Asks::Turns(_) => "turns",
        };
        Ok(Self { folder, extension, task: blake3::hash(&asked).to_hex()[..DIGITS].to_owned() })
    }

    /// The file of the answer that was accepted before; one that is not as it was written is none.
    pub fn find(&self, task: &Task, shard: &Shard, cutting: &str) -> Option<PathBuf> {
        let entries = fs::read_dir(&self.folder).ok()?.filter_map(|entry| entry.ok());
        let mut found: Vec<PathBuf> = entries
            .filter(|entry| entry.file_name().to_string_lossy().starts_with(&self.task))
            .map(|entry| entry.path())
            .collect();
        found.sort();
        found.into_iter().find(|path| {
            fs::read(path).is_ok_and(|bytes| {
                path.ends_with(self.name(&bytes)) && is_of(task, shard, cutting, &bytes).is_ok()
            })
        })
    }

    /// Keeps an answer.
    ///
    /// # Errors
    /// The folder cannot be written into.
    pub fn keep(&self, body: &[u8]) -> Result<PathBuf> {
        fs::create_dir_all(&self.folder).map_err(|error| Error::from(error).at(self.folder.display()))?;
        let path = self.folder.join(self.name(body));
        put(&path, body)?;
        Ok(path)
    }

    /// A name that tells what was asked and what the answer is.
    fn name(&self, body: &[u8]) -> String {
        format!("{}-{}.{}", self.task, &blake3::hash(body).to_hex()[..DIGITS], self.extension)
    }
}
