//! The interval worked by hand, against a bootstrap, and its coverage in simulation.

use super::super::jackknife::tests::{group, log_rate};
use super::super::simulation::Random;
use super::*;

#[test]
fn the_interval_is_that_of_the_definition_worked_by_hand() {
    // Three clusters of 10 with 1, 1, 2: θ = ln(3/20), ln(3/20), ln(2/20); V = (2/3)·(2/3)·ln²(3/2).
    let target = log_rate(&[(1, 10), (1, 10), (2, 10)]).unwrap();
    let step = 1.5f64.ln();
    assert!((target.variance - 4.0 / 9.0 * step * step).abs() < 1e-15);
    // t with 2 degrees of freedom at 97.5 % is 4.302653.
    let bounds = target.bounds().unwrap();
    let half = 4.302_652_729_749_464 * 2.0 / 3.0 * step;
    assert!((bounds.high / (4.0 / 30.0 * half.exp()) - 1.0).abs() < 1e-12);
    // Against itself: degrees 4, log ratio 0, p 1.
    let difference = target.over(&target).unwrap();
    assert!((difference.degrees - 4.0).abs() < 1e-12);
    assert_eq!(difference.p_cluster, 1.0);
}

#[test]
fn there_is_no_interval_where_nothing_can_be_said() {
    assert_eq!(log_rate(&[(0, 10), (0, 12)]), None, "no occurrence");
    assert_eq!(log_rate(&[(3, 10), (0, 0)]), None, "one cluster");
    let alike = log_rate(&[(2, 10); 7]).unwrap();
    assert_eq!((alike.variance, alike.bounds()), (0.0, None), "no variance");
    assert_eq!(alike.over(&alike), None);
    let table = Contingency { target: 14, target_size: 70, reference: 14, reference_size: 70 };
    let varied = log_rate(&[(1, 10), (2, 10), (3, 10)]).unwrap();
    let interval = LogRatioInterval::new(&table, &alike.over(&varied).unwrap()).unwrap();
    assert!(interval.low < 0.0 && interval.high > 0.0);
}

#[test]
fn a_term_that_lives_in_one_cluster_has_an_interval_too_wide_to_say_anything() {
    let target = log_rate(&[(9, 100), (0, 100), (0, 100)]).unwrap();
    assert!(target.bounds().unwrap().is_too_wide());
    let wide = LogRatioInterval { low: -1.0, high: 2.4, p_cluster: 0.3 };
    assert!(wide.is_too_wide());
    assert!(!LogRatioInterval { high: 2.3, ..wide }.is_too_wide());
}

/// A group drawn anew from the clusters of `rows`, with replacement.
fn resampled(random: &mut Random, rows: &[(u64, u64)]) -> Vec<(u64, u64)> {
    rows.iter().map(|_| rows[(random.uniform() * rows.len() as f64) as usize]).collect()
}

fn ln_rate(rows: &[(u64, u64)]) -> f64 {
    let (count, size) = rows.iter().fold((0, 0), |(x, n), row| (x + row.0, n + row.1));
    (count as f64).max(0.5).ln() - (size as f64).ln()
}

/// The 2.5 % and 97.5 % points of the log ratio over 200 resamples of both groups' clusters.
fn bootstrap(random: &mut Random, target: &[(u64, u64)], reference: &[(u64, u64)]) -> (f64, f64) {
    let mut ratios: Vec<f64> = (0..200)
        .map(|_| ln_rate(&resampled(random, target)) - ln_rate(&resampled(random, reference)))
        .collect();
    ratios.sort_by(f64::total_cmp);
    (ratios[5], ratios[194])
}

/// How often each interval of the log ratio holds the truth, two to one, over the trials where both sides have the
/// term: the jackknife's, the bootstrap's, and the usual one that takes tokens as independent.
fn coverage(sizes: [usize; 2], burst: f64) -> [f64; 3] {
    let truth = 2f64.ln();
    let mut random = Random(20_220_601);
    let (mut hits, mut trials) = ([0u32; 3], 0u32);
    while trials < 500 {
        let target = group(&mut random, sizes[0], 0.006, burst);
        let reference = group(&mut random, sizes[1], 0.003, burst);
        let (Some(t), Some(r)) = (log_rate(&target), log_rate(&reference)) else { continue };
        trials += 1;
        let bounds = t.over(&r).unwrap().bounds();
        let (low, high) = bootstrap(&mut random, &target, &reference);
        let count = |rows: &[(u64, u64)]| rows.iter().map(|row| row.0).sum::<u64>() as f64;
        let deviation = (1.0 / count(&target) + 1.0 / count(&reference)).sqrt();
        hits[0] += u32::from(bounds.low.ln() <= truth && truth <= bounds.high.ln());
        hits[1] += u32::from(low <= truth && truth <= high);
        hits[2] += u32::from((t.ln_rate - r.ln_rate - truth).abs() <= 1.96 * deviation);
    }
    hits.map(|hits| f64::from(hits) / f64::from(trials))
}

#[test]
fn the_interval_holds_the_truth_as_often_as_it_says_and_the_usual_one_does_not() {
    for sizes in [[5, 5], [9, 40], [30, 100]] {
        for burst in [0.0, 2.0, 8.0] {
            let [jackknife, bootstrap, tokens] = coverage(sizes, burst);
            let case = format!("{sizes:?} clusters, burst {burst}: {jackknife} {bootstrap} {tokens}");
            assert!((0.90..=0.98).contains(&jackknife) && jackknife > bootstrap, "{case}");
            assert!(if burst == 0.0 { tokens > 0.92 } else { tokens < 0.8 }, "{case}");
        }
    }
}

#[test]
fn with_many_clusters_the_variance_is_that_of_a_cluster_bootstrap() {
    let mut random = Random(3);
    let rows = group(&mut random, 400, 0.01, 2.0);
    let rates: Vec<f64> = (0..2_000).map(|_| ln_rate(&resampled(&mut random, &rows))).collect();
    let mean = rates.iter().sum::<f64>() / 2_000.0;
    let variance = rates.iter().map(|rate| (rate - mean).powi(2)).sum::<f64>() / 1_999.0;
    let jackknife = log_rate(&rows).unwrap().variance;
    assert!((jackknife / variance - 1.0).abs() < 0.1, "{jackknife} {variance}");
}
