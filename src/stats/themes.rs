//! How often a theme is spoken of, and how much more than by the others.

use super::adjust::Adjustment;
use super::interval::{Bounds, LogRate};
use super::rate::{per_thousand, share};

/// What is counted of one theme for one group and the rest.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ThemeCounts {
    /// Hits of the group.
    pub hits: u64,
    /// All its tokens.
    pub tokens: u64,
    /// Its turns.
    pub turns: u64,
    /// Its turns that have the theme.
    pub turns_with_theme: u64,
    /// Hits of the reference.
    pub reference_hits: u64,
    /// All the reference's tokens.
    pub reference_tokens: u64,
    /// The jackknife of the group's rate; `None` at 0 hits or fewer than two clusters.
    pub log_rate: Option<LogRate>,
    /// The jackknife of the reference's rate.
    pub reference_log_rate: Option<LogRate>,
}

/// One theme of one group, judged among the group's themes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ThemeRate {
    /// What was counted.
    pub counts: ThemeCounts,
    /// Hits in a thousand tokens; `None` without tokens.
    pub per_thousand: Option<f64>,
    /// Its 95 % interval, clusters as the unit; `None` where it cannot be told.
    pub bounds: Option<Bounds>,
    /// turns_with_theme / turns.
    pub share: Option<f64>,
    /// The group's rate over the reference's; `None` where either has 0 hits.
    pub ratio: Option<f64>,
    /// The ratio's 95 % interval.
    pub ratio_bounds: Option<Bounds>,
    /// The two-sided p of equal rates, clusters as the unit.
    pub p_cluster: Option<f64>,
    /// `p_cluster` adjusted by Benjamini–Hochberg over the group's themes that have one.
    pub q_cluster: Option<f64>,
}

/// The rates of all themes of one group, in the order given.
pub fn theme_rates(themes: &[ThemeCounts]) -> Vec<ThemeRate> {
    let mut rates: Vec<ThemeRate> = themes.iter().copied().map(theme_rate).collect();
    let p_values: Vec<_> = rates.iter().map(|rate| rate.p_cluster).collect();
    for (rate, q) in rates.iter_mut().zip(Adjustment::BenjaminiHochberg.adjust(&p_values)) {
        rate.q_cluster = q;
    }
    rates
}

fn theme_rate(counts: ThemeCounts) -> ThemeRate {
    let rate = per_thousand(counts.hits, counts.tokens);
    let is_on_both_sides = counts.hits > 0 && counts.reference_hits > 0;
    let reference_rate = per_thousand(counts.reference_hits, counts.reference_tokens);
    let ratio = rate.zip(reference_rate).filter(|_| is_on_both_sides).map(|(rate, other)| rate / other);
    let difference = counts
        .log_rate
        .zip(counts.reference_log_rate)
        .filter(|_| ratio.is_some())
        .and_then(|(rate, other)| rate.over(&other));
    ThemeRate {
        counts,
        per_thousand: rate,
        bounds: counts.log_rate.and_then(|log_rate| log_rate.bounds()).map(|bounds| bounds.scaled(1e3)),
        share: share(counts.turns_with_theme, counts.turns),
        ratio,
        ratio_bounds: difference.map(|difference| difference.bounds()),
        p_cluster: difference.map(|difference| difference.p_cluster),
        q_cluster: None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::jackknife::tests::log_rate;
    use super::*;

    fn counts(own: &[(u64, u64)], other: &[(u64, u64)]) -> ThemeCounts {
        let sum = |rows: &[(u64, u64)]| rows.iter().fold((0, 0), |(x, n), row| (x + row.0, n + row.1));
        let ((hits, tokens), (reference_hits, reference_tokens)) = (sum(own), sum(other));
        ThemeCounts {
            hits,
            tokens,
            turns: own.len() as u64,
            turns_with_theme: own.iter().filter(|row| row.0 > 0).count() as u64,
            reference_hits,
            reference_tokens,
            log_rate: log_rate(own),
            reference_log_rate: log_rate(other),
        }
    }

    #[test]
    fn a_rate_and_a_ratio_lie_within_their_intervals() {
        let own = [(4, 100), (2, 80), (0, 120), (3, 100)];
        let other = [(1, 200), (0, 300), (2, 100)];
        let [rate] = theme_rates(&[counts(&own, &other)])[..] else { panic!("one theme") };
        assert_eq!((rate.per_thousand, rate.share), (Some(22.5), Some(0.75)));
        let bounds = rate.bounds.unwrap();
        assert!(bounds.low < 22.5 && 22.5 < bounds.high);
        assert_eq!(rate.ratio, Some(4.5));
        let bounds = rate.ratio_bounds.unwrap();
        assert!(bounds.low < 4.5 && 4.5 < bounds.high);
        assert_eq!(rate.q_cluster, rate.p_cluster);
    }

    #[test]
    fn no_hits_on_either_side_leave_the_ratio_and_its_interval_empty() {
        let some = [(4, 100), (2, 80), (0, 120)];
        let none = [(0, 100), (0, 80)];
        let rates = theme_rates(&[counts(&some, &none), counts(&none, &some)]);
        for rate in &rates {
            assert_eq!(
                (rate.ratio, rate.ratio_bounds, rate.p_cluster, rate.q_cluster),
                (None, None, None, None)
            );
        }
        assert_eq!((rates[1].per_thousand, rates[1].bounds), (Some(0.0), None));
        assert!(rates[0].bounds.is_some());
    }

    #[test]
    fn q_is_over_the_themes_that_have_a_p() {
        let own = [(4, 100), (2, 80), (0, 120), (3, 100)];
        let other = [(1, 200), (0, 300), (2, 100)];
        let none = [(0, 10), (0, 10)];
        let rates = theme_rates(&[counts(&own, &other), counts(&own, &none), counts(&other, &own)]);
        let p = rates[0].p_cluster.unwrap();
        assert!((rates[0].q_cluster.unwrap() - p).abs() < 1e-12, "two equal p-values stay as they are");
    }
}
