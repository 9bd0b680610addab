//! How many words a turn has, as its outward shape goes: what white space parts.

/// How many pieces between white space hold a letter or a figure.
pub(super) fn spoken_words(text: &str) -> usize {
    let (mut pieces, mut rest) = (Pieces::default(), text);
    while let Some(letter) = rest.chars().next() {
        let size = match rest.as_bytes().first_chunk().and_then(Eight::of) {
            Some(eight) => {
                pieces.add(eight.spoken(), eight.space(), 8);
                8
            }
            None => {
                pieces.add(u64::from(letter.is_alphanumeric()), u64::from(letter.is_whitespace()), 1);
                letter.len_utf8()
            }
        };
        rest = &rest[size..];
    }
    pieces.ended + usize::from(pieces.open > 0)
}

/// Pieces between white space that hold a letter or a figure.
#[derive(Default)]
struct Pieces {
    /// How many of them have ended.
    ended: usize,
    /// 1 within one of them, else 0.
    open: u64,
}

impl Pieces {
    /// Goes on by `size` signs, of which one bit each says whether it is a letter or figure, and whether it is space.
    fn add(&mut self, spoken: u64, space: u64, size: u32) {
        // A letter within a piece makes a carry, which the rest of the piece hands on to the space that ends it.
        let sum = spoken + (!space & ((1 << size) - 1)) + self.open;
        self.ended += (sum & space).count_ones() as usize;
        self.open = sum >> size;
    }
}

/// Eight letters of ASCII, compared all at once: the first is the lowest byte.
struct Eight(u64);

impl Eight {
    const ONES: u64 = u64::MAX / 0xff;
    const HIGH: u64 = Self::ONES << 7;

    fn of(bytes: &[u8; 8]) -> Option<Self> {
        let bytes = u64::from_le_bytes(*bytes);
        (bytes & Self::HIGH == 0).then_some(Self(bytes))
    }

    /// The high bit of each byte that lies between the two.
    fn within(&self, first: u8, last: u8) -> u64 {
        let from = |least: u8| self.0 + Self::ONES * u64::from(0x80 - least);
        from(first) & !from(last + 1) & Self::HIGH
    }

    /// A bit for each letter or figure.
    fn spoken(&self) -> u64 {
        let small = Self(self.0 | (Self::ONES * 0x20));
        Self::bits(small.within(b'a', b'z') | self.within(b'0', b'9'))
    }

    /// A bit for each white space.
    fn space(&self) -> u64 {
        Self::bits(self.within(b'\t', b'\r') | self.within(b' ', b' '))
    }

    /// The high bits of all bytes side by side.
    fn bits(high: u64) -> u64 {
        (high >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_pieces_with_a_letter_or_a_figure() {
        let (ascii, unicode) = ("", "\u{2028}\u{a0}");
        for (text, words) in [
            (ascii, 0),
            (" So -- we\tmeet\u{b}at 10:30 . ", 5),
            ("x\u{1c}y", 1),
            (unicode, 0),
            ("Кто\u{a0}там ؟ – ½", 3),
        ] {
            assert_eq!(spoken_words(text), words, "{text:?}");
            let pieces =
                text.split_whitespace().filter(|piece| piece.contains(char::is_alphanumeric)).count();
            assert_eq!(pieces, words, "{text:?}");
        }
    }

    #[test]
    fn words_are_counted_the_same_wherever_a_text_is_cut_into_eights() {
        let text =
            "A -- @[`{ zZ9/:\t\"It's\"\u{b}well-known—so\u{85}Кто там ½ (x) ... end of a rather long line .";
        for (at, _) in text.char_indices() {
            let rest = &text[at..];
            let pieces =
                rest.split_whitespace().filter(|piece| piece.contains(char::is_alphanumeric)).count();
            assert_eq!(spoken_words(rest), pieces, "{rest:?}");
        }
    }
}
