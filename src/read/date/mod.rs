//! Days as transcripts write them: `01 Jun. 2022`, `June 1, 2022`, `1. Juni 2022`, `2022-06-01`, `2022年6月1日`.

mod months;
mod written;

use jiff::civil::Date;
use unicode_normalization::char::is_combining_mark;

/// How much of a line is searched for a day.
const SEARCHED: usize = 300;

/// A run of letters or of digits, and where it stands.
#[derive(Clone, Copy)]
struct Piece<'a> {
    text: &'a str,
    start: usize,
}

impl Piece<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// How many digits or letters it has.
    fn len(&self) -> usize {
        self.text.chars().count()
    }

    fn number(&self) -> Option<i16> {
        if self.len() > 4 { None } else { number(self.text) }
    }

    fn day(&self) -> Option<i16> {
        self.number().filter(|day| self.len() < 3 && (1..=31).contains(day))
    }

    /// `de`, `of`, `st`, `er`: what may stand between a day, its month and its year, or between two days.
    fn is_filler(&self) -> bool {
        if self.number().is_some() {
            return false;
        }
        let word = self.text.to_lowercase();
        FILLERS.contains(&word.as_str()) || CONNECTIVES.contains(&word.as_str())
    }
}

const FILLERS: [&str; 26] = [
    "de",
    "del",
    "of",
    "st",
    "nd",
    "rd",
    "th",
    "er",
    "the",
    "day",
    "º",
    "ª",
    "го",
    "η",
    "ης",
    "من",
    "عام",
    "سنة",
    "ஆம்",
    "ஆண்டு",
    "ste",
    "a",
    "o",
    "jén",
    "den",
    "di",
];

/// What stands between two days.
const CONNECTIVES: [&str; 18] = [
    "and", "und", "et", "y", "e", "og", "och", "ja", "и", "ve", "en", "és", "și", "και", "to", "bis", "till",
    "tot",
];

/// The first day that the beginning of `text` names with day, month and year: days before the month or after it, the
/// month as a word in any language of the stemmers or as a number. Of a span of days it is the first.
///
/// Numbers whose order cannot be told (`03/04/2022`) name no day; with points they are day, month, year. A year has four
/// digits.
pub fn find_date(text: &str) -> Option<Date> {
    let text = &text[..text.floor_char_boundary(SEARCHED)];
    if !text.contains(|c| digit(c).is_some()) {
        return None;
    }
    let mut words = pieces(text);
    words.retain(|piece| !piece.is_filler());
    (0..words.len()).find_map(|at| written::find(text, &words[at..]).or_else(|| numeric(text, &words[at..])))
}

/// What a character is part of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Number,
    Word,
    Gap,
}

impl Part {
    fn of(c: char) -> Self {
        if digit(c).is_some() {
            Self::Number
        } else if c.is_alphanumeric() || is_combining_mark(c) {
            Self::Word
        } else {
            Self::Gap
        }
    }
}

/// The value of a digit, also an Arabic one.
fn digit(c: char) -> Option<u32> {
    match c {
        '٠'..='٩' => Some(u32::from(c) - u32::from('٠')),
        '۰'..='۹' => Some(u32::from(c) - u32::from('۰')),
        _ => c.to_digit(10),
    }
}

fn number(digits: &str) -> Option<i16> {
    digits.chars().try_fold(0_i16, |sum, c| sum.checked_mul(10)?.checked_add(i16::try_from(digit(c)?).ok()?))
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let mut last = Part::Gap;
    for (at, c) in text.char_indices() {
        let part = Part::of(c);
        let end = at + c.len_utf8();
        match pieces.last_mut() {
            Some(piece) if part == last && part != Part::Gap => piece.text = &text[piece.start..end],
            Some(_) | None if part != Part::Gap => pieces.push(Piece { text: &text[at..end], start: at }),
            Some(_) | None => {}
        }
        last = part;
    }
    pieces
}

/// What stands between two pieces.
fn between<'t>(text: &'t str, before: &Piece<'_>, after: &Piece<'_>) -> &'t str {
    &text[before.end()..after.start]
}

