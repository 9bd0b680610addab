//! Gzip and Zstandard, told by their first bytes, unpacked while they are read.

use std::io::{self, Read};

use super::source::cause;

/// File name endings of compressed files, without the dot.
pub(super) const ENDINGS: [&str; 2] = ["gz", "zst"];

/// What came out of a file, and what was wrong with its compression.
pub(super) struct Unpacked {
    /// The bytes, as far as they could be had.
    pub bytes: Vec<u8>,
    /// Why not all of them could be had.
    pub fault: Option<Fault>,
}

/// How a file is damaged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// It ends, or breaks off in damage, after some bytes.
    Truncated(String),
    /// Nothing of it can be had.
    Unreadable(String),
}

impl Fault {
    /// What happened, in the user's words.
    pub(super) fn what(&self) -> &str {
        match self {
            Self::Truncated(what) | Self::Unreadable(what) => what,
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

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    /// Not at all.
    Plain,
    /// Gzip, in one member or several.
    Gzip,
    /// Zstandard, in one frame or several.
    Zstd,
}

impl Method {
    /// What it means that reading broke off with `error` after `used` unpacked bytes.
    pub(super) fn fault(self, error: &io::Error, used: u64) -> Fault {
        let how = match error.kind() {
            io::ErrorKind::UnexpectedEof => "ends too early".to_owned(),
            _ => format!("is damaged ({error})"),
        };
        let stopped = match self {
            Self::Plain if used == 0 => return Fault::Unreadable(cause(error)),
            Self::Plain => format!("reading broke off ({})", cause(error)),
            Self::Gzip => format!("the gzip stream {how}"),
            Self::Zstd => format!("the zstd stream {how}"),
        };
        match used {
            0 => Fault::Unreadable(format!("{stopped}; nothing of it could be read")),
            size => Fault::Truncated(format!("{stopped}; the {size} bytes before that were used")),
        }
    }
}

/// What unpacks a file while it is read, and how it is compressed.
pub(super) struct Unpacking<'a> {
    /// The unpacked bytes: every member or frame.
    pub bytes: Box<dyn Read + Send + 'a>,
    /// How they are stored.
    pub method: Method,
}

impl<'a> Unpacking<'a> {
    /// Unpacks a file of that name.
    ///
    /// # Errors
    /// Its first bytes cannot be read, or it is named as compressed and is not.
    pub fn new(name: &str, mut stored: impl Read + Send + 'a) -> Result<Self, Fault> {
        let mut first = Vec::new();
        let unreadable = |error: io::Error| Method::Plain.fault(&error, 0);
        stored.by_ref().take(4).read_to_end(&mut first).map_err(unreadable)?;
        let method = method(&first);
        if method == Method::Plain && plain_name(name) != name && !first.is_empty() {
            return Err(Fault::Unreadable("named as a compressed file, but it is none".to_owned()));
        }
        let stored = io::Cursor::new(first).chain(stored);
        let bytes: Box<dyn Read + Send + 'a> = match method {
            Method::Plain => Box::new(stored),
            Method::Gzip => Box::new(flate2::read::MultiGzDecoder::new(stored)),
            Method::Zstd => Box::new(zstd::stream::read::Decoder::new(stored).map_err(unreadable)?),
        };
        Ok(Self { bytes, method })
    }
}

/// The uncompressed bytes of a file of that name; every member or frame of it.
pub(super) fn unpack(name: &str, stored: &[u8]) -> Unpacked {
    let mut bytes = Vec::new();
    let fault = match Unpacking::new(name, stored) {
        Ok(mut unpacking) => {
            let ended = unpacking.bytes.read_to_end(&mut bytes);
            ended.err().map(|error| unpacking.method.fault(&error, bytes.len() as u64))
        }
        Err(fault) => Some(fault),
    };
    Unpacked { bytes, fault }
}

fn method(first: &[u8]) -> Method {
    match first {
        [0x1f, 0x8b, ..] => Method::Gzip,
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Method::Zstd,
        // One of the skippable frames that some writers put first.
        [first, 0x2a, 0x4d, 0x18, ..] if first & 0xf0 == 0x50 => Method::Zstd,
        _ => Method::Plain,
    }
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
        let unpacked = unpack("a.txt.gz", &joined);
        assert_eq!((unpacked.bytes.as_slice(), unpacked.fault), (&b"one two"[..], None));
    }

    #[test]
    fn every_frame_of_a_zstd_file_is_read_whatever_its_name() {
        let joined =
            [zstd::encode_all(&b"one "[..], 0).unwrap(), zstd::encode_all(&b"two"[..], 0).unwrap()].concat();
        let unpacked = unpack("a.txt", &joined);
        assert_eq!((unpacked.bytes.as_slice(), unpacked.fault), (&b"one two"[..], None));
    }

    #[test]
    fn what_stands_before_the_end_of_a_cut_file_is_kept() {
        let text = (0..90_000_u32).map(|n| format!("{} ", n.wrapping_mul(2_654_435_761))).collect::<String>();
        let zstd = zstd::encode_all(text.as_bytes(), 0).unwrap();
        for whole in [gzip(&text), zstd] {
            let unpacked = unpack("a", &whole[..whole.len() / 2]);
            assert!(unpacked.bytes.len() > 10_000 && text.as_bytes().starts_with(&unpacked.bytes));
            assert!(
                matches!(unpacked.fault, Some(Fault::Truncated(what)) if what.contains("ends too early"))
            );
        }
    }

    #[test]
    fn a_file_named_gz_that_is_plain_text_is_a_fault_and_an_empty_one_is_not() {
        assert!(matches!(unpack("a.txt.gz", b"text").fault, Some(Fault::Unreadable(_))));
        assert_eq!(unpack("a.txt.gz", b"").fault, None);
    }
}
