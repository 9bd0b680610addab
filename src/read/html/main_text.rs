//! Which part of a page is its text, and what in it is not.
//!
//! What counts is *mass*: the letters outside links of all runs of text, between one block's border and the next, that
//! have at least [`RUN`] of them; menus and buttons have none. What by its name, classes or role stands beside the text
//! (a menu, a footer, a caption, something hidden) is dropped, unless all elements with that same mark together hold
//! more than half of the mass: then the mark means nothing on this page. The text is the smallest element that holds at
//! least nineteen twentieths of the mass that is left; where that one stands in an `article` or a `main`, the nearest
//! of these. In it, blocks of three links or more that are more than two thirds links are dropped.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::marks::{Mark, mark};
use super::tree::{Content, Tree};

/// The fewest letters of a run that count.
const RUN: usize = 40;

/// The main text of a page.
#[derive(Debug)]
pub(super) struct MainText {
    /// Its nodes.
    pub nodes: Range<usize>,
    /// The elements in it that are dropped with all that is in them.
    pub dropped: HashSet<usize>,
}

impl MainText {
    /// Finds it.
    pub fn find(tree: &Tree) -> Self {
        let marks: Vec<Mark> = (0..tree.nodes.len())
            .map(|node| tree.element(node).map_or(Mark::None, |element| mark(element, &tree.sheet)))
            .collect();
        let never = outermost(tree, |node| marks[node] == Mark::Never);
        let all = Mass::of(tree, &never);
        let meant = marks_that_mean(tree, &marks, &all);
        let heads = heads_of_texts(tree);
        let mut dropped = outermost(tree, |node| match &marks[node] {
            Mark::Never => true,
            Mark::Beside(word) => meant.contains(word.as_str()) && !heads.contains(&node),
            Mark::None => false,
        });
        let mass = Mass::of(tree, &dropped);
        let nodes = smallest(tree, &mass, &dropped);
        let links = outermost(tree, |node| {
            nodes.contains(&node)
                && node > nodes.start
                && mass.is_links(tree, node)
                && !mass.is_most(tree, node)
        });
        dropped.extend(links);
        Self { nodes, dropped }
    }
}

/// The headers that stand in the text that they are the head of.
fn heads_of_texts(tree: &Tree) -> HashSet<usize> {
    let (mut heads, mut end) = (HashSet::new(), 0);
    for (node, element) in tree.elements() {
        if is_text_element(&element.name) {
            end = end.max(tree.nodes[node].end);
        } else if node < end && *element.name == *"header" {
            heads.insert(node);
        }
    }
    heads
}

fn is_text_element(name: &str) -> bool {
    matches!(name, "article" | "main")
}

/// The elements that are of a kind and within none that is.
fn outermost(tree: &Tree, is_one: impl Fn(usize) -> bool) -> HashSet<usize> {
    let mut found = HashSet::new();
    let mut node = 0;
    while node < tree.nodes.len() {
        if tree.element(node).is_some() && is_one(node) {
            found.insert(node);
            node = tree.nodes[node].end;
        } else {
            node += 1;
        }
    }
    found
}

/// The marks of which all elements together hold no more than half of the mass.
fn marks_that_mean<'a>(tree: &Tree, marks: &'a [Mark], mass: &Mass) -> HashSet<&'a str> {
    let mut held: HashMap<&str, (u64, usize)> = HashMap::new();
    for (node, mark) in marks.iter().enumerate() {
        let Mark::Beside(word) = mark else { continue };
        let (sum, end) = held.entry(word).or_default();
        if node >= *end {
            *sum += mass.within(node..tree.nodes[node].end);
            *end = tree.nodes[node].end;
        }
    }
    let all = mass.within(0..tree.nodes.len());
    held.into_iter().filter(|(_, (sum, _))| *sum == 0 || sum * 2 <= all).map(|(word, _)| word).collect()
}

/// The nodes of the smallest element that holds nearly all of the mass, or of the text element around it.
fn smallest(tree: &Tree, mass: &Mass, dropped: &HashSet<usize>) -> Range<usize> {
    let all = 0..tree.nodes.len();
    let total = mass.within(all.clone());
    let (mut smallest, mut text) = (all, None);
    let mut node = 0;
    while node < tree.nodes.len() && total > 0 {
        let nodes = node..tree.nodes[node].end;
        if dropped.contains(&node) {
            node = nodes.end;
            continue;
        }
        if let Some(element) = tree.element(node)
            && element.is_block()
            && mass.within(nodes.clone()) * 20 >= total * 19
        {
            let is_text = is_text_element(&element.name)
                || element.attribute("role").is_some_and(|role| matches!(role, "main" | "article"));
            if is_text {
                text = Some(nodes.clone());
            }
            smallest = nodes;
        }
        node += 1;
    }
    let holds_parts =
        |nodes: &Range<usize>| tree.children(nodes.start).any(|child| tree.element(child).is_some());
    match text {
        Some(text) => text,
        // A page of one paragraph has its title beside it.
        None if holds_parts(&smallest) || smallest.start == 0 => smallest,
        None => 0..tree.nodes.len(),
    }
}

