//! Tests of the crate from outside, in one binary.

#[cfg(test)]
mod architecture;
#[cfg(test)]
mod cli;
#[cfg(test)]
mod formats;
#[cfg(test)]
mod oracle;
