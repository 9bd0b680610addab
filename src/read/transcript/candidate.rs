//! What at the beginning of a line could be a label, judged by that line alone.

use super::circled::circled;
use super::lead::{has_clock, lead};
use super::period::period;
use crate::speakers::{Label, LabelKind, is_stage_direction, opens_with_title};

/// What ends a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Ender {
    /// A colon of any kind.
    Colon,
    /// Wide space after `Q` or `A`, or a period there.
    Gap,
    /// A period: `Mr. LEAHY. I ask`.
    Period,
    /// A dash: `MAYOR – I ask`, `Ana Ruiz. – I ask`.
    Dash,
    /// The end of emphasis: `**Name** text`.
    Emphasis,
    /// Brackets round it: `[Name] text`, `<name> text`.
    Bracket,
    /// A tab or a bar.
    Column,
    /// Wide space: `NAME      text`.
    Wide,
    /// The end of the line.
    Line,
}

/// A possible label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate<'a> {
    /// As printed, without what ends it.
    pub label: &'a str,
    /// What ends it.
    pub ender: Ender,
    /// Whether it is printed in bold or italics, or as a heading.
    pub emphasized: bool,
    /// Whether a time stands beside it.
    pub timed: bool,
    /// The byte at which the words after it begin.
    pub rest: usize,
}

impl<'a> Candidate<'a> {
    /// A label in plain print, without a time.
    pub fn new(label: &'a str, ender: Ender, rest: usize) -> Self {
        Self { label, ender, emphasized: false, timed: false, rest }
    }
}

/// The byte that begins `：` and `﹕`.
const WIDE_COLON: u8 = 0xef;
/// The byte that begins `։`.
const ARMENIAN_COLON: u8 = 0xd6;
/// The byte that begins every dash but the hyphen.
const LONG_DASH: u8 = 0xe2;
/// Labels are looked for in so many bytes.
pub(super) const LONGEST: usize = 160;
/// A label has no more words than this.
const MOST_WORDS: usize = 16;
/// A label on a line of its own is no longer than this.
const LONGEST_LINE: usize = 70;

/// The first possible label of a line without space around it.
pub(super) fn candidate(line: &str) -> Option<Candidate<'_>> {
    let mut found = Vec::new();
    candidates(line, &mut found);
    found.into_iter().next()
}

/// Puts the possible labels of a line without space around it into `found`, which is empty: ended by different signs, the
/// likeliest first.
pub(super) fn candidates<'a>(line: &'a str, found: &mut Vec<Candidate<'a>>) {
    let lead = lead(line);
    let text = &line[lead.size..];
    let mark = &text[..text.len() - text.trim_start_matches(['*', '_']).len()];
    let emphasized = !mark.is_empty() && mark.len() <= 3;
    let body = lead.size + if emphasized { mark.len() } else { 0 };
    let inner = self::lead(&line[body..]);
    let (body, timed) = if inner.timed { (body + inner.size, true) } else { (body, lead.timed) };
    if let Some(label) = circled(line, body) {
        return found.push(label);
    }
    let lettered = letter(line, body);
    let is_lettered = lettered.is_some();
    found.extend(bracket(line, body).or(lettered));
    found.extend(colon(line, body, timed));
    if emphasized {
        found.extend(emphasis(line, body, mark));
    } else {
        found.extend(column(line, body));
        found.extend(if is_lettered { None } else { dash(line, body) });
        found.extend(period(line, body));
        found.extend(alone(line, body, timed));
    }
    for label in found {
        label.emphasized = emphasized;
        label.timed |= timed;
    }
}

/// The possible label that is a heading.
pub(super) fn heading(line: &str) -> Option<Candidate<'_>> {
    let body = line.len() - line.trim_start_matches('#').trim_start().len();
    let text = line[body..].trim_end_matches(['*', '_', ':']).trim_start_matches(['*', '_']);
    let fits = text.len() <= LONGEST_LINE && text.split_whitespace().count() <= 8;
    let timed = has_clock(text);
    let label = strip_stamp(text);
    let found = Candidate { emphasized: true, timed, ..Candidate::new(label, Ender::Line, line.len()) };
    (fits && is_possible(label)).then_some(found)
}

