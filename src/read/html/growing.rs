//! A tree that grows of tags and texts.
//!
//! By few rules, so that its size and the time it takes grow with the page alone: an element that is left open ends
//! with the one around it, one that cannot hold another ends before it, and below [`DEEPEST`] elements no deeper ones
//! are opened.

use html5ever::LocalName;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, TokenSinkResult};

use super::sheet::{BOLD, Sheet, weight};
use super::tree::{Content, Element, Node, Tree, Weight, is_block};

/// More elements than this are not opened within each other.
const DEEPEST: usize = 512;

/// A tree in the making.
#[derive(Default)]
pub(super) struct Growing {
    tree: Tree,
    open: Vec<Open>,
    /// How many elements were not opened because they lie too deep.
    beyond: usize,
    set: Set,
    /// The text to which more may be added.
    running: Option<usize>,
    /// The line on which the last token ended.
    line: u64,
}

/// How letters are set here: how many elements make them so.
#[derive(Clone, Copy, Default)]
struct Set {
    bold: u32,
    slanted: u32,
}

/// An element whose end was not met yet.
struct Open {
    node: usize,
    name: LocalName,
    /// How letters were set before it.
    before: Set,
}

impl Growing {
    /// Adds characters; `line` is the one on which they end.
    pub fn text(&mut self, text: &str, line: u64) {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).count() as u64;
        let printed = line.saturating_sub(breaks) >= self.line;
        let from = self.tree.text.len();
        if printed {
            self.tree.text.push_str(text);
        } else {
            // A line end that is written as a reference ends no line of the source.
            self.tree.text.extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
        }
        let to = self.tree.text.len();
        let weight = self.set.weight();
        if let Some(Content::Text(_, end, before)) =
            self.running.map(|node| &mut self.tree.nodes[node].content)
            && *before == weight
        {
            *end = to;
            return;
        }
        let start = if printed { line - breaks } else { self.line };
        self.running = Some(self.push(start, Content::Text(from, to, weight)));
    }

    /// A token has ended on `line`.
    pub fn reached(&mut self, line: u64) {
        self.line = line;
    }

    /// The tree, when all is there.
    pub fn finish(mut self) -> Tree {
        self.close(0);
        self.tree
    }

    fn push(&mut self, line: u64, content: Content) -> usize {
        let node = self.tree.nodes.len();
        self.tree.nodes.push(Node { line, end: node + 1, content });
        node
    }

    /// Adds a tag that ends on `line`; how what follows it is read.
    pub fn tag(&mut self, tag: Tag, line: u64) -> TokenSinkResult<()> {
        self.running = None;
        match (tag.kind, &*tag.name) {
            (TagKind::StartTag, _) | (TagKind::EndTag, "br") => self.start(tag, line),
            (TagKind::EndTag, _) => {
                self.end(&tag.name);
                TokenSinkResult::Continue
            }
        }
    }

    fn start(&mut self, tag: Tag, line: u64) -> TokenSinkResult<()> {
        self.end_what_cannot_hold(&tag.name);
        let attributes = tag
            .attrs
            .iter()
            .map(|attribute| (attribute.name.local.clone(), attribute.value.to_string().into_boxed_str()));
        let element = Element { name: tag.name.clone(), attributes: attributes.collect() };
        let set = self.set.within(&element, &self.tree.sheet);
        let node = self.push(line, Content::Element(element));
        let raw = raw(&tag.name);
        if tag.self_closing || is_void(&tag.name) {
            return TokenSinkResult::Continue;
        }
        if self.open.len() >= DEEPEST && raw.is_none() {
            self.beyond += 1;
            return TokenSinkResult::Continue;
        }
        self.open.push(Open { node, name: tag.name, before: self.set });
        self.set = set;
        match raw {
            Some(Raw::Kind(kind)) => TokenSinkResult::RawData(kind),
            Some(Raw::ToTheEnd) => TokenSinkResult::Plaintext,
            None => TokenSinkResult::Continue,
        }
    }

    /// Ends the elements that an element of that name cannot stand in.
    fn end_what_cannot_hold(&mut self, name: &str) {
        const CELL: &[&str] = &["td", "th"];
        const ROW: &[&str] = &["tr", "td", "th"];
        const ROWS: &[&str] = &["tbody", "thead", "tfoot", "tr", "td", "th", "caption"];
        let (ends, not_beyond): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu", "dir"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "td" | "th" => (CELL, &["tr", "table"]),
            "tr" => (ROW, &["table"]),
            "tbody" | "thead" | "tfoot" => (ROWS, &["table"]),
            "option" | "optgroup" => (&["option"], &["select"]),
            _ => (&[], &[]),
        };
        let is_one = |open: &Open, names: &[&str]| names.contains(&&*open.name);
        let inner = self.open.iter().rposition(|open| is_one(open, not_beyond)).map_or(0, |at| at + 1);
        if let Some(at) = self.open[inner..].iter().position(|open| is_one(open, ends)) {
            self.close(inner + at);
        } else if is_block(name) {
            let paragraph =
                self.open.iter().rposition(|open| open.name == *"p" || holds_paragraphs(&open.name));
            if let Some(at) = paragraph.filter(|at| self.open[*at].name == *"p") {
                self.close(at);
            }
        }
    }

    /// Ends the nearest open element of that name. An element within a line does not end the block it stands in, and
    /// nothing within a table's cell ends what is around it.
    fn end(&mut self, name: &str) {
        if self.beyond > 0 && raw(name).is_none() {
            self.beyond -= 1;
            return;
        }
        let is_heading = |name: &str| matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        let fits = |open: &Open| *open.name == *name || is_heading(name) && is_heading(&open.name);
        let stops = |open: &Open| {
            fits(open) || if is_block(name) { is_outside(&open.name, name) } else { is_block(&open.name) }
        };
        match self.open.iter().rposition(stops) {
            Some(at) if fits(&self.open[at]) => self.close(at),
            Some(_) if self.open.iter().any(fits) => self.set = self.set.without(name),
            Some(_) | None => {}
        }
    }

    /// Ends all elements but the first `kept`.
    fn close(&mut self, kept: usize) {
        for open in self.open.drain(kept..).rev() {
            let end = self.tree.nodes.len();
            self.tree.nodes[open.node].end = end;
            self.set = self.set.at_most(open.before);
            if *open.name == *"style" {
                for node in open.node + 1..end {
                    if let Content::Text(from, to, _) = self.tree.nodes[node].content {
                        let Tree { sheet, text, .. } = &mut self.tree;
                        sheet.read(&text[from..to]);
                    }
                }
            }
        }
    }
}

