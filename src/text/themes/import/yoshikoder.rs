//! The XML of Yoshikoder (`.ykd`) and Lexicoder (`.lcd`).

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use crate::error::{Error, Result};

use super::Imported;
use super::oddity::Oddity;
use super::outline::{CategoryId, Outline};

/// `<dictionary>` with `<cnode name="…">` for categories, also within one another, and `<pnode name="…">` for entries:
/// globs, or regular expressions on the whole word where the dictionary's `patternengine` is `regexp`.
pub(super) fn read(text: &str) -> Result<Imported> {
    let mut reader = Reader::from_str(text);
    let mut walk = Walk { outline: Outline::default(), open: Vec::new(), engine: None };
    let mut place = Place { text, at: 0, line: 1 };
    loop {
        let event = reader.read_event();
        let line = place.line(reader.buffer_position());
        match event.map_err(|error| Error::config(error).on_line(line))? {
            Event::Start(tag) => {
                let category = walk.tag(&tag, line)?;
                walk.open.push(category);
            }
            Event::Empty(tag) => drop(walk.tag(&tag, line)?),
            Event::End(_) => drop(walk.open.pop()),
            Event::Eof if !walk.open.is_empty() => {
                return Err(Error::config("the file ends within <dictionary>").on_line(line));
            }
            Event::Eof => break,
            Event::Text(_)
            | Event::CData(_)
            | Event::GeneralRef(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
        }
    }
    match walk.engine {
        Some(_) => Ok(walk.outline.finish()),
        None => Err(Error::config("there is no <dictionary> in it").on_line(1)),
    }
}

/// How the entries of a dictionary are meant.
#[derive(Debug, Clone, Copy)]
enum Engine {
    Glob,
    Regex,
}

struct Walk {
    outline: Outline,
    /// The category of each element that is open.
    open: Vec<Option<CategoryId>>,
    /// Known once the dictionary has begun.
    engine: Option<Engine>,
}

impl Walk {
    /// Takes in a tag; the category of what stands in its element comes out.
    fn tag(&mut self, tag: &BytesStart<'_>, line: u64) -> Result<Option<CategoryId>> {
        let around = self.open.last().copied().flatten();
        match (tag.local_name().as_ref(), self.engine) {
            ("dictionary", None) => {
                let is_regex = attribute(tag, "patternengine", line)?.as_deref() == Some("regexp");
                self.engine = Some(if is_regex { Engine::Regex } else { Engine::Glob });
            }
            ("cnode", Some(_)) => {
                let name = attribute(tag, "name", line)?.unwrap_or_default();
                return self.outline.category(around, &name, line).map(Some);
            }
            ("pnode", Some(engine)) => {
                let name = attribute(tag, "name", line)?.unwrap_or_default();
                let entry = match engine {
                    Engine::Glob => name,
                    Engine::Regex => format!("re:^(?:{name})$"),
                };
                match around {
                    Some(category) => self.outline.entry(category, entry, line),
                    None => self.outline.odd(Oddity::Homeless, &entry, line),
                }
            }
            (_, _) => {}
        }
        Ok(around)
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str, line: u64) -> Result<Option<String>> {
    let mut sound = tag.attributes().filter_map(std::result::Result::ok);
    let Some(found) = sound.find(|attribute| attribute.key.local_name().as_ref() == name) else {
        return Ok(None);
    };
    let value = unescape(&found.value).map_err(|error| Error::config(error).on_line(line))?;
    Ok(Some(value.into_owned()))
}

/// A byte of the text, and its line.
struct Place<'t> {
    text: &'t str,
    at: usize,
    line: u64,
}

impl Place<'_> {
    /// The line of a byte that is no earlier than the last.
    fn line(&mut self, at: u64) -> u64 {
        let at = usize::try_from(at).unwrap_or(self.text.len()).clamp(self.at, self.text.len());
        self.line += memchr::memchr_iter(b'\n', &self.text.as_bytes()[self.at..at]).count() as u64;
        self.at = at;
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::super::outline::seen;
    use super::*;

    #[test]
    fn categories_stand_in_one_another_with_their_entries() {
        let file = "<?xml version='1.0'?>\n<dictionary style='050805' patternengine='substring'>\n<cnode name='All'><cnode name='Sea &amp; air'>\n<pnode name='old harbour*'/><pnode name='port'>\n<note/></pnode></cnode>\n<pnode name='hill'/></cnode></dictionary>";
        assert_eq!(seen(read(file)), ["All: hill", "All.Sea & air: old harbour*, port"]);
    }

    #[test]
    fn a_regular_expression_is_on_the_whole_word() {
        let file =
            "<dictionary patternengine='regexp'><cnode name='a'><pnode name='ports?'/></cnode></dictionary>";
        assert_eq!(seen(read(file)), ["a: re:^(?:ports?)$"]);
    }

    #[test]
    fn faults_have_their_line() {
        for (file, fault) in [
            ("<cnodes>\n</cnodes>", "line 1: there is no <dictionary> in it"),
            ("<dictionary>\n<cnode name='a'>\n", "line 3: the file ends within <dictionary>"),
            ("<dictionary>\n<cnode desc=''/>\n</dictionary>", "line 2: a category without a name"),
        ] {
            assert_eq!(read(file).unwrap_err().to_string(), fault);
        }
        assert_eq!(read("<dictionary>\n<cnode name='a'>\n</dictionary>").unwrap_err().line(), Some(3));
        let stray = read("<dictionary>\n<pnode name='x'/></dictionary>").unwrap();
        assert_eq!(stray.oddities.into_notes()[0].line, 2);
    }
}
