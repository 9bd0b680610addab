//! The groups of page and charts: large enough to stand alone, or pooled.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::count::Key;
use crate::render::chart::{Group, Series};
use crate::scan::{Corpus, Grouping};
use crate::speakers::{Kind, Side};

/// With fewer turns a group does not stand alone.
pub(super) const LEAST_TURNS: u64 = 3;
/// With fewer words a group does not stand alone, and a rate is shown as counts.
pub(super) const LEAST_WORDS: u64 = 200;
/// So many groups stand alone at the most: those with the most words.
const MOST: usize = 12;
/// What turns are called that have no name.
pub(super) const NO_NAME: &str = "no name given";

/// Groups of turns for page and charts, with their colours.
#[derive(Debug, Clone)]
pub struct Groups {
    /// The groups.
    pub grouping: Grouping,
    /// The groups in the order of the page: the most words first, those that are pooled last.
    pub order: Vec<usize>,
    /// The colour of each group, by its number; a group of one speaker has the speaker's.
    pub colours: Vec<Series>,
    /// Whether a group is a pool of small ones, by its number.
    pub is_pool: Vec<bool>,
    /// Everyone before pooling, the most words first, each with a colour; at last those without a name.
    pub everyone: Vec<Group>,
    /// For each turn that is looked at its place in `everyone`.
    pub of_everyone: Vec<Option<usize>>,
    /// Why the groups are as they are, in sentences.
    pub notes: Vec<String>,
}

/// Whether statements are groups of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Statements {
    Apart,
    Together,
}

/// Which turns of somebody a group holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Everything,
    Answers,
    Statements,
}

/// A group before small ones are pooled.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Label {
    name: String,
    part: Part,
}

impl Label {
    fn shown(&self) -> String {
        match self.part {
            Part::Everything => self.name.clone(),
            Part::Answers => format!("{} (answers)", self.name),
            Part::Statements => format!("{} (statement)", self.name),
        }
    }
}

/// Groups the turns of `rows` by `key` for the page. Small groups are pooled, speakers by side; where only one
/// side has statements, these are groups of their own, so that answers stand beside questions.
pub(super) fn page_groups<F>(corpus: &Corpus<F>, key: &Key, rows: &[u32]) -> Groups {
    let statements = match key {
        Key::Speaker => statements(corpus, rows),
        _ => Statements::Together,
    };
    let labels = labels(corpus, key, rows, statements);
    let alone = stand_alone(corpus, &labels);
    let pool_of = |row: u32, label: &Label| pool(key, label.part, corpus.turns[row as usize].side);
    let mut pooled: BTreeMap<&'static str, BTreeSet<&Label>> = BTreeMap::new();
    for (row, label) in labels.iter().filter(|(_, label)| !alone.contains(label)) {
        pooled.entry(pool_of(*row, label)).or_default().insert(label);
    }
    let mut colour_of: BTreeMap<String, Series> = BTreeMap::new();
    let (everyone, of_everyone) = everyone(corpus, rows, &labels);
    let names: Vec<(u32, String)> = labels
        .iter()
        .map(|(row, label)| {
            if alone.contains(label) {
                let group = everyone.iter().find(|group| group.name == label.name);
                colour_of.insert(label.shown(), group.map_or(Series::OTHERS, |group| group.series));
                return (*row, label.shown());
            }
            let pool = pool_of(*row, label);
            (*row, pool_name(pool, pooled[pool].len()))
        })
        .collect();
    let (grouping, mut order) = by_size(corpus, &names);
    let pools: BTreeSet<String> = pooled.iter().map(|(pool, held)| pool_name(pool, held.len())).collect();
    let is_pool: Vec<bool> = grouping.labels.iter().map(|label| pools.contains(label)).collect();
    order.sort_by_key(|&group| is_pool[group]);
    let colour = |label: &String| colour_of.get(label).copied().unwrap_or(Series::OTHERS);
    let colours = grouping.labels.iter().map(colour).collect();
    let notes = notes(&pools, statements);
    Groups { grouping, order, colours, is_pool, everyone, of_everyone, notes }
}

/// Statements stand apart where one side makes them and answers, and another asks and makes none.
fn statements<F>(corpus: &Corpus<F>, rows: &[u32]) -> Statements {
    let has = |side: Side, kind: Kind| {
        rows.iter().map(|&row| &corpus.turns[row as usize]).any(|turn| turn.side == side && turn.kind == kind)
    };
    let principals = has(Side::Principal, Kind::Statement) && has(Side::Principal, Kind::Answer);
    match principals && has(Side::Questioner, Kind::Question) && !has(Side::Questioner, Kind::Statement) {
        true => Statements::Apart,
        false => Statements::Together,
    }
}

