//! From the tags of a page to its tree.
//!
//! Tags, references and comments are told apart as the HTML standard has it, by html5ever. The tree is put together
//! by few rules of our own, so that its size and the time it takes grow with the page alone: an element that is left
//! open ends with the one around it, one that cannot hold another ends before it, and below [`DEEPEST`] elements no
//! deeper ones are opened. A tag does not go on for ever either: see [`LONGEST_TAG`].

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::sheet::{BOLD, Sheet, weight};
use super::tree::{Content, Element, Node, Tree, Weight, is_block};

/// More elements than this are not opened within each other.
const DEEPEST: usize = 512;

/// About so many bytes of attributes a tag may have outside quotes, for each new one is compared with those before it.
const LONGEST_TAG: usize = 4096;

/// Reads a page.
pub(super) fn parse(page: &str) -> Tree {
    let tokenizer = Tokenizer::new(Builder::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    let page = with_one_line_end(page);
    let mut rest = &*page;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(piece_end(rest));
        let before = tokenizer.sink.0.borrow().tokens;
        queue.push_back(StrTendril::from(piece));
        let _ = tokenizer.feed(&queue);
        if tokenizer.sink.0.borrow().tokens == before {
            // Within quotes or a comment this changes nothing that is read.
            queue.push_back(StrTendril::from(">"));
            let _ = tokenizer.feed(&queue);
        }
        rest = after;
    }
    tokenizer.end();
    let mut growing = tokenizer.sink.0.into_inner();
    growing.close(0);
    growing.tree
}

/// Lines end with line feeds, if any does: a lone carriage return is white space there.
fn with_one_line_end(page: &str) -> Cow<'_, str> {
    let is_lone = |at: usize| page.as_bytes().get(at + 1) != Some(&b'\n');
    let mut returns = memchr::memchr_iter(b'\r', page.as_bytes());
    if !returns.any(is_lone) || !page.contains('\n') {
        return Cow::Borrowed(page);
    }
    let letters = page.char_indices().map(|(at, c)| if c == '\r' && is_lone(at) { ' ' } else { c });
    Cow::Owned(letters.collect())
}

/// Where a piece that is fed at once ends: never where a `>` more could end a comment.
fn piece_end(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let ends = |at: &usize| rest.is_char_boundary(*at) && !matches!(bytes[at - 1], b'-' | b'!');
    (LONGEST_TAG..bytes.len()).find(ends).unwrap_or(bytes.len())
}

#[derive(Default)]
struct Builder(RefCell<Growing>);

/// A tree in the making.
#[derive(Default)]
struct Growing {
    tree: Tree,
    open: Vec<Open>,
    /// How many elements were not opened because they lie too deep.
    beyond: usize,
    set: Set,
    /// The text to which more may be added.
    running: Option<usize>,
    /// The line on which the last token ended.
    line: u64,
    tokens: usize,
}

/// How letters are set here: how many elements make them so.
#[derive(Clone, Copy, Default)]
struct Set {
    bold: u32,
    slanted: u32,
}

/// An element whose end was not met yet.
struct Open {
    node: usize,
    name: LocalName,
    /// How letters were set before it.
    before: Set,
}

impl TokenSink for Builder {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut growing = self.0.borrow_mut();
        growing.tokens += usize::from(!matches!(token, Token::ParseError(_)));
        let result = match token {
            Token::TagToken(tag) => growing.tag(tag, line),
            Token::CharacterTokens(text) => {
                growing.text(&text, line);
                TokenSinkResult::Continue
            }
            Token::DoctypeToken(_)
            | Token::CommentToken(_)
            | Token::NullCharacterToken
            | Token::EOFToken
            | Token::ParseError(_) => TokenSinkResult::Continue,
        };
        growing.line = line;
        result
    }
}

