//! Pure functions from frozen counts to plain records; here, and only here, floats are born.
//!
//! Every measure says its formula, its source, its sign and unit, and what happens at zero. Undefined is `None`.

pub mod adjust;
pub mod compat;
pub mod contingency;
pub mod distribution;
mod hypergeometric;
pub mod log_odds;
pub mod rate;
mod special;
pub mod tf_idf;
