//! Sizes in bytes, as people write them.

use crate::error::{Error, Result};

/// A number of bytes, more than 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Size(pub u64);

/// The units in lower case: powers of 1000 and, with an i, of 1024.
const UNITS: [(&str, u64); 10] = [
    ("", 1),
    ("b", 1),
    ("kb", 1_000),
    ("mb", 1_000_000),
    ("gb", 1_000_000_000),
    ("tb", 1_000_000_000_000),
    ("kib", 1 << 10),
    ("mib", 1 << 20),
    ("gib", 1 << 30),
    ("tib", 1 << 40),
];

impl Size {
    /// Reads `256MB`, `1.5 GB`, `64MiB` or a plain number of bytes.
    ///
    /// # Errors
    /// A [`Config`](crate::ErrorKind::Config) error for all else, and for less than one byte.
    pub fn parse(text: &str) -> Result<Self> {
        let refusal = || Error::config(format_args!("'{text}' is no size like 256MB, 1.5GB or 64MiB"));
        let figures = text.trim().trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let unit = text.trim()[figures.len()..].to_lowercase();
        let (_, worth) = UNITS.iter().find(|(name, _)| *name == unit).ok_or_else(refusal)?;
        let number = figures.trim_end();
        let bytes = match number.parse::<u64>() {
            Ok(whole) => whole.checked_mul(*worth),
            Err(_) if number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') => {
                let bytes = number.parse::<f64>().map_err(|_| refusal())? * *worth as f64;
                (bytes < 1e18).then_some(bytes as u64)
            }
            Err(_) => None,
        };
        bytes.filter(|&bytes| bytes > 0).map(Self).ok_or_else(refusal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_with_every_unit_and_without() {
        for (text, bytes) in [
            ("256MB", 256_000_000),
            ("1.5 GB", 1_500_000_000),
            ("64MiB", 67_108_864),
            ("2kb", 2_000),
            ("17", 17),
            ("17B", 17),
        ] {
            assert_eq!(Size::parse(text).unwrap(), Size(bytes), "{text}");
        }
    }

    #[test]
    fn what_is_no_size_is_refused() {
        for text in ["", "MB", "0", "0.1B", "-1MB", "1e3", "5 apples", "99999999999999TB", "1.2.3MB", "infMB"]
        {
            assert!(Size::parse(text).is_err(), "{text}");
        }
    }
}
