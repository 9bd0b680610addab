//! Values obtained from other tools, or from formulas at 60 digits: never from this crate. One table a subject in
//! `oracle/`; a row is a case, its value, how near we must come (half a unit of the last digit printed by the tool),
//! and where it is from.

use std::path::Path;

use dictum::stats::collocation::Association;
use dictum::stats::contingency::Contingency;
use dictum::stats::dispersion::{Parts, Spreading};
use dictum::stats::distribution;
use dictum::stats::diversity::{self, Diversity};
use dictum::stats::log_odds::Prior;
use dictum::stats::tf_idf::TfIdf;

/// The counts in A (23 tokens) and B (63 tokens) on which the other tools were run.
const FIXTURE: [(&str, u64, u64); 6] = [
    ("sanctions", 10, 2),
    ("enlargement", 3, 9),
    ("gas", 0, 7),
    ("peace", 5, 5),
    ("rare", 1, 0),
    ("the", 4, 40),
];

/// Compares every row of a table with `actual`, which gets the row's other cells in order; all misses at once.
fn check(table: &str, least_rows: usize, actual: impl Fn(&[&str]) -> Option<f64>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle").join(table);
    let mut reader = csv::Reader::from_path(&path).unwrap();
    let (mut rows, mut misses) = (0, Vec::new());
    for record in reader.records() {
        let record = record.unwrap();
        let cells: Vec<&str> = record.iter().collect();
        let [case @ .., value, tolerance, source] = &cells[..] else { panic!("{table}: too few columns") };
        let (value, tolerance): (f64, f64) = (value.parse().unwrap(), tolerance.parse().unwrap());
        let near = |actual: f64| (actual - value).abs() <= tolerance;
        rows += 1;
        if !actual(case).is_some_and(near) {
            misses.push(format!("{case:?}: {:?} is not {value} ± {tolerance} ({source})", actual(case)));
        }
    }
    assert!(misses.is_empty(), "{table}:\n{}", misses.join("\n"));
    assert!(rows >= least_rows, "{table} has only {rows} rows");
}

fn number<T: std::str::FromStr>(cell: &str) -> T {
    cell.parse().unwrap_or_else(|_| panic!("{cell} is no number"))
}

fn fixture(term: &str) -> Contingency {
    let (_, target, reference) = FIXTURE.into_iter().find(|row| row.0 == term).unwrap();
    Contingency { target, target_size: 23, reference, reference_size: 63 }
}

fn measure(name: &str, table: &Contingency, family: u64) -> Option<f64> {
    match name {
        "g2" => table.g2(),
        "g2_quanteda" => table.g2_quanteda(),
        "ll2" => table.ll2(),
        "chi2" => table.chi2(),
        "chi2_quanteda" => table.chi2_quanteda(),
        "bic" => table.bic(),
        "log_ratio" => table.log_ratio(),
        "lrc" => table.lrc(family),
        "fisher_p" => table.fisher_p(),
        "simple_maths" => table.simple_maths(),
        "specificity" => table.specificity(),
        "log_odds_z" => table.log_odds_z(Prior::pooled(table)),
        "log_odds_z_uniform" => table.log_odds_z(Prior::uniform(0.1, 6)),
        "log_odds_z_tidylo" => table.log_odds_z_tidylo(2),
        _ => None,
    }
}

#[test]
fn keyness_agrees_with_the_tools_of_the_field() {
    check("keyness.csv", 84, |case| measure(case[0], &fixture(case[1]), 6));
}

#[test]
fn keyness_of_larger_tables_agrees_with_exact_sums() {
    check("tables.csv", 36, |case| {
        let table = Contingency {
            target: number(case[0]),
            target_size: number(case[1]),
            reference: number(case[2]),
            reference_size: number(case[3]),
        };
        measure(case[4], &table, 5_000)
    });
}

