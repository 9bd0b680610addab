//! HTML pages: their main text is read as a transcript.
//!
//! A page becomes a [`tree`], of which the main text is found ([`main_text`]) and written as the lines of a transcript
//! ([`mod@write`]). What is bold or stands where labels stand is handed on as evidence for the transcript's reader; what
//! the page itself calls a speaker is a label ([`speakers`]).

mod emphasis;
mod growing;
mod head;
mod main_text;
mod marks;
mod parse;
mod pieces;
mod place;
mod sheet;
mod speakers;
mod tree;
mod write;

use self::main_text::MainText;
use self::parse::parse;
use self::place::Placed;
use self::write::write;
use super::format::{Confidence, Format};
use super::input::Input;
use super::transcript::read_transcript;
use super::turn::Sink;

/// A page in HTML or XHTML.
#[derive(Debug)]
pub(super) struct Html;

impl Format for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn sniff(&self, head: &str) -> Confidence {
        if begins_a_page(head) { Confidence::Sure } else { Confidence::No }
    }

    fn read(&self, input: &Input<'_>, sink: &mut dyn Sink) {
        let tree = parse(input.text());
        let main = MainText::find(&tree);
        let mut header = input.header(input.name());
        head::complete(&mut header, &tree, &main);
        let page = write(&tree, &main);
        let labels = input.options().labels.and_marked();
        read_transcript(&page.text, header, &labels, &mut Placed { page: &page, sink });
    }
}

/// Whether a text begins with what only a page begins with, past declarations and comments.
fn begins_a_page(head: &str) -> bool {
    let mut rest = head.trim_start();
    while let Some(inside) = rest.strip_prefix("<!--").or_else(|| rest.strip_prefix("<?")) {
        let close = if rest.starts_with("<?") { "?>" } else { "-->" };
        let Some((_, after)) = inside.split_once(close) else { return false };
        rest = after.trim_start();
    }
    let opens = |tag: &str| {
        let begins = rest.get(..tag.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(tag));
        begins && !rest[tag.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
    };
    ["<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<article", "<main", "<div"]
        .iter()
        .any(|tag| opens(tag))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::read::ReadOptions;
    use crate::read::gathered::Gathered;
    use crate::read::transcript::MARKED;

    fn read(page: &str) -> Gathered {
        let mut gathered = Gathered::default();
        Html.read(&Input::for_test("a.html", page, &ReadOptions::default()), &mut gathered);
        gathered
    }

    #[test]
    fn pages_are_known_by_how_they_begin() {
        for page in [
            "<!DOCTYPE HTML PUBLIC \"x\">",
            "\n<html>",
            "<?xml version=\"1.0\"?>\n<!-- x -->\n<html xmlns=\"http://www.w3.org/1999/xhtml\">",
            "<body bgcolor=white>",
        ] {
            assert_eq!(Html.sniff(page), Confidence::Sure, "{page}");
        }
        for text in ["<TEI>", "<?xml version=\"1.0\"?><TEI>", "<bodyguard>", "html", "<v Ana>", "<!-- ", ""] {
            assert_eq!(Html.sniff(text), Confidence::No, "{text}");
        }
    }

    #[test]
    fn labels_that_a_page_marks_open_turns_whatever_their_words() {
        let page = "<p class=speaker>the baker</p>\n<p>Bread!</p>\n<p>More *bread*.</p>\n<p><b class=speaker>Ana</b>: No.</p>";
        let gathered = read(page);
        let turns: Vec<(&str, &str, u64)> =
            gathered.turns().map(|turn| (turn.name(), turn.text.as_str(), turn.line)).collect();
        assert_eq!(turns, [("the baker", "Bread!\n\nMore *bread*.", 1), ("Ana", "No.", 4)]);
    }

    #[test]
    fn a_page_without_words_is_a_document_without_turns() {
        for page in ["", "<p>", "<script>x</script>", "<!--", "<table><tr>", "<dl><dt>Ana"] {
            assert!(read(page).turns().all(|turn| !turn.text.contains(['<', '\u{2}'])), "{page}");
        }
    }

    fn hostile() -> impl Strategy<Value = String> {
        let pieces = "<p>|</p>|<b>|</b>|<i>|</i>|<br>|\n|\r|\r\n|<div class=speaker>|</div>|<span class='hidden x'>|</span>|<pre>|</pre>|\
            <table><tr><td>|<td>|<tr>|</table>|<dl><dt>|<dd>|</dl>|<h2>|</h2>|<q>|</q>|<article>|<main>|<nav>|</nav>|<script>|\
            </script>|<style>|</style>|<!--|-->|&amp;|&#10;|&nbsp;|&#|<p data-speaker='Tom Hall'>|<li>|<a href=x>|</a>|<ul>|\
            Ana Ruiz|Tom Hall: |Question|:|Mayor |(retranslated)|(Laughter.)|[|]|**|*|__|#|---|\u{a0}|\u{ad}|\u{2}|\u{3}|é|x y.|<|>|</|'|\"";
        let pieces: Vec<String> =
            pieces.split('|').map(|piece| piece.trim_start_matches(' ').to_owned()).collect();
        let pieces = prop::sample::select(pieces);
        prop::collection::vec(prop_oneof![6 => pieces, 1 => any::<String>()], 0..40)
            .prop_map(|all| all.concat())
    }

    proptest! {
        #[test]
        fn whatever_a_page_holds_its_turns_stand_in_it_in_order_and_no_mark_of_ours_does(page in hostile()) {
            let gathered = read(&page);
            prop_assert_eq!(gathered.documents.len(), 1);
            let last = page.split(['\n', '\r']).count() as u64;
            let mut before = 0;
            for turn in gathered.turns() {
                prop_assert!(turn.line >= before && turn.line >= 1 && turn.last_line <= last);
                prop_assert!(!turn.text.contains(MARKED) && !turn.name().contains(MARKED));
                prop_assert!(page.contains('*') || !turn.text.contains('*'));
                before = turn.line;
            }
        }
    }
}
