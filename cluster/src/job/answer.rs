//! What an executor answers, and whether it is to be believed.

use std::collections::BTreeMap;

use dictum::scan::{Excerpt, TurnPlace, stamp};
use dictum::{Error, Result};
use serde::{Deserialize, Serialize};

use super::task::{Asks, Task, own_version};
use crate::store::{Shard, hex};

/// What was made of a shard, and what was read for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The version of the program that answers.
    pub version: String,
    /// How many rows were read.
    pub rows: u64,
    /// The sum of each column that was read; see [`Rows::sums`](super::Rows::sums).
    pub columns: BTreeMap<String, String>,
    /// How long the work took.
    pub seconds: f64,
    /// Why nothing was made of the shard, where asking again would not help.
    pub refusal: Option<String>,
    /// BLAKE3 of the body, in hexadecimal: it tells whether it came as it was sent.
    pub blake3: String,
    /// What was asked for: counts as a file of counts has them, or an [`Excerpt`] as bytes.
    #[serde(skip)]
    pub body: Vec<u8>,
}

/// How many bytes say how long the first part is.
const LENGTH: usize = 8;

impl Answer {
    /// The answer as bytes: how long what it says is, what it says in JSON, and the body.
    ///
    /// # Errors
    /// It cannot be written as JSON.
    pub fn encode(&self) -> Result<Vec<u8>> {
        let said = serde_json::to_vec(self).map_err(Error::engine)?;
        let mut bytes = (said.len() as u64).to_le_bytes().to_vec();
        bytes.extend(said);
        bytes.extend(&self.body);
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
        let (said, body) = rest.split_at_checked(length).ok_or_else(broken)?;
        let answer: Self = serde_json::from_slice(said).map_err(|_| broken())?;
        Ok(Self { body: body.to_vec(), ..answer })
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
    if answer.blake3 != blake3::hash(&answer.body).to_hex().as_str() {
        return refused("the answer did not come as it was sent".to_owned());
    }
    is_of(task, shard, cutting, &answer.body)?;
    Ok(answer)
}

/// Whether the body of an answer is what was asked of a shard, and was made of the whole of it.
///
/// # Errors
/// What tells that it is not.
pub fn is_of(task: &Task, shard: &Shard, cutting: &str, body: &[u8]) -> Result<()> {
    match &task.asks {
        Asks::Counts => are_counts_of(shard, cutting, body),
        Asks::Turns(places) => are_turns_of(shard, places, body),
    }
}

/// As many turns, of the same texts in the same documents, cut into words so.
fn are_counts_of(shard: &Shard, cutting: &str, body: &[u8]) -> Result<()> {
    let (stamp, _) = stamp(body)?;
    is_whole(shard, stamp.turns, stamp.fingerprint)?;
    match stamp.cutting == cutting {
        true => Ok(()),
        false => Err(Error::format(format!("counted with {}, not {cutting}", stamp.cutting))),
    }
}

/// The turns at these places, each once and no other.
fn are_turns_of(shard: &Shard, places: &[TurnPlace], body: &[u8]) -> Result<()> {
    let excerpt = Excerpt::decode(body)?;
    is_whole(shard, excerpt.turns, excerpt.fingerprint)?;
    match excerpt.places().eq(places.iter().copied()) {
        true => Ok(()),
        false => {
            let (came, asked) = (excerpt.places().count(), places.len());
            Err(Error::format(format!("{came} turns came, and they are not the {asked} that were asked for")))
        }
    }
}

/// Whether a pass over the turns of a shard met each of them, and nothing else.
fn is_whole(shard: &Shard, turns: u64, fingerprint: u64) -> Result<()> {
    if turns != shard.turns {
        return Err(Error::format(format!("{turns} turns were met of {}", shard.turns)));
    }
    let [met, written] = [&hex(fingerprint), &shard.fingerprint];
    match met == written {
        true => Ok(()),
        false => Err(Error::format(format!("the fingerprint is {met}, and the store says {written}"))),
    }
}