/// `[Ana Ruiz] Hello`, `<ana> hello`.
fn bracket(line: &str, body: usize) -> Option<Candidate<'_>> {
    let text = &line[body..];
    let close = match text.chars().next()? {
        '[' => ']',
        '<' => '>',
        _ => return None,
    };
    let end = text.find(close).filter(|end| *end <= LONGEST_LINE)?;
    let label = text[1..end].trim();
    let words = text[end + 1..].trim_start_matches([':', ' ', '\u{a0}', '\t']);
    let named = is_possible(label) && !is_stage_direction(label) && !label.contains(['/', '=', '[', '<']);
    let rest = line.len() - words.len();
    let found = Candidate::new(label, Ender::Bracket, rest);
    (named && !words.is_empty()).then_some(found)
}

/// `Ana Ruiz<tab>Hello`, `Ana Ruiz | Hello`, `ANA      Hello`.
fn column(line: &str, body: usize) -> Option<Candidate<'_>> {
    let text = &line[body..];
    let near = &text[..text.floor_char_boundary(LONGEST_LINE)];
    let at = memchr::memchr2_iter(b'\t', b' ', near.as_bytes())
        .find(|at| ["\t", "  ", " | "].iter().any(|gap| near[*at..].starts_with(gap)))?;
    let label = near[..at].trim_end();
    let words = text[at..].trim_start_matches(|c: char| c.is_whitespace() || c == '|');
    let opens = words.starts_with(|c: char| c.is_alphabetic() || "([\"“«‘'…—*#".contains(c));
    let sound = label.split_whitespace().count() <= 4 && !label.contains(['?', '!', ';', ':', '"', '“']);
    let rest = line.len() - words.len();
    let barred =
        text[at..].starts_with(['\t', ' ']) && text[at..text.len() - words.len()].contains(['\t', '|']);
    let ender = if barred { Ender::Column } else { Ender::Wide };
    let found = Candidate::new(label, ender, rest);
    (opens && sound && is_possible(label) && !has_clock(words.get(..6).unwrap_or_default())).then_some(found)
}

/// A label that ends in a colon outside brackets.
fn colon(line: &str, body: usize, timed: bool) -> Option<Candidate<'_>> {
    let text = &line[body..];
    memchr::memchr3(b':', WIDE_COLON, ARMENIAN_COLON, &text.as_bytes()[..text.len().min(LONGEST)])?;
    let mut depth = 0usize;
    for (at, sign) in text.char_indices().take_while(|(at, _)| *at < LONGEST) {
        match sign {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ':' | '：' | '﹕' | '։' if depth == 0 => {
                return after_colon(line, body, body + at, sign, timed);
            }
            '?' | '!' | '"' | '“' | '<' => return None,
            _ => {}
        }
    }
    None
}

fn after_colon(line: &str, body: usize, at: usize, sign: char, timed: bool) -> Option<Candidate<'_>> {
    let label = line[body..at].trim_end_matches(['*', '_', ' ', '\u{a0}', '\t']);
    let after = &line[at + sign.len_utf8()..];
    let words = after.trim_start_matches(['*', '_']);
    let single = label.chars().count() == 1;
    let ends = words.is_empty()
        || words.starts_with(char::is_whitespace)
        || sign != ':'
        || single
        || words.len() < after.len();
    let label = strip_stamp(label);
    let rest = line.len() - words.trim_start().len();
    let possible = is_possible(label) || timed && label.contains(|c: char| c.is_ascii_digit());
    let found = Candidate::new(label, Ender::Colon, rest);
    (ends && possible).then_some(found)
}

/// A label without the time stamp at its end.
fn strip_stamp(label: &str) -> &str {
    let figure = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ',' | '(' | ')' | '[' | ']');
    let half = ["AM", "PM", "am", "pm"].iter().find_map(|half| label.strip_suffix(half)).unwrap_or(label);
    let figures =
        if half.trim_end().ends_with(|c: char| c.is_ascii_digit()) { half.trim_end() } else { label };
    let bare = figures.trim_end_matches(figure);
    if has_clock(&label[bare.len()..]) { bare.trim_end() } else { label }
}

pub(super) fn is_possible(label: &str) -> bool {
    let mut periods = memchr::memchr_iter(b'.', label.as_bytes());
    let dashed = periods.any(|at| label[at + 1..].starts_with(['-', '–', '—']));
    !dashed && label.chars().any(char::is_alphabetic) && label.split_whitespace().nth(MOST_WORDS).is_none()
}

