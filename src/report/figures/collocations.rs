//! The chart `collocations`.

use std::collections::{BTreeMap, BTreeSet};

use super::super::prose::count;
use super::super::study::Study;
use super::frame;
use crate::analysis::Ngram;
use crate::render::chart::{Collocations, Link, Node};
use crate::stats::association::AssociationMeasure;
use crate::vocab::TermId;

/// Of so many pairs, those said most, the chart chooses.
const CANDIDATES: usize = 60;
/// So many it shows at most.
const SHOWN: usize = 40;
/// Each of a pair's terms is said in so many turns, where there are as many.
const LEAST_TURNS: usize = 2;

pub(super) fn chart(study: &Study<'_>) -> Collocations {
    let pairs: Vec<(&Ngram, f64)> = pairs(study);
    let all = pairs.len();
    let shown = strongest(pairs);
    let terms: BTreeSet<TermId> = shown.iter().flat_map(|(pair, _)| pair.terms.iter().copied()).collect();
    let terms: Vec<TermId> = terms.into_iter().collect();
    let place = |term: TermId| terms.partition_point(|&before| before < term);
    let links = shown.iter().map(|(pair, strength)| Link {
        ends: [place(pair.terms[0]), place(pair.terms[1])],
        strength: *strength,
        count: pair.attraction.observed(),
    });
    let links = links.collect();
    let frequencies: BTreeMap<TermId, u64> =
        study.said.frequencies.iter().map(|row| (row.term, row.frequency)).collect();
    let node = |term: &TermId| Node {
        label: study.shown(*term).to_owned(),
        size: frequencies.get(term).copied().unwrap_or(0),
    };
    let mut frame = frame(
        study,
        "Which words go together",
        "Terms that follow one another. The wider the link, the more they keep to each other (log-dice, 14 at most); \
         the larger the dot, the more often the term is said",
        notes(study, all, shown.len()),
    );
    frame.nothing = format!("No two terms follow one another {} times.", study.said.least_links);
    Collocations {
        frame,
        nodes: terms.iter().map(node).collect(),
        links,
        strength_label: "log-dice".to_owned(),
        size_label: "times said".to_owned(),
    }
}

/// The pairs that are said often enough with their log-dice, the most frequent first.
fn pairs<'s>(study: &'s Study<'_>) -> Vec<(&'s Ngram, f64)> {
    let least = LEAST_TURNS.min(study.rows.len()) as u64;
    let spread: BTreeSet<TermId> =
        study.said.frequencies.iter().filter(|row| row.turns >= least).map(|row| row.term).collect();
    let is_spread = |pair: &&Ngram| pair.terms.iter().all(|term| spread.contains(term));
    let scored = |pair: &'s Ngram| Some((pair, pair.attraction.score(AssociationMeasure::LogDice)?));
    study.said.links().filter(is_spread).filter_map(scored).collect()
}

/// Of those said most the ones that keep together most, the strongest first; a tie goes to the more frequent.
fn strongest(mut pairs: Vec<(&Ngram, f64)>) -> Vec<(&Ngram, f64)> {
    pairs.truncate(CANDIDATES);
    pairs.sort_by(|a, b| b.1.total_cmp(&a.1));
    pairs.truncate(SHOWN);
    pairs
}

/// What was left out.
fn notes(study: &Study<'_>, all: usize, shown: usize) -> Vec<String> {
    if shown == 0 {
        return Vec::new();
    }
    let chosen = match all {
        all if all <= shown => format!("All {} pairs", count(all as u64)),
        all if all <= CANDIDATES => format!("The {shown} of {all} pairs that keep together most,"),
        all => format!(
            "Of the {CANDIDATES} pairs said most (there are {}) the {shown} that keep together most,",
            count(all as u64)
        ),
    };
    let least = study.said.least_links;
    vec![format!(
        "{chosen} said at least {least} times side by side in reading order, each term in {LEAST_TURNS} turns or more. Left \
         out: stop words, numbers, words of greeting and address, speakers' own names, a word said twice running."
    )]
}
