//! From bytes to text: byte order mark, UTF-8, UTF-16 by its pattern, then the best guess.
//!
//! A guess is named, never hidden, and every byte that had to be replaced is counted. Nothing is decided before it has
//! to be: a text that begins in ASCII is judged by its first mebibyte from its first other byte on.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding, UTF_8};

use super::encoding::{self, HEAD};

/// How much of a file a guess is made from.
const GUESS: usize = 1024 * 1024;
/// How much is decoded at a time.
const CHUNK: usize = 64 * 1024;

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

/// Decodes while it reads. What comes out does not depend on how much is asked for at a time.
pub(super) struct Decoding<R> {
    bytes: R,
    /// How many of them were read.
    read: u64,
    end: End,
    state: State,
    /// Bytes that were read to judge them and are still to be decoded.
    ahead: Vec<u8>,
    /// What was decoded and is still to be handed on.
    ready: Vec<u8>,
    /// The last ASCII bytes, at most [`HEAD`] of which a guess looks at.
    recent: Vec<u8>,
    binary: Option<&'static str>,
    has_nul: bool,
    replaced: Option<Replaced>,
}

/// Whether there is more to read.
enum End {
    Ahead,
    Reached,
    /// Reading failed.
    Broken(io::Error),
}

/// What is known of the encoding.
enum State {
    /// Nothing but ASCII was met.
    Ascii,
    /// It is UTF-8, perhaps with bytes that are not.
    Utf8,
    /// Another one.
    Other(Transcoder),
}

/// What turns another encoding into UTF-8.
struct Transcoder {
    decoder: Decoder,
    /// Whether it was told that nothing follows; it takes nothing more.
    is_finished: bool,
    /// Whether it met bytes that it does not explain.
    has_replaced: bool,
}

impl<R: Read> Decoding<R> {
    /// Looks at the first bytes.
    pub fn new(bytes: R) -> Self {
        let mut decoding = Self {
            bytes,
            read: 0,
            end: End::Ahead,
            state: State::Ascii,
            ahead: Vec::new(),
            ready: Vec::new(),
            recent: Vec::new(),
            binary: None,
            has_nul: false,
            replaced: None,
        };
        decoding.read_ahead(HEAD);
        decoding.look();
        decoding
    }

    /// Appends what follows, until `out` holds `size` bytes or all is read: UTF-8, but for bytes that
    /// [`Self::text`] replaces.
    pub fn fill(&mut self, out: &mut Vec<u8>, size: usize) {
        while out.len() < size && !self.is_at_end() {
            let room = size - out.len();
            match self.state {
                State::Ascii => {
                    let from = out.len();
                    self.take(out, room);
                    self.judge(out, from);
                }
                State::Utf8 => self.take(out, room),
                State::Other(..) => {
                    if self.ready.is_empty() {
                        self.decode_more();
                    }
                    let taken = self.ready.len().min(room);
                    out.extend(self.ready.drain(..taken));
                }
            }
        }
    }

    /// Whether nothing follows.
    pub fn is_at_end(&self) -> bool {
        let is_over = match (&self.end, &self.state) {
            (End::Ahead, _) => false,
            (End::Reached, State::Other(transcoder)) => transcoder.is_finished,
            (End::Reached, State::Ascii | State::Utf8) | (End::Broken(_), _) => true,
        };
        is_over && self.ahead.is_empty() && self.ready.is_empty()
    }

    /// How many bytes were read before they were decoded, and what kept the rest from it.
    pub fn read(&self) -> (u64, Option<&io::Error>) {
        match &self.end {
            End::Ahead | End::Reached => (self.read, None),
            End::Broken(error) => (self.read, Some(error)),
        }
    }

