//! What stands behind `&name;`: characters by number, the names of XML and HTML, and those that a document declares.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use quick_xml::Reader;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesRef, Event};
use regex::Regex;

/// A declared entity that stands for more than so many bytes is left as it is written.
const LONGEST: usize = 4096;
/// Entities within entities are followed so far.
const DEEPEST: usize = 8;
/// So many references within the values of one document's entities are followed.
const MOST_STEPS: usize = 100_000;

/// `<!ENTITY name "value">`; what is to be fetched, or only serves the declarations, is not.
static DECLARATION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"<!ENTITY\s+([^\s%"'<>&;]+)\s+(?:"([^"]*)"|'([^']*)')\s*>"#).expect("a valid pattern")
});
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"&([^\s&;<>]+);").expect("a valid pattern"));

/// The entities that one document declares.
#[derive(Debug, Default)]
pub(super) struct Entities(BTreeMap<String, String>);

impl Entities {
    /// Those of the document type declaration before the root element.
    pub fn of(text: &str) -> Self {
        let mut reader = Reader::from_str(text);
        loop {
            match reader.read_event() {
                Ok(Event::DocType(declared)) => return Self::declared(&declared),
                Ok(Event::Start(_) | Event::Empty(_) | Event::Eof) | Err(_) => return Self::default(),
                Ok(_) => {}
            }
        }
    }

    fn declared(subset: &str) -> Self {
        let mut written = BTreeMap::new();
        for found in DECLARATION.captures_iter(subset) {
            let part = |number| found.get(number).map(|part| part.as_str());
            // The first declaration counts.
            if let (Some(name), Some(value)) = (part(1), part(2).or(part(3))) {
                written.entry(name).or_insert(value);
            }
        }
        let mut steps = MOST_STEPS;
        let expanded = written.keys().filter_map(|name| {
            let mut out = String::new();
            let is_whole = expand(name, &written, DEEPEST, &mut steps, &mut out).is_some();
            is_whole.then(|| ((*name).to_owned(), without_tags(&out)))
        });
        Self(expanded.collect())
    }

    /// What `&name;` stands for; `None` where nobody says.
    pub fn resolve(&self, name: &str) -> Option<Cow<'_, str>> {
        if name.starts_with('#') {
            let character = BytesRef::new(name).resolve_char_ref().ok().flatten()?;
            return Some(Cow::Owned(character.to_string()));
        }
        let declared = || self.0.get(name).map(String::as_str);
        declared().or_else(|| resolve_html5_entity(name)).map(Cow::Borrowed)
    }

    /// Whether a document of its own says what `&name;` stands for.
    pub fn declares(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// An attribute's value with everything put in for what it refers to.
    pub fn value<'v>(&self, written: &'v str) -> Cow<'v, str> {
        if !written.contains('&') {
            return Cow::Borrowed(written);
        }
        REFERENCE.replace_all(written, |found: &regex::Captures<'_>| {
            self.resolve(&found[1]).map_or_else(|| found[0].to_owned(), Cow::into_owned)
        })
    }
}

/// Writes out what a declared entity stands for; `None` where that is too long, too deep, or takes too many steps.
fn expand(
    name: &str,
    written: &BTreeMap<&str, &str>,
    depth: usize,
    steps: &mut usize,
    out: &mut String,
) -> Option<()> {
    let (value, depth) = (written.get(name)?, depth.checked_sub(1)?);
    let mut end = 0;
    for found in REFERENCE.captures_iter(value) {
        *steps = steps.checked_sub(1)?;
        let (whole, name) = (found.get(0)?, &found[1]);
        put(&value[end..whole.start()], out)?;
        end = whole.end();
        if written.contains_key(name) {
            expand(name, written, depth, steps, out)?;
        } else {
            put(&Entities::default().value(whole.as_str()), out)?;
        }
    }
    put(&value[end..], out)
}

fn put(piece: &str, out: &mut String) -> Option<()> {
    let fits = out.len() + piece.len() <= LONGEST;
    fits.then(|| out.push_str(piece))
}

/// The text of a value that has markup in it.
fn without_tags(value: &str) -> String {
    let mut pieces = value.split('<');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| text + piece.split_once('>').map_or("", |(_, after)| after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(text: &str, name: &str) -> Option<String> {
        Entities::of(text).resolve(name).map(Cow::into_owned)
    }

    #[test]
    fn characters_names_and_declared_entities_are_known() {
        let text = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY eu 'European &kind;'><!ENTITY kind \"Union\">\
                    <!ENTITY far SYSTEM 'http://x.org/y'><!ENTITY % p 'q'>]><a>&eu;</a>";
        let known = |name| resolved(text, name);
        assert_eq!(known("eu").as_deref(), Some("European Union"));
        assert_eq!((known("#x2014").as_deref(), known("#8217").as_deref()), (Some("—"), Some("’")));
        assert_eq!((known("amp").as_deref(), known("eacute").as_deref()), (Some("&"), Some("é")));
        assert_eq!(
            [known("far"), known("p"), known("none"), known("#0"), known("#xD800")],
            [const { None }; 5]
        );
    }

    #[test]
    fn entities_that_explode_or_turn_in_circles_are_not_followed() {
        let mut text = "<!DOCTYPE a [<!ENTITY l0 'ha ha ha ha ha ha ha ha'>".to_owned();
        for n in 1..30 {
            text += &format!("<!ENTITY l{n} '{}'>", format!("&l{};", n - 1).repeat(10));
        }
        text += "<!ENTITY x '&y;'><!ENTITY y '&x;'>]><a/>";
        assert_eq!((resolved(&text, "l29"), resolved(&text, "x")), (None, None));
        assert_eq!(resolved(&text, "l1").map(|value| value.len()), Some(230));
        let nothings = text.replace("ha ha ha ha ha ha ha ha", "");
        assert_eq!((resolved(&nothings, "l5"), resolved(&nothings, "l29")), (None, None));
    }

    #[test]
    fn an_attribute_says_what_it_refers_to() {
        let entities = Entities::declared("<!ENTITY who 'Ann'>");
        assert_eq!(entities.value("&who; &amp; &quot;B&quot; & &none;"), "Ann & \"B\" & &none;");
    }
}
