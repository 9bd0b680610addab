//! Everything in a document of JSON that may be recognised speech, list by list.

use std::borrow::Cow;
use std::collections::HashMap;

use super::DEEPEST;
use super::item::{ALTERNATIVES, Item};
use super::node::Node;

/// Items that stand in one list.
#[derive(Debug, Default)]
pub(super) struct Group<'a> {
    /// The same for lists under the same keys.
    pub path: usize,
    pub items: Vec<Item<'a>>,
}

/// Lists of items as they are found.
#[derive(Debug, Default)]
pub(super) struct Groups<'a> {
    pub groups: Vec<Group<'a>>,
    paths: HashMap<(usize, Cow<'a, str>), usize>,
}

/// Where a value stands.
#[derive(Clone, Copy)]
struct Place<'s> {
    path: usize,
    depth: usize,
    /// Who speaks in what encloses it.
    speaker: Option<&'s str>,
}

impl<'a> Groups<'a> {
    /// All that is in `root`, which is a part of `text`.
    pub fn of(root: Node<'a>, text: &str) -> Self {
        let mut groups = Self::default();
        groups.groups.push(Group::default());
        let place = Place { path: 0, depth: 0, speaker: None };
        if let Some(item) = groups.walk(root, text, place) {
            groups.groups[0].items.push(item);
        }
        groups
    }

    /// Walks through a value; what it is itself.
    fn walk(&mut self, node: Node<'a>, text: &str, place: Place<'_>) -> Option<Item<'a>> {
        if place.depth > DEEPEST {
            return None;
        }
        if node.is_list() {
            return self.walk_list(&node.elements(), node.offset(text), text, place);
        }
        let members = node.members();
        if members.is_empty() {
            return None;
        }
        let mut item = Item::of(&members, node.offset(text));
        let own = item.speaker.clone();
        for (key, child) in members {
            let is_alternatives = ALTERNATIVES.contains(&&*key);
            let child = if is_alternatives { child.elements().first().copied() } else { Some(child) };
            let Some(child) = child.filter(|child| child.is_list() || child.is_object()) else { continue };
            let path = self.path(place.path, key);
            let inside = Place { path, depth: place.depth + 1, speaker: own.as_deref().or(place.speaker) };
            self.walk_child(child, text, inside);
        }
        item.speaker = item.speaker.or_else(|| place.speaker.map(|speaker| Cow::Owned(speaker.to_owned())));
        (item.text.is_some() || item.is_span()).then_some(item)
    }

    fn walk_child(&mut self, child: Node<'a>, text: &str, place: Place<'_>) {
        let at = self.groups.len();
        let item = self.walk(child, text, place);
        if item.is_some() {
            self.groups
                .insert(at.min(self.groups.len()), Group { path: place.path, items: Vec::from_iter(item) });
        }
    }

    /// Walks through a list, which is an item itself where it is a word with its times.
    fn walk_list(
        &mut self,
        elements: &[Node<'a>],
        offset: usize,
        text: &str,
        place: Place<'_>,
    ) -> Option<Item<'a>> {
        let word = Item::of_list(elements, offset);
        if word.is_some() {
            return word;
        }
        let at = self.groups.len();
        self.groups.push(Group { path: place.path, items: Vec::new() });
        for element in elements.iter().filter(|element| element.is_list() || element.is_object()) {
            let item = self.walk(*element, text, Place { depth: place.depth + 1, ..place });
            self.groups[at].items.extend(item);
        }
        None
    }

    fn path(&mut self, parent: usize, key: Cow<'a, str>) -> usize {
        let next = self.paths.len() + 1;
        *self.paths.entry((parent, key)).or_insert(next)
    }
}
