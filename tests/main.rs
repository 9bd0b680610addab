//! Tests of the crate from outside, in one binary.

#[cfg(test)]
mod architecture;
#[cfg(test)]
mod oracle;
