//! A label as printed, made ready to be taken apart.

use std::borrow::Cow;

/// What stands between a name and its role as a comma does.
const DASHES: &[&str] = &[" -- ", " – ", " — ", " - "];
/// One sign for all of them.
pub(super) const DASH: char = '—';
/// The byte that begins those that are no hyphens.
const LONG_DASH: u8 = 0xe2;

/// The text with one sign for every dash that parts it.
pub(super) fn with_one_dash(text: Cow<'_, str>) -> Cow<'_, str> {
    if memchr::memchr2(b'-', LONG_DASH, text.as_bytes()).is_none() {
        return text;
    }
    DASHES.iter().fold(text, |text, dash| text.replace(dash, &DASH.to_string()).into())
}

/// The text with the brackets of other scripts for those of East Asia.
pub(super) fn with_narrow_brackets(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains('（') {
        return text;
    }
    text.replace('（', " (").replace('）', ")").into()
}

/// A name without what friends call its bearer: `Tom "Bud" Hall`.
pub(super) fn without_nickname(mut text: Cow<'_, str>) -> Cow<'_, str> {
    let quotes = [('"', '"'), ('“', '”')];
    let nickname = quotes.into_iter().find_map(|(open, close)| {
        let (before, rest) = text.split_once(open).filter(|(before, _)| !before.trim().is_empty())?;
        let (inside, after) = rest.split_once(close)?;
        (!inside.contains(' ') && after.starts_with(' '))
            .then_some(before.len()..text.len() - after.len() + 1)
    });
    if let Some(nickname) = nickname {
        text.to_mut().replace_range(nickname, "");
    }
    text
}

/// The text outside brackets, and each bracket with its signs.
pub(super) fn split_brackets(text: &str) -> (Cow<'_, str>, Vec<&str>) {
    if !text.contains(['(', '[']) {
        return (text.into(), Vec::new());
    }
    let (mut outside, mut brackets) = (String::with_capacity(text.len()), Vec::new());
    let mut rest = text;
    while let Some(open) = rest.find(['(', '[']) {
        let Some(close) = rest[open..].find([')', ']']) else { break };
        outside.push_str(&rest[..open]);
        outside.push(' ');
        brackets.push(&rest[open..=open + close]);
        rest = &rest[open + close + 1..];
    }
    outside.push_str(rest);
    (outside.into(), brackets)
}