/// A day in figures only.
fn numeric(text: &str, pieces: &[Piece<'_>]) -> Option<Date> {
    let first = pieces.first()?;
    if first.len() == 8 {
        let digits: Vec<char> = first.text.chars().collect();
        let part = |from: usize, to| number(&digits[from..to].iter().collect::<String>());
        return date(part(0, 4)?, part(4, 6)?, part(6, 8)?);
    }
    if let [year, y, month, m, day, ..] = pieces
        && matches!((y.text, m.text), ("年", "月") | ("년", "월"))
    {
        return date(year.number()?, month.number()?, day.number()?);
    }
    let [one, two, three, rest @ ..] = pieces else { return None };
    let gaps = [between(text, one, two), between(text, two, three)];
    if let ([year, ..], [".-" | ".–" | "./" | ". - " | ". – ", "."]) = (rest, gaps)
        && between(text, three, year) == "."
        && two.number().is_some()
    {
        return date(year.number()?, three.number()?, one.number()?);
    }
    if gaps[0] != gaps[1] || !matches!(gaps[0], "-" | "/" | "." | "_" | "–" | ". ") {
        return None;
    }
    let (first, second, third) = (one.number()?, two.number()?, three.number()?);
    match (one.len(), three.len(), gaps[0]) {
        (4, _, _) => date(first, second, third),
        (_, 4, "." | ". ") => date(third, second, first),
        (_, 4, _) if first > 12 => date(third, second, first),
        (_, 4, _) if second > 12 => date(third, first, second),
        _ => None,
    }
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    if (1000..=2999).contains(&year) { Date::new(year, month, day).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_written() {
        for text in [
            "01 Jun. 2022",
            "1 June 2022",
            "June 1, 2022 18:40",
            "Wednesday, June 1st, 2022",
            "1st of June 2022",
            "2022-06-01",
            "talks/2022_06_01-press.txt",
            "press-20220601.txt",
            "01.06.2022",
            "1. Juni 2022",
            "1er juin 2022",
            "1 de junio de 2022",
            "1 июня 2022 года",
            "1 Haziran 2022",
            "2022年6月1日",
            "2022. június 1.",
            "2022. június 1-jén",
            "2022. JÚN. 1.",
            "den 1. juni 2022",
            "1 iunie 2022",
            "1 iun. 2022",
            "1. kesäkuuta 2022",
            "1º de junho de 2022",
            "1° giugno 2022",
            "1ης Ιουνίου 2022",
            "ΤΕΤΑΡΤΗ 1 ΙΟΥΝΙΟΥ 2022",
            "1 HAZİRAN 2022",
            "1-го июня 2022 г.",
            "١ يونيو ٢٠٢٢",
            "1 يونيو/حزيران 2022",
            "الأربعاء 1 حزيران 2022",
            "1 ஜூன் 2022",
            "ஜூன் 1, 2022",
            "2022-ஆம் ஆண்டு ஜூன் 1",
            "1 czerwca 2022",
            "published_time: 2022-06-01 09:02:16-04:00",
        ] {
            assert_eq!(find_date(text), Date::new(2022, 6, 1).ok(), "{text}");
        }
        assert_eq!(find_date("13/06/2022"), Date::new(2022, 6, 13).ok());
        assert_eq!(find_date("06/13/2022"), Date::new(2022, 6, 13).ok());
    }

    #[test]
    fn of_a_span_of_days_the_first_is_read() {
        for text in [
            "1-2 June 2022",
            "1–3 June 2022",
            "1st and 2nd June 2022",
            "1. und 2. Juni 2022",
            "1./2. Juni 2022",
            "1. - 3. Juni 2022",
            "1er et 2 juin 2022",
            "June 1-2, 2022",
            "June 1 – July 2, 2022",
            "1 June - 2 July 2022",
            "2022. június 1–2.",
            "01.-02.06.2022",
            "1.–2.6.2022",
        ] {
            assert_eq!(find_date(text), Date::new(2022, 6, 1).ok(), "{text}");
        }
        assert_eq!(find_date("30 December – 2 January 2023"), Date::new(2022, 12, 30).ok());
        assert_eq!(find_date("Session 3 - 1 June 2022"), Date::new(2022, 6, 1).ok());
        assert_eq!(find_date("Session 3 – 7 June 2022"), Date::new(2022, 6, 7).ok());
    }

    #[test]
    fn a_month_is_known_in_every_language_of_the_stemmers() {
        for text in [
            "5 كانون الثاني 2022",
            "5. januar 2022",
            "5 januari 2022",
            "5 January 2022",
            "5. tammikuuta 2022",
            "5 janvier 2022",
            "5. Jänner 2022",
            "5 Ιανουαρίου 2022",
            "2022. január 5.",
            "5 gennaio 2022",
            "5 de janeiro de 2022",
            "5 ianuarie 2022",
            "5 января 2022",
            "5 de enero de 2022",
            "5 ஜனவரி 2022",
            "5 Ocak 2022",
        ] {
            assert_eq!(find_date(text), Date::new(2022, 1, 5).ok(), "{text}");
        }
        for text in [
            "5 ديسمبر 2022",
            "5. december 2022",
            "5. desember 2022",
            "5 december 2022",
            "5. joulukuuta 2022",
            "5 décembre 2022",
            "5. Dezember 2022",
            "5 Δεκεμβρίου 2022",
            "2022. december 5.",
            "5 dicembre 2022",
            "5 de dezembro de 2022",
            "5 decembrie 2022",
            "5 декабря 2022",
            "5 de diciembre de 2022",
            "5 டிசம்பர் 2022",
            "5 Aralık 2022",
        ] {
            assert_eq!(find_date(text), Date::new(2022, 12, 5).ok(), "{text}");
        }
    }

    #[test]
    fn what_names_no_day_gives_none() {
        for text in [
            "",
            "June 2022",
            "2022",
            "03/04/2022",
            "99.99.2022",
            "1 may 20",
            "1 June '22",
            "1.6.22",
            "31 June 2022",
            "call 555-123-4567",
            "12:30:2022",
            "\0",
        ] {
            assert_eq!(find_date(text), None, "{text}");
        }
    }
}
