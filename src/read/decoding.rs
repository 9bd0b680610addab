//! From bytes to text: byte order mark, UTF-16 by its pattern, UTF-8, what the text declares, then the best guess.
//!
//! A guess is named, never hidden, and every byte that had to be replaced is counted. Nothing is decided before it has
//! to be: a text that begins in ASCII is judged by its first mebibyte from its first other byte on.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding, UTF_8};

use super::charset;
use super::decoded::Replaced;
use super::encoding::{self, HEAD};

/// How much of a file a guess is made from.
const GUESS: usize = 1024 * 1024;
/// How much is decoded at a time.
const CHUNK: usize = 64 * 1024;

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
    /// The encoding that the text itself declares among its first bytes; asked only where it is not UTF-8.
    declared: Option<&'static Encoding>,
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
            declared: None,
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
            return self.take_for(encoding);
        }
        self.declared = charset::declared(&self.ahead);
        if let Some(encoding) = self.declared.filter(|encoding| !encoding.is_ascii_compatible()) {
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
        // A text that says what it is in is believed, unless every byte of it says UTF-8.
        let declared = self.declared.filter(|_| !encoding::is_utf8(window));
        if let Some(encoding) = declared {
            self.take_for(encoding);
        } else if encoding::is_mostly_utf8(window) {
            self.state = State::Utf8;
        } else {
            if self.has_nul {
                self.binary = self.binary.or(Some("binary data with NUL bytes"));
            }
            let before = &self.recent[self.recent.len().saturating_sub(HEAD)..];
            self.take_for(self.declared.unwrap_or_else(|| encoding::guess(before, window)));
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

    const TEXT: &str = "Bjørgaas: Er Åsberg her?\nStoltenberg: Ja – “nå” møtes vi på nytt.\n";

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
        let wide = format!("\u{feff}{TEXT}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [TEXT.as_bytes().to_vec(), legacy.into_owned(), late, wide, b"a\xff\xc3".to_vec()] {
            let whole = in_steps(&bytes, usize::MAX / 2);
            for size in [1, 7, 4096] {
                assert!(in_steps(&bytes, size) == whole, "{size} bytes at a time");
            }
        }
    }
}
