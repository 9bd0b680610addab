//! Days whose month is a word.

use jiff::civil::Date;

use super::months::{month, month_of_two};
use super::{CONNECTIVES, Piece, between, date};

/// The words of a text, what only stands between those of a date left out.
struct Words<'t, 'p> {
    text: &'t str,
    words: &'p [Piece<'t>],
}

/// A day, and its month where it stands beside it.
struct Day {
    day: i16,
    month: Option<i16>,
    /// The place of the word after it.
    next: usize,
}

/// The day that `words` begin with, the first of a span.
pub(super) fn find<'t>(text: &'t str, words: &[Piece<'t>]) -> Option<Date> {
    let words = Words { text, words };
    let first = words.get(0)?;
    if first.len() == 4
        && let (Some(year), Some(Day { day, month: Some(month), .. })) = (first.number(), words.day(1))
        && words.is_close(0)
    {
        return date(year, month, day);
    }
    let start = words.day(0)?;
    let end = words.end_of_span(&start);
    let (last_month, next) = match &end {
        Some(end) => (end.month?, end.next),
        None => (start.month?, start.next),
    };
    let year = words.get(next).filter(|_| words.is_close(next - 1))?.number()?;
    let month = start.month.unwrap_or(last_month);
    date(year - i16::from(month > last_month), month, start.day)
}

impl<'t, 'p> Words<'t, 'p> {
    fn get(&self, at: usize) -> Option<&'p Piece<'t>> {
        self.words.get(at)
    }

    /// What stands between the word `at` and the next.
    fn gap(&self, at: usize) -> &'t str {
        match (self.get(at), self.get(at + 1)) {
            (Some(word), Some(next)) => between(self.text, word, next),
            _ => "",
        }
    }

    /// Whether the word `at` and the next can be of one date.
    fn is_close(&self, at: usize) -> bool {
        !self.gap(at).contains(['|', ';', '!', '?', ':'])
    }

    /// The month that begins at a word, and the place of the word after it: after its second name, where it has two.
    fn month(&self, at: usize) -> Option<(i16, usize)> {
        let named = |at: usize| {
            let word = self.get(at)?.text;
            let of_two = self.get(at + 1).and_then(|next| month_of_two(word, next.text));
            of_two.map(|month| (month, at + 2)).or_else(|| Some((month(word)?, at + 1)))
        };
        let (month, next) = named(at)?;
        match named(next) {
            Some((again, after)) if again == month => Some((month, after)),
            Some(_) | None => Some((month, next)),
        }
    }

    /// The day at a word: `1 June`, `June 1`, or `1` alone.
    fn day(&self, at: usize) -> Option<Day> {
        if let Some((month, next)) = self.month(at) {
            let day = self.get(next).filter(|_| self.is_close(next - 1))?.day()?;
            return Some(Day { day, month: Some(month), next: next + 1 });
        }
        let day = self.get(at)?.day()?;
        match self.month(at + 1).filter(|_| self.is_close(at)) {
            Some((month, next)) => Some(Day { day, month: Some(month), next }),
            None => Some(Day { day, month: None, next: at + 1 }),
        }
    }

    /// The last day of a span that begins with `start`, if it goes on to another. Its month is also that of a first day
    /// without one, which has to be earlier then.
    fn end_of_span(&self, start: &Day) -> Option<Day> {
        let gap = self.gap(start.next - 1);
        let words = gap.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        let is_joined = words.into_iter().any(|word| CONNECTIVES.contains(&word.to_lowercase().as_str()));
        let is_dash = |gap: &str| matches!(gap, "-" | "–" | "—" | "/");
        let is_span = is_joined
            || is_dash(gap.trim()) && start.month.is_some()
            || is_dash(gap)
            || gap.strip_prefix('.').is_some_and(|gap| is_dash(gap.trim()));
        let end = self.day(start.next).filter(|_| is_span)?;
        let month = end.month.or(start.month)?;
        (start.month.is_some() || start.day < end.day).then_some(Day { month: Some(month), ..end })
    }
}