impl Growing {
    /// Adds characters; `line` is the one on which they end.
    fn text(&mut self, text: &str, line: u64) {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).count() as u64;
        let printed = line.saturating_sub(breaks) >= self.line;
        let from = self.tree.text.len();
        if printed {
            self.tree.text.push_str(text);
        } else {
            // A line end that is written as a reference ends no line of the source.
            self.tree.text.extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
        }
        let to = self.tree.text.len();
        let weight = self.set.weight();
        if let Some(Content::Text(_, end, before)) =
            self.running.map(|node| &mut self.tree.nodes[node].content)
            && *before == weight
        {
            *end = to;
            return;
        }
        let start = if printed { line - breaks } else { self.line };
        self.running = Some(self.push(start, Content::Text(from, to, weight)));
    }

    fn push(&mut self, line: u64, content: Content) -> usize {
        let node = self.tree.nodes.len();
        self.tree.nodes.push(Node { line, end: node + 1, content });
        node
    }

    fn tag(&mut self, tag: Tag, line: u64) -> TokenSinkResult<()> {
        self.running = None;
        match (tag.kind, &*tag.name) {
            (TagKind::StartTag, _) | (TagKind::EndTag, "br") => self.start(tag, line),
            (TagKind::EndTag, _) => {
                self.end(&tag.name);
                TokenSinkResult::Continue
            }
        }
    }

    fn start(&mut self, tag: Tag, line: u64) -> TokenSinkResult<()> {
        self.end_what_cannot_hold(&tag.name);
        let attributes = tag
            .attrs
            .iter()
            .map(|attribute| (attribute.name.local.clone(), attribute.value.to_string().into_boxed_str()));
        let element = Element { name: tag.name.clone(), attributes: attributes.collect() };
        let set = self.set.within(&element, &self.tree.sheet);
        let node = self.push(line, Content::Element(element));
        let raw = raw(&tag.name);
        if tag.self_closing || is_void(&tag.name) {
            return TokenSinkResult::Continue;
        }
        if self.open.len() >= DEEPEST && raw.is_none() {
            self.beyond += 1;
            return TokenSinkResult::Continue;
        }
        self.open.push(Open { node, name: tag.name, before: self.set });
        self.set = set;
        match raw {
            Some(Raw::Kind(kind)) => TokenSinkResult::RawData(kind),
            Some(Raw::ToTheEnd) => TokenSinkResult::Plaintext,
            None => TokenSinkResult::Continue,
        }
    }

    /// Ends the elements that an element of that name cannot stand in.
    fn end_what_cannot_hold(&mut self, name: &str) {
        const CELL: &[&str] = &["td", "th"];
        const ROW: &[&str] = &["tr", "td", "th"];
        const ROWS: &[&str] = &["tbody", "thead", "tfoot", "tr", "td", "th", "caption"];
        let (ends, not_beyond): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu", "dir"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "td" | "th" => (CELL, &["tr", "table"]),
            "tr" => (ROW, &["table"]),
            "tbody" | "thead" | "tfoot" => (ROWS, &["table"]),
            "option" | "optgroup" => (&["option"], &["select"]),
            _ => (&[], &[]),
        };
        let is_one = |open: &Open, names: &[&str]| names.contains(&&*open.name);
        let inner = self.open.iter().rposition(|open| is_one(open, not_beyond)).map_or(0, |at| at + 1);
        if let Some(at) = self.open[inner..].iter().position(|open| is_one(open, ends)) {
            self.close(inner + at);
        } else if is_block(name) {
            let paragraph =
                self.open.iter().rposition(|open| open.name == *"p" || holds_paragraphs(&open.name));
            if let Some(at) = paragraph.filter(|at| self.open[*at].name == *"p") {
                self.close(at);
            }
        }
    }

    /// Ends the nearest open element of that name. An element within a line does not end the block it stands in, and
    /// nothing within a table's cell ends what is around it.
    fn end(&mut self, name: &str) {
        if self.beyond > 0 && raw(name).is_none() {
            self.beyond -= 1;
            return;
        }
        let is_heading = |name: &str| matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        let fits = |open: &Open| *open.name == *name || is_heading(name) && is_heading(&open.name);
        let stops = |open: &Open| {
            fits(open) || if is_block(name) { is_outside(&open.name, name) } else { is_block(&open.name) }
        };
        match self.open.iter().rposition(stops) {
            Some(at) if fits(&self.open[at]) => self.close(at),
            Some(_) if self.open.iter().any(fits) => self.set = self.set.without(name),
            Some(_) | None => {}
        }
    }

    /// Ends all elements but the first `kept`.
    fn close(&mut self, kept: usize) {
        for open in self.open.drain(kept..).rev() {
            let end = self.tree.nodes.len();
            self.tree.nodes[open.node].end = end;
            self.set = self.set.at_most(open.before);
            if *open.name == *"style" {
                for node in open.node + 1..end {
                    if let Content::Text(from, to, _) = self.tree.nodes[node].content {
                        let Tree { sheet, text, .. } = &mut self.tree;
                        sheet.read(&text[from..to]);
                    }
                }
            }
        }
    }
}