/// `Q` or `A` set off by wide space, a tab, or a period.
fn letter(line: &str, body: usize) -> Option<Candidate<'_>> {
    let text = &line[body..];
    let first = text.chars().next().filter(|first| first.is_uppercase())?;
    let label = &text[..first.len_utf8()];
    let after = text[label.len()..].trim_start_matches(|c: char| c.is_ascii_digit() || c == '*' || c == '_');
    let point = after
        .strip_prefix(['.', ')'])
        .or_else(|| after.strip_prefix(" -"))
        .or_else(|| after.strip_prefix(" –"));
    let (pointed, after) = point.map_or((false, after), |after| (true, after));
    let after = after.trim_start_matches(['*', '_']);
    if !pointed && !matches!(label, "Q" | "A") {
        return None;
    }
    let words = after.trim_start();
    let gap = &after[..after.len() - words.len()];
    let wide = gap.chars().count() > 1 || gap.contains(['\t', '\u{a0}']) || pointed && !gap.is_empty();
    let numbered = text[label.len()..].starts_with(|c: char| c.is_ascii_digit());
    let narrow =
        !gap.is_empty() && !words.starts_with(char::is_lowercase) && (!numbered || words.contains('?'));
    let sets_off = wide || label == "Q" && (words.is_empty() || narrow);
    let rest = line.len() - words.len();
    sets_off.then_some(Candidate::new(label, Ender::Gap, rest))
}

/// Emphasis that closes before the words begin, or at the end of the line. A role in other emphasis, or brackets, may
/// follow it: `**Ana Ruiz**, *rapporteur.* I ask`.
fn emphasis<'a>(line: &'a str, body: usize, mark: &str) -> Option<Candidate<'a>> {
    let size = line[body..].find(mark).filter(|size| *size > 0 && *size < LONGEST)?;
    let closed = body + size + mark.len();
    let end = closed + told_after(&line[closed..]);
    let label = if end > closed { &line[body..end] } else { &line[body..body + size] };
    let label = strip_stamp(label.trim_matches(|c: char| c.is_whitespace() || ".*_".contains(c)));
    let words = line[end..].trim_start_matches(['*', '_', '.']).trim_start();
    let ender = if words.is_empty() { Ender::Line } else { Ender::Emphasis };
    let found = Candidate::new(label, ender, line.len() - words.len());
    is_possible(label).then_some(found)
}

/// How much of what follows a name in emphasis tells more of the person: brackets, or a role in emphasis of its own.
fn told_after(text: &str) -> usize {
    let bare = text.trim_start_matches([',', ' ', '\u{a0}']);
    let start = text.len() - bare.len();
    let close = match bare.chars().next() {
        Some('(') => bare.find(')').map(|at| at + 1),
        Some(mark @ ('*' | '_')) if text.starts_with(',') => bare[1..].find(mark).map(|at| at + 2),
        Some(_) | None => None,
    };
    close.filter(|size| *size < LONGEST).map_or(0, |size| start + size)
}

/// A label that a dash ends, with a period or without. What follows is no office: `Ana Ruiz – Director`.
fn dash(line: &str, body: usize) -> Option<Candidate<'_>> {
    let text = &line[body..];
    let near = &text[..text.floor_char_boundary(LONGEST)];
    let dashes = memchr::memchr2_iter(b'-', LONG_DASH, near.as_bytes());
    let mut set_off = dashes.filter_map(|at| set_off(text, at, near.len()));
    let (before, after) = set_off.find(|(before, _)| !is_in_brackets(before))?;
    let label = before.trim_end_matches(['.', ' ', '\u{a0}']);
    let words = after.trim_start();
    let starts = label.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    let whole = !label.contains(['?', '!', '"', '“', '«']);
    let titled = words.len() <= LONGEST_LINE && words.ends_with(char::is_alphanumeric) && names_office(words);
    let rest = line.len() - words.len();
    let found = Candidate::new(label, Ender::Dash, rest);
    (starts && whole && !titled && is_possible(label) && !words.is_empty()).then_some(found)
}

/// What stands before and after the dash at `at`, if one stands there within `size` bytes and space sets it off.
fn set_off(text: &str, at: usize, size: usize) -> Option<(&str, &str)> {
    let (before, rest) = text.split_at(at);
    let double = rest.strip_prefix("--").filter(|_| at + 2 <= size);
    let after = double.or_else(|| rest.strip_prefix(['-', '–', '—', '―']))?;
    let is_set_off = before.ends_with([' ', '\u{a0}', '.']) && after.starts_with([' ', '\u{a0}']);
    is_set_off.then_some((before, after))
}

/// Whether a bracket that opens in a text is still open at its end.
fn is_in_brackets(text: &str) -> bool {
    let depth = text.bytes().fold(0usize, |depth, byte| match byte {
        b'(' | b'[' => depth + 1,
        b')' | b']' => depth.saturating_sub(1),
        _ => depth,
    });
    depth > 0
}

