//! How a mapping names elements and what they hold: a small part of XPath.

use super::markup::Tag;
use crate::error::{Error, Result};

/// An element: `speech`, `rede/name`, `p[@klasse="redner"]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    /// The names of elements that stand around each other, the innermost last; at least one.
    steps: Vec<String>,
    /// An attribute that the element has, with its value.
    attribute: Option<(String, String)>,
}

/// What an element holds: its text, `member`, or an attribute, `member/@id`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Held {
    /// The element; `None` for the speech, `@id`.
    pub element: Option<Element>,
    /// The attribute; `None` for the text.
    pub attribute: Option<String>,
}

impl Element {
    /// Reads an element as a mapping writes it.
    ///
    /// # Errors
    /// It is none.
    pub fn parse(written: &str) -> Result<Self> {
        let fault = || {
            Error::config(format!(
                "'{written}' names no element like speech, debate/speech or p[@class=\"x\"]"
            ))
        };
        let (path, condition) = match written.split_once('[') {
            Some((path, condition)) => (path, Some(condition)),
            None => (written, None),
        };
        let attribute = condition.map(|condition| {
            let (name, value) = condition.strip_suffix(']')?.strip_prefix('@')?.split_once('=')?;
            let quoted = |quote| value.strip_prefix(quote).and_then(|value| value.strip_suffix(quote));
            let value = quoted('"').or_else(|| quoted('\'')).filter(|_| is_name(name))?;
            Some((name.to_owned(), value.to_owned()))
        });
        let attribute = match attribute {
            Some(None) => return Err(fault()),
            Some(found) => found,
            None => None,
        };
        let steps: Vec<String> = path.split('/').map(str::to_owned).collect();
        if steps.iter().all(|step| is_name(step)) { Ok(Self { steps, attribute }) } else { Err(fault()) }
    }

    /// The element's own name.
    pub fn name(&self) -> &str {
        self.steps.last().map_or("", String::as_str)
    }

    /// Whether the element that `tag` opens, the last of `path`, is it.
    pub fn fits(&self, tag: &Tag<'_>, path: &[&str]) -> bool {
        let stands = || {
            path.len() >= self.steps.len()
                && path.iter().rev().zip(self.steps.iter().rev()).all(|(a, b)| a == b)
        };
        let says =
            |(name, value): &(String, String)| tag.attribute(name).is_some_and(|found| found == *value);
        stands() && self.attribute.as_ref().is_none_or(says)
    }
}

impl Held {
    /// Reads what a mapping says an element holds.
    ///
    /// # Errors
    /// It is neither an element nor an attribute of one.
    pub fn parse(written: &str) -> Result<Self> {
        let attribute = |name: &str| match is_name(name) {
            true => Ok(Some(name.to_owned())),
            false => Err(Error::config(format!("'{written}' names no attribute like @id or member/@id"))),
        };
        if let Some(name) = written.strip_prefix('@') {
            return Ok(Self { element: None, attribute: attribute(name)? });
        }
        match written.rsplit_once("/@") {
            Some((element, name)) => {
                Ok(Self { element: Some(Element::parse(element)?), attribute: attribute(name)? })
            }
            None => Ok(Self { element: Some(Element::parse(written)?), attribute: None }),
        }
    }
}

/// Whether it can be a name: what has a prefix is written without it.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::xml::entities::Entities;
    use crate::read::xml::markup::{Markup, Token};

    /// The names of the elements of a document that fit.
    fn fitting(written: &str, text: &str) -> usize {
        let element = Element::parse(written).unwrap();
        let entities = Entities::default();
        let mut markup = Markup::new(text, &entities);
        let mut found = 0;
        while let Some(token) = markup.next() {
            if let Token::Open(tag) = token {
                found += usize::from(element.fits(&tag, markup.open()));
            }
        }
        found
    }

    #[test]
    fn an_element_is_found_by_its_name_what_is_around_it_and_an_attribute() {
        let text = "<a><b x='1'><c/></b><c/><b x='2'><d><c/></d></b></a>";
        let counts = ["c", "b/c", "a/c", "c/a", "b[@x=\"1\"]", "a/b[@x='2']", "b[@y='']"]
            .map(|path| fitting(path, text));
        assert_eq!(counts, [3, 1, 1, 0, 1, 1, 0]);
    }

    #[test]
    fn an_attribute_is_of_the_speech_or_of_an_element() {
        let held = Held::parse("member/@id").unwrap();
        assert_eq!((held.element.unwrap().name(), held.attribute.as_deref()), ("member", Some("id")));
        assert_eq!(Held::parse("@who").unwrap(), Held { element: None, attribute: Some("who".into()) });
        assert_eq!(Held::parse("a/b").unwrap().attribute, None);
    }

    #[test]
    fn what_names_nothing_is_told() {
        for written in ["", "a b", "/a", "a//b", "a[1]", "a[@b]", "a[@b=c]", "*"] {
            let error = Held::parse(written).unwrap_err().to_string();
            assert!(error.contains("names no element like speech"), "{error}");
        }
        assert!(Held::parse("a/@").unwrap_err().to_string().contains("names no attribute"));
    }
}
