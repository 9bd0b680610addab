//! Which part of a page is its text, and what in it is not.
//!
//! What counts is *mass*: the letters outside links of all runs of text, between one block's border and the next, that
//! have at least [`RUN`] of them; menus and buttons have none. What by its name, classes or role stands beside the text
//! (a menu, a footer, a caption, something hidden) is dropped, unless it alone, or all elements with that same mark
//! together, hold more than half of the mass: then the mark means nothing there. The text is the smallest element that
//! holds at least nineteen twentieths of the mass that is left, has parts, and has no other of its kind beside it; or
//! the smallest `article` or `main` that holds as much, where there is one. In it, blocks of three links or more that
//! are more than two thirds links are dropped.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::marks::{Mark, mark};
use super::tree::{Content, Element, Tree};

/// The fewest letters of a run that count.
const RUN: u64 = 40;

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
            Mark::Beside(word) => {
                meant.contains(word.as_str()) && !heads.contains(&node) && !all.is_most(tree, node)
            }
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

/// The marks of which all elements together, but for those that hold most of the mass alone, hold no more than half.
fn marks_that_mean<'a>(tree: &Tree, marks: &'a [Mark], mass: &Mass) -> HashSet<&'a str> {
    let mut held: HashMap<&str, (u64, usize)> = HashMap::new();
    for (node, mark) in marks.iter().enumerate() {
        let Mark::Beside(word) = mark else { continue };
        let (sum, end) = held.entry(word).or_default();
        if node >= *end && !mass.is_most(tree, node) {
            *sum += mass.within(node..tree.nodes[node].end);
            *end = tree.nodes[node].end;
        }
    }
    let all = mass.within(0..tree.nodes.len());
    held.into_iter().filter(|(_, (sum, _))| sum * 2 <= all).map(|(word, _)| word).collect()
}

/// The nodes of the smallest element that holds nearly all of the mass, or of the text element around it.
fn smallest(tree: &Tree, mass: &Mass, dropped: &HashSet<usize>) -> Range<usize> {
    let all = 0..tree.nodes.len();
    let total = mass.within(all.clone());
    // Each stands in the one before it.
    let mut holders: Vec<usize> = Vec::new();
    let mut node = 0;
    while node < all.end && total > 0 {
        let end = tree.nodes[node].end;
        if dropped.contains(&node) {
            node = end;
            continue;
        }
        let holds = mass.within(node..end) * 20 >= total * 19;
        holders.extend(tree.element(node).filter(|element| holds && element.is_block()).map(|_| node));
        node += 1;
    }
    let is_text = |node: &usize| {
        tree.element(*node).is_some_and(|element| {
            is_text_element(&element.name)
                || element.attribute("role").is_some_and(|role| matches!(role, "main" | "article"))
        })
    };
    if let Some(text) = holders.iter().rfind(|node| is_text(node)) {
        return *text..tree.nodes[*text].end;
    }
    while let Some(node) = holders.last()
        && !stands_alone(tree, *node, holders.iter().rev().nth(1).copied(), dropped)
    {
        holders.pop();
    }
    holders.last().map_or(all, |node| *node..tree.nodes[*node].end)
}

/// Whether an element could be all of the text: it has parts, and none of its kind stands beside it in the element
/// around it, as one turn stands beside others.
fn stands_alone(tree: &Tree, node: usize, around: Option<usize>, dropped: &HashSet<usize>) -> bool {
    let kind = |node: usize| tree.element(node).map(|element| (&element.name, element.attribute("class")));
    let is_part = |child: usize| tree.element(child).is_some_and(Element::is_block);
    let is_twin = |child: usize| child != node && !dropped.contains(&child) && kind(child) == kind(node);
    let next = |child: &usize| Some(tree.nodes[*child].end).filter(|next| *next < tree.nodes.len());
    let mut beside: Box<dyn Iterator<Item = usize>> = match around {
        Some(around) => Box::new(tree.children(around)),
        None => Box::new(std::iter::successors(Some(0), next)),
    };
    tree.children(node).any(is_part) && !beside.any(is_twin)
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
        let mut sums =
            Self { mass: vec![0; size], letters: vec![0; size], linked: vec![0; size], links: vec![0; size] };
        let (mut link_end, mut dropped_end) = (0, 0);
        let mut run: Vec<(usize, u64)> = Vec::new();
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
                sums.weigh(&mut run);
            }
            if let Content::Text(from, to, _) = node.content
                && number >= dropped_end
            {
                let letters = tree.text[from..to].chars().filter(|c| !c.is_whitespace()).count() as u64;
                sums.letters[number] = letters;
                if number < link_end {
                    sums.linked[number] = letters;
                } else {
                    run.push((number, letters));
                }
            }
        }
        sums.weigh(&mut run);
        for sum in [&mut sums.mass, &mut sums.letters, &mut sums.linked, &mut sums.links] {
            let mut before = 0;
            for here in sum.iter_mut() {
                before += std::mem::replace(here, before);
            }
            sum.push(before);
        }
        sums
    }

    /// Ends a run of texts: their letters count if they are enough.
    fn weigh(&mut self, run: &mut Vec<(usize, u64)>) {
        let enough = run.iter().map(|(_, letters)| letters).sum::<u64>() >= RUN;
        run.drain(..).filter(|_| enough).for_each(|(node, letters)| self.mass[node] = letters);
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
    fn a_mark_around_the_text_means_nothing_there_and_something_within_it() {
        let page =
            format!("<div role=complementary><p>{LONG}</p><div role=complementary>See also</div></div>");
        assert_eq!(main_text(&page), LONG);
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
        assert_eq!(
            main_text(&format!("<div><p>{LONG}</p></div><div><p>Yes.</p></div>")),
            format!("{LONG} Yes.")
        );
    }
}
