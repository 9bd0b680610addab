//! A page as a tree, laid out flat in the order of its source.

use html5ever::LocalName;

use super::sheet::Sheet;

/// A page: an element's descendants are the nodes that follow it, up to its `end`.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// Elements and texts, in the order of the source.
    pub nodes: Vec<Node>,
    /// The characters of all texts, one after the other.
    pub text: String,
    /// What the page's own style sheets say of classes.
    pub sheet: Sheet,
}

/// An element or a text.
#[derive(Debug)]
pub(super) struct Node {
    /// The line of the source, from 1, on which it begins.
    pub line: u64,
    /// The number of the first node that is not within it.
    pub end: usize,
    /// What it is.
    pub content: Content,
}

#[derive(Debug)]
pub(super) enum Content {
    Element(Element),
    /// A stretch of the tree's text, from one byte to another.
    Text(usize, usize, Weight),
}

/// How letters are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    Plain,
    /// In italics or underlined.
    Slanted,
    Bold,
}

/// An element's name and attributes, the first of equal ones.
#[derive(Debug)]
pub(super) struct Element {
    pub name: LocalName,
    pub attributes: Vec<(LocalName, Box<str>)>,
}

impl Element {
    /// The value of an attribute, empty where it has none.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| **other == *name).map(|(_, value)| &**value)
    }

    /// The classes that it names.
    pub fn classes(&self) -> impl Iterator<Item = &str> {
        self.attribute("class").unwrap_or_default().split_ascii_whitespace()
    }

    /// Whether it begins and ends lines of its own.
    pub fn is_block(&self) -> bool {
        is_block(&self.name) || self.style().is_some_and(|style| style.contains("display:block"))
    }

    /// Its own style, in lower case and without spaces.
    pub fn style(&self) -> Option<String> {
        let style = self.attribute("style")?;
        Some(style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect())
    }
}

impl Tree {
    /// The element of that number, if it is one.
    pub fn element(&self, node: usize) -> Option<&Element> {
        match &self.nodes.get(node)?.content {
            Content::Element(element) => Some(element),
            Content::Text(..) => None,
        }
    }

    /// The numbers of a node's children.
    pub fn children(&self, node: usize) -> impl Iterator<Item = usize> {
        let end = self.nodes[node].end;
        let within = move |child: usize| (child < end).then_some(child);
        std::iter::successors(within(node + 1), move |child| within(self.nodes[*child].end))
    }

    /// All elements, with their numbers.
    pub fn elements(&self) -> impl Iterator<Item = (usize, &Element)> {
        (0..self.nodes.len()).filter_map(|node| Some((node, self.element(node)?)))
    }

    /// The letters within a node, white space collapsed, as far as `most` bytes.
    pub fn words(&self, node: usize, most: usize) -> String {
        let mut words = String::new();
        for node in &self.nodes[node..self.nodes[node].end] {
            let Content::Text(from, to, _) = node.content else { continue };
            for letter in self.text[from..to].chars() {
                if words.len() >= most {
                    return words.trim_end().to_owned();
                }
                match letter.is_ascii_whitespace() {
                    true if words.is_empty() || words.ends_with(' ') => {}
                    true => words.push(' '),
                    false => words.push(letter),
                }
            }
        }
        words.trim_end().to_owned()
    }
}

/// Whether elements of that name begin and end lines of their own.
pub(super) fn is_block(name: &str) -> bool {
    const BLOCKS: &str = " address article aside blockquote body caption center dd details dialog dir div dl dt \
        fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main \
        menu nav ol optgroup option p plaintext pre search section summary table tbody td tfoot th thead title tr ul xmp ";
    BLOCKS.split(' ').any(|block| block == name)
}
