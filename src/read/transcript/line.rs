//! The lines of a text, and which of them are no speech.

/// A line that is not blank.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// From 1.
    pub number: u64,
    /// Without the space around it.
    pub text: &'a str,
    /// Whether it opens a paragraph: nothing or a blank line before it.
    pub after_blank: bool,
    /// How much space stood before it, in signs.
    pub indent: usize,
    /// Whether a form feed stands before it.
    pub opens_page: bool,
    /// What it is.
    pub matter: Matter,
}

/// What a line is, before anything is known of labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Matter {
    /// Words that somebody may have said.
    Prose,
    /// A Markdown heading.
    Heading,
    /// Words in capitals, as headings have them, and names.
    Capitals,
    /// A time, a rule, a link, a line of a chat, `END`.
    Mark,
    /// A page number, a running head or foot.
    Page,
}

/// The lines of `text` that are not blank, the first of which is line `first`.
pub(super) fn lines(text: &str, first: u64) -> Vec<Line<'_>> {
    let end = if memchr::memchr(b'\n', text.as_bytes()).is_some() { b'\n' } else { b'\r' };
    let (mut after_blank, mut opens_page) = (true, false);
    let mut lines = Vec::new();
    for (number, raw) in (first..).zip(parts(text, end)) {
        let text = raw.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}');
        opens_page |= raw.starts_with('\u{c}');
        if !text.is_empty() {
            let indent = raw.chars().take_while(|c| matches!(c, ' ' | '\t' | '\u{a0}')).count();
            lines.push(Line { number, text, after_blank, indent, opens_page, matter: matter(text) });
            opens_page = false;
        }
        after_blank = text.is_empty();
    }
    settle_chat(&mut lines);
    settle_headings(&mut lines);
    lines
}

/// The parts of a text between the bytes `end`.
fn parts(text: &str, end: u8) -> impl Iterator<Item = &str> {
    let mut from = 0;
    let ends = memchr::memchr_iter(end, text.as_bytes()).chain([text.len()]);
    ends.map(move |at| &text[std::mem::replace(&mut from, at + 1)..at])
}

/// Where not everything is in capitals, lines of two words or more that are, and end no sentence, are headings.
fn settle_headings(lines: &mut [Line<'_>]) {
    let capitals = |line: &Line<'_>| line.matter == Matter::Prose && is_in_capitals(line.text);
    if lines.iter().filter(|line| capitals(line)).count() * 4 < lines.len() {
        let heads = |line: &&mut Line<'_>| capitals(line) && line.text.contains(' ');
        lines.iter_mut().filter(heads).for_each(|line| line.matter = Matter::Capitals);
    }
}

fn is_in_capitals(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    !text.chars().any(char::is_lowercase)
        && letters().count() > 3
        && letters().any(char::is_uppercase)
        && !text.ends_with(['.', '!', '?', ',', ';'])
}

/// Where many lines are a chat's, they are what is said.
fn settle_chat(lines: &mut [Line<'_>]) {
    let of_chat = |line: &Line<'_>| line.matter == Matter::Mark && is_chat(line.text);
    if lines.iter().filter(|line| of_chat(line)).count() * 4 > lines.len() {
        lines.iter_mut().filter(|line| of_chat(line)).for_each(|line| line.matter = Matter::Prose);
    }
}

/// Whether a sentence may end with the line.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.ends_with([
        '.', '?', '!', '…', ':', '"', '”', '»', '’', ')', ']', '—', '–', '。', '？', '！', '*', '_',
    ])
}

/// Longer lines, in bytes, are words.
const LONGEST_MARK: usize = 400;

/// What the line is by its own shape.
pub(super) fn matter(text: &str) -> Matter {
    if is_heading(text) {
        Matter::Heading
    } else if text.len() > LONGEST_MARK {
        Matter::Prose
    } else if is_page(text) {
        Matter::Page
    } else if is_mark(text) || is_link(text) || is_chat(text) || is_tier(text) {
        Matter::Mark
    } else {
        Matter::Prose
    }
}

fn is_heading(text: &str) -> bool {
    let title = text.trim_start_matches('#');
    let level = text.len() - title.len();
    (1..=6).contains(&level) && title.starts_with([' ', '\t'])
}

