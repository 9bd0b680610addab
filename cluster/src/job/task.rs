//! What an executor is asked: which shard, which columns, and how to count them.

use std::sync::Arc;
use std::time::Instant;

use dictum::read::Source;
use dictum::scan::{Recipe, scan};
use dictum::{Counts, Result};
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::rows::Rows;

/// A shard to be counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// The version of this program that asks.
    pub version: String,
    /// The shard's name below its input, as dictum has it.
    pub name: String,
    /// Its path.
    pub path: String,
    /// Bytes as stored.
    pub size: u64,
    /// BLAKE3 of the bytes as stored, in hexadecimal.
    pub blake3: String,
    /// The columns that are handed over, in their order.
    pub columns: Vec<String>,
    /// How to count.
    pub recipe: Recipe,
}

/// The version of this program: those who work together must have the same.
pub fn own_version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

impl Task {
    /// Counts the rows of the shard. What cannot be done is said in the answer: to ask again would not help.
    pub fn answer(&self, rows: Rows) -> Answer {
        let began = Instant::now();
        let (turns, columns) = (rows.len(), rows.sums());
        let counted = self.counted(rows);
        let seconds = began.elapsed().as_secs_f64();
        let (partial, refusal) = match counted {
            Ok(partial) => (partial, None),
            Err(error) => (Vec::new(), Some(error.to_string())),
        };
        let blake3 = blake3::hash(&partial).to_hex().to_string();
        Answer { version: own_version(), rows: turns, columns, seconds, refusal, blake3, partial }
    }

    fn counted(&self, rows: Rows) -> Result<Vec<u8>> {
        if self.version != own_version() {
            let (asks, own) = (&self.version, own_version());
            let what =
                format!("the client is dictum-cluster {asks}, the executor {own}: start both from one build");
            return Err(dictum::Error::config(what));
        }
        let source = Source::of_rows(&self.name, &self.path, self.size, &self.blake3, Arc::new(rows));
        let plan = self.recipe.plan(vec![source])?;
        scan::<Counts>(&plan, &(), &()).encode(plan.grain, &plan.analyzer)
    }
}
