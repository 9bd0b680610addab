//! A user's list: one item a line, blank lines and `#` comments aside.

use serde::{Deserialize, Serialize};

/// A list as it was read: where from, and its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordList {
    /// The path as the user gave it, for messages.
    pub path: String,
    /// What the file holds.
    pub text: String,
}

impl WordList {
    /// The items with their lines, from 1. A `#` and what follows it on a line is a comment.
    pub(super) fn items(&self) -> impl Iterator<Item = (u64, &str)> {
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(&self.text);
        let items = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
        (1..).zip(items).filter(|(_, item)| !item.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_blank_lines_are_no_items_but_count_as_lines() {
        let text = "\u{feff}one\r\n\n# two\n  three # and so on\n".to_owned();
        let list = WordList { path: "list.txt".into(), text };
        assert_eq!(list.items().collect::<Vec<_>>(), [(1, "one"), (4, "three")]);
    }
}