impl Set {
    fn weight(self) -> Weight {
        match (self.bold, self.slanted) {
            (0, 0) => Weight::Plain,
            (0, _) => Weight::Slanted,
            (_, _) => Weight::Bold,
        }
    }

    /// How letters are set within an element.
    fn within(mut self, element: &Element, sheet: &Sheet) -> Self {
        let by_class = |class: &str| {
            sheet.bold.contains(class)
                || matches!(class, "bold" | "strong" | "font-bold" | "fw-bold" | "text-bold")
        };
        let by_name = matches!(&*element.name, "b" | "strong");
        let is_bold = match element.style().and_then(|style| weight(&style)) {
            Some(bold) => bold >= BOLD,
            None => by_name || element.classes().any(by_class),
        };
        self.bold += u32::from(is_bold);
        self.slanted += u32::from(matches!(&*element.name, "i" | "em" | "u"));
        self
    }

    /// How they are set after the end of an element that another keeps open.
    fn without(self, name: &str) -> Self {
        match name {
            "b" | "strong" => Self { bold: self.bold.saturating_sub(1), ..self },
            "i" | "em" | "u" => Self { slanted: self.slanted.saturating_sub(1), ..self },
            _ => self,
        }
    }

    fn at_most(self, other: Self) -> Self {
        Self { bold: self.bold.min(other.bold), slanted: self.slanted.min(other.slanted) }
    }
}

/// Elements without content.
fn is_void(name: &str) -> bool {
    const VOID: &str = " area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr ";
    VOID.split(' ').any(|void| void == name)
}

/// How the content of an element is read that holds no elements.
enum Raw {
    Kind(RawKind),
    ToTheEnd,
}

fn raw(name: &str) -> Option<Raw> {
    match name {
        "title" | "textarea" => Some(Raw::Kind(RawKind::Rcdata)),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(Raw::Kind(RawKind::Rawtext)),
        "script" => Some(Raw::Kind(RawKind::ScriptData)),
        "plaintext" => Some(Raw::ToTheEnd),
        _ => None,
    }
}

/// Whether an element of that name may stand in a paragraph and hold paragraphs itself.
fn holds_paragraphs(name: &str) -> bool {
    matches!(
        name,
        "td" | "th" | "table" | "caption" | "button" | "object" | "template" | "html" | "marquee" | "applet"
    )
}

