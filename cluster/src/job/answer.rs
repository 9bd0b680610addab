//! What an executor answers, and whether it is to be believed.

use std::collections::BTreeMap;

use dictum::scan::stamp;
use dictum::{Error, Result};
use serde::{Deserialize, Serialize};

use super::task::{Task, own_version};
use crate::store::{Shard, hex};

/// The counts of a shard, and what was read for them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The version of the program that answers.
    pub version: String,
    /// How many rows were counted.
    pub rows: u64,
    /// The sum of each column that was read; see [`Rows::sums`](super::Rows::sums).
    pub columns: BTreeMap<String, String>,
    /// How long the counting took.
    pub seconds: f64,
    /// Why the shard was not counted, where asking again would not help.
    pub refusal: Option<String>,
    /// BLAKE3 of the counts, in hexadecimal: it tells whether they came as they were sent.
    pub blake3: String,
    /// The counts, as a file of counts has them.
    #[serde(skip)]
    pub partial: Vec<u8>,
}

/// How many bytes say how long the first part is.
const LENGTH: usize = 8;

impl Answer {
    /// The answer as bytes: how long what it says is, what it says in JSON, and the counts.
    ///
    /// # Errors
    /// It cannot be written as JSON.
    pub fn encode(&self) -> Result<Vec<u8>> {
        let said = serde_json::to_vec(self).map_err(Error::engine)?;
        let mut bytes = (said.len() as u64).to_le_bytes().to_vec();
        bytes.extend(said);
        bytes.extend(&self.partial);
        Ok(bytes)
    }

    /// The answer that bytes hold.
    ///
    /// # Errors
    /// They hold none.
    pub fn decode(bytes: &[u8]) -> Result<Self> {
        let broken = || Error::format("a broken answer");
        let (length, rest) = bytes.split_first_chunk::<LENGTH>().ok_or_else(broken)?;
        let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|_| broken())?;
        let (said, partial) = rest.split_at_checked(length).ok_or_else(broken)?;
        let answer: Self = serde_json::from_slice(said).map_err(|_| broken())?;
        Ok(Self { partial: partial.to_vec(), ..answer })
    }
}

/// Whether the answers that came for a shard, which are to be one, are of the whole shard and of nothing else; gives it.
///
/// # Errors
/// What tells that they are not.
pub fn verify(task: &Task, shard: &Shard, cutting: &str, mut answers: Vec<Answer>) -> Result<Answer> {
    let refused = |what: String| Err(Error::format(what));
    if answers.len() != 1 {
        return refused(format!("{} answers in place of one", answers.len()));
    }
    let answer = answers.remove(0);
    if answer.version != own_version() {
        let (other, own) = (answer.version, own_version());
        return refused(format!("the executor is dictum-cluster {other}, this is {own}"));
    }
    if answer.rows != shard.turns {
        return refused(format!("{} rows were read, and the shard has {}", answer.rows, shard.turns));
    }
    let is_whole = |name: &String| {
        let (read, written) = (answer.columns.get(name), shard.columns.get(name));
        read.is_some() && read == written
    };
    if let Some(column) = task.columns.iter().find(|column| !is_whole(column)) {
        return refused(format!("column {column} was not read as it was written"));
    }
    if answer.blake3 != blake3::hash(&answer.partial).to_hex().as_str() {
        return refused("the counts did not come as they were sent".to_owned());
    }
    is_of(shard, cutting, &answer.partial)?;
    Ok(answer)
}

/// Whether counts are those of a shard: as many turns, of the same texts in the same documents, cut into words so.
///
/// # Errors
/// What tells that they are not.
pub fn is_of(shard: &Shard, cutting: &str, partial: &[u8]) -> Result<()> {
    let (stamp, _) = stamp(partial)?;
    let [counted, written] = [&hex(stamp.fingerprint), &shard.fingerprint];
    if stamp.turns != shard.turns {
        return Err(Error::format(format!("{} turns were counted of {}", stamp.turns, shard.turns)));
    }
    if counted != written {
        return Err(Error::format(format!("the fingerprint is {counted}, and the store says {written}")));
    }
    if stamp.cutting != cutting {
        return Err(Error::format(format!("counted with {}, not {cutting}", stamp.cutting)));
    }
    Ok(())
}
