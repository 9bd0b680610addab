//! The chart `collocations`.

use std::collections::{BTreeMap, BTreeSet};

use super::super::prose::count;
use super::super::study::Study;
use super::frame;
use crate::analysis::{Frequency, Ngram};
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
    // The most frequent first, so that what stands beside it comes first among parts of a size.
    let rows = study.said.frequencies.iter().filter(|row| terms.contains(&row.term));
    let places: BTreeMap<TermId, usize> = rows.clone().map(|row| row.term).zip(0..).collect();
    let link = |(pair, strength): &(&Ngram, f64)| {
        let [first, second] = [0, 1].map(|word| places.get(&pair.terms[word]).copied());
        Some(Link { ends: [first?, second?], strength: *strength, count: pair.attraction.observed() })
    };
    let node = |row: &Frequency| Node { label: study.shown(row.term).to_owned(), size: row.frequency };
    let mut frame = frame(
        study,
        "Which words go together",
        "Terms that follow one another, as the arrows point; a wide link: they keep to each other",
        notes(study, all, shown.len()),
    );
    frame.nothing = format!("No two terms follow one another {} times or more.", study.said.least_links);
    Collocations {
        frame,
        nodes: rows.map(node).collect(),
        links: shown.iter().filter_map(link).collect(),
        strength_label: "log-dice (14 at most):".to_owned(),
        size_label: "uses".to_owned(),
    }
}

/// The pairs that are said often enough with their log-dice, the most frequent first.
fn pairs<'s>(study: &'s Study<'_>) -> Vec<(&'s Ngram, f64)> {
    let least = least_turns(study) as u64;
    let spread: BTreeSet<TermId> =
        study.said.frequencies.iter().filter(|row| row.turns >= least).map(|row| row.term).collect();
    let is_spread = |pair: &&Ngram| pair.terms.iter().all(|term| spread.contains(term));
    let scored = |pair: &'s Ngram| Some((pair, pair.attraction.score(AssociationMeasure::LogDice)?));
    study.said.links().filter(is_spread).filter_map(scored).collect()
}

/// In how many turns each of a pair's terms is said at least.
fn least_turns(study: &Study<'_>) -> usize {
    LEAST_TURNS.min(study.rows.len())
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
        all if all <= CANDIDATES => format!("The {shown} of {all} pairs that keep to each other most"),
        all => format!(
            "Of the {CANDIDATES} pairs said most (there are {}) the {shown} that keep to each other most",
            count(all as u64)
        ),
    };
    let least = study.said.least_links;
    let spread = match least_turns(study) {
        0 | 1 => String::new(),
        turns => format!(", each of its terms in {turns} turns or more"),
    };
    vec![format!(
        "{chosen}; each pair is said at least {least} times{spread}. Left out: \
         stop words, numbers, words of greeting and address, speakers' own names, a word said twice running."
    )]
}
