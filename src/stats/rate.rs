//! Rates: how often in so many tokens.

/// Occurrences in a million tokens; `None` without tokens.
pub fn per_million(count: u64, size: u64) -> Option<f64> {
    rate(count, size, 1e6)
}

/// Occurrences in a thousand tokens; `None` without tokens.
pub fn per_thousand(count: u64, size: u64) -> Option<f64> {
    rate(count, size, 1e3)
}

/// `part` of `whole`, in `[0, 1]` where it is one; `None` of nothing.
pub fn share(part: u64, whole: u64) -> Option<f64> {
    rate(part, whole, 1.0)
}

fn rate(count: u64, size: u64, unit: f64) -> Option<f64> {
    (size > 0).then(|| count as f64 * unit / size as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_per_its_unit_and_undefined_without_tokens() {
        assert_eq!(per_million(3, 2_000), Some(1_500.0));
        assert_eq!(per_thousand(3, 2_000), Some(1.5));
        assert_eq!(share(3, 4), Some(0.75));
        assert_eq!(per_million(0, 0), None);
    }
}
