//! The formats of XML, and which of them a file is.

use super::akoma::AkomaDialect;
use super::dialect::Dialect;
use super::list::LISTS;
use super::mappings::built_in;
use super::markup::Fault;
use super::root::root;
use super::tei::TeiDialect;
use super::walk::walk;
use crate::issues::IssueKind;
use crate::read::format::{Confidence, Format};
use crate::read::input::Input;
use crate::read::turn::Sink;

/// The namespace of TEI, by which its files are told that are only a part of one.
const TEI_NAMESPACE: &str = "http://www.tei-c.org/ns/";
/// What TEI without a header begins with.
const TEI_PARTS: [&str; 6] = ["text", "body", "div", "div1", "u", "group"];

/// TEI, ParlaMint.
#[derive(Debug)]
pub(in crate::read) struct Tei;

/// Akoma Ntoso.
#[derive(Debug)]
pub(in crate::read) struct Akoma;

/// XML that a mapping describes.
#[derive(Debug)]
pub(in crate::read) struct Mapped;

impl Format for Tei {
    fn name(&self) -> &'static str {
        "tei"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xml", "tei"]
    }

    fn sniff(&self, head: &str) -> Confidence {
        match root(head) {
            Some(("TEI" | "TEI.2" | "teiCorpus" | "teiCorpus.2", _)) => Confidence::Sure,
            Some((_, attributes)) if attributes.contains(TEI_NAMESPACE) => Confidence::Sure,
            Some((name, _)) if LISTS.contains(&name) => Confidence::Sure,
            Some((name, _)) if TEI_PARTS.contains(&name) && has_utterance(head) => Confidence::Sure,
            Some(_) | None => Confidence::No,
        }
    }

    fn read(&self, input: &Input<'_>, sink: &mut dyn Sink) {
        read(input, Some(&TeiDialect::of(input.text())), sink);
    }
}

impl Format for Akoma {
    fn name(&self) -> &'static str {
        "akoma"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xml", "akn"]
    }

    fn sniff(&self, head: &str) -> Confidence {
        match root(head) {
            Some((name, _)) if name.eq_ignore_ascii_case("akomaNtoso") => Confidence::Sure,
            Some(_) | None => Confidence::No,
        }
    }

    fn read(&self, input: &Input<'_>, sink: &mut dyn Sink) {
        read(input, Some(&AkomaDialect), sink);
    }
}

impl Format for Mapped {
    fn name(&self) -> &'static str {
        "xml"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xml"]
    }

    fn sniff(&self, head: &str) -> Confidence {
        match root(head) {
            Some((name, _)) if built_in(name).is_some() => Confidence::Sure,
            Some((name, _)) if !name.eq_ignore_ascii_case("html") && is_declared(head) => Confidence::Sure,
            Some(_) => Confidence::Fallback,
            None => Confidence::No,
        }
    }

    fn read(&self, input: &Input<'_>, sink: &mut dyn Sink) {
        // Asked for by its name, it is XML of any kind.
        let others: [&dyn Format; 2] = [&Tei, &Akoma];
        if let Some(other) = others.into_iter().find(|other| other.sniff(input.text()) == Confidence::Sure) {
            return other.read(input, sink);
        }
        let mapping = root(input.text()).and_then(|(name, _)| built_in(name));
        read(input, mapping.map(|mapping| mapping as &dyn Dialect), sink);
    }
}

/// Reads by the user's own mapping of such files, else by `dialect`.
fn read(input: &Input<'_>, dialect: Option<&dyn Dialect>, sink: &mut dyn Sink) {
    let name = root(input.text()).map_or("", |(name, _)| name);
    let own = input.options().mappings.own(name).map(|mapping| mapping as &dyn Dialect);
    let Some(dialect) = own.or(dialect) else {
        let what = format!("nothing tells what <{name}> holds; a table [xml.NAME] in dictum.toml can");
        return sink.issue(IssueKind::Malformed, input.issue(None, what));
    };
    let walked = walk(input, dialect, sink);
    if let Some(Fault { kind, line, what }) = walked.fault {
        sink.issue(kind, input.issue(Some(line), what));
    } else if walked.turns == 0 && !is_part(name) {
        sink.issue(IssueKind::Empty, input.issue(None, "nobody speaks in it"));
    }
}

/// Whether a root element holds what belongs to other files: lists, and what is included from elsewhere.
fn is_part(root: &str) -> bool {
    LISTS.contains(&root) || ["teiCorpus", "teiHeader", "taxonomy", "classDecl"].contains(&root)
}

/// Whether a text begins with the declaration that it is XML.
fn is_declared(head: &str) -> bool {
    head.trim_start_matches('\u{feff}').starts_with("<?xml")
}

/// Whether an utterance of TEI begins within a text.
fn has_utterance(head: &str) -> bool {
    ["<u>", "<u ", "<sp>", "<sp "].iter().any(|tag| head.contains(tag))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::gathered::Gathered;
    use crate::read::options::ReadOptions;
    use crate::read::xml::{Mapping, Mappings};

    #[test]
    fn xml_asked_for_by_name_is_of_any_kind_and_a_users_mapping_goes_first() {
        let mut mapping = Mapping::new("mine");
        for (key, value) in [("root", "TEI"), ("speech", "say"), ("speaker", "@by")] {
            mapping.set(key, vec![value.to_owned()]).unwrap();
        }
        let mappings = Mappings::new(vec![mapping.complete().unwrap()]);
        let text = "<TEI><text><u who='a'>One.</u><say by='B'>Two.</say></text></TEI>";
        for (mappings, name) in [(Mappings::default(), "a"), (mappings, "B")] {
            let (options, mut gathered) =
                (ReadOptions { mappings, ..ReadOptions::default() }, Gathered::default());
            Mapped.read(&Input::for_test("a.xml", text, &options), &mut gathered);
            assert_eq!(gathered.turns().map(|turn| turn.name()).collect::<Vec<_>>(), [name]);
        }
    }
}
