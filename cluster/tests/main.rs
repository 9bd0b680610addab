//! The program from outside: a store, a cluster of processes on this machine, and what may go wrong in one.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

#[cfg(feature = "s3")]
mod buckets;
mod cluster;
mod faults;
mod forged;
mod harness;
mod import;
mod lying;
mod throughput;
