//! The root element, which tells the formats of XML apart.

use quick_xml::events::Event;

use super::markup::{local, reader};

/// The name of the root element, without prefix, and its tag's attributes, as far as `head` shows them.
pub(super) fn root(head: &str) -> Option<(&str, &str)> {
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let mut reader = reader(head);
    loop {
        let at = usize::try_from(reader.buffer_position()).ok()?;
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                let size = tag.name().as_ref().len();
                let end = usize::try_from(reader.buffer_position()).ok()?;
                let name = head.get(at + 1..at + 1 + size).filter(|name| !name.is_empty())?;
                return Some((local(name), &head[at + 1 + size..end]));
            }
            Ok(Event::Text(text)) if text.trim().is_empty() => {}
            Ok(Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) | Event::End(_) | Event::Eof)
            | Err(_) => {
                return None;
            }
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_found_behind_what_stands_before_it() {
        let head = "\u{feff}<?xml version='1.0'?>\n<!DOCTYPE TEI [<!ENTITY a '>'>]>\n<!-- <x> --><t:TEI xmlns:t='n'>\n<";
        assert_eq!(root(head), Some(("TEI", " xmlns:t='n'>")));
        assert_eq!([root("Ann: <b>"), root(""), root("< a>"), root("{\"a\": 1}")], [None; 4]);
    }
}
