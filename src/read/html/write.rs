//! The main text of a page as lines that a transcript's reader understands, each with its line of the source.

use std::collections::HashMap;
use std::ops::Range;

use super::emphasis::emphasized;
use super::main_text::MainText;
use super::pieces::{Gap, Piece, Pieces, Surety};
use super::speakers::{Part, level, parts};
use super::tree::{Content, Element, Tree, Weight};
use crate::read::transcript::MARKED;

/// The text of a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its lines, blank ones between paragraphs.
    pub text: String,
    /// What is known of each of them.
    pub rows: Vec<Row>,
}

/// A line of the text.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// The line of the source, from 1, on which it begins.
    pub line: u64,
    /// Its bytes in the text.
    pub bytes: Range<usize>,
    /// Whether it begins with emphasis that was written for a label.
    pub emphasized: bool,
    /// Where later lines of the source begin in it: how many bytes before its end, and their numbers.
    pub breaks: Vec<(usize, u64)>,
}

/// Writes the main text of a page.
pub(super) fn write(tree: &Tree, main: &MainText) -> Page {
    let mut walk = Walk {
        tree,
        parts: parts(tree, main),
        pieces: Pieces::new(),
        open: Vec::new(),
        printed: 0,
        labels: 0,
        speaker: None,
        line: 1,
    };
    let mut node = main.nodes.start;
    while node < main.nodes.end {
        walk.leave(node);
        walk.line = tree.nodes[node].line;
        match &tree.nodes[node].content {
            Content::Text(from, to, weight) => {
                walk.text(&tree.text[*from..*to], *weight);
                node += 1;
            }
            Content::Element(_) if main.dropped.contains(&node) => {
                walk.gap(node);
                node = tree.nodes[node].end;
            }
            Content::Element(element) => {
                node = if walk.enter(node, element) { node + 1 } else { tree.nodes[node].end };
            }
        }
    }
    walk.leave(main.nodes.end);
    let mut page = Page::default();
    walk.pieces.finish().iter().for_each(|piece| page.add(piece));
    page
}

/// What the end of an element does.
#[derive(Debug, Clone, Copy)]
enum Leaving {
    Block,
    Printed,
    Label(Surety),
    Role,
    Time,
    Quote,
    Space,
}

struct Walk<'a> {
    tree: &'a Tree,
    parts: HashMap<usize, Part>,
    pieces: Pieces,
    /// What is to be done from which node on, innermost last.
    open: Vec<(usize, Leaving)>,
    /// In how many elements that keep their lines we are.
    printed: usize,
    /// In how many labels.
    labels: usize,
    /// Who speaks, by the last attribute that said so.
    speaker: Option<&'a str>,
    /// The line of the node that was read last.
    line: u64,
}

impl<'a> Walk<'a> {
    fn text(&mut self, text: &str, weight: Weight) {
        if self.printed > 0 {
            self.pieces.print(text, self.line, weight);
        } else {
            self.pieces.flow(text, self.line, weight);
        }
    }

    /// Adds what the page shows without having it in its text.
    fn sign(&mut self, sign: &str) {
        self.pieces.flow(sign, self.line, Weight::Plain);
    }

    /// What stands where an element was left out.
    fn gap(&mut self, node: usize) {
        if self.tree.element(node).is_some_and(Element::is_block) && self.labels == 0 {
            self.pieces.end(Gap::Paragraph);
        }
    }

    /// Begins an element; whether its content is to be read.
    fn enter(&mut self, node: usize, element: &'a Element) -> bool {
        let end = self.tree.nodes[node].end;
        match self.parts.get(&node) {
            Some(Part::Dropped) => return false,
            Some(Part::Label(surety))
                if self.labels == 0 && (element.is_block() || self.pieces.is_at_label()) =>
            {
                self.pieces.begin_label();
                self.labels += 1;
                self.open.push((end, Leaving::Label(*surety)));
                return true;
            }
            Some(Part::Role) if self.labels > 0 || self.pieces.is_label_alone() => {
                self.pieces.trim_end();
                self.sign(", ");
                self.open.push((end, Leaving::Role));
                return true;
            }
            Some(Part::Time) => {
                self.pieces.end(Gap::Paragraph);
                self.sign("[");
                self.open.push((end, Leaving::Time));
                return true;
            }
            Some(Part::Joined) => {
                self.sign(" ");
                self.open.push((end, Leaving::Space));
                return true;
            }
            Some(Part::Label(_) | Part::Role) | None => {}
        }
        self.speaker(node, element);
        self.enter_plain(end, element);
        true
    }

