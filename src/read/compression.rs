//! Gzip and Zstandard, told by their first bytes.

use std::io::Read;

/// File name endings of compressed files, without the dot.
pub(super) const ENDINGS: [&str; 2] = ["gz", "zst"];

/// What came out of a file, and what was wrong with its compression.
pub(super) struct Unpacked {
    /// The bytes, as far as they could be had.
    pub bytes: Vec<u8>,
    /// Why not all of them could be had.
    pub fault: Option<Fault>,
}

/// How a compressed file is damaged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// It ends, or breaks off in damage, after some bytes.
    Truncated(String),
    /// It is named as compressed and is not.
    NotCompressed(String),
}

impl Fault {
    /// What happened, in the user's words.
    pub(super) fn what(&self) -> &str {
        match self {
            Self::Truncated(what) | Self::NotCompressed(what) => what,
        }
    }
}

/// `name` without the ending of a compressed file.
pub(super) fn plain_name(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((plain, ending)) if ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)) => plain,
        Some(_) | None => name,
    }
}

/// The uncompressed bytes of a file of that name; every member or frame of it.
pub(super) fn unpack(name: &str, bytes: Vec<u8>) -> Unpacked {
    if bytes.starts_with(&[0x1f, 0x8b]) {
        drain(flate2::read::MultiGzDecoder::new(&bytes[..]), "gzip")
    } else if is_zstd(&bytes) {
        match zstd::stream::read::Decoder::with_buffer(&bytes[..]) {
            Ok(decoder) => drain(decoder, "zstd"),
            Err(error) => Unpacked { bytes: Vec::new(), fault: Some(Fault::Truncated(error.to_string())) },
        }
    } else if plain_name(name) != name && !bytes.is_empty() {
        let what = "named as a compressed file, but it is none".to_owned();
        Unpacked { bytes: Vec::new(), fault: Some(Fault::NotCompressed(what)) }
    } else {
        Unpacked { bytes, fault: None }
    }
}

/// A Zstandard frame, or one of the skippable frames that some writers put first.
fn is_zstd(bytes: &[u8]) -> bool {
    match bytes {
        [0x28, 0xb5, 0x2f, 0xfd, ..] => true,
        [first, 0x2a, 0x4d, 0x18, ..] => first & 0xf0 == 0x50,
        _ => false,
    }
}

fn drain(mut decoder: impl Read, method: &str) -> Unpacked {
    let mut bytes = Vec::new();
    let fault = decoder.read_to_end(&mut bytes).err().map(|error| {
        let how = match error.kind() {
            std::io::ErrorKind::UnexpectedEof => "ends too early".to_owned(),
            _ => format!("is damaged ({error})"),
        };
        let used = match bytes.len() {
            0 => "nothing of it could be read".to_owned(),
            size => format!("the {size} bytes before that were used"),
        };
        Fault::Truncated(format!("the {method} stream {how}; {used}"))
    });
    Unpacked { bytes, fault }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn gzip(text: &str) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn every_member_of_a_gzip_file_is_read() {
        let joined = [gzip("one "), gzip("two")].concat();
        let unpacked = unpack("a.txt.gz", joined);
        assert_eq!((unpacked.bytes.as_slice(), unpacked.fault), (&b"one two"[..], None));
    }

    #[test]
    fn every_frame_of_a_zstd_file_is_read_whatever_its_name() {
        let joined =
            [zstd::encode_all(&b"one "[..], 0).unwrap(), zstd::encode_all(&b"two"[..], 0).unwrap()].concat();
        let unpacked = unpack("a.txt", joined);
        assert_eq!((unpacked.bytes.as_slice(), unpacked.fault), (&b"one two"[..], None));
    }

    #[test]
    fn what_stands_before_the_end_of_a_cut_file_is_kept() {
        let text = (0..90_000_u32).map(|n| format!("{} ", n.wrapping_mul(2_654_435_761))).collect::<String>();
        let zstd = zstd::encode_all(text.as_bytes(), 0).unwrap();
        for whole in [gzip(&text), zstd] {
            let unpacked = unpack("a", whole[..whole.len() / 2].to_vec());
            assert!(unpacked.bytes.len() > 10_000 && text.as_bytes().starts_with(&unpacked.bytes));
            assert!(
                matches!(unpacked.fault, Some(Fault::Truncated(what)) if what.contains("ends too early"))
            );
        }
    }

    #[test]
    fn a_file_named_gz_that_is_plain_text_is_a_fault_and_an_empty_one_is_not() {
        assert!(matches!(unpack("a.txt.gz", b"text".to_vec()).fault, Some(Fault::NotCompressed(_))));
        assert_eq!(unpack("a.txt.gz", Vec::new()).fault, None);
    }
}
