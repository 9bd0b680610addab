//! Integers in as few bytes as they need: seven bits a byte, the lowest first.

/// Appends `value`.
#[inline]
pub(super) fn write_varint(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// Takes an integer from the front of `bytes`; what is missing counts as 0.
#[inline]
pub(super) fn read_varint(bytes: &mut &[u8]) -> u64 {
    match bytes.split_first() {
        // Most take one byte.
        Some((&byte, rest)) if byte < 0x80 => {
            *bytes = rest;
            u64::from(byte)
        }
        Some(_) | None => read_long(bytes),
    }
}

fn read_long(bytes: &mut &[u8]) -> u64 {
    let mut value = 0;
    let mut shift = 0;
    while let Some((&byte, rest)) = bytes.split_first() {
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << (shift & 63);
        if byte < 0x80 {
            break;
        }
        shift += 7;
    }
    value
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn integers_come_back_in_their_order(values in prop::collection::vec(any::<u64>(), 0..20), small in prop::collection::vec(0..300_u64, 0..20)) {
            let values: Vec<u64> = values.into_iter().chain(small).collect();
            let mut bytes = Vec::new();
            for value in &values {
                write_varint(&mut bytes, *value);
            }
            let mut rest = &bytes[..];
            let read: Vec<u64> = values.iter().map(|_| read_varint(&mut rest)).collect();
            prop_assert_eq!((read, rest), (values, &[][..]));
        }

        #[test]
        fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            let mut rest = &bytes[..];
            while !rest.is_empty() {
                read_varint(&mut rest);
            }
        }
    }
}
