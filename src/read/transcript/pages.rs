//! Where printed pages end: running heads and feet, which recur and belong to nobody's words.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use foldhash::fast::RandomState;

use super::candidate::candidate;
use super::lead::has_clock;
use super::line::{Line, Matter, ends_sentence};

/// A running head is no longer than this.
const LONGEST: usize = 140;
/// Pages have at least so many lines.
const SHORTEST_PAGE: usize = 6;

/// Marks the running heads and feet of a text: lines that recur, but for their figures, and that cut sentences in two,
/// stand beside page numbers, or number pages themselves.
pub(super) fn mark_pages(lines: &mut [Line<'_>]) {
    let mut patterns: HashMap<Pattern<'_>, usize, RandomState> = HashMap::default();
    let mut places: Vec<(usize, usize)> = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| may_be_head(line)) {
        let next = patterns.len();
        places.push((*patterns.entry(Pattern(line.text)).or_insert(next), at));
    }
    places.sort_unstable();
    let alike = places.chunk_by(|one, other| one.0 == other.0).filter(|places| places.len() > 1);
    let alike = alike.map(|places| places.iter().map(|place| place.1).collect::<Vec<_>>());
    let heads: Vec<usize> = alike.filter(|places| are_heads(lines, places)).flatten().collect();
    for at in heads {
        lines[at].matter = Matter::Page;
    }
}

fn may_be_head(line: &Line<'_>) -> bool {
    matches!(line.matter, Matter::Prose | Matter::Capitals)
        && line.text.len() <= LONGEST
        && !line.text.ends_with([':', '?', '!', ',', ';'])
        && !has_clock(line.text)
}

/// A line, compared without its figures and the width of its gaps.
struct Pattern<'a>(&'a str);

impl<'a> Pattern<'a> {
    fn words(&self) -> impl Iterator<Item = &'a str> {
        let words = self.0.split_whitespace().map(|word| word.trim_matches(|c: char| c.is_ascii_digit()));
        words.filter(|word| !word.is_empty())
    }
}

impl Hash for Pattern<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.words().for_each(|word| word.hash(state));
    }
}

impl PartialEq for Pattern<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.words().eq(other.words())
    }
}

impl Eq for Pattern<'_> {}

fn are_heads(lines: &[Line<'_>], places: &[usize]) -> bool {
    let apart = places.windows(2).all(|pair| pair[1] - pair[0] >= SHORTEST_PAGE);
    let often = |count: usize| count * 2 > places.len();
    let count = |is_so: &dyn Fn(usize) -> bool| places.iter().filter(|&&at| is_so(at)).count();
    let cutting = count(&|at| cuts(lines, at));
    let beside = count(&|at| is_beside_a_page(lines, at));
    let opens_turn =
        candidate(lines[places[0]].text).is_some_and(|label| label.rest < lines[places[0]].text.len());
    apart && !opens_turn && (often(cutting) || often(beside) || numbers_pages(lines, places))
}

/// Whether the sentence before the line goes on after it.
fn cuts(lines: &[Line<'_>], at: usize) -> bool {
    let is_prose = |line: &&Line<'_>| line.matter == Matter::Prose;
    let before = lines[..at].iter().rev().find(is_prose);
    let after = lines[at + 1..].iter().find(is_prose);
    let (Some(before), Some(after)) = (before, after) else { return false };
    !ends_sentence(before.text) && after.text.starts_with(char::is_lowercase)
}

fn is_beside_a_page(lines: &[Line<'_>], at: usize) -> bool {
    let is_page = |place: Option<usize>| {
        place.and_then(|at| lines.get(at)).is_some_and(|line| line.matter == Matter::Page)
    };
    lines[at].opens_page || is_page(at.checked_sub(1)) || is_page(Some(at + 1))
}

/// Whether one figure of the line grows by one from page to page, three times at least.
fn numbers_pages(lines: &[Line<'_>], places: &[usize]) -> bool {
    let numbers = |at: usize| -> Vec<u32> {
        let figures = lines[at].text.split(|c: char| !c.is_ascii_digit());
        figures.filter_map(|figures| figures.parse().ok()).collect()
    };
    let all: Vec<Vec<u32>> = places.iter().map(|&at| numbers(at)).collect();
    let grows = |column: usize| {
        let steps = all.windows(2).filter(|pair| match (pair[0].get(column), pair[1].get(column)) {
            (Some(one), Some(next)) => one.checked_add(1) == Some(*next),
            (Some(_) | None, _) => false,
        });
        steps.count() + 1 == all.len()
    };
    places.len() > 2 && (0..all[0].len()).any(grows)
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn heads(text: &str) -> Vec<&str> {
        let mut lines = lines(text, 1);
        mark_pages(&mut lines);
        lines.iter().filter(|line| line.matter == Matter::Page).map(|line| line.text).collect()
    }

    fn page(head: &str, words: &str) -> String {
        format!(
            "{head}\n\nMR. HALL: So it is.\n\nMS. RUIZ: Is it?\nIt is not.\nNo.\nMR. HALL: Yes, and {words}\n\n"
        )
    }

    #[test]
    fn lines_that_recur_and_cut_sentences_or_number_pages_are_heads() {
        let cut = format!("{}{}{}", page("", "we"), "The Harbour Inquiry\n\nknow it.\n\n", page("", "they"));
        assert!(heads(&cut).is_empty());
        let twice = format!("{cut}The Harbour Inquiry\n\nknow it.");
        assert_eq!(heads(&twice), ["The Harbour Inquiry"; 2]);
        let numbered: String = (7..10).map(|n| page(&format!("Inquiry  {n}"), "so.")).collect();
        assert_eq!(heads(&numbered), ["Inquiry  7", "Inquiry  8", "Inquiry  9"]);
        let beside =
            format!("{}3\nInquiry\n{}4\nInquiry\n{}", page("", "so."), page("", "so."), page("", "so."));
        assert_eq!(heads(&beside), ["3", "Inquiry", "4", "Inquiry"]);
    }

    #[test]
    fn lines_that_recur_for_another_reason_are_none() {
        let refrain: String = (0..4).map(|_| page("Hear, hear", "so.")).collect();
        assert!(heads(&refrain).is_empty());
        let names: String = (0..4).map(|n| page(&format!("Ana Ruiz 10:0{n}"), "we")).collect();
        assert!(heads(&names).is_empty());
    }
}