/// Whether all of a text, or its last part after a dash, is an office.
fn names_office(text: &str) -> bool {
    let last = text.rsplit(" - ").next().unwrap_or(text);
    Label::parse(last).kind == LabelKind::Office || last.split_whitespace().any(opens_with_title)
}

/// A name in a script without what says how it is heard: `MARGO (CONT'D)`, `TEDDY (V.O.)`.
fn strip_delivery(label: &str) -> &str {
    let open = label.ends_with(')').then(|| label.rfind('(')).flatten().unwrap_or(label.len());
    let inside = label[open..].trim_matches(['(', ')']);
    let short =
        inside.len() <= 9 && inside.contains(['.', '\'', '’']) && !inside.contains(char::is_lowercase);
    if short { label[..open].trim_end() } else { label }
}

/// A short line without a stop at its end.
fn alone(line: &str, body: usize, timed: bool) -> Option<Candidate<'_>> {
    let text = &line[body..];
    if text.len() > LONGEST_LINE {
        return None;
    }
    let label = strip_delivery(strip_stamp(text));
    let timed = timed || has_clock(&text[label.len()..]);
    let most = if timed { 5 } else { 10 };
    let fits = label.split_whitespace().count() <= most;
    let open = text.ends_with(|c: char| c.is_alphanumeric() || c == ')') || label.len() < text.len();
    let capital = timed && text.starts_with(char::is_alphanumeric) && !label.contains([':', '<'])
        || text.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    let found = Candidate { timed, ..Candidate::new(label, Ender::Line, line.len()) };
    (fits && open && capital && is_possible(label)).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Option<(&str, Ender, &str)> {
        let found = candidate(line)?;
        Some((found.label, found.ender, &line[found.rest..]))
    }

    #[test]
    fn labels_end_in_colons_gaps_periods_or_with_the_line() {
        for (line, label, ender, rest) in [
            ("Ana Ruiz (EU): Hello", "Ana Ruiz (EU)", Ender::Colon, "Hello"),
            ("MR. HALL:\u{a0} So", "MR. HALL", Ender::Colon, "So"),
            ("**Ana Ruiz:** Hello", "Ana Ruiz", Ender::Colon, "Hello"),
            ("**Ana Ruiz**: Hello", "Ana Ruiz", Ender::Colon, "Hello"),
            ("**Ana Ruiz** Hello", "Ana Ruiz", Ender::Emphasis, "Hello"),
            ("**[00:12:01] Ana Ruiz:** Hello", "Ana Ruiz", Ender::Colon, "Hello"),
            ("Q12   Ana Ruiz: But why", "Ana Ruiz", Ender::Colon, "But why"),
            ("Q12   But why: I ask", "Q", Ender::Gap, "But why: I ask"),
            ("Q12 But why?", "Q", Ender::Gap, "But why?"),
            ("**Ana Ruiz**", "Ana Ruiz", Ender::Line, ""),
            ("[00:12:01] Ana Ruiz: Hello", "Ana Ruiz", Ender::Colon, "Hello"),
            ("Ana Ruiz (00:12): Hello", "Ana Ruiz", Ender::Colon, "Hello"),
            ("Ana Ruiz  0:12", "Ana Ruiz", Ender::Line, ""),
            (">> HALL: Hello", "HALL", Ender::Colon, "Hello"),
            ("Q\u{a0}\u{a0}\u{a0} But why", "Q", Ender::Gap, "But why"),
            ("Q. But why", "Q", Ender::Gap, "But why"),
            ("12   A. Because", "A", Ender::Gap, "Because"),
            ("Mr. HALL. I ask", "Mr. HALL", Ender::Period, "I ask"),
            (
                "The PRESIDING OFFICER (Mr. Ruiz). The clerk",
                "The PRESIDING OFFICER (Mr. Ruiz)",
                Ender::Period,
                "The clerk",
            ),
            ("记者：你好", "记者", Ender::Colon, "你好"),
            ("HALL -- I ask", "HALL", Ender::Dash, "I ask"),
            ("Ana Ruiz. – I ask", "Ana Ruiz", Ender::Dash, "I ask"),
        ] {
            assert_eq!(found(line), Some((label, ender, rest)), "{line}");
        }
    }

    #[test]
    fn lines_without_a_possible_label_have_none() {
        for line in [
            "",
            "https://example.org",
            "We met at 10:30 there.",
            "A man came.",
            "NEAR ST. JOHN he fell.",
            "“Stop: now”",
            ":",
            "(",
            "**",
            "12:30:",
            "Q2 2019 results fell.",
        ] {
            assert_eq!(found(line), None, "{line}");
        }
    }
}
