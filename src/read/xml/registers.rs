//! Lists of people and parties in files of their own, and which sources they speak of.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::entities::Entities;
use super::list::{LISTS, read_list};
use super::markup::{Markup, Token};
use super::people::People;
use crate::issues::Issues;
use crate::read::compression::plain_name;
use crate::read::open::text;
use crate::read::source::Source;

/// What a file that is only a list is called, at the end of its name.
const NAMES: [&str; 2] = ["listperson.xml", "listorg.xml"];

/// The lists of people that lie beside sources, by their folders.
#[derive(Debug, Clone, Default)]
pub struct Registers(Arc<BTreeMap<PathBuf, People>>);

impl Registers {
    /// Reads those of `sources` that are lists: `ParlaMint-XX-listPerson.xml`, `ParlaMint-XX-listOrg.xml`.
    pub fn among(sources: &[Source]) -> Self {
        let mut folders: BTreeMap<PathBuf, People> = BTreeMap::new();
        for source in sources.iter().filter(|source| is_list(source.path())) {
            // What is wrong with it is told where it is read as a source.
            if let Some(text) = text(source, &mut Issues::default()) {
                folders.entry(folder(source.path())).or_default().add(people(&text));
            }
        }
        Self(Arc::new(folders))
    }

    /// The list beside a source: in its folder, else in the nearest that its folder lies in.
    pub(super) fn beside(&self, path: &str) -> Option<&People> {
        folder(path).ancestors().find_map(|folder| self.0.get(folder)).filter(|people| !people.is_empty())
    }
}

/// Whether a file's name says that it only lists people or parties.
pub(in crate::read) fn is_list(path: &str) -> bool {
    let name = plain_name(path).to_lowercase();
    NAMES.iter().any(|known| name.ends_with(known))
}

fn folder(path: &str) -> PathBuf {
    Path::new(path).parent().map(Path::to_owned).unwrap_or_default()
}

/// All people and parties that a text lists.
fn people(text: &str) -> People {
    let entities = Entities::of(text);
    let mut markup = Markup::new(text, &entities);
    let mut people = People::default();
    while let Some(token) = markup.next() {
        if let Token::Open(tag) = token
            && LISTS.contains(&tag.name)
        {
            read_list(&mut people, &tag, &mut markup);
        }
    }
    people
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_speaks_of_what_lies_in_its_folder_and_below() {
        let list = |path: &str, name: &str| {
            let text =
                format!("<listPerson><person xml:id='a'><persName>{name}</persName></person></listPerson>");
            Source::in_memory(path, text)
        };
        let registers =
            Registers::among(&[list("x/X-listPerson.xml", "Ann"), list("y/Y-listPerson.xml", "Bob")]);
        let name = |path: &str| {
            let people = registers.beside(path)?;
            Some(people.person("#a", None, &[people])?.name)
        };
        assert_eq!(name("x/2020/a.xml").as_deref(), Some("Ann"));
        assert_eq!(name("y/b.xml").as_deref(), Some("Bob"));
        assert_eq!(name("c.xml"), None);
    }
}
