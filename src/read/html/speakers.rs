//! Where a page itself says who speaks: by classes, data attributes, tables, definition lists, headings that recur.

use std::collections::{HashMap, HashSet};

use super::main_text::MainText;
use super::marks::{Says, says};
use super::pieces::Surety;
use super::tree::{Element, Tree};
use crate::speakers::{Label, LabelKind};

/// A name is no longer than this, in bytes.
const LONGEST: usize = 100;

/// Headings of table columns that hold speakers.
const COLUMNS: [&str; 14] = [
    "speaker",
    "speakers",
    "name",
    "who",
    "sprecher",
    "sprecherin",
    "redner",
    "person",
    "orador",
    "intervenant",
    "locuteur",
    "oratore",
    "taler",
    "puhuja",
];

/// What an element of a page is in its dialogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// A label.
    Label(Surety),
    /// What the speaker of the label before it does.
    Role,
    /// The time of a turn.
    Time,
    /// It goes on with the line before it.
    Joined,
    /// No words: the headings of a table's columns, a running number.
    Dropped,
}

/// Finds the parts that elements of the main text have.
pub(super) fn parts(tree: &Tree, main: &MainText) -> HashMap<usize, Part> {
    let mut parts = HashMap::new();
    by_class(tree, main, &mut parts);
    by_heading(tree, main, &mut parts);
    for (node, element) in within(tree, main) {
        match &*element.name {
            "table" => by_table(tree, node, &mut parts),
            "dl" => by_definitions(tree, node, &mut parts),
            _ => {}
        }
    }
    parts
}

/// The elements of the main text.
fn within<'a>(tree: &'a Tree, main: &'a MainText) -> impl Iterator<Item = (usize, &'a Element)> {
    main.nodes.clone().filter_map(|node| Some((node, tree.element(node)?)))
}

/// Elements whose class names a speaker. A class that is on longer texts too is one of turns, not of names.
fn by_class(tree: &Tree, main: &MainText, parts: &mut HashMap<usize, Part>) {
    let mut classes: HashMap<&str, (Says, bool)> = HashMap::new();
    let said = |element: &Element| element.classes().find_map(says);
    for (node, element) in within(tree, main) {
        let Some(class) = element.attribute("class") else { continue };
        if let Some((_, names)) = classes.get_mut(class) {
            *names &= !*names || is_short(tree, node);
        } else if let Some(says) = said(element) {
            classes.insert(class, (says, is_short(tree, node)));
        }
    }
    for (node, element) in within(tree, main) {
        let part = match element.attribute("class").and_then(|class| classes.get(class)) {
            Some((Says::Name, true)) => Part::Label(Surety::Sure),
            Some((Says::Role, true)) => Part::Role,
            Some((_, false)) | None => continue,
        };
        parts.insert(node, part);
    }
}

fn is_short(tree: &Tree, node: usize) -> bool {
    tree.words(node, LONGEST + 1).len() <= LONGEST
}

/// Whether words could be somebody's label.
fn could_be_a_label(words: &str) -> bool {
    !words.is_empty()
        && words.len() <= LONGEST
        && Label::parse(words.trim_end_matches(':')).kind != LabelKind::Nobody
}

/// Headings that recur and could be labels.
fn by_heading(tree: &Tree, main: &MainText, parts: &mut HashMap<usize, Part>) {
    let headings: Vec<(usize, String)> = within(tree, main)
        .filter(|(_, element)| level(&element.name).is_some())
        .map(|(node, _)| (node, tree.words(node, LONGEST + 1)))
        .collect();
    let mut seen: HashSet<&str> = HashSet::new();
    let recurring: HashSet<&str> =
        headings.iter().map(|(_, words)| words.as_str()).filter(|words| !seen.insert(words)).collect();
    for (node, words) in &headings {
        if recurring.contains(words.as_str()) && could_be_a_label(words) {
            parts.entry(*node).or_insert(Part::Label(Surety::Likely));
        }
    }
}

/// The level of a heading of that name.
pub(super) fn level(name: &str) -> Option<usize> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

/// Terms that could be labels, and that a description follows.
fn by_definitions(tree: &Tree, list: usize, parts: &mut HashMap<usize, Part>) {
    let children: Vec<usize> = tree.children(list).filter(|child| tree.element(*child).is_some()).collect();
    let is = |node: usize, name: &str| tree.element(node).is_some_and(|element| *element.name == *name);
    for pair in children.windows(2) {
        let [term, description] = pair else { continue };
        if is(*term, "dt") && is(*description, "dd") && could_be_a_label(&tree.words(*term, LONGEST + 1)) {
            parts.entry(*term).or_insert(Part::Label(Surety::Likely));
        }
    }
}

/// Rows of speaker and words: as the headings of the columns say, or all of two columns, or of three that begin with a
/// time.
fn by_table(tree: &Tree, table: usize, parts: &mut HashMap<usize, Part>) {
    let rows: Vec<Vec<usize>> = rows(tree, table);
    let words = |cell: usize| tree.words(cell, LONGEST + 1);
    let named = rows
        .first()
        .and_then(|row| row.iter().position(|cell| COLUMNS.contains(&words(*cell).to_lowercase().as_str())));
    let surety = if named.is_some() { Surety::Sure } else { Surety::Likely };
    let mut labelled: Vec<(&[usize], usize)> = Vec::new();
    for row in rows.iter().skip(usize::from(named.is_some())) {
        let column = named.or(match row.len() {
            2 => Some(0),
            3 if is_time(&words(row[0])) => Some(1),
            _ => None,
        });
        let Some(column) = column.filter(|column| column + 1 < row.len()) else { continue };
        let label = words(row[column]);
        if could_be_a_label(&label) || surety == Surety::Sure && !label.is_empty() && label.len() <= LONGEST {
            labelled.push((row, column));
        }
    }
    if surety == Surety::Likely && labelled.len() < 2 {
        return;
    }
    if let Some(row) = rows.first().filter(|_| named.is_some()) {
        parts.extend(row.iter().map(|cell| (*cell, Part::Dropped)));
    }
    for (row, column) in labelled {
        for (at, &cell) in row.iter().enumerate() {
            let part = if at == column {
                Part::Label(surety)
            } else if at > column {
                Part::Joined
            } else if is_time(&words(cell)) {
                Part::Time
            } else {
                Part::Dropped
            };
            parts.entry(cell).or_insert(part);
        }
    }
}

/// The cells of each row of a table, those of tables within it left out.
fn rows(tree: &Tree, table: usize) -> Vec<Vec<usize>> {
    let is = |node: usize, names: &[&str]| {
        tree.element(node).is_some_and(|element| names.contains(&&*element.name))
    };
    let groups = tree.children(table).filter(|child| is(*child, &["tbody", "thead", "tfoot"]));
    let all = std::iter::once(table).chain(groups);
    let rows = all.flat_map(|group| tree.children(group)).filter(|row| is(*row, &["tr"]));
    let cells = |row: usize| tree.children(row).filter(|cell| is(*cell, &["td", "th"])).collect();
    rows.map(cells).collect()
}

/// Whether words are a time stamp: `00:12`, `[1:02:03.5]`.
fn is_time(words: &str) -> bool {
    let bare = words.trim_matches(['[', ']', '(', ')', ' ']);
    bare.contains(':')
        && bare.len() <= 16
        && bare.chars().all(|c| c.is_ascii_digit() || ":.,-–> ".contains(c))
}
