//! Values obtained from other tools, or from formulas at 60 digits: never from this crate. One table a subject in
//! `oracle/`; a row is a case, its value, how near we must come (half a unit of the last digit printed by the tool),
//! and where it is from.

use std::fs;
use std::path::{Path, PathBuf};

use dictum::stats::adjust::Adjustment;
use dictum::stats::collocation::Association;
use dictum::stats::contingency::Contingency;
use dictum::stats::dispersion::{Parts, Spreading};
use dictum::stats::distribution;
use dictum::stats::diversity::{self, Diversity, MATTR_WINDOW};
use dictum::stats::log_odds::Prior;
use dictum::stats::proportion::{Proportion, newcombe};
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

fn oracle(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle").join(name)
}

/// Compares every row of a table with `actual`, which gets the row's other cells in order; all misses at once.
fn check(table: &str, least_rows: usize, actual: impl Fn(&[&str]) -> Option<f64>) {
    let mut reader = csv::Reader::from_path(oracle(table)).unwrap();
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

/// A measure of a term that is one of `family`.
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
        "log_odds_z_uniform" => table.log_odds_z(Prior::uniform(0.1, family)),
        "log_odds_z_tidylo" => table.log_odds_z_tidylo(2),
        _ => None,
    }
}

#[test]
fn keyness_agrees_with_the_tools_of_the_field() {
    check("keyness.csv", 84, |case| measure(case[0], &fixture(case[1]), 6));
}

/// A measure of the table in the first four cells, of one term of so many.
fn table_measure(case: &[&str], family: u64) -> Option<f64> {
    let table = Contingency {
        target: number(case[0]),
        target_size: number(case[1]),
        reference: number(case[2]),
        reference_size: number(case[3]),
    };
    measure(case[4], &table, family)
}

#[test]
fn keyness_of_larger_tables_agrees_with_exact_sums() {
    check("tables.csv", 36, |case| table_measure(case, 5_000));
}

#[test]
fn keyness_agrees_with_scipy() {
    check("scipy_tables.csv", 30, |case| table_measure(case, 1));
}

#[test]
fn keyness_of_a_matrix_agrees_with_scattertext() {
    check("keyness_matrix.csv", 60, |case| table_measure(case, 20));
}

#[test]
fn adjusted_p_values_agree_with_statsmodels_and_scipy() {
    check("adjustments.csv", 76, |case| {
        let adjustment = Adjustment::ALL.into_iter().find(|adjustment| adjustment.name() == case[0])?;
        let p_values: Vec<Option<f64>> = case[1].split(' ').map(|p| Some(number(p))).collect();
        adjustment.adjust(&p_values)[number::<usize>(case[2])]
    });
}

#[test]
fn intervals_of_proportions_agree_with_statsmodels() {
    check("proportions.csv", 26, |case| {
        let of = |hits, trials| Proportion { hits: number(hits), trials: number(trials) };
        let bounds = match case[0] {
            "wilson" => of(case[1], case[2]).wilson()?,
            "newcombe" => newcombe(&of(case[1], case[2]), &of(case[3], case[4]))?,
            _ => return None,
        };
        Some(if case[5] == "low" { bounds.low } else { bounds.high })
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
fn tf_idf_of_a_matrix_agrees_with_scikit_learn() {
    let text = fs::read_to_string(oracle("matrix.csv")).unwrap();
    let matrix: Vec<Vec<u64>> = text.lines().map(|line| line.split(',').map(number).collect()).collect();
    let units_with = |term: usize| matrix.iter().filter(|counts| counts[term] > 0).count() as u64;
    check("tf_idf_matrix.csv", 141, |case| {
        let weighting = TfIdf::ALL.into_iter().find(|weighting| weighting.name() == case[0])?;
        let counts = &matrix[number::<usize>(case[1])];
        let size = counts.iter().sum();
        let weigh = |term: usize| weighting.weight(counts[term], size, units_with(term), matrix.len() as u64);
        let length = weighting.length((0..counts.len()).filter_map(weigh));
        Some(weigh(number(case[2]))? / length)
    });
}

/// A measure of a term with these counts in parts of these sizes.
fn dispersion(case: &[&str]) -> Option<f64> {
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
}

#[test]
fn dispersion_agrees_with_the_published_formulas() {
    check("dispersion.csv", 12, dispersion);
}

#[test]
fn dispersion_over_uneven_parts_agrees_with_corpus_dispersion_and_exact_fractions() {
    check("dispersion_parts.csv", 48, dispersion);
}

/// A measure of the pair whose counts are in the first four cells.
fn association(case: &[&str]) -> Option<f64> {
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
}

#[test]
fn association_agrees_with_the_tools_of_the_field() {
    check("collocation.csv", 17, association);
}

#[test]
fn association_of_rare_and_frequent_pairs_agrees_with_the_tools_of_the_field() {
    check("association.csv", 158, association);
}

/// The words of a text as numbers, each that of its first place.
fn numbered(text: &str) -> Vec<u32> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.iter().map(|word| words.iter().position(|other| other == word).unwrap() as u32).collect()
}

fn diversity_measure(name: &str, types: &[u32], window: usize) -> Option<f64> {
    let all = Diversity::new(types, window);
    match name {
        "ttr" => all.ttr,
        "guiraud_r" => all.guiraud_r,
        "herdan_c" => all.herdan_c,
        "yule_k" => all.yule_k,
        "simpson_d" => all.simpson_d,
        "mattr" => all.mattr,
        "mtld" => diversity::mtld(types),
        "hdd" => all.hdd,
        _ => None,
    }
}

#[test]
fn diversity_agrees_with_lexicalrichness() {
    let types = numbered(
        "the minister said the union will enlarge and the union will keep the sanctions because the war goes \
         on and the people want peace the reporter asked the minister when the sanctions end and the minister \
         said the sanctions end when the war ends and not before that day",
    );
    let all = Diversity::new(&types, 10);
    assert_eq!((all.tokens, all.types, all.mtld), (49, 25, None), "too short for MTLD in a table");
    check("diversity.csv", 8, |case| diversity_measure(case[0], &types, 10));
}

#[test]
fn diversity_of_a_longer_text_agrees_with_lexicalrichness_and_lexical_diversity() {
    let types = numbered(&fs::read_to_string(oracle("text.txt")).unwrap());
    check("diversity_text.csv", 12, |case| diversity_measure(case[0], &types, MATTR_WINDOW));
}
