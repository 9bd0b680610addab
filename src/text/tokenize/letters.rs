//! Windows with letters and punctuation beyond ASCII, or with `_`.

use super::Hyphens;
use super::bitmap::{Window, below, between, bitmap, is, is_digit, is_letter, within};
use super::characters::{Class, class};

/// What is known of a window.
pub(super) struct Decided {
    /// The bytes that are in words, as far as `len`.
    pub(super) words: u64,
    /// How many bytes are decided: up to a border, or all if the window is a text's last.
    pub(super) len: u32,
    /// Where the first character stands that only the annex can decide, if it is that which ends what is decided.
    pub(super) unknown: Option<u32>,
}

/// Cuts a window, of which `text_len` bytes are text and the rest spaces; if it is full, more text follows.
#[inline(never)]
pub(super) fn decide(window: &Window, text_len: usize, hyphens: Hyphens) -> Decided {
    let white = bitmap(window, |bytes| is(bytes, b' ') | is(bytes, b'\n'));
    // Before the first of several spaces and line ends: for the reason see `border`. Of the spaces of the annex only
    // the ASCII one is decided here, so that no other can stand before it.
    let mut borders = white & !(white << 1) & !1;
    if hyphens == Hyphens::Keep {
        // Nor after a hyphen, or what ends like one: 0x90 and 0x91 are the last bytes of U+2010 and U+2011.
        borders &= !(bitmap(window, |bytes| is(bytes, b'-') | within(bytes, 0x90, 0x91)) << 1);
    }
    let end = if text_len < window.len() { text_len as u32 } else { last(borders) };
    let found = characters(window, below(end), hyphens);
    if found.unknown == 0 {
        return Decided { words: found.words & below(end), len: end, unknown: None };
    }
    let unknown = found.unknown.trailing_zeros();
    let len = last(borders & below(unknown));
    Decided { words: found.words & below(len), len, unknown: Some(unknown) }
}

/// The last of `bits`; 0 if there is none.
fn last(bits: u64) -> u32 {
    63 - (bits | 1).leading_zeros()
}

struct Found {
    words: u64,
    unknown: u64,
}

fn characters(window: &Window, inside: u64, hyphens: Hyphens) -> Found {
    let mut letters = bitmap(window, is_letter);
    let pairs = letter_pairs(window);
    letters |= pairs | pairs << 1;
    let (mut unknown, mut quotes, mut hyphen) = (0, 0, 0);
    let mut leads = bitmap(window, |bytes| within(bytes, 0xc0, 0xff)) & inside & !pairs;
    while leads != 0 {
        let at = leads.trailing_zeros();
        leads &= leads - 1;
        let byte = |next: u32| window[(at + next) as usize % window.len()];
        match class([byte(0), byte(1), byte(2)]) {
            Class::Letter(len) => letters |= below(len) << at,
            Class::Quote => quotes |= 1 << at,
            Class::Hyphen => hyphen |= 1 << at,
            Class::Other => {}
            Class::Unknown => unknown |= 1 << at,
        }
    }
    let digits = bitmap(window, is_digit);
    let low = bitmap(window, |bytes| is(bytes, b'_'));
    let mid = bitmap(window, |bytes| is(bytes, b'\'') | is(bytes, b'.'));
    let mid_letter = mid | bitmap(window, |bytes| is(bytes, b':'));
    let mid_number = mid | bitmap(window, |bytes| is(bytes, b',') | is(bytes, b';'));
    let mut words = letters | digits | low;
    words |= between(mid_letter, 1, letters) | between(quotes, 3, letters);
    words |= between(mid_number, 1, digits) | between(quotes, 3, digits);
    words = without_bare(low, words);
    match hyphens {
        Hyphens::Split => {}
        Hyphens::Keep => {
            let ascii = bitmap(window, |bytes| is(bytes, b'-'));
            words |= between(ascii, 1, words) | between(hyphen, 3, words);
        }
    }
    Found { words, unknown }
}

/// The first bytes of letters of two bytes whose first byte tells it: U+0100 to U+027F and U+0400 to U+047F. Texts in
/// Cyrillic are made of them, and need no look at each.
#[inline(always)]
fn letter_pairs(window: &Window) -> u64 {
    bitmap(window, |bytes| within(bytes, 0xc4, 0xc9) | within(bytes, 0xd0, 0xd1))
}

/// `words` without the runs that are nothing but `_`: they hold together (WB13a) but are no word.
fn without_bare(low: u64, mut words: u64) -> u64 {
    let mut firsts = low & !(words << 1);
    while firsts != 0 {
        let at = firsts.trailing_zeros();
        firsts &= firsts - 1;
        let run = u64::MAX >> (64 - (words >> at).trailing_ones()) << at;
        if run & !low == 0 {
            words &= !run;
        }
    }
    words
}
