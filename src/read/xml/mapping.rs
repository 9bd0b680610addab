//! Other parliaments' XML, described by a table of `dictum.toml`.

use std::collections::BTreeMap;

use super::dialect::{Dialect, Fact, Meaning, Part, Place};
use super::markup::Tag;
use super::pattern::{Element, Held};
use crate::error::{Error, Result};
use crate::speakers::{Kind, Standing};
use crate::suggest::unknown;

/// The keys of a mapping, and what each names.
const KEYS: [(&str, Key); 15] = [
    ("root", Key::Root),
    ("document", Key::Element(Part::Document)),
    ("speech", Key::Element(speech(None))),
    ("question", Key::Element(speech(Some(Kind::Question)))),
    ("answer", Key::Element(speech(Some(Kind::Answer)))),
    ("speaker", Key::Held(Fact::Label)),
    ("speaker_id", Key::Held(Fact::Id)),
    ("party", Key::Held(Fact::Party)),
    ("role", Key::Held(Fact::Role)),
    ("time", Key::Held(Fact::Time)),
    ("date", Key::Held(Fact::Date)),
    ("title", Key::Held(Fact::Title)),
    ("note", Key::Element(Part::Note)),
    ("skip", Key::Element(Part::Unspoken)),
    ("paragraph", Key::Element(Part::Paragraph)),
];

/// What a key of a mapping names.
#[derive(Debug, Clone, Copy)]
enum Key {
    /// The root element, by which its files are told.
    Root,
    /// Elements of one kind.
    Element(Part),
    /// What elements hold.
    Held(Fact),
}

const fn speech(kind: Option<Kind>) -> Part {
    Part::Speech { kind, standing: Standing::Plain }
}

/// What the elements of one parliament's XML mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    name: String,
    /// As it was written.
    written: BTreeMap<String, Vec<String>>,
    roots: Vec<String>,
    /// By the elements' own names.
    elements: BTreeMap<String, Vec<(Element, Part)>>,
    /// What elements hold, by their own names; under no name, what speeches hold.
    held: BTreeMap<String, Vec<(Held, Fact)>>,
}

impl Mapping {
    /// A mapping that says nothing yet.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            written: BTreeMap::new(),
            roots: Vec::new(),
            elements: BTreeMap::new(),
            held: BTreeMap::new(),
        }
    }

    /// Its name: NAME of `[xml.NAME]`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its keys and their values, as they were written.
    pub fn written(&self) -> &BTreeMap<String, Vec<String>> {
        &self.written
    }

    /// Sets a key.
    ///
    /// # Errors
    /// [`Config`](crate::ErrorKind::Config): an unknown key, with the nearest known ones; a value that names no element
    /// or attribute.
    pub fn set(&mut self, key: &str, values: Vec<String>) -> Result<()> {
        let Some((_, kind)) = KEYS.iter().find(|(name, _)| *name == key) else {
            let place = format!("key of [xml.{}]", self.name);
            return Err(unknown(&place, key, KEYS.map(|(name, _)| name)));
        };
        for value in &values {
            match *kind {
                Key::Root => self.roots.push(Element::parse(value)?.name().to_owned()),
                Key::Element(part) => {
                    let element = Element::parse(value)?;
                    self.elements.entry(element.name().to_owned()).or_default().push((element, part));
                }
                Key::Held(fact) => {
                    let held = Held::parse(value)?;
                    let name = held.element.as_ref().map_or("", Element::name).to_owned();
                    self.held.entry(name).or_default().push((held, fact));
                }
            }
        }
        if !values.is_empty() {
            self.written.insert(key.to_owned(), values);
        }
        Ok(())
    }

    /// The mapping, if it says enough to read anything. Without `paragraph`, paragraphs are `p`.
    ///
    /// # Errors
    /// [`Config`](crate::ErrorKind::Config): it names no root, or no speech.
    pub fn complete(mut self) -> Result<Self> {
        let said: Vec<String> = self.written.keys().cloned().collect();
        let has = |key: &str| said.iter().any(|known| known == key);
        let needed =
            [("root", has("root")), ("speech", ["speech", "question", "answer"].iter().any(|key| has(key)))];
        if let Some((missing, _)) = needed.iter().find(|(_, is_there)| !is_there) {
            return Err(Error::config(format!("[xml.{}] needs '{missing}'", self.name)));
        }
        if !has("paragraph") {
            self.set("paragraph", vec!["p".to_owned()])?;
            self.written.remove("paragraph");
        }
        // A label is a name as the source knows it where more than its text says who it is.
        let is_known = ["speaker_id", "party", "role"].iter().any(|key| has(key));
        for (held, fact) in self.held.values_mut().flatten() {
            if *fact == Fact::Label && (is_known || held.attribute.is_some()) {
                *fact = Fact::Name;
            }
        }
        Ok(self)
    }

    /// Whether files with that root element are its own.
    pub(super) fn has_root(&self, root: &str) -> bool {
        self.roots.iter().any(|known| known == root)
    }

    fn part(&self, tag: &Tag<'_>, place: Place<'_>) -> Part {
        let rules = self.elements.get(tag.name).into_iter().flatten();
        let named = rules.filter(|(element, _)| element.fits(tag, place.path)).map(|(_, part)| *part).next();
        let is_root = place.path.len() == 1 && !self.written.contains_key("document");
        named.unwrap_or(if is_root { Part::Document } else { Part::Plain })
    }

    /// What the mapping finds in attributes of an element, or in its text.
    fn facts(&self, tag: &Tag<'_>, place: Place<'_>, part: Part) -> (Part, Vec<(Fact, String)>) {
        let spoken = matches!(part, Part::Speech { .. }).then(|| self.held.get("")).flatten();
        let (mut part, mut facts) = (part, Vec::new());
        for (held, fact) in self.held.get(tag.name).into_iter().chain(spoken).flatten() {
            if held.element.as_ref().is_some_and(|element| !element.fits(tag, place.path)) {
                continue;
            }
            match &held.attribute {
                None => part = Part::Says(*fact),
                Some(name) => {
                    let value = tag.attribute(name).unwrap_or_default().trim().to_owned();
                    let is_told = value.is_empty() || facts.iter().any(|(known, _)| known == fact);
                    if !is_told {
                        facts.push((*fact, value));
                    }
                }
            }
        }
        let is_mark = part == Part::Plain && !facts.is_empty();
        (if is_mark { Part::Unspoken } else { part }, facts)
    }
}

impl Dialect for Mapping {
    fn meaning(&self, tag: &Tag<'_>, place: Place<'_>) -> Meaning {
        let (part, facts) = self.facts(tag, place, self.part(tag, place));
        Meaning { part, facts }
    }
}
