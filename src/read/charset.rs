//! The encoding that a text declares in its own words.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The encoding that a text declares, where it is one that its own bytes do not tell better.
pub(super) fn declared(head: &[u8]) -> Option<&'static Encoding> {
    in_xml(head).or_else(|| in_html(head))
}

/// The encoding that an XML declaration names: `<?xml version="1.0" encoding="ISO-8859-2"?>`.
///
/// `None` where there is no declaration, and for what its own bytes tell better: UTF-8 and UTF-16.
fn in_xml(bytes: &[u8]) -> Option<&'static Encoding> {
    let declaration = bytes.strip_prefix(b"<?xml")?;
    let declaration = &declaration[..memchr::memmem::find(declaration, b"?>")?];
    let named = &declaration[memchr::memmem::find(declaration, b"encoding")? + "encoding".len()..];
    let value = named.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let quote = *value.first().filter(|quote| matches!(quote, b'"' | b'\''))?;
    let label = &value[1..];
    let label = &label[..memchr::memchr(quote, label)?];
    let encoding = Encoding::for_label_no_replacement(label)?;
    (![UTF_8, UTF_16LE, UTF_16BE].contains(&encoding)).then_some(encoding)
}

/// The encoding that an HTML page declares in a `meta` element among its first bytes. A declaration that can be read
/// cannot be UTF-16, and UTF-8 needs none: then there is none.
fn in_html(head: &[u8]) -> Option<&'static Encoding> {
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

    #[test]
    fn an_xml_declaration_names_the_encoding() {
        let name = |text: &str| declared(text.as_bytes()).map(Encoding::name);
        assert_eq!(name("<?xml version='1.0' encoding = 'iso-8859-2' ?><a/>"), Some("ISO-8859-2"));
        assert_eq!(name("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"), Some("windows-1252"));
        for none in [
            "<?xml version='1.0'?>",
            "<?xml encoding='utf-8'?>",
            "<?xml encoding='UTF-16'?>",
            "<?xml encoding='x'?>",
        ] {
            assert_eq!(name(none), None, "{none}");
        }
        assert_eq!(
            [name("<a encoding='gbk'?>"), name("<?xml encoding='gbk"), name("<?xml encoding=?>")],
            [None; 3]
        );
    }
}
