//! The groups of page and charts: large enough to stand alone, or pooled.

use std::collections::{BTreeMap, BTreeSet};

use crate::count::Key;
use crate::render::chart::{Group, Series};
use crate::scan::{Corpus, Grouping, TurnRecord};
use crate::speakers::{Kind, Side};

/// With fewer turns a group does not stand alone.
const LEAST_TURNS: u64 = 3;
/// With fewer words a group does not stand alone, and a rate is shown as counts.
pub(super) const LEAST_WORDS: u64 = 200;

/// What stands behind a speaker's name where their statements are a group of their own.
const STATEMENT: &str = " (statement)";
/// What stands behind it for the rest of what they say.
const ANSWERS: &str = " (answers)";

/// Groups of turns for page and charts, with their colours.
#[derive(Debug, Clone)]
pub struct Groups {
    /// The groups.
    pub grouping: Grouping,
    /// The groups in the order of the page, the most words first.
    pub order: Vec<usize>,
    /// The colour of each group, by its number; a group of one speaker has the speaker's.
    pub colours: Vec<Series>,
    /// Everyone before pooling, the most words first, each with a colour.
    pub everyone: Vec<Group>,
    /// For each turn of the corpus its place in `everyone`.
    pub of_everyone: Vec<Option<usize>>,
    /// Why the groups are as they are, in sentences.
    pub notes: Vec<String>,
}

/// Groups the turns of `rows` by `key` for the page. Small groups are pooled, speakers by side; where only one
/// side has statements, these are groups of their own, so that answers are compared with questions.
pub(super) fn page_groups<F>(corpus: &Corpus<F>, key: &Key, rows: &[u32]) -> Groups {
    let apart = match key {
        Key::Speaker => statements_stand_apart(corpus, rows),
        _ => Statements::Together,
    };
    let raw = raw_labels(corpus, key, rows, apart);
    let mut sizes: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for (row, label) in &raw {
        let size = sizes.entry(label.base()).or_default();
        size.0 += 1;
        size.1 += u64::from(corpus.turns[*row as usize].tokens);
    }
    let is_small = |label: &Label| {
        let (turns, words) = sizes.get(label.base()).copied().unwrap_or_default();
        turns < LEAST_TURNS || words < LEAST_WORDS
    };
    let mut pooled: BTreeMap<&'static str, BTreeSet<&str>> = BTreeMap::new();
    for (row, label) in raw.iter().filter(|(_, label)| is_small(label)) {
        pooled.entry(pool(key, &corpus.turns[*row as usize])).or_default().insert(label.base());
    }
    let names: Vec<(u32, String)> = raw
        .iter()
        .map(|(row, label)| match label {
            label if is_small(label) => {
                let pool = pool(key, &corpus.turns[*row as usize]);
                (*row, format!("{pool} ({})", pooled[pool].len()))
            }
            Label::Plain(name) => (*row, name.clone()),
            Label::Answers(name) => (*row, format!("{name}{ANSWERS}")),
            Label::Statement(name) => (*row, format!("{name}{STATEMENT}")),
        })
        .collect();
    let notes = notes(&pooled, apart);
    let (everyone, of_everyone) = everyone(corpus, &raw);
    let (grouping, order) = by_size(corpus, &names);
    let colour = |label: &String| {
        let name = label.strip_suffix(STATEMENT).or(label.strip_suffix(ANSWERS)).unwrap_or(label);
        everyone.iter().find(|group| group.name == name).map_or(Series::OTHERS, |group| group.series)
    };
    let colours = grouping.labels.iter().map(colour).collect();
    Groups { grouping, order, colours, everyone, of_everyone, notes }
}

/// Whether statements are kept apart from answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Statements {
    Apart,
    Together,
}

/// A turn's group before small ones are pooled.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Label {
    Plain(String),
    Answers(String),
    Statement(String),
}

impl Label {
    fn base(&self) -> &str {
        match self {
            Self::Plain(name) | Self::Answers(name) | Self::Statement(name) => name,
        }
    }
}

/// Statements stand apart where there are answers too, and where one side makes statements and asks nothing
/// while another asks and makes none.
fn statements_stand_apart<F>(corpus: &Corpus<F>, rows: &[u32]) -> Statements {
    let has = |side: Side, kind: Kind| {
        rows.iter().map(|&row| &corpus.turns[row as usize]).any(|turn| turn.side == side && turn.kind == kind)
    };
    let one_sided = has(Side::Principal, Kind::Statement) && !has(Side::Questioner, Kind::Statement);
    if one_sided && has(Side::Principal, Kind::Answer) && has(Side::Questioner, Kind::Question) {
        Statements::Apart
    } else {
        Statements::Together
    }
}

fn raw_labels<F>(corpus: &Corpus<F>, key: &Key, rows: &[u32], apart: Statements) -> Vec<(u32, Label)> {
    rows.iter()
        .filter_map(|&row| {
            let turn = &corpus.turns[row as usize];
            let name = corpus.value(turn, key)?.into_owned();
            let label = match (apart, turn.side, turn.kind) {
                (Statements::Apart, Side::Principal, Kind::Statement) => Label::Statement(name),
                (Statements::Apart, Side::Principal, Kind::Question | Kind::Answer | Kind::Other) => {
                    Label::Answers(name)
                }
                _ => Label::Plain(name),
            };
            Some((row, label))
        })
        .collect()
}

fn pool(key: &Key, turn: &TurnRecord) -> &'static str {
    match (key, turn.side) {
        (Key::Speaker, Side::Questioner) => "Questioners",
        (Key::Speaker, Side::Principal) => "Other principals",
        (Key::Speaker, Side::Moderator) => "Moderators",
        (Key::Speaker, Side::Other) => "Other speakers",
        _ => "Others",
    }
}

fn notes(pooled: &BTreeMap<&'static str, BTreeSet<&str>>, apart: Statements) -> Vec<String> {
    let mut notes = Vec::new();
    if !pooled.is_empty() {
        notes.push(format!(
            "Whoever has fewer than {LEAST_TURNS} turns or {LEAST_WORDS} words is pooled with others like them; \
             the tables list everyone."
        ));
    }
    match apart {
        Statements::Apart => notes.push(
            "Only one side makes statements: they are groups of their own, apart from the answers."
                .to_owned(),
        ),
        Statements::Together => {}
    }
    notes
}

/// Everyone before pooling, the most words first; the eight with the most have a colour of their own.
fn everyone<F>(corpus: &Corpus<F>, raw: &[(u32, Label)]) -> (Vec<Group>, Vec<Option<usize>>) {
    let names: Vec<(u32, String)> = raw.iter().map(|(row, label)| (*row, label.base().to_owned())).collect();
    let (grouping, order) = by_size(corpus, &names);
    let mut places = vec![0; order.len()];
    for (place, &group) in order.iter().enumerate() {
        places[group] = place;
    }
    let groups = order.iter().enumerate().map(|(place, &group)| Group {
        name: grouping.labels[group].clone(),
        series: if place < Series::COLOURS { Series(place) } else { Series::OTHERS },
    });
    let of = grouping.of.iter().map(|group| group.map(|group| places[group as usize])).collect();
    (groups.collect(), of)
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
            words[place] += u64::from(corpus.turns[*row as usize].tokens);
        }
    }
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by_key(|&group| (std::cmp::Reverse(words[group]), group));
    (Grouping { labels, of }, order)
}
