//! 64 bytes at once, as bitmaps: bit i says something of byte i.

use wide::u8x16;

/// How many bytes are looked at together: as many as a bitmap has bits.
pub(super) const WINDOW: usize = 64;

/// As many bytes of a text.
pub(super) type Window = [u8; WINDOW];

/// The bits below bit `at`, which is below 64.
pub(super) const fn below(at: u32) -> u64 {
    (1 << at) - 1
}

/// The bytes of `window` for which `test` sets the high bit.
#[inline(always)]
pub(super) fn bitmap(window: &Window, test: impl Fn(u8x16) -> u8x16) -> u64 {
    let (quarters, _) = window.as_chunks::<16>();
    let [a, b, c, d] = [0, 1, 2, 3].map(|at| u64::from(test(u8x16::from(quarters[at])).to_bitmask()));
    a | b << 16 | c << 32 | d << 48
}

/// Which bytes are this one.
#[inline(always)]
pub(super) fn is(bytes: u8x16, byte: u8) -> u8x16 {
    bytes.simd_eq(u8x16::splat(byte))
}

/// Which bytes are from `first` to `last`.
#[inline(always)]
pub(super) fn within(bytes: u8x16, first: u8, last: u8) -> u8x16 {
    let above = bytes - u8x16::splat(first);
    above.min(u8x16::splat(last - first)).simd_eq(above)
}

/// Which bytes are ASCII letters.
#[inline(always)]
pub(super) fn is_letter(bytes: u8x16) -> u8x16 {
    within(bytes | u8x16::splat(0x20), b'a', b'z')
}

/// Which bytes are ASCII digits.
#[inline(always)]
pub(super) fn is_digit(bytes: u8x16) -> u8x16 {
    within(bytes, b'0', b'9')
}

/// Those of `marks`, each `len` bytes long and given by its first, that stand between two of `neighbours`: all
/// their bytes.
#[inline(always)]
pub(super) fn between(marks: u64, len: u32, neighbours: u64) -> u64 {
    let joined = marks & neighbours << 1 & neighbours >> len;
    (0..len).fold(0, |bytes, byte| bytes | joined << byte)
}