impl Set {
    fn weight(self) -> Weight {
        match (self.bold, self.slanted) {
            (0, 0) => Weight::Plain,
            (0, _) => Weight::Slanted,
            (_, _) => Weight::Bold,
        }
    }

    /// How letters are set within an element.
    fn within(mut self, element: &Element, sheet: &Sheet) -> Self {
        let by_class = |class: &str| {
            sheet.bold.contains(class)
                || matches!(class, "bold" | "strong" | "font-bold" | "fw-bold" | "text-bold")
        };
        let by_name = matches!(&*element.name, "b" | "strong");
        let is_bold = match element.style().and_then(|style| weight(&style)) {
            Some(bold) => bold >= BOLD,
            None => by_name || element.classes().any(by_class),
        };
        self.bold += u32::from(is_bold);
        self.slanted += u32::from(matches!(&*element.name, "i" | "em" | "u"));
        self
    }

    /// How they are set after the end of an element that another keeps open.
    fn without(self, name: &str) -> Self {
        match name {
            "b" | "strong" => Self { bold: self.bold.saturating_sub(1), ..self },
            "i" | "em" | "u" => Self { slanted: self.slanted.saturating_sub(1), ..self },
            _ => self,
        }
    }

    fn at_most(self, other: Self) -> Self {
        Self { bold: self.bold.min(other.bold), slanted: self.slanted.min(other.slanted) }
    }
}

/// Elements without content.
fn is_void(name: &str) -> bool {
    const VOID: &str = " area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr ";
    VOID.split(' ').any(|void| void == name)
}

/// How the content of an element is read that holds no elements.
enum Raw {
    Kind(RawKind),
    ToTheEnd,
}

fn raw(name: &str) -> Option<Raw> {
    match name {
        "title" | "textarea" => Some(Raw::Kind(RawKind::Rcdata)),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(Raw::Kind(RawKind::Rawtext)),
        "script" => Some(Raw::Kind(RawKind::ScriptData)),
        "plaintext" => Some(Raw::ToTheEnd),
        _ => None,
    }
}

/// Whether an element of that name may stand in a paragraph and hold paragraphs itself.
fn holds_paragraphs(name: &str) -> bool {
    matches!(
        name,
        "td" | "th" | "table" | "caption" | "button" | "object" | "template" | "html" | "marquee" | "applet"
    )
}

/// Whether the end of a block of name `ended` leaves an open element alone, and all around it.
fn is_outside(open: &str, ended: &str) -> bool {
    match ended {
        "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption" => open == "table",
        "table" | "body" | "html" => false,
        _ => matches!(open, "td" | "th" | "table" | "caption" | "button" | "object" | "template"),
    }
}
