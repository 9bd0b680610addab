//! A document as a row of tags and pieces of text, however badly it is marked up.
//!
//! Every tag that opens is closed again, in order. What is not well-formed is read as well as it can be, and the first
//! such place is kept. Depth costs memory by the name, never the stack.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::entities::Entities;
use crate::issues::IssueKind;

/// How many open elements an end tag may close at once.
const REACH: usize = 64;
/// How often all of a text may be read again, or put in by entities, because of what is wrong in it.
const PATIENCE: usize = 4;

/// What comes next in a document.
#[derive(Debug)]
pub(super) enum Token<'a> {
    /// An element begins.
    Open(Tag<'a>),
    /// The element that began last and is open ends.
    Close,
    /// Text, or a part of one.
    Text(Cow<'a, str>),
}

/// The tag that opens an element.
#[derive(Debug)]
pub(super) struct Tag<'a> {
    /// The element's name, without prefix.
    pub name: &'a str,
    start: BytesStart<'a>,
    entities: &'a Entities,
}

impl Tag<'_> {
    /// The value of the attribute of that name, whatever its prefix.
    pub fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.start.html_attributes();
        let mut sound = attributes.with_checks(false).filter_map(Result::ok);
        let found = sound.find(|attribute| attribute.key.local_name().as_ref() == name)?;
        Some(match found.value {
            Cow::Borrowed(written) => self.entities.value(written),
            Cow::Owned(written) => Cow::Owned(self.entities.value(&written).into_owned()),
        })
    }
}

/// The first place where a document is not well-formed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub kind: IssueKind,
    pub line: u64,
    pub what: String,
}

/// Reads a document from its beginning to its end.
pub(super) struct Markup<'a> {
    text: &'a str,
    entities: &'a Entities,
    reader: Reader<&'a [u8]>,
    /// The byte at which the reader began.
    base: usize,
    /// The byte at which the last token begins.
    start: usize,
    /// A byte, and the line on which it stands.
    counted: (usize, u64),
    open: Vec<&'a str>,
    /// How many elements are still to be closed before anything else.
    closing: usize,
    patience: usize,
    fault: Option<Fault>,
}

impl<'a> Markup<'a> {
    /// A document whose declared entities are known.
    pub fn new(text: &'a str, entities: &'a Entities) -> Self {
        Self {
            text,
            entities,
            reader: reader(text),
            base: 0,
            start: 0,
            counted: (0, 1),
            open: Vec::new(),
            closing: 0,
            patience: PATIENCE * text.len(),
            fault: None,
        }
    }

    /// The names of the elements that are open, the root first.
    pub fn open(&self) -> &[&'a str] {
        &self.open
    }

    /// The line, from 1, on which the last token begins.
    pub fn line(&mut self) -> u64 {
        let (at, line) = self.counted;
        if self.start > at {
            let passed = &self.text.as_bytes()[at..self.start];
            self.counted = (self.start, line + memchr::memchr_iter(b'\n', passed).count() as u64);
        }
        self.counted.1
    }

    /// What was wrong first, once all is read.
    pub fn fault(self) -> Option<Fault> {
        self.fault
    }

