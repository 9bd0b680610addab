//! From the tags of a page to its tree.
//!
//! Tags, references and comments are told apart as the HTML standard has it, by html5ever; the tree grows of them by
//! few rules of our own ([`Growing`]). A tag does not go on for ever: see [`LONGEST_TAG`].

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::growing::Growing;
use super::tree::Tree;

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
        let before = tokenizer.sink.tokens.get();
        queue.push_back(StrTendril::from(piece));
        let _ = tokenizer.feed(&queue);
        if tokenizer.sink.tokens.get() == before {
            // Within quotes or a comment this changes nothing that is read.
            queue.push_back(StrTendril::from(">"));
            let _ = tokenizer.feed(&queue);
        }
        rest = after;
    }
    tokenizer.end();
    tokenizer.sink.growing.into_inner().finish()
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
struct Builder {
    growing: RefCell<Growing>,
    /// How many tokens there were, faults aside.
    tokens: Cell<usize>,
}

impl TokenSink for Builder {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut growing = self.growing.borrow_mut();
        self.tokens.set(self.tokens.get() + usize::from(!matches!(token, Token::ParseError(_))));
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
        growing.reached(line);
        result
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::super::tree::{Content, Weight};
    use super::*;
    use crate::bench::Stopwatch;

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
        assert_eq!(shown("V<b>l <i>x</b> y</i> z"), "V@1 b(*l *@1 i(*x*@1 )) y@1  z@1 ");
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
        let pages = |size: usize| {
            let many = |piece: &dyn Fn(usize) -> String| (0..size).map(piece).collect::<String>();
            [
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
            ]
        };
        let seconds = |page: &str| {
            let mut clock = Stopwatch::of_thread();
            let tree = parse(page);
            let time = clock.lap().as_secs_f64();
            assert!(
                tree.nodes.len() <= page.len() && tree.nodes.iter().all(|node| node.end <= tree.nodes.len())
            );
            time
        };
        for (short, long) in pages(5_000).iter().zip(&pages(20_000)) {
            let times = [short, long].map(|page| seconds(page));
            assert!(times[1] < 10.0 * times[0] + 0.2, "{times:?} {}", &long[..40]);
        }
    }
}
