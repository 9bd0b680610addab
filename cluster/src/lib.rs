//! The report of [`dictum`] from a cluster: the same bytes as from one machine.
//!
//! 1. [`import`] turns transcripts into a **store**: Parquet shards of whole documents, and `store.json`, which says of
//!    each shard what it holds.
//! 2. [`job`] is an aggregate function of DataFusion: over the rows of a shard it comes to an **answer**, counts
//!    ([`Partial`](dictum::scan::Partial)) or some turns ([`Excerpt`](dictum::scan::Excerpt)) of dictum as bytes, and sums
//!    that tell what was read.
//! 3. [`engine`] runs it on Ballista: a scheduler, executors, or all in one process.
//! 4. [`run`] asks for a job a shard, verifies each answer against the store, asks again where it fails, and keeps what
//!    it accepts: first for the counts of all shards, then for the turns that are quoted; the report is dictum's own.
//!
//! No job shuffles: what the engine does wrong when an executor dies in a later stage cannot happen, and an answer that
//! is wrong all the same is refused.
#![deny(missing_docs)]

pub mod args;
pub mod engine;
pub mod import;
pub mod job;
pub mod run;
pub mod store;
