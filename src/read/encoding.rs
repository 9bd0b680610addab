//! What bytes are: text in which encoding, or something else.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// How much of a file is looked at to tell what it is.
pub(super) const HEAD: usize = 8 * 1024;

/// What a file is that begins with these bytes, where it is known to be no text.
pub(super) fn magic(bytes: &[u8]) -> Option<&'static str> {
    BINARY.iter().find(|(_, magic)| bytes.starts_with(magic)).map(|(what, _)| *what)
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

/// Whether more than a tenth of the beginning of a text are control characters.
pub(super) fn is_binary(text: &[u8]) -> bool {
    let head = &text[..text.len().min(HEAD)];
    let controls = head.iter().filter(|byte| byte.is_ascii_control() && !is_layout(**byte)).count();
    controls * 10 > head.len()
}

/// Control characters that texts are laid out with: backspace to carriage return, and escape.
fn is_layout(byte: u8) -> bool {
    matches!(byte, 0x08..=0x0d | 0x1b)
}

/// UTF-16 without a byte order mark: in its Latin letters, spaces and line ends every other byte is NUL.
pub(super) fn utf16_by_pattern(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD) & !1];
    let nul_at = |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let encoding = match (nul_at(0), nul_at(1)) {
        (0, odd) if odd * 40 > head.len() => UTF_16LE,
        (even, 0) if even * 40 > head.len() => UTF_16BE,
        _ => return None,
    };
    encoding.decode_without_bom_handling_and_without_replacement(head)?;
    Some(encoding)
}

/// Whether bytes are UTF-8 throughout, but for a character that may be cut at their end.
pub(super) fn is_utf8(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).map_or_else(|error| error.error_len().is_none(), |_| true)
}

/// Whether the characters that only UTF-8 explains are at least as many as the bytes it does not.
///
/// In a legacy encoding, bytes that happen to form a UTF-8 character are rare.
pub(super) fn is_mostly_utf8(bytes: &[u8]) -> bool {
    if is_utf8(bytes) {
        return true;
    }
    let (mut valid, mut invalid) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid >= invalid
}

/// The likeliest legacy encoding of bytes of which the first is not ASCII; `before` is what stands before them.
pub(super) fn guess(before: &[u8], bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(before, false);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Drops the beginning of a UTF-8 character at the end of a file that was cut there.
pub(super) fn drop_cut_character(bytes: &mut Vec<u8>) {
    if let Err(error) = std::str::from_utf8(bytes)
        && error.error_len().is_none()
    {
        bytes.truncate(error.valid_up_to());
    }
}

/// Where the bytes stand that are not UTF-8, each run that one U+FFFD replaces.
pub(super) fn not_utf8(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let chunks = bytes.utf8_chunks().scan(0, |end, chunk| {
        let at = *end + chunk.valid().len();
        *end = at + chunk.invalid().len();
        Some((at, chunk.invalid().len()))
    });
    chunks.filter(|(_, size)| *size > 0).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn each_run_that_is_not_utf8_is_found_once() {
        assert_eq!(not_utf8(b"a\xffb\xe2\x80 \xc3").collect::<Vec<_>>(), [1, 3, 6]);
        assert_eq!(not_utf8("aø".as_bytes()).count(), 0);
    }
}
