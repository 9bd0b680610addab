//! Pure functions from frozen counts to plain records; here, and only here, floats are born.
//!
//! Every measure says its formula, its source, its sign and unit, and what happens at zero. Undefined is `None`.

pub mod adjust;
pub mod association;
pub mod changes;
pub mod collocation;
pub mod compat;
pub mod contingency;
pub mod dispersion;
pub mod distribution;
pub mod diversity;
pub mod exchanges;
mod hypergeometric;
pub mod interval;
pub mod jackknife;
pub mod keyness;
pub mod log_odds;
mod lrc;
mod measure;
pub mod nmf;
pub mod overlap;
pub mod permutation;
pub mod proportion;
pub mod random;
mod ranking;
pub mod rate;
pub mod reference;
#[cfg(test)]
mod simulation;
mod special;
pub mod tf_idf;
pub mod themes;
pub mod working;

/// All intervals and tests are at the level of 95 %.
pub const ALPHA: f64 = 0.05;