    fn enter_plain(&mut self, end: usize, element: &Element) {
        match &*element.name {
            "br" if self.labels > 0 => self.sign(" "),
            "br" => self.pieces.end(Gap::Line),
            "q" => {
                self.sign("“");
                self.open.push((end, Leaving::Quote));
            }
            name if element.is_block() && self.labels == 0 => {
                self.pieces.end(Gap::Paragraph);
                if let Some(level) = level(name) {
                    self.pieces.heading(level);
                }
                let is_printed = matches!(name, "pre" | "xmp" | "listing" | "plaintext");
                self.printed += usize::from(is_printed);
                self.open.push((end, if is_printed { Leaving::Printed } else { Leaving::Block }));
            }
            _ => {}
        }
    }

    /// Begins a turn where an attribute names somebody else than before, and the text itself does not.
    fn speaker(&mut self, node: usize, element: &'a Element) {
        let named = ["data-speaker", "data-speaker-name"].iter().find_map(|name| element.attribute(name));
        let Some(name) = named.map(str::trim).filter(|name| !name.is_empty() && name.len() <= 100) else {
            return;
        };
        let is_new = self.speaker.replace(name) != Some(name);
        let is_printed =
            self.pieces.is_label_alone() || self.tree.words(node, name.len() + 1).starts_with(name);
        if is_new && !is_printed && self.labels == 0 {
            self.pieces.begin_label();
            self.sign(name);
            self.pieces.end_label(Surety::Sure);
        }
    }

    /// Ends the elements that end before a node.
    fn leave(&mut self, node: usize) {
        while let Some((_, leaving)) = self.open.pop_if(|(end, _)| *end <= node) {
            match leaving {
                Leaving::Block => self.pieces.end(Gap::Paragraph),
                Leaving::Printed => {
                    self.printed -= 1;
                    self.pieces.end(Gap::Paragraph);
                }
                Leaving::Label(surety) => {
                    self.labels -= 1;
                    self.pieces.end_label(surety);
                }
                Leaving::Role if self.labels == 0 => self.pieces.end_label(Surety::Sure),
                Leaving::Role => {}
                Leaving::Time => self.sign("] "),
                Leaving::Quote => self.sign("”"),
                Leaving::Space => self.sign(" "),
            }
        }
    }
}

impl Page {
    fn add(&mut self, piece: &Piece) {
        if piece.gap == Gap::Paragraph && !self.rows.is_empty() {
            self.row(String::new(), piece);
        }
        let text = &*piece.text;
        if let Some((end, surety)) = piece.label {
            let label = text[..end].trim().trim_end_matches([':', '：', ' ', '\u{a0}', ',']);
            let words = text[end..].trim_start_matches([':', '：', ' ', '\u{a0}']);
            match surety {
                Surety::Sure => self.row(format!("{}{label}{} {words}", MARKED[0], MARKED[1]), piece),
                Surety::Likely => {
                    self.row(format!("**{label}:** {words}"), piece);
                    self.is_emphasized();
                }
            }
        } else if let Some(level) = piece.heading {
            self.row(format!("{} {text}", "#".repeat(level)), piece);
        } else if let Some(end) = emphasized(piece) {
            let start = text.len() - text.trim_start().len();
            self.row(format!("{}**{}**{}", &text[..start], text[start..end].trim_end(), &text[end..]), piece);
            self.is_emphasized();
        } else {
            self.row(text.to_owned(), piece);
        }
    }

    fn row(&mut self, text: String, piece: &Piece) {
        let start = self.text.len();
        self.text.push_str(&text);
        let bytes = start..self.text.len();
        self.text.push('\n');
        let before_end = |&(at, line): &(usize, u64)| (piece.text.len().saturating_sub(at), line);
        let breaks = piece.breaks.iter().map(before_end).filter(|(size, _)| *size <= text.len()).collect();
        self.rows.push(Row { line: piece.line, bytes, emphasized: false, breaks });
    }

    fn is_emphasized(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.emphasized = true;
        }
    }
}
