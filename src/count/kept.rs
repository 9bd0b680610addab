//! Picking a few of many without a branch that could be guessed wrong.

/// Adds to `list` the values of which it is said that they are kept, in their order: each is written, and stays or is
/// written over by the next.
#[inline]
pub(super) fn extend_kept<T: Copy + Default>(
    list: &mut Vec<T>,
    values: impl ExactSizeIterator<Item = (T, bool)>,
) {
    let mut end = list.len();
    list.resize(end + values.len(), T::default());
    let places = &mut list[..];
    for (value, is_kept) in values {
        places[end] = value;
        end += usize::from(is_kept);
    }
    list.truncate(end);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_follows_what_was_there() {
        let mut list = vec![7];
        extend_kept(&mut list, [(1, true), (2, false), (3, true), (4, false)].into_iter());
        assert_eq!(list, [7, 1, 3]);
        extend_kept(&mut list, [].into_iter());
        assert_eq!(list, [7, 1, 3]);
    }
}
