//! Windows of plain ASCII, without `_`.
//!
//! Of the annex's classes these hold ALetter, Numeric, MidLetter, MidNum, MidNumLet, Single_Quote, the spaces and line
//! ends, and characters that nothing joins. Letters and digits in a row are one word (WB5, WB8, WB9, WB10); between
//! two of them stands at most one other character that is in the word (WB6, WB7, WB11, WB12); all else is parted
//! (WB3a, WB3b, WB999) and no word, as it has neither letter nor number.

use super::Hyphens;
use super::bitmap::{Window, below, between, bitmap, is, is_digit, is_letter, within};

/// Whether the window has nothing but ASCII in it, and no `_`, which joins to itself and to words (WB13a, WB13b).
#[inline(always)]
pub(super) fn is_plain(window: &Window) -> bool {
    bitmap(window, |bytes| bytes | is(bytes, b'_')) == 0
}

/// The bytes of a plain window that are in words, taking what is before and after it for a space.
#[inline(always)]
pub(super) fn words(window: &Window, hyphens: Hyphens) -> u64 {
    let mut words = bitmap(window, |bytes| is_letter(bytes) | is_digit(bytes));
    // From ' to ; are all that can join, some that cannot, and the digits, which are no candidates. Few windows have
    // any, so that their neighbours are looked at one by one.
    let maybe = bitmap(window, |bytes| within(bytes, b'\'', b';'));
    let mut candidates = between(maybe & !words, 1, words);
    while candidates != 0 {
        let at = candidates.trailing_zeros();
        words |= u64::from(joins(window, at as usize, hyphens)) << at;
        candidates &= candidates - 1;
    }
    words
}

/// Where to cut a plain window that text follows: after its last word that surely ends within it; 0 if none does.
///
/// That place is parted from the word before it, and from what is further before, since nothing joins across a word:
/// it is a border too. The window's last byte cannot be it: whether it joins depends on the byte after it. Nor a hyphen
/// that is kept: see `border`.
#[inline(always)]
pub(super) fn last_end(window: &Window, words: u64, hyphens: Hyphens) -> u32 {
    let mut ends = words << 1 & !words & below(63);
    if hyphens == Hyphens::Keep {
        ends &= !bitmap(window, |bytes| is(bytes, b'-'));
    }
    63 - (ends | 1).leading_zeros()
}

/// Whether the character `at`, with a letter or digit on either side, is in one word with them.
#[inline(always)]
fn joins(window: &Window, at: usize, hyphens: Hyphens) -> bool {
    let (before, after) = (window[(at - 1) % window.len()], window[(at + 1) % window.len()]);
    let letters = before.is_ascii_alphabetic() && after.is_ascii_alphabetic();
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    match window[at % window.len()] {
        b'-' => hyphens == Hyphens::Keep,
        b':' => letters,                   // MidLetter: WB6, WB7
        b',' | b';' => digits,             // MidNum: WB11, WB12
        b'.' | b'\'' => letters || digits, // MidNumLet, Single_Quote: all four
        _ => false,
    }
}
