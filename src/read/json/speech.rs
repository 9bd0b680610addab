//! Recognised speech: which of the lists in a document tell who said what, and the turns that they make.
//!
//! Recognisers say the same several times: as words, as sentences, by speaker, with alternatives. It is read once.

use std::borrow::Cow;

use super::collect::{Group, Groups};
use super::item::{Form, Item};
use super::node::{LineCounter, Node};
use crate::read::dialogue::By;
use crate::read::prose::Join;
use crate::read::script::Script;

/// Recognised speech: pieces of it, in order, each with its speaker where one is known.
#[derive(Debug)]
pub(super) struct Speech<'a> {
    items: Vec<Item<'a>>,
}

impl<'a> Speech<'a> {
    /// What is said in `root`, a part of `text`; `None` where nothing is.
    pub fn find(root: Node<'a>, text: &str) -> Option<Self> {
        let groups = Groups::of(root, text).groups;
        let items =
            with_speakers(&groups).or_else(|| by_time(&groups)).or_else(|| without_speakers(&groups))?;
        Some(Self { items })
    }

    /// Whether anything has a time: then no person wrote it.
    pub fn is_timed(&self) -> bool {
        self.items.iter().any(|item| item.start.is_some())
    }

    /// Puts the turns together: what one speaker says without another between is one. `text` is the source.
    pub fn turns(self, text: &str, script: &mut Script) {
        let mut lines = LineCounter::new(text);
        let mut speaker: Option<Cow<'_, str>> = None;
        for item in self.items {
            let Some(words) = item.text.as_deref().map(str::trim).filter(|words| !words.is_empty()) else {
                continue;
            };
            let line = lines.line(item.offset);
            let goes_on = item.speaker.is_none() && is_a_word(words) || item.speaker == speaker;
            if script.is_silent() || !goes_on {
                let by = item.speaker.as_deref().map_or(By::Nobody, |name| script.named(name));
                script.begin(by, line, item.start.as_ref().map_or("", |start| &start.printed));
                speaker = item.speaker;
            }
            let join = match item.form {
                Form::Words => Join::Line,
                Form::Punctuation => Join::Compound,
            };
            script.say(line, words, join);
        }
    }
}

fn is_a_word(words: &str) -> bool {
    !words.contains(char::is_whitespace)
}

fn says(item: &Item<'_>) -> bool {
    item.text.is_some()
}

/// The items of the lists under the first keys of which any passes.
fn first_path<'g, 'a>(
    groups: &'g [Group<'a>],
    passes: impl Fn(&Item<'a>) -> bool,
) -> Option<Vec<&'g Group<'a>>> {
    let first = groups.iter().find(|group| group.items.iter().any(&passes))?;
    Some(groups.iter().filter(|group| group.path == first.path).collect())
}

fn said(groups: &[&Group<'_>], passes: impl Fn(&Group<'_>) -> bool) -> Vec<String> {
    let items = groups.iter().filter(|group| passes(group)).flat_map(|group| &group.items);
    items.filter_map(|item| item.text.as_deref().map(str::to_owned)).collect()
}

/// Pieces that say who speaks. A last list with speakers may repeat what lists without them say before it: those go.
fn with_speakers<'a>(groups: &[Group<'a>]) -> Option<Vec<Item<'a>>> {
    let lists = first_path(groups, |item| says(item) && item.speaker.is_some())?;
    let tells = |group: &Group<'_>| group.items.iter().any(|item| item.speaker.is_some());
    let is_told_twice = said(&lists, |list| !tells(list)) == said(&lists, tells);
    let lists = lists.into_iter().filter(|list| !is_told_twice || tells(list));
    Some(lists.flat_map(|list| &list.items).filter(|item| says(item)).cloned().collect())
}

/// Pieces with times, and apart from them who speaks when.
fn by_time<'a>(groups: &[Group<'a>]) -> Option<Vec<Item<'a>>> {
    let spans = first_path(groups, Item::is_span)?;
    let spans: Vec<&Item<'a>> =
        spans.iter().flat_map(|list| &list.items).filter(|item| item.is_span()).collect();
    let is_timed = |item: &Item<'a>| says(item) && item.start.is_some();
    let mut sizes = vec![0; groups.iter().map(|group| group.path + 1).max()?];
    groups
        .iter()
        .for_each(|group| sizes[group.path] += group.items.iter().filter(|item| is_timed(item)).count());
    let most = (0..sizes.len()).rev().max_by_key(|&path| sizes[path]).filter(|&path| sizes[path] > 0)?;
    let lists = groups.iter().filter(|group| group.path == most);
    let mut items: Vec<Item<'a>> =
        lists.flat_map(|list| &list.items).filter(|item| says(item)).cloned().collect();
    let spans = Spans::new(spans);
    for item in &mut items {
        item.speaker = item.middle().and_then(|middle| spans.speaker(middle));
    }
    Some(items)
}

/// Pieces of which nobody says who speaks: those with times before those without.
fn without_speakers<'a>(groups: &[Group<'a>]) -> Option<Vec<Item<'a>>> {
    let timed = first_path(groups, |item| says(item) && item.start.is_some());
    let lists = timed.or_else(|| first_path(groups, says))?;
    Some(lists.into_iter().flat_map(|list| &list.items).filter(|item| says(item)).cloned().collect())
}

/// Who speaks when, by the beginning.
struct Spans<'g, 'a>(Vec<(f64, f64, &'g Item<'a>)>);

impl<'g, 'a> Spans<'g, 'a> {
    fn new(spans: Vec<&'g Item<'a>>) -> Self {
        let times = |item: &'g Item<'a>| {
            let start = item.start.as_ref()?.seconds;
            Some((start, item.end.unwrap_or(start), item))
        };
        let mut spans: Vec<_> = spans.into_iter().filter_map(times).collect();
        spans.sort_by(|one, other| one.0.total_cmp(&other.0));
        Self(spans)
    }

    /// Who speaks at a time: whose span holds it, or else the nearer of its neighbours.
    fn speaker(&self, time: f64) -> Option<Cow<'a, str>> {
        let after = self.0.partition_point(|(start, ..)| *start <= time);
        let before = after.checked_sub(1).and_then(|before| self.0.get(before));
        let next = self.0.get(after);
        let (.., item) = match (before, next) {
            (Some(before), Some(next)) if time - before.1 > next.0 - time => next,
            (Some(before), _) => before,
            (None, next) => next?,
        };
        item.speaker.clone()
    }
}