/// Sums over all nodes before each.
struct Mass {
    mass: Vec<u64>,
    letters: Vec<u64>,
    linked: Vec<u64>,
    links: Vec<u64>,
}

impl Mass {
    /// Weighs a page without the elements that are dropped.
    fn of(tree: &Tree, dropped: &HashSet<usize>) -> Self {
        let size = tree.nodes.len();
        let mut sums = Self {
            mass: vec![0; size + 1],
            letters: vec![0; size],
            linked: vec![0; size],
            links: vec![0; size],
        };
        let (mut run, mut last, mut link_end, mut dropped_end) = (0, 0, 0, 0);
        let mut ends: Vec<usize> = Vec::new();
        for (number, node) in tree.nodes.iter().enumerate() {
            let closed = ends.iter().rev().take_while(|end| **end <= number).count();
            ends.truncate(ends.len() - closed);
            if dropped.contains(&number) {
                dropped_end = dropped_end.max(node.end);
            }
            let mut border = closed > 0;
            match &node.content {
                Content::Element(element) => {
                    if element.is_block() {
                        ends.push(node.end);
                        border = true;
                    }
                    if *element.name == *"a" && element.attribute("href").is_some() {
                        link_end = link_end.max(node.end);
                        sums.links[number] = 1;
                    }
                }
                Content::Text(..) => {}
            }
            if border {
                sums.mass[last] += if run >= RUN { run as u64 } else { 0 };
                run = 0;
            }
            if let Content::Text(from, to, _) = node.content
                && number >= dropped_end
            {
                let letters = tree.text[from..to].chars().filter(|c| !c.is_whitespace()).count();
                sums.letters[number] = letters as u64;
                if number < link_end {
                    sums.linked[number] = letters as u64;
                } else {
                    (run, last) = (run + letters, number);
                }
            }
        }
        sums.mass[last] += if run >= RUN { run as u64 } else { 0 };
        sums.mass.truncate(size);
        for sum in [&mut sums.mass, &mut sums.letters, &mut sums.linked, &mut sums.links] {
            let mut before = 0;
            for here in sum.iter_mut() {
                before += std::mem::replace(here, before);
            }
            sum.push(before);
        }
        sums
    }

    fn within(&self, nodes: Range<usize>) -> u64 {
        self.mass[nodes.end] - self.mass[nodes.start]
    }

    fn is_most(&self, tree: &Tree, node: usize) -> bool {
        self.within(node..tree.nodes[node].end) * 2 > self.within(0..tree.nodes.len())
    }

    /// Whether a block is a list of links.
    fn is_links(&self, tree: &Tree, node: usize) -> bool {
        let end = tree.nodes[node].end;
        let [letters, linked, links] =
            [&self.letters, &self.linked, &self.links].map(|sum| sum[end] - sum[node]);
        links >= 3 && linked * 3 > letters * 2 && tree.element(node).is_some_and(|element| element.is_block())
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    /// The words of a page's main text.
    fn main_text(page: &str) -> String {
        let tree = parse(page);
        let main = MainText::find(&tree);
        let mut words = Vec::new();
        let mut node = main.nodes.start;
        while node < main.nodes.end {
            if main.dropped.contains(&node) {
                node = tree.nodes[node].end;
                continue;
            }
            if let Content::Text(from, to, _) = tree.nodes[node].content {
                words.extend(tree.text[from..to].split_whitespace());
            }
            node += 1;
        }
        words.join(" ")
    }

    const LONG: &str = "We came here today, all of us, to speak of the harbour and the bread.";

    #[test]
    fn menus_footers_hidden_cards_and_lists_of_links_are_no_text() {
        let page = format!(
            "<title>x</title><div class=menu>Home</div><div id=x><h1>T</h1><p>{LONG}<span class='card hidden'>no</span></p>\
             <figure><figcaption>no</figcaption></figure><p>Yes.</p>\
             <ul><li><a href=1>one</a><li><a href=2>two</a><li><a href=3>three</a></ul></div><footer>{}</footer>",
            &LONG[..60]
        );
        assert_eq!(main_text(&page), format!("T {LONG} Yes."));
    }

    #[test]
    fn a_mark_on_most_of_the_text_means_nothing() {
        let page = format!(
            "<form><div class='captions hidden'><p>{LONG}</p><p>{LONG}</p></div></form><nav>no</nav>"
        );
        assert_eq!(main_text(&page), format!("{LONG} {LONG}"));
    }

    #[test]
    fn the_head_of_an_article_stays_and_what_is_outside_it_does_not() {
        let page = format!(
            "<header>no</header><p>no</p><article><header><h1>T</h1> by Ana Ruiz</header><div><p>{LONG}</p></div></article>"
        );
        assert_eq!(main_text(&page), format!("T by Ana Ruiz {LONG}"));
    }

    #[test]
    fn short_pages_are_text_as_they_are() {
        assert_eq!(main_text("<h1>T</h1><p>Why?</p><p>So.</p>"), "T Why? So.");
        assert_eq!(main_text(""), "");
        assert_eq!(main_text(&format!("<h1>T</h1><p>{LONG}</p>")), format!("T {LONG}"));
    }
}
