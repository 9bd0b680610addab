//! The jackknife against its definition, cluster by cluster and summed up.

use super::super::simulation::Random;
use super::*;

/// Clusters of 50 to 1,000 tokens at `rate`, each with a burst factor of mean 1 and variance `burst`.
pub fn group(random: &mut Random, clusters: usize, rate: f64, burst: f64) -> Vec<(u64, u64)> {
    (0..clusters)
        .map(|_| {
            let size = (50.0 * 20f64.powf(random.uniform())) as u64;
            let factor = if burst == 0.0 { 1.0 } else { random.gamma(1.0 / burst) * burst };
            (random.poisson(rate * factor * size as f64), size)
        })
        .collect()
}

/// The log rate of clusters of so many occurrences and tokens, each by itself.
pub fn log_rate(rows: &[(u64, u64)]) -> Option<LogRate> {
    let size = rows.iter().map(|row| row.1).sum();
    let clusters = Clusters::new(size, &Sizes::default(), rows.iter().map(|row| row.1));
    let mut jackknife = Jackknife::new(rows.iter().map(|row| row.0).sum());
    for &(count, size) in rows.iter().filter(|row| row.0 > 0) {
        jackknife.add(count, clusters.removal(size));
    }
    jackknife.finish(&clusters)
}

/// The definition, every cluster left out in turn; deviations from the full estimate, so that nothing cancels.
fn plain_variance(rows: &[(u64, u64)]) -> f64 {
    let rows: Vec<_> = rows.iter().filter(|row| row.1 > 0).collect();
    let (total, size) = rows.iter().fold((0, 0), |(x, n), row| (x + row.0, n + row.1));
    let estimates: Vec<f64> = rows
        .iter()
        .map(|&&(x, n)| {
            let left = if total == x { 0.5 / total as f64 } else { (total - x) as f64 / total as f64 };
            left.ln() - ((size - n) as f64 / size as f64).ln()
        })
        .collect();
    let m = estimates.len() as f64;
    let mean = estimates.iter().sum::<f64>() / m;
    (m - 1.0) / m * estimates.iter().map(|estimate| (estimate - mean).powi(2)).sum::<f64>()
}

#[test]
fn the_fast_jackknife_equals_its_definition_also_at_80_000_clusters() {
    let mut random = Random(7);
    for (clusters, rate, burst) in [(2, 0.05, 0.0), (9, 0.01, 2.0), (300, 0.02, 8.0), (80_000, 1e-5, 8.0)] {
        let mut rows = group(&mut random, clusters, rate, burst);
        rows.push((0, 0));
        rows[0].0 += 1;
        let (fast, plain) = (log_rate(&rows).unwrap(), plain_variance(&rows));
        assert!((fast.variance / plain - 1.0).abs() < 1e-12, "{clusters}: {} {plain}", fast.variance);
        assert_eq!(fast.degrees, clusters as f64 - 1.0);
    }
}

#[test]
fn a_term_in_every_one_of_80_000_clusters_keeps_its_digits() {
    let rows = group(&mut Random(11), 80_000, 0.05, 0.5);
    let (fast, plain) = (log_rate(&rows).unwrap().variance, plain_variance(&rows));
    assert!((fast / plain - 1.0).abs() < 1e-9, "{fast} {plain}");
}

/// The same from clusters with equal counts summed up, but for heavy ones.
fn summed_up(rows: &[(u64, u64)]) -> Option<LogRate> {
    let whole = rows.iter().map(|row| row.1).sum();
    let mut sizes = Sizes::default();
    let mut by_count: std::collections::BTreeMap<u64, Sizes> = std::collections::BTreeMap::new();
    let (light, heavy): (Vec<_>, Vec<_>) = rows.iter().copied().partition(|row| is_light(row.1, whole));
    for (count, size) in light {
        sizes.add(size);
        by_count.entry(count).or_default().add(size);
    }
    let clusters = Clusters::new(whole, &sizes, heavy.iter().map(|row| row.1));
    let mut jackknife = Jackknife::new(rows.iter().map(|row| row.0).sum());
    for (&count, sizes) in by_count.range(1..) {
        jackknife.add_all(count, sizes, whole);
    }
    for (count, size) in heavy.into_iter().filter(|row| row.0 > 0) {
        jackknife.add(count, clusters.removal(size));
    }
    jackknife.finish(&clusters)
}

#[test]
fn clusters_summed_up_give_the_variance_of_clusters_one_by_one() {
    let mut random = Random(23);
    for (clusters, rate, burst) in
        [(9, 0.01, 2.0), (3_000, 0.02, 8.0), (3_000, 0.2, 0.0), (80_000, 1e-5, 8.0), (80_000, 0.05, 0.5)]
    {
        let mut rows = group(&mut random, clusters, rate, burst);
        rows[0].0 += 1;
        let (sums, single) = (summed_up(&rows).unwrap(), log_rate(&rows).unwrap());
        assert!((sums.variance / single.variance - 1.0).abs() < 1e-10, "{sums:?} {single:?}");
        assert_eq!((sums.ln_rate, sums.degrees), (single.ln_rate, single.degrees));
    }
}

#[test]
fn clusters_can_be_taken_out_of_the_sums_again() {
    let mut random = Random(5);
    let rows = group(&mut random, 80_000, 0.01, 2.0);
    let (mut left, mut only) = (Sizes::default(), Sizes::default());
    rows.iter().for_each(|row| left.add(row.1));
    rows[3..].iter().for_each(|row| left.remove(row.1));
    rows[..3].iter().for_each(|row| only.add(row.1));
    assert_eq!(left.count(), 3);
    let (near, exact) = (left.removals(30_000_000), only.removals(30_000_000));
    assert!((near / exact - 1.0).abs() < 1e-12, "{near} {exact}");
}

#[test]
fn alike_clusters_have_no_variance_also_when_they_are_summed_up() {
    assert_eq!(summed_up(&[(2, 500); 2_500]).unwrap().variance, 0.0);
}
