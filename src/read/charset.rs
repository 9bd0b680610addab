//! The encoding that a text declares in its own words.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The encoding that an HTML page declares in a `meta` element among its first bytes. A declaration that can be read
/// cannot be UTF-16, and UTF-8 needs none: then there is none.
pub(super) fn in_html(head: &[u8]) -> Option<&'static Encoding> {
    if head.trim_ascii_start().first() != Some(&b'<') {
        return None;
    }
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let tags = head.split("<meta").skip(1).filter_map(|rest| rest.split('>').next());
    let declared = tags.filter_map(|tag| {
        let (_, value) = tag.split_once("charset")?;
        let value = value.trim_start().strip_prefix('=')?.trim_start();
        let value = value.trim_start_matches(['"', '\'']);
        let end = value
            .find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '/'))
            .unwrap_or(value.len());
        Encoding::for_label(&value.as_bytes()[..end])
    });
    declared.into_iter().next().filter(|encoding| ![UTF_8, UTF_16LE, UTF_16BE].contains(encoding))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_declares_its_encoding_in_a_meta_element() {
        for (head, name) in [
            ("<html><meta charset=windows-1251>", "windows-1251"),
            (
                "\n<META http-equiv='Content-Type' content='text/html; CharSet = \"ISO-8859-2\"'/>",
                "ISO-8859-2",
            ),
            ("<!doctype html><meta name=a><meta charset='shift_jis'/>", "Shift_JIS"),
        ] {
            assert_eq!(in_html(head.as_bytes()).map(Encoding::name), Some(name), "{head}");
        }
        for head in [
            "<meta charset=utf-8>",
            "<meta charset=utf-16>",
            "<meta charset=nonsense>",
            "say <meta charset=big5>",
            "<meta charset",
            "",
        ] {
            assert_eq!(in_html(head.as_bytes()), None, "{head}");
        }
    }
}