/// Whether the end of a block of name `ended` leaves an open element alone, and all around it.
fn is_outside(open: &str, ended: &str) -> bool {
    match ended {
        "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption" => open == "table",
        "table" | "body" | "html" => false,
        _ => matches!(open, "td" | "th" | "table" | "caption" | "button" | "object" | "template"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    /// A page as its elements and texts, each text with its line.
    fn shown(page: &str) -> String {
        let tree = parse(page);
        let mut shown = String::new();
        let mut ends: Vec<usize> = Vec::new();
        for (number, node) in tree.nodes.iter().enumerate() {
            while ends.last().is_some_and(|end| *end <= number) {
                ends.pop();
                shown.push(')');
            }
            match &node.content {
                Content::Element(element) => {
                    let _ = write!(shown, "{}(", element.name);
                    ends.push(node.end);
                }
                Content::Text(from, to, weight) => {
                    let sign = match weight {
                        Weight::Plain => "",
                        Weight::Slanted => "/",
                        Weight::Bold => "*",
                    };
                    let _ = write!(shown, "{sign}{}{sign}@{} ", &tree.text[*from..*to], node.line);
                }
            }
        }
        shown.extend(ends.iter().map(|_| ')'));
        shown
    }

    #[test]
    fn elements_end_where_others_show_it() {
        assert_eq!(shown("<p>a<p>b<div>c</p>d"), "p(a@1 )p(b@1 )div(c@1 d@1 )");
        assert_eq!(shown("<ul><li>a<li>b</ul>c"), "ul(li(a@1 )li(b@1 ))c@1 ");
        assert_eq!(
            shown("<table><tr><td>a<td>b</div><tr><td>c</table>d"),
            "table(tr(td(a@1 )td(b@1 ))tr(td(c@1 )))d@1 "
        );
        assert_eq!(shown("<p>a<span/>b<br>c"), "p(a@1 span()b@1 br()c@1 )");
        assert_eq!(shown("<script>a<b></script>c"), "script(a<b>@1 )c@1 ");
    }

    #[test]
    fn letters_are_bold_as_far_as_their_tags_say_however_these_are_nested() {
        assert_eq!(
            shown("V<b>l <i>x</b> y</i> z"),
            "V@1 b(*l *@1 i(*x*@1 ) ) y@1  z@1 ".replace(" ) y@1  z@1", ") y z@1")
        );
        assert_eq!(shown("<b><p>a</b>b</p>c"), "b(p(*a*@1 b@1 )c@1 )");
        assert_eq!(shown("<p><b>a</p>b"), "p(b(*a*@1 ))b@1 ");
        assert_eq!(shown("<span style='font-weight: 700'>a</span>b"), "span(*a*@1 )b@1 ");
        assert_eq!(
            shown("<style>.x{font-weight:bold}</style><i class=x>a</i>"),
            "style(.x{font-weight:bold}@1 )i(*a*@1 )"
        );
        assert_eq!(shown("<b style='font-weight:normal'>a</b>"), "b(a@1 )");
    }

    #[test]
    fn lines_are_those_of_the_source() {
        assert_eq!(
            shown(
                "<p>
a
b &amp;
c</p
>d&#10;e<b>f"
            ),
            "p(
a
b &
c@1 )d e@5 b(*f*@5 )"
        );
    }

    #[test]
    fn nothing_takes_long_or_goes_deep() {
        let many = |piece: &dyn Fn(usize) -> String| (0..50_000).map(piece).collect::<String>();
        for page in [
            many(&|_| "<div>".into()),
            many(&|_| "<b><p>".into()),
            many(&|n| format!("<b a{n}>")) + &many(&|_| "<p>x".into()),
            "<x>".to_owned() + &many(&|_| "<div><y>".into()) + &many(&|_| "</x>".into()),
            "<a ".to_owned() + &many(&|n| format!("a{n} ")),
            "<!-- \"><a x=\" -->".to_owned() + "<a " + &many(&|n| format!("b{n}/")),
            many(&|_| "<!--".into()),
            many(&|_| "&#".into()),
            many(&|_| "<table>".into()),
            many(&|_| "</p></br>".into()),
        ] {
            let start = std::time::Instant::now();
            let tree = parse(&page);
            assert!(start.elapsed().as_secs() < 5, "{}", &page[..40]);
            assert!(
                tree.nodes.len() <= page.len() && tree.nodes.iter().all(|node| node.end <= tree.nodes.len())
            );
        }
    }
}
