//! The characters beyond ASCII that a window can decide: of U+0080 to U+20FF those listed here.
//!
//! A letter is what has Word_Break = ALetter and is alphabetic, so that it is a word by itself. Other is what has no
//! Word_Break class and is neither alphabetic nor a number: nothing joins it, and it is no word. What is not listed
//! is unknown, and left to the annex: combining marks, joiners, other alphabets, other digits, ² and ½, pictures.

/// What a window knows of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A letter, of so many bytes.
    Letter(u32),
    /// ‘ or ’, which is in a word between letters or between digits (MidNumLet), of three bytes.
    Quote,
    /// U+2010 or U+2011, of three bytes: other to the annex.
    Hyphen,
    /// No part of any word.
    Other,
    /// Not decided here.
    Unknown,
}

/// First and last.
type Block = (u32, u32);

const LETTERS: [Block; 36] = [
    // Latin
    (0xaa, 0xaa),
    (0xb5, 0xb5),
    (0xba, 0xba),
    (0xc0, 0xd6),
    (0xd8, 0xf6),
    (0xf8, 0x2c1),
    // Greek
    (0x370, 0x373),
    (0x376, 0x377),
    (0x37b, 0x37d),
    (0x37f, 0x37f),
    (0x386, 0x386),
    (0x388, 0x38a),
    (0x38c, 0x38c),
    (0x38e, 0x3a1),
    (0x3a3, 0x3f5),
    (0x3f7, 0x3ff),
    // Cyrillic
    (0x400, 0x481),
    (0x48a, 0x52f),
    // Armenian
    (0x531, 0x556),
    (0x561, 0x587),
    // Arabic
    (0x620, 0x64a),
    (0x671, 0x6d3),
    // Georgian
    (0x10a0, 0x10c5),
    (0x10d0, 0x10fa),
    (0x10fc, 0x10ff),
    // Latin, among them Vietnamese, and Greek with all its accents
    (0x1e00, 0x1f15),
    (0x1f18, 0x1f1d),
    (0x1f20, 0x1f45),
    (0x1f48, 0x1f4d),
    (0x1f50, 0x1f57),
    (0x1f5f, 0x1f7d),
    (0x1f80, 0x1fb4),
    (0x1fb6, 0x1fbc),
    (0x1fc6, 0x1fcc),
    (0x1fe0, 0x1fec),
    (0x1ff6, 0x1ffc),
];

const OTHERS: [Block; 13] = [
    // No-break space, signs and quotation marks of Latin-1
    (0xa0, 0xa9),
    (0xab, 0xac),
    (0xae, 0xb1),
    (0xb4, 0xb4),
    (0xb6, 0xb6),
    (0xbb, 0xbb),
    (0xbf, 0xbf),
    (0xd7, 0xd7),
    (0xf7, 0xf7),
    // Hyphens and dashes; quotation marks and bullets; the ellipsis; the signs of currencies
    (0x2010, 0x2017),
    (0x201a, 0x2023),
    (0x2025, 0x2026),
    (0x20a0, 0x20bf),
];

/// The class of the character that begins with these bytes, of which the last may be of the next one.
#[inline(always)]
pub(super) fn class(bytes: [u8; 3]) -> Class {
    let [first, second, third] = bytes.map(u32::from);
    let (character, len) = match first {
        0xc0..=0xdf => ((first & 0x1f) << 6 | second & 0x3f, 2),
        0xe0..=0xef => ((first & 0x0f) << 12 | (second & 0x3f) << 6 | third & 0x3f, 3),
        _ => return Class::Unknown,
    };
    let Some(row) = ROWS.get(character as usize / 64) else { return Class::Unknown };
    let bit = 1 << (character % 64);
    match character {
        _ if row.letters & bit != 0 => Class::Letter(len),
        0x2010 | 0x2011 => Class::Hyphen,
        _ if row.others & bit != 0 => Class::Other,
        0x2018 | 0x2019 => Class::Quote,
        _ => Class::Unknown,
    }
}

/// 64 characters with the same bytes but for the last, a bit each.
#[derive(Clone, Copy)]
struct Row {
    letters: u64,
    others: u64,
}

static ROWS: [Row; 0x2100 / 64] = {
    let mut rows = [Row { letters: 0, others: 0 }; 0x2100 / 64];
    let mut row = 0;
    while row < rows.len() {
        rows[row] = Row { letters: row_of(&LETTERS, row), others: row_of(&OTHERS, row) };
        row += 1;
    }
    rows
};

const fn row_of(blocks: &[Block], row: usize) -> u64 {
    let mut bits = 0;
    let mut block = 0;
    while block < blocks.len() {
        let (mut character, last) = blocks[block];
        while character <= last {
            if character as usize / 64 == row {
                bits |= 1 << (character % 64);
            }
            character += 1;
        }
        block += 1;
    }
    bits
}