    /// The next token; `None` after the last, when everything is closed.
    pub fn next(&mut self) -> Option<Token<'a>> {
        loop {
            if self.closing > 0 {
                self.closing -= 1;
                self.open.pop();
                return Some(Token::Close);
            }
            self.start = self.position();
            match self.reader.read_event() {
                Ok(Event::Text(text)) if text.is_empty() => {}
                Ok(Event::Text(text)) => return Some(self.text(text.into_inner())),
                Ok(Event::CData(text)) => return Some(Token::Text(text.into_inner())),
                Ok(Event::GeneralRef(name)) => return Some(Token::Text(self.referred(name.into_inner()))),
                Ok(Event::Start(start)) => return Some(self.opened(start, 0)),
                Ok(Event::Empty(start)) => return Some(self.opened(start, 1)),
                Ok(Event::End(end)) => self.ended(end.name().as_ref()),
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
                Ok(Event::Eof) if self.open.is_empty() => return None,
                Ok(Event::Eof) => self.broken_off(),
                Err(quick_xml::Error::IllFormed(fault)) => self.wrong(fault.to_string()),
                Err(_) => {
                    if let Some(token) = self.unclosed() {
                        return Some(token);
                    }
                }
            }
        }
    }

    fn position(&self) -> usize {
        self.base + usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// A piece of text as it is written. A `&` that refers to nothing begins one.
    fn text(&mut self, text: Cow<'a, str>) -> Token<'a> {
        if text.starts_with('&') {
            self.wrong("a & stands alone".to_owned());
        }
        Token::Text(text)
    }

    /// What a reference stands for; itself, where nobody says.
    fn referred(&mut self, name: Cow<'a, str>) -> Cow<'a, str> {
        let entities = self.entities;
        if let Some(meant) = entities.resolve(&name) {
            let cost = if entities.declares(&name) { meant.len() } else { 0 };
            if let Some(patience) = self.patience.checked_sub(cost) {
                self.patience = patience;
                return meant;
            }
        }
        self.wrong(format!("&{name}; stands for nothing that is known"));
        Cow::Owned(format!("&{name};"))
    }

    /// An element begins; `closing` is 1 where its tag ends it too.
    fn opened(&mut self, start: BytesStart<'a>, closing: usize) -> Token<'a> {
        let inside = self.start + 1;
        let end = self.position();
        let is_name = self.text[inside..].starts_with(|c: char| c.is_alphabetic() || c == '_' || c == ':');
        let is_broken = memchr::memchr(b'<', &self.text.as_bytes()[inside..end]).is_some();
        if !is_name && self.back_to(inside) {
            self.wrong("a < stands alone".to_owned());
            return Token::Text(Cow::Borrowed("<"));
        }
        if is_broken && let Some(token) = self.cut_tag() {
            return token;
        }
        self.tag(start, closing)
    }

    fn tag(&mut self, start: BytesStart<'a>, closing: usize) -> Token<'a> {
        let from = self.start + 1;
        let name = local(&self.text[from..from + start.name().as_ref().len()]);
        self.open.push(name);
        self.closing = closing;
        Token::Open(Tag { name, start, entities: self.entities })
    }

    /// A tag that runs into the next one ends before it, or where its quotation should have ended.
    fn cut_tag(&mut self) -> Option<Token<'a>> {
        let inside = self.start + 1;
        let bytes = self.text.as_bytes();
        let next = inside + memchr::memchr(b'<', &bytes[inside..])?;
        let close = memchr::memchr(b'>', &bytes[inside..next]).map(|at| inside + at);
        if !self.back_to(close.map_or(next, |close| close + 1)) {
            return None;
        }
        self.wrong("a tag is not closed".to_owned());
        let content = &self.text[inside..close.unwrap_or(next)];
        let size = content.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(content.len());
        Some(self.tag(BytesStart::from_content(content, size), usize::from(content.ends_with('/'))))
    }

    /// Goes on at an earlier byte; `false` where that was done too often.
    fn back_to(&mut self, at: usize) -> bool {
        let again = self.position().saturating_sub(at);
        match self.patience.checked_sub(again) {
            Some(patience) => {
                self.patience = patience;
                self.base = at;
                self.reader = reader(&self.text[at..]);
                true
            }
            None => false,
        }
    }

    /// An end tag: it closes the nearest element of its name and all that is open within it.
    fn ended(&mut self, name: &str) {
        let end = self.position();
        let inside = self.start + 1;
        let cut = memchr::memchr(b'<', &self.text.as_bytes()[inside..end]).map(|at| inside + at);
        let name = match cut {
            Some(next) if self.back_to(next) => {
                self.wrong("a tag is not closed".to_owned());
                self.text[inside + 1..next].trim_end()
            }
            Some(_) | None => name,
        };
        let local = local(name);
        let depth = self.open.iter().rev().take(REACH).position(|open| *open == local);
        if depth != Some(0) {
            self.wrong(format!("</{name}> does not close what is open"));
        }
        self.closing = depth.map_or(0, |depth| depth + 1);
    }

    /// The text ends within elements.
    fn broken_off(&mut self) {
        let within = self.open.last().copied().unwrap_or_default();
        self.tell(IssueKind::Truncated, format!("ends within <{within}>; what stands before was read"));
        self.closing = self.open.len();
    }

    /// Something begins with `<` and never ends: the rest is read as if it were closed, where there is a rest.
    fn unclosed(&mut self) -> Option<Token<'a>> {
        let inside = self.start + 1;
        let rest = self.text.get(inside..).unwrap_or_default();
        if let Some(text) = rest.strip_prefix("![CDATA[") {
            return Some(Token::Text(Cow::Borrowed(text)));
        }
        if rest.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            return self.cut_tag();
        }
        let next = memchr::memchr(b'<', rest.as_bytes()).map(|at| inside + at)?;
        if self.back_to(next) {
            self.wrong("markup is not closed".to_owned());
        }
        None
    }

    fn wrong(&mut self, what: String) {
        self.tell(IssueKind::Malformed, format!("not well-formed: {what}; what can be read was read"));
    }

    fn tell(&mut self, kind: IssueKind, what: String) {
        if self.fault.is_none() {
            self.fault = Some(Fault { kind, line: self.line(), what });
        }
    }
}

/// A reader that takes what is not well-formed as well.
pub(super) fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The tokens as one text, and what was wrong.
    fn tokens(text: &str) -> (String, Option<Fault>) {
        let entities = Entities::of(text);
        let mut markup = Markup::new(text, &entities);
        let mut told = String::new();
        while let Some(token) = markup.next() {
            match token {
                Token::Open(tag) => told += &format!("<{}>", tag.name),
                Token::Close => told += "</>",
                Token::Text(text) => told += &text,
            }
        }
        (told, markup.fault())
    }

    fn fault(text: &str) -> (IssueKind, u64) {
        let fault = tokens(text).1.unwrap();
        (fault.kind, fault.line)
    }

    #[test]
    fn what_is_well_formed_comes_as_it_is_without_prefixes_and_comments() {
        let text = "<?xml version='1.0'?>\n<!-- c --><t:TEI a='1'><t:p>A &amp; B<lb/><![CDATA[ <c> ]]></t:p ></t:TEI>\n";
        assert_eq!(tokens(text), ("\n<TEI><p>A & B<lb></> <c> </></>\n".into(), None));
    }

    #[test]
    fn end_tags_that_do_not_match_close_what_they_can() {
        assert_eq!(tokens("<a><p>one<br>two</p></x>three</a>").0, "<a><p>one<br>two</></>three</>");
        assert_eq!(fault("<a>\n<p>one</a>\n</p>"), (IssueKind::Malformed, 2));
    }

    #[test]
    fn signs_that_should_have_been_escaped_are_text() {
        assert_eq!(tokens("<a>x < 6 & y; z &c;</a>").0, "<a>x < 6 & y; z &c;</>");
        assert_eq!(tokens("<a>P&O</a>").0, "<a>P&O</>");
        assert_eq!(fault("<a>\n\nP&O</a>"), (IssueKind::Malformed, 3));
    }

    #[test]
    fn a_tag_that_is_not_closed_ends_before_the_next() {
        assert_eq!(tokens("<a><u who=\"#x>one</u><u who=\"#y\">two</u></a>").0, "<a><u>one</><u>two</></>");
        assert_eq!(tokens("<a><p <b>one</b></p></a>").0, "<a><p><b>one</></></>");
        assert_eq!(tokens("<a><p>one</p <p>two</p></a>").0, "<a><p>one</><p>two</></>");
        assert_eq!(tokens("<a>one<!-- two <p>three</p></a>").0, "<a>one<p>three</></>");
    }

    #[test]
    fn a_text_that_ends_too_early_is_closed() {
        for text in
            ["<a>\n<u>one", "<a>\n<u>one<s", "<a>\n<u>one<!-- t", "<a>\n<u>one</", "<a>\n<u><![CDATA[one"]
        {
            assert_eq!(tokens(text).0.replace("<s>", ""), "<a>\n<u>one</></>", "{text}");
            assert_eq!(fault(text), (IssueKind::Truncated, 2), "{text}");
        }
    }

    #[test]
    fn depth_and_rubbish_cost_no_more_than_their_size() {
        let size = 200_000;
        for text in
            ["<a>", "<", "<a b=\"", "<a \"", "</a", "&", "<!--", "<![CDATA[", "<a></b>", "<a 'x<b>", "<?"]
        {
            tokens(&text.repeat(size));
        }
    }

    #[test]
    fn entities_never_make_a_text_longer_than_a_few_times_its_size() {
        let big = "x".repeat(4000);
        let text = format!("<!DOCTYPE a [<!ENTITY big '{big}'>]><a>{}</a>", "&big;".repeat(20_000));
        let (told, fault) = tokens(&text);
        assert!(told.len() < 6 * text.len());
        assert!(fault.is_some());
    }

    proptest! {
        #[test]
        fn whatever_the_text_every_tag_is_closed(text in "(<|>|/|&|;|\"|'|=|!--|-->|\\[CDATA\\[|\\]\\]>|a|b|é|\n| |\\?){0,40}") {
            let told = tokens(&text).0;
            prop_assert!(told.matches("</>").count() <= text.matches('<').count());
        }
    }
}
