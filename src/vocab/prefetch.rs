//! Memory that is wanted soon.

/// Asks for the memory of `value`, and does not wait for it: of many places far apart, all are then fetched at once.
///
/// Does nothing on processors other than those of x86-64. Nothing but time depends on it.
#[inline]
pub fn prefetch<T>(value: &T) {
    #[cfg(target_arch = "x86_64")]
    safe_arch::prefetch_t0(value);
    #[cfg(not(target_arch = "x86_64"))]
    let _ = value;
}
