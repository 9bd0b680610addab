//! Where a text of records may be cut.

/// How records end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cutter {
    /// With their line.
    Lines,
    /// With their line, unless it ends within quotes; cells are separated by that byte.
    Separated(u8),
}

impl Cutter {
    /// One past the last record that ends in `text`, which begins with a record and may break off anywhere.
    pub(super) fn last_end(self, text: &[u8]) -> Option<usize> {
        match self {
            Self::Lines => memchr::memrchr(b'\n', text).map(|end| end + 1),
            Self::Separated(delimiter) => last_row_end(text, delimiter),
        }
    }
}

/// How far a row has come: the slow way, a byte at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowState {
    /// At the beginning of a cell.
    Start,
    /// Within a cell.
    Plain,
    /// Within quotes.
    Quoted,
    /// Behind a quote within quotes, which closes the cell unless another follows.
    Quote,
}

impl RowState {
    /// After one byte more.
    pub fn after(self, byte: u8, delimiter: u8) -> Self {
        match (self, byte) {
            (Self::Start | Self::Quote, b'"') => Self::Quoted,
            (Self::Quoted, b'"') => Self::Quote,
            (Self::Quoted, _) => Self::Quoted,
            (Self::Start | Self::Plain | Self::Quote, byte) if byte == delimiter => Self::Start,
            (Self::Start | Self::Plain | Self::Quote, _) => Self::Plain,
        }
    }
}

impl Cutter {
    /// Goes on in `text` with a record that has come as far as `state`; one past its end, where it ends there.
    pub(super) fn end_of_record(self, text: &[u8], state: &mut RowState) -> Option<usize> {
        match self {
            Self::Lines => memchr::memchr(b'\n', text).map(|end| end + 1),
            Self::Separated(delimiter) => {
                let end = text.iter().position(|&byte| {
                    let is_end = *state != RowState::Quoted && matches!(byte, b'\n' | b'\r');
                    *state = state.after(byte, delimiter);
                    is_end
                });
                end.map(|end| end + 1)
            }
        }
    }
}

/// One past the last row that ends in `text`, as the csv crate sees rows: a quote opens a cell only at its beginning,
/// a doubled one stands for itself, and behind the one that closes it a cell goes on as a plain one. Empty lines
/// belong to the row after them.
fn last_row_end(text: &[u8], delimiter: u8) -> Option<usize> {
    let (mut at, mut row, mut end) = (0, 0, None);
    while let Some(step) = memchr::memchr3(b'"', b'\n', b'\r', &text[at..]) {
        let here = at + step;
        if text[here] != b'"' {
            at = here + 1;
            if here > row {
                let is_pair = text[here] == b'\r' && text.get(at) == Some(&b'\n');
                at += usize::from(is_pair);
                end = Some(at);
            }
            row = at;
        } else if here == row || text[here - 1] == delimiter {
            let Some(closed) = behind_quotes(text, here + 1) else { break };
            at = closed;
        } else {
            at = here + 1;
        }
    }
    end
}

/// One past the quote that closes a cell whose content begins at `at`; `None` where the text does not tell.
fn behind_quotes(text: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let quote = at + memchr::memchr(b'"', &text[at..])?;
        if *text.get(quote + 1)? != b'"' {
            return Some(quote + 1);
        }
        at = quote + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Where the rows end that the csv crate has read to their end when it has read `text`.
    fn row_ends(text: &str) -> Vec<usize> {
        let longer = format!("{text}x");
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(longer.as_bytes());
        let mut row = csv::ByteRecord::new();
        let mut ends = Vec::new();
        while reader.read_byte_record(&mut row).unwrap() {
            ends.push(reader.position().byte() as usize);
        }
        ends.pop();
        ends
    }

    #[test]
    fn lines_end_with_their_last_line_end() {
        assert_eq!(Cutter::Lines.last_end(b"a\nb\nc"), Some(4));
        assert_eq!(Cutter::Lines.last_end(b"abc"), None);
    }

    #[test]
    fn a_row_does_not_end_within_quotes_and_empty_lines_are_no_rows() {
        let end = |text: &str| Cutter::Separated(b',').last_end(text.as_bytes());
        assert_eq!(end("a,b\r\n\"c\nd"), Some(5));
        assert_eq!(end("a,\"b\"\"\nc\"\nd"), Some(10));
        assert_eq!(end("a,b\"\nc"), Some(5));
        assert_eq!(end("\n\n"), None);
        assert_eq!(end("a\n\n\n"), Some(2));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn rows_end_where_the_csv_crate_ends_them(text in "[a\",;\r\nø]{0,24}") {
            let bytes = text.as_bytes();
            let ends = row_ends(&text);
            let found = Cutter::Separated(b',').last_end(bytes);
            // Which of the line ends behind a row are its own is all one.
            let before = |end: usize| bytes[..end].iter().rposition(|byte| !matches!(byte, b'\n' | b'\r'));
            prop_assert_eq!(found.and_then(before), ends.last().copied().and_then(before), "{:?}", ends);
        }
    }
}
