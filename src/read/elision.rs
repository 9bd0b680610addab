//! Marks by which a transcript says that it leaves words out.

/// Every mark that stands for words left out.
const ELISIONS: [&str; 3] = ["[…]", "[...]", "(…)"];

/// How often `text` says that words are left out: `[…]`, `[...]` and `(…)`, nothing else in the brackets.
pub fn elisions(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let marks = memchr::memchr2_iter(b'[', b'(', bytes)
        .filter(|&at| ELISIONS.iter().any(|mark| bytes[at..].starts_with(mark.as_bytes())));
    u32::try_from(marks.count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::elisions;

    #[test]
    fn only_a_bracketed_ellipsis_alone_is_an_elision() {
        assert_eq!(elisions("[…] we agreed [...] and (…) left."), 3);
        assert_eq!(elisions("Well… (… as he said) [… later] ... (laughter) ("), 0);
    }
}
