//! From bytes to text: byte order mark, strict UTF-8, UTF-16 by its pattern, then the best guess.
//!
//! A guess is named, never hidden, and every byte that had to be replaced is counted.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How much of a file is looked at to tell what it is.
const HEAD: usize = 8 * 1024;
/// How much of a file a guess is made from.
const GUESS: usize = 1024 * 1024;

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
#[derive(Debug, PartialEq, Eq)]
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
pub(super) fn decode(mut bytes: Vec<u8>) -> Result<Decoded, &'static str> {
    if let Some((encoding, mark_size)) = Encoding::for_bom(&bytes) {
        if encoding != UTF_8 {
            return text_only(decode_as(encoding, &bytes[mark_size..]));
        }
        bytes.drain(..mark_size);
    }
    if let Some((what, _)) = BINARY.iter().find(|(_, magic)| bytes.starts_with(magic)) {
        return Err(what);
    }
    if let Some(decoded) = utf16_by_pattern(&bytes) {
        return Ok(decoded);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return text_only(Decoded { text, encoding: UTF_8.name(), replaced: None }),
        Err(error) => error.into_bytes(),
    };
    if is_mostly_utf8(&bytes) {
        return text_only(decode_as(UTF_8, &bytes));
    }
    if bytes[..bytes.len().min(HEAD)].contains(&0) {
        return Err("binary data with NUL bytes");
    }
    text_only(decode_as(guess(&bytes), &bytes))
}

/// Drops the beginning of a UTF-8 character at the end of a file that was cut there.
pub(super) fn drop_cut_character(bytes: &mut Vec<u8>) {
    if let Err(error) = std::str::from_utf8(bytes)
        && error.error_len().is_none()
    {
        bytes.truncate(error.valid_up_to());
    }
}

/// Files that are often met among texts, with the bytes they begin with.
const BINARY: [(&str, &[u8]); 12] = [
    ("a PNG picture", b"\x89PNG\r\n"),
    ("a JPEG picture", b"\xff\xd8\xff"),
    ("a GIF picture", b"GIF8"),
    ("a PDF document", b"%PDF-"),
    ("a ZIP archive or an office document", b"PK\x03\x04"),
    ("an old office document", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ("an RTF document", b"{\\rtf"),
    ("an XZ archive", b"\xfd7zXZ\0"),
    ("a bzip2 archive", b"BZh91AY&SY"),
    ("a Parquet file", b"PAR1"),
    ("a program", b"\x7fELF"),
    ("an SQLite database", b"SQLite format 3\0"),
];

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let text = text.into_owned();
    let replaced = had_errors.then(|| replaced(&text));
    Decoded { text, encoding: encoding.name(), replaced }
}

fn replaced(text: &str) -> Replaced {
    let first = text.find(char::REPLACEMENT_CHARACTER).unwrap_or(text.len());
    let lines_before = memchr::memchr_iter(b'\n', &text.as_bytes()[..first]).count();
    Replaced { count: text.matches(char::REPLACEMENT_CHARACTER).count(), line: lines_before as u64 + 1 }
}

/// Refuses a text of whose beginning more than a tenth are control characters.
fn text_only(decoded: Decoded) -> Result<Decoded, &'static str> {
    let head = &decoded.text.as_bytes()[..decoded.text.len().min(HEAD)];
    let controls = head.iter().filter(|byte| byte.is_ascii_control() && !is_layout(**byte)).count();
    if controls * 10 > head.len() { Err("binary data") } else { Ok(decoded) }
}

/// Control characters that texts are laid out with: backspace to carriage return, and escape.
fn is_layout(byte: u8) -> bool {
    matches!(byte, 0x08..=0x0d | 0x1b)
}