    /// The encoding's name in the WHATWG standard.
    pub fn encoding(&self) -> &'static str {
        match &self.state {
            State::Ascii | State::Utf8 => UTF_8.name(),
            State::Other(transcoder) => transcoder.decoder.encoding().name(),
        }
    }

    /// What the bytes are, if they are no text; `head` is the beginning of what came out.
    pub fn refused(&self, head: &[u8]) -> Option<&'static str> {
        self.binary.or(encoding::is_binary(head).then_some("binary data"))
    }

    /// `utf8`, which came from here and begins on `line` (from 1), as text; notes what has to be replaced.
    pub fn text(&mut self, mut utf8: Vec<u8>, line: u64) -> String {
        if matches!(self.end, End::Broken(_)) && self.is_at_end() {
            encoding::drop_cut_character(&mut utf8);
        }
        match String::from_utf8(utf8) {
            Ok(text) => {
                if matches!(&self.state, State::Other(transcoder) if transcoder.has_replaced) {
                    let marks = memchr::memmem::find_iter(text.as_bytes(), "\u{fffd}");
                    self.note(text.as_bytes(), line, marks);
                }
                text
            }
            Err(error) => {
                let utf8 = error.as_bytes();
                self.note(utf8, line, encoding::not_utf8(utf8));
                String::from_utf8_lossy(utf8).into_owned()
            }
        }
    }

    /// What was replaced so far.
    pub fn replaced(&self) -> Option<Replaced> {
        self.replaced
    }

    fn note(&mut self, text: &[u8], line: u64, mut offsets: impl Iterator<Item = usize>) {
        let Some(first) = offsets.next() else { return };
        let count = 1 + offsets.count();
        let line = line + memchr::memchr_iter(b'\n', &text[..first]).count() as u64;
        let replaced = self.replaced.get_or_insert(Replaced { count: 0, line });
        replaced.count += count;
    }

    /// Tells by its first bytes what the file is.
    fn look(&mut self) {
        self.has_nul = self.ahead.contains(&0);
        if let Some((encoding, mark_size)) = Encoding::for_bom(&self.ahead) {
            self.ahead.drain(..mark_size);
            if encoding != UTF_8 {
                return self.take_for(encoding);
            }
        }
        self.binary = encoding::magic(&self.ahead);
        if let Some(encoding) = encoding::utf16_by_pattern(&self.ahead) {
            self.take_for(encoding);
        }
    }

    fn take_for(&mut self, encoding: &'static Encoding) {
        let decoder = encoding.new_decoder_without_bom_handling();
        self.state = State::Other(Transcoder { decoder, is_finished: false, has_replaced: false });
    }

    /// Reads until `size` bytes are ahead.
    fn read_ahead(&mut self, size: usize) {
        let mut ahead = std::mem::take(&mut self.ahead);
        self.read_into(&mut ahead, size);
        self.ahead = ahead;
    }

    /// Reads until `out` holds `size` bytes.
    fn read_into(&mut self, out: &mut Vec<u8>, size: usize) {
        let Some(room) = size.checked_sub(out.len()) else { return };
        if matches!(self.end, End::Ahead) {
            let before = out.len();
            match self.bytes.by_ref().take(room as u64).read_to_end(out) {
                Ok(_) if out.len() < size => self.end = End::Reached,
                Ok(_) => {}
                Err(error) => self.end = End::Broken(error),
            }
            self.read += (out.len() - before) as u64;
        }
    }

    /// Moves at most `room` bytes on as they are.
    fn take(&mut self, out: &mut Vec<u8>, room: usize) {
        if self.ahead.is_empty() {
            self.read_into(out, out.len().saturating_add(room));
        } else {
            out.extend(self.ahead.drain(..room.min(self.ahead.len())));
        }
    }

    /// Decides for an encoding as soon as `out` holds, from `from` on, something else than ASCII.
    fn judge(&mut self, out: &mut Vec<u8>, from: usize) {
        let new = &out[from..];
        let Some(first) = (!new.is_ascii()).then(|| new.iter().take_while(|byte| byte.is_ascii()).count())
        else {
            return self.remember_from(out, from);
        };
        let mut ahead = out.split_off(from + first);
        self.remember_from(out, from);
        ahead.append(&mut self.ahead);
        self.ahead = ahead;
        self.read_ahead(GUESS);
        if matches!(self.end, End::Broken(_)) {
            encoding::drop_cut_character(&mut self.ahead);
        }
        let window = &self.ahead[..self.ahead.len().min(GUESS)];
        if encoding::is_mostly_utf8(window) {
            self.state = State::Utf8;
        } else {
            if self.has_nul {
                self.binary = self.binary.or(Some("binary data with NUL bytes"));
            }
            let before = &self.recent[self.recent.len().saturating_sub(HEAD)..];
            self.take_for(encoding::guess(before, window));
        }
    }

    fn remember_from(&mut self, out: &[u8], from: usize) {
        let from = from.max(out.len().saturating_sub(HEAD));
        self.recent.extend(&out[from..]);
        if self.recent.len() > 2 * HEAD {
            self.recent.drain(..self.recent.len() - HEAD);
        }
    }

    fn decode_more(&mut self) {
        if self.ahead.is_empty() {
            self.read_ahead(CHUNK);
        }
        let is_last = matches!(self.end, End::Reached);
        let State::Other(transcoder) = &mut self.state else { return };
        let room = transcoder.decoder.max_utf8_buffer_length(self.ahead.len()).unwrap_or(usize::MAX);
        self.ready.resize(room, 0);
        let (_, read, written, had_errors) =
            transcoder.decoder.decode_to_utf8(&self.ahead, &mut self.ready, is_last);
        self.ready.truncate(written);
        self.ahead.drain(..read);
        transcoder.has_replaced |= had_errors;
        transcoder.is_finished = is_last;
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

    /// Decodes asking for `size` bytes at a time.
    fn in_steps(bytes: &[u8], size: usize) -> (Vec<u8>, &'static str) {
        let mut decoding = Decoding::new(bytes);
        let mut out = Vec::new();
        while !decoding.is_at_end() {
            let before = out.len();
            decoding.fill(&mut out, before + size);
            assert!(out.len() == before + size || decoding.is_at_end());
        }
        (out, decoding.encoding())
    }

    #[test]
    fn how_much_is_asked_for_does_not_show() {
        let (legacy, _, _) = encoding_rs::WINDOWS_1252.encode(TEXT);
        let late = [b"plain words ".repeat(3000), legacy.to_vec()].concat();
        let wide = utf16(&format!("\u{feff}{TEXT}"), u16::to_le_bytes);
        for bytes in [TEXT.as_bytes().to_vec(), legacy.into_owned(), late, wide, b"a\xff\xc3".to_vec()] {
            let whole = in_steps(&bytes, usize::MAX / 2);
            for size in [1, 7, 4096] {
                assert!(in_steps(&bytes, size) == whole, "{size} bytes at a time");
            }
        }
    }

    #[test]
    fn a_legacy_encoding_that_shows_late_is_still_told() {
        let late = [b"plain words\n".repeat(100_000), b"a na\xefve caf\xe9\n".to_vec()].concat();
        let decoded = decode(&late).unwrap();
        assert_eq!((decoded.encoding, decoded.replaced), ("windows-1252", None));
        assert!(decoded.text.ends_with("a naïve café\n"));
    }
}
