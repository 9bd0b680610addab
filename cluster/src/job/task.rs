//! What an executor is asked: which shard, which columns, how to read them, and what for.

use std::sync::Arc;
use std::time::Instant;

use dictum::read::Source;
use dictum::scan::{Excerpt, Recipe, TurnPlace, scan};
use dictum::{Counts, Result};
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::rows::Rows;

/// What is to be made of a shard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Asks {
    /// Its counts.
    Counts,
    /// The turns at these places, which ascend, as they are read.
    Turns(Vec<TurnPlace>),
}

/// A shard of which something is to be made.
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
    /// How to read and count.
    pub recipe: Recipe,
    /// What for.
    pub asks: Asks,
}

/// The version of this program: those who work together must have the same.
pub fn own_version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

impl Task {
    /// Makes of the rows of the shard what is asked for. What cannot be done is said in the answer: to ask again would not help.
    pub fn answer(&self, rows: Rows) -> Answer {
        let began = Instant::now();
        let (turns, columns) = (rows.len(), rows.sums());
        let made = self.made(rows);
        let seconds = began.elapsed().as_secs_f64();
        let (body, refusal) = match made {
            Ok(body) => (body, None),
            Err(error) => (Vec::new(), Some(error.to_string())),
        };
        let blake3 = blake3::hash(&body).to_hex().to_string();
        Answer { version: own_version(), rows: turns, columns, seconds, refusal, blake3, body }
    }

    fn made(&self, rows: Rows) -> Result<Vec<u8>> {
        if self.version != own_version() {
            let (asks, own) = (&self.version, own_version());
            let what =
                format!("the client is dictum-cluster {asks}, the executor {own}: start both from one build");
            return Err(dictum::Error::config(what));
        }
        let source = Source::of_rows(&self.name, &self.path, self.size, &self.blake3, Arc::new(rows));
        let plan = self.recipe.plan(vec![source])?;
        match &self.asks {
            Asks::Counts => scan::<Counts>(&plan, &(), &()).encode(plan.grain, &plan.analyzer),
            Asks::Turns(places) => Excerpt::read(&plan, places).encode(),
        }
    }
}
