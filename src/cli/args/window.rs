//! How many words on either side.

pub use crate::analysis::Window;
use crate::error::{Error, Result};

impl Window {
    /// Reads `N` for both sides, or `L,R`.
    ///
    /// # Errors
    /// A [`Config`](crate::ErrorKind::Config) error for anything else.
    pub fn parse(text: &str) -> Result<Self> {
        let (left, right) = text.split_once(',').unwrap_or((text, text));
        let tokens = |side: &str| {
            let number = side.trim().parse();
            number.map_err(|_| Error::config("neither N nor L,R, in words"))
        };
        Ok(Self { left: tokens(left)?, right: tokens(right)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_one_number_or_two() {
        assert_eq!(Window::parse("5").unwrap(), Window { left: 5, right: 5 });
        assert_eq!(Window::parse("0, 3").unwrap(), Window { left: 0, right: 3 });
        for text in ["", "x", "-1", "1,", "1,2,3", "99999999999"] {
            assert!(Window::parse(text).is_err(), "{text}");
        }
    }
}
