//! What a page says of itself: its title, its day, its address.

use jiff::civil::Date;
use serde_json::Value;

use super::main_text::MainText;
use super::tree::{Content, Element, Tree};
use crate::read::date::find_date;
use crate::read::day::iso_day;
use crate::read::turn::Header;

/// A title is no longer than this, in bytes.
const LONGEST: usize = 400;

/// Names of `meta` elements that hold the title, the day and the address, the surest first.
const TITLES: [&str; 4] = ["og:title", "citation_title", "dc.title", "twitter:title"];
const DAYS: [&str; 10] = [
    "article:published_time",
    "og:published_time",
    "datepublished",
    "citation_date",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "dc.date.issued",
    "pubdate",
    "date",
];
const ADDRESSES: [&str; 2] = ["og:url", "twitter:url"];

/// Puts what a page says of itself into the header where that is still silent.
pub(super) fn complete(header: &mut Header, tree: &Tree, main: &MainText) {
    let head = Head::read(tree);
    if header.title.is_empty() {
        header.title =
            head.named(&TITLES).map(str::to_owned).or_else(|| title(tree, main)).unwrap_or_default();
    }
    if header.url.is_empty() {
        head.canonical.or(head.named(&ADDRESSES)).unwrap_or_default().clone_into(&mut header.url);
    }
    let day = || {
        head.named(&DAYS).and_then(day).or_else(|| described_day(tree)).or_else(|| printed_day(tree, main))
    };
    header.date = header.date.or_else(day);
}

/// The `meta` and `link` elements of a page.
struct Head<'a> {
    /// Names, in lower case, with what they are given.
    meta: Vec<(String, &'a str)>,
    canonical: Option<&'a str>,
}

impl<'a> Head<'a> {
    fn read(tree: &'a Tree) -> Self {
        let mut head = Self { meta: Vec::new(), canonical: None };
        for (_, element) in tree.elements() {
            match &*element.name {
                "meta" => head.meta.extend(meta(element)),
                "link" if element.attribute("rel") == Some("canonical") => {
                    head.canonical = head.canonical.or(element.attribute("href"));
                }
                _ => {}
            }
        }
        head
    }

    /// What is given to the first of these names.
    fn named(&self, names: &[&str]) -> Option<&'a str> {
        names
            .iter()
            .find_map(|name| self.meta.iter().find(|(other, _)| other == name))
            .map(|(_, content)| *content)
    }
}

fn meta(element: &Element) -> Option<(String, &str)> {
    let name = ["property", "name", "itemprop"].iter().find_map(|name| element.attribute(name))?;
    let content = element.attribute("content").map(str::trim).filter(|content| !content.is_empty())?;
    Some((name.to_lowercase(), content))
}

/// The heading of the text, if it has just one of the first level; else what the page is called.
fn title(tree: &Tree, main: &MainText) -> Option<String> {
    let named = |name: &'static str| {
        let elements = tree.elements().filter(move |(_, element)| *element.name == *name);
        elements.map(|(node, _)| (node, tree.words(node, LONGEST))).filter(|(_, words)| !words.is_empty())
    };
    let mut headings = named("h1").filter(|(node, _)| main.nodes.contains(node));
    let heading = headings.next().filter(|_| headings.next().is_none());
    heading.or_else(|| named("title").next()).map(|(_, words)| words)
}

fn day(text: &str) -> Option<Date> {
    iso_day(text).or_else(|| find_date(text))
}

/// The day that a description for machines (JSON-LD) gives.
fn described_day(tree: &Tree) -> Option<Date> {
    let scripts = tree.elements().filter(|(_, element)| {
        *element.name == *"script" && element.attribute("type").is_some_and(|kind| kind.contains("ld+json"))
    });
    let texts = scripts.filter_map(|(node, _)| match tree.nodes.get(node + 1)?.content {
        Content::Text(from, to, _) => Some(&tree.text[from..to]),
        Content::Element(_) => None,
    });
    texts.filter_map(|text| serde_json::from_str(text).ok()).find_map(|value: Value| published(&value))
}

/// The first `datePublished` of a description. It lies no deeper than serde_json reads.
fn published(value: &Value) -> Option<Date> {
    match value {
        Value::Array(values) => values.iter().find_map(published),
        Value::Object(fields) => {
            let own = fields.get("datePublished").and_then(Value::as_str).and_then(day);
            own.or_else(|| fields.values().find_map(published))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

/// The day of the first `time` in the text, and outside it if that has none.
fn printed_day(tree: &Tree, main: &MainText) -> Option<Date> {
    let times = || tree.elements().filter(|(_, element)| *element.name == *"time");
    let of = |element: &Element| element.attribute("datetime").and_then(day);
    let in_text = times().filter(|(node, _)| main.nodes.contains(node)).find_map(|(_, element)| of(element));
    in_text.or_else(|| times().find_map(|(_, element)| of(element)))
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    fn header(page: &str) -> Header {
        let tree = parse(page);
        let mut header = Header::default();
        complete(&mut header, &tree, &MainText::find(&tree));
        header
    }

    #[test]
    fn a_page_says_its_title_day_and_address_in_many_ways() {
        for (page, title, day) in [
            (
                "<title>T | Site</title><h1>T</h1><time datetime='2018-06-05T17:30'>x</time>",
                "T",
                "2018-06-05",
            ),
            (
                "<title>T</title><h1>a</h1><h1>b</h1><meta name=DC.date content='5 June 2018'>",
                "T",
                "2018-06-05",
            ),
            (
                "<meta property=og:title content='T'><h1>x</h1><script type='application/ld+json'>{\"@graph\": [{\"datePublished\": \"2018-06-05\"}]}</script>",
                "T",
                "2018-06-05",
            ),
            (
                "<meta property='article:published_time' content='2018-06-05T00:00:00Z'><time datetime='2001-01-01'></time><title>T</title>",
                "T",
                "2018-06-05",
            ),
        ] {
            let read = header(page);
            assert_eq!((read.title.as_str(), read.date), (title, day.parse().ok()), "{page}");
        }
        assert_eq!(header("<link rel=canonical href='https://example.org/a'>").url, "https://example.org/a");
        assert_eq!(header("<script type='application/ld+json'>{[</script>"), Header::default());
    }

    #[test]
    fn what_is_known_already_stays() {
        let tree = parse("<title>T</title><meta property=og:url content=u><time datetime=2018-06-05>");
        let known = Header {
            title: "K".into(),
            url: "k".into(),
            date: "2001-01-01".parse().ok(),
            ..Header::default()
        };
        let mut header = known.clone();
        complete(&mut header, &tree, &MainText::find(&tree));
        assert_eq!(header, known);
    }
}
