//! What may stand before a label: quotation marks of mail, bullets, times, numbers of lines and of speeches.

use crate::speakers::is_numbering;

/// What stands before a line's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lead {
    /// Its bytes.
    pub size: usize,
    /// Whether it tells a time.
    pub timed: bool,
}

/// The lead of a line.
pub(super) fn lead(line: &str) -> Lead {
    let mut lead = Lead { size: 0, timed: false };
    loop {
        let rest = &line[lead.size..];
        let time = stamp(rest);
        lead.timed |= time.is_some();
        let size = time.or_else(|| number(rest)).or_else(|| ordinal(rest)).or_else(|| question(rest));
        let size = size.unwrap_or_else(|| bullet(rest));
        if size == 0 {
            return lead;
        }
        lead.size += size;
    }
}

fn bullet(text: &str) -> usize {
    let bare = text.trim_start_matches(['>', '•', '●', '–', '—', '|', ' ', '\t', '\u{a0}']);
    let bare = bare.strip_prefix("- ").or_else(|| bare.strip_prefix("* ")).unwrap_or(bare);
    text.len() - bare.len()
}

/// What brackets hold of a date and time is no longer than this.
const LONGEST_STAMP: usize = 30;

/// The size of a date and time, with the space after it: `[00:12:01] `, `12.03.23, 18:05 - `, `0:11.8 - 0:19.7 | `.
fn stamp(text: &str) -> Option<usize> {
    if let Some(inside) = text.strip_prefix(['[', '(']) {
        let close = inside[..inside.floor_char_boundary(LONGEST_STAMP + 1)].find([']', ')'])?;
        let content = &inside[..close];
        let rest = inside[close + 1..].trim_start();
        let is_time = content.split_whitespace().all(is_of_a_time) && has_clock(content);
        return is_time.then_some(text.len() - rest.len());
    }
    let (mut at, mut clock) = (0, false);
    for word in text.split_inclusive([' ', '\t', '\u{a0}']).take(6) {
        let bare = word.trim_end();
        let joins = at > 0 && matches!(bare, "-" | "–" | "—" | "|" | "-->" | "→" | "");
        if !(joins || is_of_a_time(bare) && bare.len() < word.len()) {
            break;
        }
        clock |= has_clock(bare);
        at += word.len();
    }
    clock.then_some(at)
}

/// Whether a word can be of a date or time: figures, `PM`, `Mar`.
fn is_of_a_time(word: &str) -> bool {
    let bare = word.trim_matches([',', '.']);
    if !bare.contains(|c: char| c.is_ascii_digit()) {
        return matches!(bare, "AM" | "PM" | "am" | "pm" | "a.m" | "p.m" | "-" | "–" | "-->");
    }
    let plain = bare.chars().all(|c| c.is_ascii_digit() || ":.,/-–TZ".contains(c));
    let all = |part: &str, is: fn(&char) -> bool| !part.is_empty() && part.chars().all(|c| is(&c));
    let dated = match bare.split('-').collect::<Vec<_>>()[..] {
        [day, month, year] => {
            all(day, char::is_ascii_digit)
                && all(month, char::is_ascii_alphabetic)
                && all(year, char::is_ascii_digit)
        }
        _ => false,
    };
    plain || dated
}

/// Whether figures round a colon tell a time.
pub(super) fn has_clock(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_figure = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    memchr::memchr_iter(b':', bytes)
        .any(|at| at > 0 && is_figure(at - 1) && is_figure(at + 1) && is_figure(at + 2))
}

/// The size of a line number set off by wide space, or a number of sections: `12  `, `01.02 `.
fn number(text: &str) -> Option<usize> {
    let figures = text.bytes().take(8).take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let (number, after) = text.split_at(figures);
    let space = after.len() - after.trim_start().len();
    let sections = number.split('.').count() > 1 && number.split('.').all(|part| !part.is_empty());
    let wide = space > 1 || after.starts_with('\t') || sections && space > 0;
    let is_number = figures > 0 && number.len() <= 4 && !number.contains('.') || sections;
    (is_number && wide && after.len() > space).then_some(figures + space)
}

/// The size of the number of a speech: `Anf. 40 `, `2. `.
fn ordinal(text: &str) -> Option<usize> {
    let word = &text[..memchr::memchr(b' ', text.as_bytes()).map_or(0, |space| space + 1)];
    let named = text[word.len()..].starts_with(|c: char| c.is_ascii_digit()) && is_numbering(word.trim_end());
    let start = if named { word.len() } else { 0 };
    let figures = text[start..].bytes().take(4).take_while(u8::is_ascii_digit).count();
    let after = &text[start + figures..];
    let pointed = after.strip_prefix(['.', ')']);
    let words = pointed.unwrap_or(after).strip_prefix(' ')?;
    let opens = words.starts_with(|c: char| c.is_uppercase() || c == '*');
    (figures > 0 && opens && (named || pointed.is_some())).then_some(text.len() - words.len())
}

/// The size of the number of a question before the label of whoever puts it: `Q12   `.
fn question(text: &str) -> Option<usize> {
    let bare = text.trim_start_matches('*');
    let after = bare.strip_prefix('Q')?.trim_start_matches(|c: char| c.is_ascii_digit());
    let words = after.trim_start_matches(['.', '*']).trim_start();
    let (label, _) = words.split_once(':').filter(|(label, _)| label.len() <= LONGEST_LABEL)?;
    let ends = words[label.len() + 1..].trim_start_matches('*').starts_with(' ');
    let numbered = after.len() + 1 < bare.len() && words.len() < after.len() && ends;
    let opens = |word: &str| word.trim_start_matches('*').starts_with(|c: char| c.is_uppercase() || c == '(');
    let named = label.split_whitespace().all(opens);
    (numbered && named).then_some(text.len() - words.len())
}

/// Labels behind the number of a question are no longer than this, in bytes.
const LONGEST_LABEL: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_numbers_and_bullets_are_passed_over() {
        for (line, rest, timed) in [
            ("[00:12:01] Ana", "Ana", true),
            ("(01:02) Ana", "Ana", true),
            ("00:12:01 Ana", "Ana", true),
            ("12.03.23, 18:05 - Ana", "Ana", true),
            ("0:11.8 - 0:19.7 | Ana", "Ana", true),
            ("[14-Mar-23 09:03 PM] Ana", "Ana", true),
            ("12   Ana", "Ana", false),
            ("01.02 Ana", "Ana", false),
            ("Anf. 40 Ana", "Ana", false),
            ("2. Ana", "Ana", false),
            (">> Ana", "Ana", false),
            ("- Ana", "Ana", false),
            ("Ana 10:30", "Ana 10:30", false),
            ("12 men", "12 men", false),
            ("[sighs] Ana", "[sighs] Ana", false),
            ("10:30", "10:30", false),
        ] {
            let lead = lead(line);
            assert_eq!((&line[lead.size..], lead.timed), (rest, timed), "{line}");
        }
    }
}
