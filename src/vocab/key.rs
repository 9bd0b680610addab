//! A string in sixteen bytes, to be compared at once.

/// A string of 1 to 16 bytes that does not end in NUL: its bytes, then zeros. Other strings have a hash in its place,
/// which is no string's key: no text holds the byte 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key([u64; 2]);

/// What stands beside a hash.
const HASHED: u64 = u64::MAX;

impl Key {
    /// No string has it.
    pub const NONE: Self = Self([0; 2]);
    /// Stands for a string that is too long, until it is hashed; no string has it.
    pub const LONG: Self = Self([0, HASHED - 1]);

    /// The key of the bytes from `start` to `end`, which are some, and do not end in NUL.
    #[inline]
    pub fn within(text: &[u8], start: usize, end: usize) -> Self {
        let length = end - start;
        let Some(mask) = MASKS.get(length) else { return Self::LONG };
        let bytes = match text.get(start..start + 16) {
            Some(bytes) => [half(bytes, 0), half(bytes, 8)],
            None => {
                let mut padded = [0; 16];
                padded[..length].copy_from_slice(&text[start..end]);
                [half(&padded, 0), half(&padded, 8)]
            }
        };
        Self([bytes[0] & mask[0], bytes[1] & mask[1]])
    }

    /// The key of `text`; none where it is too long for one, or one byte string too many would have it.
    pub fn of(text: &str) -> Option<Self> {
        match text.as_bytes() {
            [.., 0] | [] => None,
            bytes if bytes.len() > 16 => None,
            bytes => Some(Self::within(bytes, 0, bytes.len())),
        }
    }

    /// In place of a key, for a string of that hash.
    pub fn hashed(hash: u64) -> Self {
        Self([hash, HASHED])
    }

    /// Whether strings with this key are equal.
    pub fn is_whole(self) -> bool {
        self.0[1] != HASHED
    }

    /// Folded multiplication: every bit of the key moves the low bits of the result.
    #[inline]
    pub fn hash(self) -> usize {
        let Self([low, high]) = self;
        let product = u128::from(low ^ 0x9e37_79b9_7f4a_7c15) * u128::from(high ^ 0xe703_7ed1_a0b4_28db);
        (product as u64 ^ (product >> 64) as u64) as usize
    }
}

#[inline]
fn half(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(bytes[at..at + 8].try_into().expect("a slice of eight bytes has eight"))
}

/// For each length from 0 to 16, the bytes of a key that belong to the string.
static MASKS: [[u64; 2]; 17] = {
    let mut masks = [[0; 2]; 17];
    let mut length = 1;
    while length <= 16 {
        let mask = u128::MAX >> (128 - 8 * length);
        masks[length] = [mask as u64, (mask >> 64) as u64];
        length += 1;
    }
    masks
};