fn labels<F>(corpus: &Corpus<F>, key: &Key, rows: &[u32], statements: Statements) -> Vec<(u32, Label)> {
    let label = |&row: &u32| {
        let turn = &corpus.turns[row as usize];
        let name = corpus.value(turn, key)?.into_owned();
        let part = match (statements, turn.side, turn.kind) {
            (Statements::Apart, Side::Principal, Kind::Statement) => Part::Statements,
            (Statements::Apart, Side::Principal, Kind::Question | Kind::Answer | Kind::Other) => {
                Part::Answers
            }
            (Statements::Apart, Side::Questioner | Side::Moderator | Side::Other, _)
            | (Statements::Together, _, _) => Part::Everything,
        };
        Some((row, Label { name, part }))
    };
    rows.iter().filter_map(label).collect()
}

/// The groups that stand alone: large enough, and among those with the most words. A statement may be one turn.
fn stand_alone<F>(corpus: &Corpus<F>, labels: &[(u32, Label)]) -> BTreeSet<Label> {
    let mut sizes: BTreeMap<&Label, (u64, u64)> = BTreeMap::new();
    for (row, label) in labels {
        let size = sizes.entry(label).or_default();
        size.0 += 1;
        size.1 += corpus.turns[*row as usize].tokens;
    }
    let is_large = |label: &Label, (turns, words): (u64, u64)| {
        words >= LEAST_WORDS && (turns >= LEAST_TURNS || label.part == Part::Statements)
    };
    let mut large: Vec<(&Label, (u64, u64))> =
        sizes.into_iter().filter(|(label, size)| is_large(label, *size)).collect();
    large.sort_by_key(|&(label, (_, words))| (Reverse(words), label));
    large.truncate(MOST);
    large.into_iter().map(|(label, _)| label.clone()).collect()
}

fn pool(key: &Key, part: Part, side: Side) -> &'static str {
    match (key, part, side) {
        (Key::Speaker, Part::Statements, _) => "Other statements",
        (Key::Speaker, _, Side::Questioner) => "Questioners",
        (Key::Speaker, _, Side::Principal) => "Other principals",
        (Key::Speaker, _, Side::Moderator) => "Moderators",
        (Key::Speaker, _, Side::Other) => "Other speakers",
        _ => "Others",
    }
}

fn pool_name(pool: &str, members: usize) -> String {
    format!("{pool} ({members})")
}

fn notes(pools: &BTreeSet<String>, statements: Statements) -> Vec<String> {
    let pooled = (!pools.is_empty()).then(|| {
        format!(
            "Whoever has fewer than {LEAST_TURNS} turns or {LEAST_WORDS} words, or is not among the {MOST} with the \
             most words, is pooled with others like them; the tables list everyone."
        )
    });
    let apart = (statements == Statements::Apart).then(|| {
        "Only one side makes statements: they are groups of their own, apart from the answers.".to_owned()
    });
    pooled.into_iter().chain(apart).collect()
}

/// Everyone before pooling, the most words first, at last those without a name; the first eight have a colour.
fn everyone<F>(
    corpus: &Corpus<F>,
    rows: &[u32],
    labels: &[(u32, Label)],
) -> (Vec<Group>, Vec<Option<usize>>) {
    let names: Vec<(u32, String)> = labels.iter().map(|(row, label)| (*row, label.name.clone())).collect();
    let (grouping, order) = by_size(corpus, &names);
    let mut places = vec![0; order.len()];
    let mut groups = Vec::with_capacity(order.len() + 1);
    for (place, &group) in order.iter().enumerate() {
        places[group] = place;
        let series = if place < Series::COLOURS { Series(place) } else { Series::OTHERS };
        groups.push(Group { name: grouping.labels[group].clone(), series });
    }
    let mut of: Vec<Option<usize>> =
        grouping.of.iter().map(|group| group.map(|group| places[group as usize])).collect();
    let nameless: Vec<u32> = rows.iter().copied().filter(|&row| of[row as usize].is_none()).collect();
    for &row in &nameless {
        of[row as usize] = Some(groups.len());
    }
    if !nameless.is_empty() {
        groups.push(Group { name: NO_NAME.to_owned(), series: Series::OTHERS });
    }
    (groups, of)
}

/// Turns grouped by their names, and the groups in the order of their words, the most first.
fn by_size<F>(corpus: &Corpus<F>, names: &[(u32, String)]) -> (Grouping, Vec<usize>) {
    let labels: BTreeSet<&str> = names.iter().map(|(_, name)| name.as_str()).collect();
    let labels: Vec<String> = labels.into_iter().map(str::to_owned).collect();
    let mut of = vec![None; corpus.turns.len()];
    let mut words = vec![0_u64; labels.len()];
    for (row, name) in names {
        if let Ok(place) = labels.binary_search(name) {
            of[*row as usize] = Some(place as u32);
            words[place] += corpus.turns[*row as usize].tokens;
        }
    }
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by_key(|&group| (Reverse(words[group]), group));
    (Grouping { labels, of }, order)
}
