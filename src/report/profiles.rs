//! Each group's keyword profile, as page and chart show it.

use rayon::prelude::*;

use super::groups::{LEAST_TURNS, LEAST_WORDS};
use super::prose::counted;
use super::study::{Mode, Study};
use crate::render::chart::Series;
use crate::stats::keyness::{Keyword, Status};
use crate::vocab::TermId;

/// How many keywords a profile keeps.
pub(super) const KEPT: usize = 15;

/// What a group says more than the others, rituals left out.
#[derive(Debug)]
pub struct Profile<'a> {
    /// The group's number.
    pub group: usize,
    /// Its name.
    pub name: String,
    /// Its colour.
    pub series: Series,
    /// Its turns.
    pub turns: u64,
    /// Its words.
    pub words: u64,
    /// How many terms were tested for it.
    pub tested: usize,
    /// How many of all tested terms are established, and said more than by the others.
    established: usize,
    /// What it says more than the others: established ones first, then by rank; at most 15.
    pub keywords: Vec<(TermId, Keyword<'a>)>,
}

impl Profile<'_> {
    /// How many terms are established, and said more than by the others.
    pub fn established(&self) -> usize {
        self.established
    }
}

/// The profile of every group that has enough words for one, in the order of the page.
pub fn profiles<'a>(study: &'a Study<'_>) -> Vec<Profile<'a>> {
    let profiles: Vec<_> = study.groups.order.par_iter().map(|&group| profile(study, group)).collect();
    let is_large = |profile: &Profile<'_>| {
        profile.words >= LEAST_WORDS && (profile.turns >= LEAST_TURNS || !study.groups.is_pool[profile.group])
    };
    profiles.into_iter().filter(is_large).collect()
}

/// What the tests say of all profiles together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// No term passes.
    NonePasses,
    /// Terms pass, but the corpus is too small for that to mean anything.
    TooSmall,
    /// So many pass.
    Passed(usize),
}

/// What the tests say of all profiles together.
pub(super) fn verdict(study: &Study<'_>, profiles: &[Profile<'_>]) -> Verdict {
    match (study.mode, profiles.iter().map(Profile::established).sum()) {
        (_, 0) => Verdict::NonePasses,
        (Mode::Descriptive, _) => Verdict::TooSmall,
        (Mode::Comparative, passed) => Verdict::Passed(passed),
    }
}

/// How many terms were tested, and for how many groups: `96 terms, each in 3 groups`.
pub(super) fn tested(profiles: &[Profile<'_>]) -> String {
    let terms = profiles.iter().map(|profile| profile.tested as u64).max().unwrap_or(0);
    match profiles.len() {
        0 | 1 => counted(terms, "term", "terms"),
        groups => format!("{}, each in {groups} groups", counted(terms, "term", "terms")),
    }
}

fn profile<'a>(study: &'a Study<'_>, group: usize) -> Profile<'a> {
    let family = study.keyness.family(group);
    let is_more = |keyword: &Keyword<'_>| keyword.judged.g2.is_some_and(|g2| g2 > 0.0);
    let is_established = |keyword: &Keyword<'_>| {
        keyword.judged.status == Some(Status::Established) && !study.groups.is_pool[group]
    };
    let tested = family.len();
    let mut keywords: Vec<(TermId, Keyword<'a>)> = family
        .keywords()
        .filter(|(term, keyword)| is_more(keyword) && !study.said.rituals.contains(term))
        .collect();
    let established = keywords.iter().filter(|(_, keyword)| is_established(keyword)).count();
    keywords.sort_by_key(|(_, keyword)| (!is_established(keyword), keyword.judged.rank));
    keywords.truncate(KEPT);
    Profile {
        group,
        name: family.group.to_owned(),
        series: study.groups.colours[group],
        turns: family.target_turns,
        words: family.target_size,
        tested,
        established,
        keywords,
    }
}
