//! What can be had of a text of JSON that breaks off.

/// The text up to the last element of a list that is whole, with what was open then closed; `None` where there is none.
pub(super) fn repaired(text: &str) -> Option<String> {
    let end = walk(text).last_whole?;
    let whole = &text[..end];
    let mut repaired = whole.to_owned();
    repaired.extend(walk(whole).open.iter().rev().map(|open| if *open == b'[' { ']' } else { '}' }));
    Some(repaired)
}

#[derive(Default)]
struct Walk {
    /// The brackets that are open, outermost first.
    open: Vec<u8>,
    /// One past the last object or list that is an element of a list.
    last_whole: Option<usize>,
}

fn walk(text: &str) -> Walk {
    let mut walk = Walk::default();
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => pass_text(&mut bytes),
            b'[' | b'{' => walk.open.push(byte),
            b']' | b'}' => {
                walk.open.pop();
                if walk.open.last() == Some(&b'[') {
                    walk.last_whole = Some(at + 1);
                }
            }
            _ => {}
        }
    }
    walk
}

/// Passes over a text up to the quote that closes it.
fn pass_text(bytes: &mut impl Iterator<Item = (usize, u8)>) {
    while let Some((_, byte)) = bytes.next() {
        match byte {
            b'"' => return,
            b'\\' => drop(bytes.next()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::repaired;

    #[test]
    fn what_is_whole_stays_and_is_closed() {
        let text = r#"{"a": "}]\"", "turns": [{"t": [1]}, {"t": [2]}, {"t": [3"#;
        assert_eq!(repaired(text).as_deref(), Some(r#"{"a": "}]\"", "turns": [{"t": [1]}, {"t": [2]}]}"#));
        assert_eq!(repaired(r#"{"a": {"b": 1}, "c"#), None);
        assert_eq!(repaired(""), None);
    }
}