#[test]
fn distributions_agree_with_their_values_at_sixty_digits() {
    check("distributions.csv", 42, |case| {
        let first = || number(case[1]);
        Some(match case[0] {
            "chi2_survival" => distribution::chi2_survival(first()),
            "ln_chi2_survival" => distribution::ln_chi2_survival(first()),
            "normal_quantile" => distribution::normal_quantile(first()),
            "student_p" => distribution::student_p(first(), number(case[2])),
            "student_quantile" => distribution::student_quantile(first(), number(case[2])),
            "clopper_pearson_low" => {
                distribution::clopper_pearson(number(case[1]), number(case[2]), number(case[3])).0
            }
            "clopper_pearson_high" => {
                distribution::clopper_pearson(number(case[1]), number(case[2]), number(case[3])).1
            }
            _ => return None,
        })
    });
}

#[test]
fn tf_idf_agrees_with_quanteda_and_scikit_learn() {
    check("tf_idf.csv", 8, |case| {
        let weighting = TfIdf::ALL.into_iter().find(|weighting| weighting.name() == case[0])?;
        let is_first = case[2] == "A";
        let weigh = |(_, first, second): (&str, u64, u64)| {
            let units_with = u64::from(first > 0) + u64::from(second > 0);
            let (count, size) = if is_first { (first, 23) } else { (second, 63) };
            weighting.weight(count, size, units_with, 2)
        };
        let length = weighting.length(FIXTURE.into_iter().filter_map(weigh));
        Some(weigh(FIXTURE.into_iter().find(|row| row.0 == case[1])?)? / length)
    });
}

#[test]
fn dispersion_agrees_with_the_published_formulas() {
    check("dispersion.csv", 12, |case| {
        let numbers = |cell: &str| cell.split(' ').map(number::<u64>).collect::<Vec<_>>();
        let (counts, sizes) = (numbers(case[0]), numbers(case[1]));
        let parts = Parts::new(sizes.iter().copied());
        let mut spreading = Spreading::new(&parts, counts.iter().sum());
        counts.iter().zip(&sizes).for_each(|(&count, &size)| spreading.add(count, size));
        let dispersion = spreading.finish()?;
        Some(match case[2] {
            "juilland_d" => dispersion.juilland_d,
            "carroll_d2" => dispersion.carroll_d2,
            "rosengren_s" => dispersion.rosengren_s,
            "dp" => dispersion.dp,
            "dp_norm" => dispersion.dp_norm,
            "kl_divergence" => dispersion.kl_divergence,
            _ => return None,
        })
    });
}

#[test]
fn association_agrees_with_the_tools_of_the_field() {
    check("collocation.csv", 17, |case| {
        let pair = Association {
            observed: number(case[0]),
            first: number(case[1]),
            second: number(case[2]),
            total: number(case[3]),
        };
        match case[4] {
            "expected" => pair.expected(),
            "pmi" => pair.pmi(),
            "npmi" => pair.npmi(),
            "mi3" => pair.mi3(),
            "t" => pair.t(),
            "z" => pair.z(),
            "g2" => pair.g2(),
            "dice" => pair.dice(),
            "log_dice" => pair.log_dice(),
            "delta_p_12" => pair.delta_p_12(),
            "delta_p_21" => pair.delta_p_21(),
            "lambda" => pair.lambda().map(|lambda| lambda.lambda),
            "lambda_z" => pair.lambda().map(|lambda| lambda.z),
            _ => None,
        }
    });
}

#[test]
fn diversity_agrees_with_lexicalrichness() {
    let text = "the minister said the union will enlarge and the union will keep the sanctions because the war goes \
                on and the people want peace the reporter asked the minister when the sanctions end and the minister \
                said the sanctions end when the war ends and not before that day";
    let words: Vec<&str> = text.split(' ').collect();
    let place = |word: &&str| words.iter().position(|other| other == word).unwrap() as u32;
    let types: Vec<u32> = words.iter().map(place).collect();
    let all = Diversity::new(&types, 10);
    assert_eq!((all.tokens, all.types, all.mtld), (49, 25, None), "too short for MTLD in a table");
    check("diversity.csv", 8, |case| match case[0] {
        "ttr" => all.ttr,
        "guiraud_r" => all.guiraud_r,
        "herdan_c" => all.herdan_c,
        "yule_k" => all.yule_k,
        "simpson_d" => all.simpson_d,
        "mattr" => all.mattr,
        "mtld" => diversity::mtld(&types),
        "hdd" => all.hdd,
        _ => None,
    });
}
