//! What at the beginning of a line could be a label, judged by that line alone.

/// What ends a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Ender {
    /// A colon of any kind.
    Colon,
    /// Wide space after `Q` or `A`, or a period there.
    Gap,
    /// A period: `Mr. LEAHY. I ask`.
    Period,
    /// The end of emphasis: `**Name** text`.
    Emphasis,
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
    /// Whether it is printed in bold or italics.
    pub emphasized: bool,
    /// The byte at which the words after it begin.
    pub rest: usize,
}

/// Labels are looked for in so many bytes.
const LONGEST: usize = 160;
/// A label on a line of its own is no longer than this.
const LONGEST_LINE: usize = 70;

/// The possible label of a line without space around it.
pub(super) fn candidate(line: &str) -> Option<Candidate<'_>> {
    let lead = lead(line);
    let text = &line[lead..];
    let mark = &text[..text.len() - text.trim_start_matches(['*', '_']).len()];
    let emphasized = !mark.is_empty() && mark.len() <= 3;
    let body = lead + if emphasized { mark.len() } else { 0 };
    let found = colon(line, body).or_else(|| letter(line, body)).or_else(|| {
        if emphasized { emphasis(line, body, mark) } else { period(line, body).or_else(|| alone(line, body)) }
    })?;
    Some(Candidate { emphasized, ..found })
}

/// What may stand before a label: quotation marks of mail, bullets, time stamps, line numbers.
fn lead(line: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &line[at..];
        let size = stamp(rest).or_else(|| number(rest)).unwrap_or_else(|| {
            let bare = rest.trim_start_matches(['>', '•', '–', '—', ' ', '\u{a0}']);
            let bare = bare.strip_prefix("- ").unwrap_or(bare);
            rest.len() - bare.len()
        });
        if size == 0 {
            return at;
        }
        at += size;
    }
}

/// The size of a time stamp, with the space after it: `[00:12:01] `, `(01:02) `, `00:12:01 `.
fn stamp(text: &str) -> Option<usize> {
    let inside = text.strip_prefix(['[', '(']).unwrap_or(text);
    let figures: usize =
        inside.bytes().take(20).take_while(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b',')).count();
    let time = &inside[..figures];
    let is_time = time.matches(':').count() >= 1
        && time.starts_with(|c: char| c.is_ascii_digit())
        && !time.ends_with(':');
    let after = &inside[figures..];
    let closed = if inside.len() < text.len() { after.strip_prefix([']', ')']) } else { Some(after) };
    let after = closed
        .filter(|after| is_time && (inside.len() < text.len() || after.starts_with([' ', '\t', '\u{a0}'])))?;
    Some(text.len() - after.trim_start().len())
}

/// The size of a line number set off by wide space.
fn number(text: &str) -> Option<usize> {
    let figures = text.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let after = &text[figures..];
    let space = after.len() - after.trim_start().len();
    (figures > 0 && after.len() > space && (space > 1 || after.starts_with('\t'))).then_some(figures + space)
}

/// A label that ends in a colon outside brackets.
fn colon(line: &str, body: usize) -> Option<Candidate<'_>> {
    let mut depth = 0usize;
    for (at, sign) in line[body..].char_indices().take_while(|(at, _)| *at < LONGEST) {
        match sign {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ':' | '：' | '﹕' | '։' if depth == 0 => return after_colon(line, body, body + at, sign),
            '?' | '!' | '"' | '“' | '<' => return None,
            _ => {}
        }
    }
    None
}

fn after_colon(line: &str, body: usize, at: usize, sign: char) -> Option<Candidate<'_>> {
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
    (ends && is_possible(label)).then_some(Candidate { label, ender: Ender::Colon, emphasized: false, rest })
}

/// A label without the time stamp at its end.
fn strip_stamp(label: &str) -> &str {
    let figure = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ',' | '(' | ')' | '[' | ']');
    let bare = label.trim_end_matches(figure);
    if label[bare.len()..].contains(':') { bare.trim_end() } else { label }
}

fn is_possible(label: &str) -> bool {
    label.chars().any(char::is_alphabetic) && label.split_whitespace().count() <= 16
}

/// `Q` or `A` set off by wide space, a tab, or a period.
fn letter(line: &str, body: usize) -> Option<Candidate<'_>> {
    let text = &line[body..];
    let label = text.get(..1).filter(|letter| matches!(*letter, "Q" | "A"))?;
    let after = text[1..].trim_start_matches(['*', '_']);
    let (pointed, after) = after.strip_prefix('.').map_or((false, after), |after| (true, after));
    let words = after.trim_start();
    let gap = &after[..after.len() - words.len()];
    let wide = gap.chars().count() > 1 || gap.contains(['\t', '\u{a0}']) || pointed && !gap.is_empty();
    let sets_off = wide
        || label == "Q" && (words.is_empty() || !gap.is_empty() && !words.starts_with(char::is_lowercase));
    let rest = line.len() - words.len();
    sets_off.then_some(Candidate { label, ender: Ender::Gap, emphasized: false, rest })
}

/// Emphasis that closes before the words begin, or at the end of the line.
fn emphasis<'a>(line: &'a str, body: usize, mark: &str) -> Option<Candidate<'a>> {
    let size = line[body..].find(mark).filter(|size| *size > 0 && *size < LONGEST)?;
    let label = strip_stamp(line[body..body + size].trim());
    let words = line[body + size + mark.len()..].trim_start();
    let ender = if words.is_empty() { Ender::Line } else { Ender::Emphasis };
    let found = Candidate { label, ender, emphasized: true, rest: line.len() - words.len() };
    is_possible(label).then_some(found)
}

/// `Mr. LEAHY. I ask`, `The PRESIDING OFFICER (Mr. Kyl). The clerk`.
fn period(line: &str, body: usize) -> Option<Candidate<'_>> {
    let text = &line[body..];
    if !text.starts_with(|c: char| c.is_uppercase()) {
        return None;
    }
    let mut at = 0;
    for word in text.split_inclusive(' ').take(10) {
        let bare = word.trim_end();
        let stem = bare.strip_suffix('.').filter(|stem| bare.len() < word.len() && ends_a_label(stem, at));
        if let Some(stem) = stem {
            let label = &text[..at + stem.len()];
            let rest = line.len() - text[at + word.len()..].trim_start().len();
            return Some(Candidate { label, ender: Ender::Period, emphasized: false, rest });
        }
        at += word.len();
    }
    None
}

/// Whether a word that a period follows can be a label's last: a surname in capitals, or a closing bracket.
fn ends_a_label(stem: &str, before: usize) -> bool {
    let capitals = stem.chars().filter(|c| c.is_uppercase()).count();
    let short = matches!(stem, "MR" | "MS" | "MRS" | "DR" | "ST" | "NO" | "VS");
    before > 0
        && !short
        && (capitals > 1 && stem.chars().next_back().is_some_and(char::is_uppercase) || stem.ends_with(')'))
}

/// A short line without a stop at its end.
fn alone(line: &str, body: usize) -> Option<Candidate<'_>> {
    let text = &line[body..];
    let fits = text.len() <= LONGEST_LINE && text.split_whitespace().count() <= 8;
    let open = text.ends_with(|c: char| c.is_alphanumeric() || c == ')');
    let capital = text.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    let label = strip_stamp(text);
    let found = Candidate { label, ender: Ender::Line, emphasized: false, rest: line.len() };
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
        ] {
            assert_eq!(found(line), None, "{line}");
        }
    }
}