/// `12:47 P.M. EST`, `[00:12:01]`, `END   2:28 P.M.`, `* * *`.
fn is_mark(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() {
        return text.contains(['•', '|', '*', '_', '=', '#', '~'])
            || text.len() > 2 && text.chars().all(|c| c == '-' || c == ' ');
    }
    let bare = bare
        .strip_prefix("END")
        .map_or(bare, |rest| if rest.starts_with(char::is_alphanumeric) { bare } else { rest.trim() });
    bare.is_empty() || is_time(bare)
}

/// `[[Page S697]]`, `Page 3 of 12`, `- 3 -`.
fn is_page(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let mut words = bare.split_whitespace();
    let page = words.next().is_some_and(|word| word.eq_ignore_ascii_case("page"));
    let number = |word: &str| {
        word.chars().any(|c| c.is_ascii_digit()) || word.eq_ignore_ascii_case("of") || word == "/"
    };
    let lone = (1..=4).contains(&bare.len())
        && bare.chars().all(|c| c.is_ascii_digit())
        && (bare == text || text.starts_with(['-', '–', '[']));
    lone || page && words.clone().next().is_some() && words.clone().count() <= 3 && words.all(number)
}

/// A time of day or a time stamp, and nothing besides its zone.
fn is_time(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let Some(first) = words.next() else { return false };
    let figures = first.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let is_clock = figures.contains(':') && figures.chars().all(|c| c.is_ascii_digit() || ":.,".contains(c));
    let is_zone = |word: &str| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        letters <= 4
            && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || ".:()-–→>,".contains(c))
            || matches!(word, "a.m." | "p.m." | "a.m" | "p.m" | "am" | "pm" | "h" | "Uhr" | "local" | "time")
    };
    is_clock && words.all(is_zone)
}

/// A link alone, or a word and a link: `slides: <https://…>`.
fn is_link(text: &str) -> bool {
    let is_address = |word: &str| {
        let word = word.trim_start_matches(['<', '(', '[']);
        word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.")
    };
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    match words.next() {
        None => is_address(first),
        Some(second) => {
            (first.ends_with(':') || is_address(first)) && is_address(second) && words.next().is_none()
        }
    }
}

/// A line of a chat: `21:25 <nick> …`.
fn is_chat(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let time = words.next().is_some_and(|word| is_time(word.trim_matches(['[', ']'])));
    time && words.next().is_some_and(|word| word.len() > 2 && word.starts_with('<') && word.ends_with('>'))
}

/// A line of a CHAT file that says something of the file or of what is said: `@Date: …`, `%act: …`, `@End`.
fn is_tier(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['@', '%']) else { return false };
    let name = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len())];
    let after = &rest[name.len()..];
    match text.as_bytes()[0] {
        b'@' => {
            name.starts_with(|c: char| c.is_ascii_uppercase())
                && (after.is_empty() || after.starts_with(":\t"))
        }
        _ => name.len() == 3 && after.starts_with(":\t"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_number_and_whether_a_blank_precedes_them() {
        let found: Vec<_> = lines("a\r\n\r\n  b \n c", 5)
            .iter()
            .map(|l| (l.number, l.text, l.after_blank, l.indent > 0))
            .collect();
        assert_eq!(found, [(5, "a", true, false), (7, "b", true, true), (8, "c", false, true)]);
        assert_eq!(lines("a\rb", 1).len(), 2);
    }

    #[test]
    fn times_pages_links_and_rules_are_no_speech() {
        for mark in [
            "12:47 P.M. EST",
            "END                 2:28 P.M. CEST",
            "END",
            "[00:12:01]",
            "* * *",
            "---",
            "• |",
            "<https://example.org/a>",
            "slides: <https://example.org/a>",
            "21:25 <@nick> no time left",
            "@End",
            "@Date:\t03-MAY-1988",
            "%act:\tpoints to the door",
        ] {
            assert_eq!(matter(mark), Matter::Mark, "{mark}");
        }
        for page in ["[[Page S697]]", "Page 3 of 12", "- 3 -", "17"] {
            assert_eq!(matter(page), Matter::Page, "{page}");
        }
        assert_eq!(matter("## Two"), Matter::Heading);
        for prose in [
            "2025.",
            "......",
            "[…]",
            "ENDLESS",
            "At 12:30 we met.",
            "Page one was good.",
            "see https://example.org/a",
        ] {
            assert_eq!(matter(prose), Matter::Prose, "{prose}");
        }
    }
}
