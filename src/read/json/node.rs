//! A value in a text of JSON: taken apart only where it is looked at, so that its place in the text stays known.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A value as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Node<'a>(&'a str);

impl<'a> Node<'a> {
    /// The one value that a text holds.
    ///
    /// # Errors
    /// The text is no JSON, or holds more.
    pub fn parse(text: &'a str) -> serde_json::Result<Self> {
        serde_json::from_str::<&RawValue>(text).map(|raw| Self(raw.get()))
    }

    /// As printed.
    pub fn printed(self) -> &'a str {
        self.0
    }

    /// The byte at which it begins in `text`, of which it is a part.
    pub fn offset(self, text: &str) -> usize {
        self.0.as_ptr().addr().saturating_sub(text.as_ptr().addr())
    }

    /// Whether it is an object.
    pub fn is_object(self) -> bool {
        self.0.starts_with('{')
    }

    /// Whether it is a list.
    pub fn is_list(self) -> bool {
        self.0.starts_with('[')
    }

    /// The members of an object, in order; of anything else none.
    pub fn members(self) -> Vec<(Cow<'a, str>, Self)> {
        let members = if self.is_object() { serde_json::from_str(self.0).ok() } else { None };
        members.map(|Members(members)| members).unwrap_or_default()
    }

    /// The elements of a list, in order; of anything else none.
    pub fn elements(self) -> Vec<Self> {
        let raw: Option<Vec<&'a RawValue>> =
            if self.is_list() { serde_json::from_str(self.0).ok() } else { None };
        raw.unwrap_or_default().into_iter().map(|raw| Self(raw.get())).collect()
    }

    /// A text, number or truth value as text; of anything else none.
    pub fn text(self) -> Option<Cow<'a, str>> {
        match self.0.as_bytes().first()? {
            b'"' => serde_json::from_str(self.0).ok().map(|Text(text)| text),
            b'{' | b'[' | b'n' => None,
            _ => Some(Cow::Borrowed(self.0)),
        }
    }
}

/// The members of an object with keys that are borrowed where they can be.
struct Members<'a>(Vec<(Cow<'a, str>, Node<'a>)>);

impl<'a> Deserialize<'a> for Members<'a> {
    fn deserialize<D: Deserializer<'a>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_map(MembersVisitor(PhantomData))
    }
}

struct MembersVisitor<'a>(PhantomData<&'a ()>);

impl<'a> Visitor<'a> for MembersVisitor<'a> {
    type Value = Members<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'a>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        let mut members = Vec::new();
        while let Some((Text(key), value)) = map.next_entry::<Text<'a>, &'a RawValue>()? {
            members.push((key, Node(value.get())));
        }
        Ok(Members(members))
    }
}

/// A text that is borrowed where it is written without escapes.
struct Text<'a>(Cow<'a, str>);

impl<'a> Deserialize<'a> for Text<'a> {
    fn deserialize<D: Deserializer<'a>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_str(TextVisitor(PhantomData))
    }
}

struct TextVisitor<'a>(PhantomData<&'a ()>);

impl<'a> Visitor<'a> for TextVisitor<'a> {
    type Value = Text<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E>(self, text: &'a str) -> Result<Self::Value, E> {
        Ok(Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Text(Cow::Owned(text.to_owned())))
    }
}

/// Counts the lines of a text up to places in it that are asked for in order.
#[derive(Debug)]
pub(super) struct LineCounter<'a> {
    text: &'a str,
    counted: usize,
    line: u64,
}

impl<'a> LineCounter<'a> {
    /// At the beginning of a text.
    pub fn new(text: &'a str) -> Self {
        Self { text, counted: 0, line: 1 }
    }

    /// The line, from 1, of a byte of the text.
    pub fn line(&mut self, offset: usize) -> u64 {
        if offset < self.counted {
            *self = Self::new(self.text);
        }
        let between = self.text.as_bytes().get(self.counted..offset).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', between).count() as u64;
        self.counted = offset;
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_know_where_they_stand() {
        let text = "{\n \"a\": [1, \"t\\u0077o\",\n {}], \"\\u0062\": null\n}";
        let root = Node::parse(text).unwrap();
        let members = root.members();
        let keys: Vec<&str> = members.iter().map(|(key, _)| &**key).collect();
        assert_eq!(keys, ["a", "b"]);
        let elements = members[0].1.elements();
        let texts: Vec<Option<Cow<'_, str>>> = elements.iter().map(|node| node.text()).collect();
        assert_eq!(texts, [Some("1".into()), Some("two".into()), None]);
        let mut lines = LineCounter::new(text);
        let places = [elements[2], elements[0], members[1].1].map(|node| lines.line(node.offset(text)));
        assert_eq!(places, [3, 2, 3]);
        assert!(Node::parse("{} {}").is_err());
    }
}
