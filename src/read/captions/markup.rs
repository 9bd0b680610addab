//! What is marked within a line of a cue: voices; all other marks are dropped, and references are characters.

use std::borrow::Cow;

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// Words.
    Text(String),
    /// From here on that voice speaks.
    Voice(String),
    /// From here on no voice speaks that has a name.
    NoVoice,
}

/// The parts of a line as printed.
pub(super) fn parts(line: &str) -> Vec<Part> {
    let (mut parts, mut text, mut rest) = (Vec::new(), String::new(), line);
    while let Some(at) = rest.find(['<', '{']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(size) = tag_size(rest) else {
            text.push_str(&rest[..1]);
            rest = &rest[1..];
            continue;
        };
        if let Some(voice) = voice(&rest[1..size - 1]) {
            push_text(&mut parts, &mut text);
            parts.push(voice);
        }
        rest = &rest[size..];
    }
    text.push_str(rest);
    push_text(&mut parts, &mut text);
    parts
}

fn push_text(parts: &mut Vec<Part>, text: &mut String) {
    let words = decoded(text.trim());
    if !words.trim().is_empty() {
        parts.push(Part::Text(words.into_owned()));
    }
    text.clear();
}

/// The size of the tag that a text begins with: `<i>`, `</v>`, `<00:01.000>`, `{\an8}`.
fn tag_size(text: &str) -> Option<usize> {
    let inside = &text[1..];
    let (opening, close) = if text.starts_with('<') { ('<', '>') } else { ('{', '}') };
    let size = inside.find([opening, close]).filter(|size| inside[*size..].starts_with(close))?;
    let content = &inside[..size];
    let is_time =
        content.contains(':') && content.bytes().all(|b| b.is_ascii_digit() || b == b':' || b == b'.');
    let is_tag = match opening {
        '{' => content.starts_with('\\'),
        _ => content.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') || is_time,
    };
    is_tag.then_some(size + 2)
}

/// What a tag says of the voice: `v Mary`, `v.loud.first Mary`, `/v`.
fn voice(tag: &str) -> Option<Part> {
    let name_size = tag.find(['.', ' ', '\t']).unwrap_or(tag.len());
    match &tag[..name_size] {
        "/v" => Some(Part::NoVoice),
        "v" => {
            let name = tag.split_once([' ', '\t']).map_or("", |(_, name)| name);
            let name = decoded(name).split_whitespace().collect::<Vec<_>>().join(" ");
            Some(if name.is_empty() { Part::NoVoice } else { Part::Voice(name) })
        }
        _ => None,
    }
}

/// A text with its whole references as characters; broken ones stay as they are.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let size = rest.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';');
        let found = size.and_then(|size| Some((character(&rest[1..size])?, size + 1)));
        let (sign, size) = found.unwrap_or(('&', 1));
        out.push(sign);
        rest = &rest[size..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// No reference that is known is longer, in bytes.
const LONGEST_REFERENCE: usize = 12;

/// The character of a reference, by its name or number.
fn character(name: &str) -> Option<char> {
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        "lrm" => Some('\u{200e}'),
        "rlm" => Some('\u{200f}'),
        _ => {
            let digits = name.strip_prefix('#')?;
            match digits.strip_prefix(['x', 'X']) {
                Some(digits) => number(digits, 16),
                None => number(digits, 10),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(words: &str) -> Part {
        Part::Text(words.to_owned())
    }

    #[test]
    fn voices_are_told_with_classes_and_two_in_a_line() {
        let voice = |name: &str| Part::Voice(name.to_owned());
        assert_eq!(
            parts("<v.loud Mary Ann>Hi</v> <v Tom &amp; Jo>Yes"),
            [voice("Mary Ann"), text("Hi"), Part::NoVoice, voice("Tom & Jo"), text("Yes")]
        );
        assert_eq!(parts("<v>x"), [Part::NoVoice, text("x")]);
    }

    #[test]
    fn other_tags_are_dropped_and_signs_of_speech_stay() {
        let line = r#"{\an8}<i>so</i><00:01.200><c.red> is</c> <font color="x">1 < 2</font> {x} <3 <"#;
        assert_eq!(parts(line), [text("so is 1 < 2 {x} <3 <")]);
    }

    #[test]
    fn whole_references_are_characters_and_broken_ones_stay() {
        assert_eq!(parts("&am&amp; &l&lt;&#65;&#x42;&bogus; &gt"), [text("&am& &l<AB&bogus; &gt")]);
    }

    proptest! {
        #[test]
        fn any_line_has_parts(line in r"([<>{}&;/\\v. a#x:0é]|amp;|</v>|<v ){0,30}") {
            parts(&line);
        }
    }
}