/// UTF-16 without a byte order mark: in its Latin letters, spaces and line ends every other byte is NUL.
fn utf16_by_pattern(bytes: &[u8]) -> Option<Decoded> {
    let head = &bytes[..bytes.len().min(HEAD) & !1];
    let nul_at = |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let encoding = match (nul_at(0), nul_at(1)) {
        (0, odd) if odd * 40 > head.len() => UTF_16LE,
        (even, 0) if even * 40 > head.len() => UTF_16BE,
        _ => return None,
    };
    encoding.decode_without_bom_handling_and_without_replacement(head)?;
    Some(decode_as(encoding, bytes))
}

/// Whether the characters that only UTF-8 explains are at least as many as the bytes it does not.
///
/// In a legacy encoding, bytes that happen to form a UTF-8 character are rare.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid >= invalid
}

/// The likeliest legacy encoding, judged from where its first non-ASCII byte stands.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let from = first.saturating_sub(HEAD);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[from..bytes.len().min(first + GUESS)], true);
    detector.guess(None, Utf8Detection::Deny)
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
        assert_eq!(decode(TEXT.into()), whole(TEXT, "UTF-8"));
        assert_eq!(decode(format!("\u{feff}{TEXT}").into()), whole(TEXT, "UTF-8"));
    }

    #[test]
    fn utf16_is_read_with_and_without_its_mark_in_both_orders() {
        let marked = format!("\u{feff}{TEXT}");
        for text in [TEXT, &marked] {
            assert_eq!(decode(utf16(text, u16::to_le_bytes)), whole(TEXT, "UTF-16LE"));
            assert_eq!(decode(utf16(text, u16::to_be_bytes)), whole(TEXT, "UTF-16BE"));
        }
        let ukrainian = "Зеленський: Добрий день, шановні колеги!\n";
        assert_eq!(decode(utf16(ukrainian, u16::to_le_bytes)), whole(ukrainian, "UTF-16LE"));
    }

    #[test]
    fn windows_1252_is_guessed_and_named() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(TEXT);
        assert_eq!(decode(bytes.into_owned()), whole(TEXT, "windows-1252"));
        assert_eq!(decode(b"It\x92s a \x93test\x94.".to_vec()), whole("It’s a “test”.", "windows-1252"));
    }

    #[test]
    fn a_bad_byte_in_utf8_is_replaced_with_its_line_and_the_rest_stays() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.extend(b"third \xff line \xc3\n");
        let decoded = decode(bytes).unwrap();
        assert_eq!(decoded.replaced, Some(Replaced { count: 2, line: 3 }));
        assert_eq!(decoded.text, format!("{TEXT}third \u{fffd} line \u{fffd}\n"));
    }

    #[test]
    fn pictures_and_nul_bytes_are_no_text() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()), Err("a PNG picture"));
        assert_eq!(decode(vec![0; 1000]), Err("binary data"));
        assert_eq!(decode([0xff, 0xfe, 0, 0].repeat(9)), Err("binary data"));
        assert!(decode((0..=255_u8).cycle().take(5000).collect()).is_err());
        assert!(decode(1_u32.to_le_bytes().repeat(500)).is_err());
    }

    #[test]
    fn a_character_that_was_cut_at_the_end_is_dropped_and_a_bad_byte_is_not() {
        for (bytes, kept) in
            [(&b"ab\xe2\x80"[..], 2), (b"ab\xff", 3), (b"a\xffb\xe2", 4), ("aø".as_bytes(), 3)]
        {
            let mut cut = bytes.to_vec();
            drop_cut_character(&mut cut);
            assert_eq!(cut, bytes[..kept]);
        }
    }

    #[test]
    fn a_single_nul_does_not_cost_a_text() {
        assert!(decode(b"Good morning\0 to all of you here.".to_vec()).is_ok());
    }

    proptest! {
        #[test]
        fn any_bytes_decode_without_panic_and_any_utf8_comes_back_as_it_was(bytes: Vec<u8>, text in "[a-zæøå –’\n]*") {
            let _ = decode(bytes);
            prop_assert_eq!(decode(text.clone().into()), whole(&text, "UTF-8"));
        }
    }
}
