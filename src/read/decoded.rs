//! A whole text from its bytes, and what had to be replaced in it.

use super::decoding::Decoding;

/// A file's text, and how it was had from its bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding's name in the WHATWG standard: `UTF-8`, `windows-1252`.
    pub encoding: &'static str,
    /// What no encoding explains and was replaced by U+FFFD.
    pub replaced: Option<Replaced>,
}

/// Characters that were replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Replaced {
    /// How many stand in the text now.
    pub count: usize,
    /// The line, from 1, of the first.
    pub line: u64,
}

impl Replaced {
    /// What happened, in the user's words.
    pub(super) fn what(&self, encoding: &str) -> String {
        match self.count {
            1 => format!("bytes that are not {encoding} were replaced here"),
            count => format!("bytes that are not {encoding} were replaced in {count} places, the first here"),
        }
    }
}

/// The text of `bytes`; what they are instead, where they are no text.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, &'static str> {
    let mut decoding = Decoding::new(bytes);
    let mut utf8 = Vec::with_capacity(bytes.len());
    decoding.fill(&mut utf8, usize::MAX);
    match decoding.refused(&utf8) {
        Some(what) => Err(what),
        None => {
            let text = decoding.text(utf8, 1);
            Ok(Decoded { text, encoding: decoding.encoding(), replaced: decoding.replaced() })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "Bjørgaas: Er Åsberg her?\nStoltenberg: Ja – “nå” møtes vi på nytt.\n";

    fn whole(text: &str, encoding: &'static str) -> Result<Decoded, &'static str> {
        Ok(Decoded { text: text.into(), encoding, replaced: None })
    }

    fn utf16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes_of).collect()
    }

    #[test]
    fn utf8_is_read_with_and_without_its_mark() {
        assert_eq!(decode(TEXT.as_bytes()), whole(TEXT, "UTF-8"));
        assert_eq!(decode(format!("\u{feff}{TEXT}").as_bytes()), whole(TEXT, "UTF-8"));
    }

    #[test]
    fn utf16_is_read_with_and_without_its_mark_in_both_orders() {
        let marked = format!("\u{feff}{TEXT}");
        for text in [TEXT, &marked] {
            assert_eq!(decode(&utf16(text, u16::to_le_bytes)), whole(TEXT, "UTF-16LE"));
            assert_eq!(decode(&utf16(text, u16::to_be_bytes)), whole(TEXT, "UTF-16BE"));
        }
        let ukrainian = "Зеленський: Добрий день, шановні колеги!\n";
        assert_eq!(decode(&utf16(ukrainian, u16::to_le_bytes)), whole(ukrainian, "UTF-16LE"));
    }

    #[test]
    fn windows_1252_is_guessed_and_named() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(TEXT);
        assert_eq!(decode(&bytes), whole(TEXT, "windows-1252"));
        assert_eq!(decode(b"It\x92s a \x93test\x94."), whole("It’s a “test”.", "windows-1252"));
    }

    #[test]
    fn a_page_is_read_in_the_encoding_that_it_declares_unless_it_is_utf8() {
        let page = "<!doctype html><meta charset=iso-8859-2><p>Źle</p>";
        let (bytes, _, _) = encoding_rs::ISO_8859_2.encode(page);
        assert_eq!(decode(&bytes), whole(page, "ISO-8859-2"));
        assert_eq!(decode(page.as_bytes()), whole(page, "UTF-8"));
    }

    #[test]
    fn a_bad_byte_in_utf8_is_replaced_with_its_line_and_the_rest_stays() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.extend(b"third \xff line \xc3\n");
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.replaced, Some(Replaced { count: 2, line: 3 }));
        assert_eq!(decoded.text, format!("{TEXT}third \u{fffd} line \u{fffd}\n"));
    }

    #[test]
    fn pictures_and_nul_bytes_are_no_text() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Err("a PNG picture"));
        assert_eq!(decode(&[0; 1000]), Err("binary data"));
        assert_eq!(decode(&[0xff, 0xfe, 0, 0].repeat(9)), Err("binary data"));
        assert!(decode(&(0..=255_u8).cycle().take(5000).collect::<Vec<u8>>()).is_err());
        assert!(decode(&1_u32.to_le_bytes().repeat(500)).is_err());
    }

    #[test]
    fn a_single_nul_does_not_cost_a_text() {
        assert!(decode(b"Good morning\0 to all of you here.").is_ok());
    }

    proptest! {
        #[test]
        fn any_bytes_decode_without_panic_and_any_utf8_comes_back_as_it_was(bytes: Vec<u8>, text in "[a-zæøå –’\n]*") {
            let _ = decode(&bytes);
            prop_assert_eq!(decode(text.as_bytes()), whole(&text, "UTF-8"));
        }
    }

    #[test]
    fn what_an_xml_declaration_says_counts_unless_all_of_the_text_is_utf8() {
        let text = "<?xml version='1.0' encoding='ISO-8859-2'?><u>Łódź, Świętokrzyskie</u>";
        let (bytes, _, _) = encoding_rs::ISO_8859_2.encode(text);
        assert_eq!(decode(&bytes), whole(text, "ISO-8859-2"));
        assert_eq!(decode(text.as_bytes()), whole(text, "UTF-8"));
        let wide = text.replace("ISO-8859-2", "UTF-16");
        assert_eq!(decode(&utf16(&wide, u16::to_be_bytes)), whole(&wide, "UTF-16BE"));
        let japanese = "<?xml version='1.0' encoding='ISO-2022-JP'?><u>議長</u>";
        let (bytes, _, _) = encoding_rs::ISO_2022_JP.encode(japanese);
        assert_eq!(decode(&bytes), whole(japanese, "ISO-2022-JP"));
    }

    #[test]
    fn a_legacy_encoding_that_shows_late_is_still_told() {
        let late = [b"plain words\n".repeat(100_000), b"a na\xefve caf\xe9\n".to_vec()].concat();
        let decoded = decode(&late).unwrap();
        assert_eq!((decoded.encoding, decoded.replaced), ("windows-1252", None));
        assert!(decoded.text.ends_with("a naïve café\n"));
    }
}
