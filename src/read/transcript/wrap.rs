//! How a line goes on from the one before it: with a space, a new paragraph, or in the middle of a word.

use std::collections::HashSet;

use super::group::Layout;
use super::line::{Line, Matter, ends_sentence};
use crate::read::prose::{Draft, Join};

/// No word is longer, in bytes: what is more than that is not looked through for where a word begins.
const LONGEST_WORD: usize = 128;

/// How a text is wrapped.
#[derive(Debug)]
pub(super) struct Wrap {
    /// The words with a hyphen of their own that it has inside its lines, in lower case; none where no line of it ends
    /// with a hyphen.
    compounds: HashSet<String>,
    layout: Layout,
}

impl Wrap {
    pub fn of(lines: &[Line<'_>], layout: Layout) -> Self {
        let broken = lines.iter().any(|line| line.text.ends_with('-'));
        let words = lines.iter().filter(|_| broken).flat_map(|line| hyphenated(line.text));
        let bare = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        let compounds = bare.filter(|word| word.contains('-')).map(str::to_lowercase).collect();
        Self { compounds, layout }
    }

    /// How `line` goes on from what a turn has so far; `before` is what stands between them.
    pub fn join(&self, draft: &Draft, line: &Line<'_>, before: Option<Matter>) -> Join {
        let text = draft.text();
        let continues = match before {
            Some(Matter::Page) => !ends_sentence(text),
            Some(Matter::Prose | Matter::Heading | Matter::Capitals | Matter::Mark) | None => {
                !(line.after_blank || self.layout.indents && line.indent > 0)
            }
        };
        match (continues, self.broken(text, line.text)) {
            (false, _) => Join::Paragraph,
            (true, None) => Join::Line,
            (true, Some(hyphen)) => hyphen,
        }
    }

    /// How the word goes on that a hyphen breaks at the end of `text`, if one does.
    fn broken(&self, text: &str, next: &str) -> Option<Join> {
        let body = text.strip_suffix('-')?;
        let near = &body[body.ceil_char_boundary(body.len().saturating_sub(LONGEST_WORD))..];
        let first = near.rsplit(char::is_whitespace).next()?;
        if first.len() == near.len() && near.len() < body.len() {
            return None;
        }
        let second = &next[..next.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(next.len())];
        let is_broken = first.ends_with(char::is_alphabetic) && second.starts_with(char::is_alphanumeric);
        if !is_broken {
            return None;
        }
        let whole =
            format!("{}-{second}", first.trim_start_matches(|c: char| !c.is_alphanumeric())).to_lowercase();
        let own =
            self.compounds.contains(&whole) || first.contains('-') || !second.starts_with(char::is_lowercase);
        Some(if own { Join::Compound } else { Join::Hyphenated })
    }
}

/// The words of a text that have a hyphen somewhere.
fn hyphenated(text: &str) -> impl Iterator<Item = &str> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let hyphen = from + memchr::memchr(b'-', &text.as_bytes()[from..])?;
        let before = text[from..hyphen].rsplit(char::is_whitespace).next().unwrap_or_default();
        let word = text[hyphen - before.len()..].split(char::is_whitespace).next().unwrap_or_default();
        from = hyphen - before.len() + word.len();
        Some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::super::pages::mark_pages;
    use super::*;

    fn joined(text: &str) -> String {
        let mut lines = lines(text, 1);
        mark_pages(&mut lines);
        let compounds = Wrap::of(&lines, Layout::of(&lines));
        let (mut draft, mut before) = (Draft::default(), None);
        for line in &lines {
            if line.matter == Matter::Prose {
                let join = compounds.join(&draft, line, before);
                draft.push(line.number, line.text, join);
            }
            before = Some(line.matter);
        }
        draft.finish(1).text
    }

    #[test]
    fn a_word_that_the_printer_broke_is_joined_and_a_compound_keeps_its_hyphen() {
        assert_eq!(joined("the govern-\nment knows"), "the government knows");
        assert_eq!(joined("a well-known man, a well-\nknown town"), "a well-known man, a well-known town");
        assert_eq!(joined("the vice-chair-\nman of EU-\nAsia"), "the vice-chair-man of EU-Asia");
    }

    #[test]
    fn a_dash_or_speech_broken_off_is_no_hyphen() {
        assert_eq!(joined("I was —\nwell -\nthere"), "I was — well - there");
        assert_eq!(joined("I was go-\n\nno."), "I was go-\n\nno.");
    }

    #[test]
    fn what_is_longer_than_any_word_is_none_that_a_printer_broke() {
        let (word, longer) = ("a".repeat(LONGEST_WORD - 1), "a".repeat(LONGEST_WORD + 1));
        assert_eq!(joined(&format!("so {word}-\nb")), format!("so {word}b"));
        assert_eq!(joined(&format!("so {longer}-\nb")), format!("so {longer}- b"));
    }

    #[test]
    fn a_sentence_goes_on_over_the_end_of_a_page_and_a_paragraph_ends_there() {
        assert_eq!(joined("we met\n\n- 3 -\n\nin May"), "we met in May");
        assert_eq!(joined("we met.\n\n- 3 -\n\nIn May"), "we met.\n\nIn May");
        assert_eq!(joined("the har-\n\n[[Page S3]]\n\nbour"), "the harbour");
    }
}
