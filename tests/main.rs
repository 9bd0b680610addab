//! All integration tests, as one binary.

mod architecture;
mod invariance;
mod laws;
