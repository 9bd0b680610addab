//! Days as transcripts write them: `01 Jun. 2022`, `June 1, 2022`, `1. Juni 2022`, `2022-06-01`, `2022年6月1日`.

use jiff::civil::Date;

/// How much of a line is searched for a day.
const SEARCHED: usize = 300;

/// The names of the months in the languages of the stemmers, with the cases and abbreviations used in dates.
const MONTHS: [&str; 12] = [
    "january jan januar jän jänner janvier janv enero ene gennaio gen janeiro januari januari janeiro tammikuuta tammikuu ocak января ian ianuarie január ιανουαρίου يناير",
    "february feb februar feber février févr fevr febrero febbraio fevereiro fev februari helmikuuta helmikuu şubat февраля februarie február φεβρουαρίου فبراير",
    "march mar märz mrz mars marzo março maart mrt marts maaliskuuta maaliskuu mart марта martie március μαρτίου مارس",
    "april apr avril avr abril abr aprile aprilie huhtikuuta huhtikuu nisan апреля április απριλίου أبريل",
    "may mai mayo maggio mag maio mei maj toukokuuta toukokuu mayıs мая május μαΐου مايو",
    "june jun juni juin junio giugno giu junho kesäkuuta kesäkuu haziran июня iunie június ιουνίου يونيو",
    "july jul juli juillet juil julio luglio lug julho heinäkuuta heinäkuu temmuz июля iulie július ιουλίου يوليو",
    "august aug août aout agosto ago augustus augusti elokuuta elokuu ağustos августа augusztus αυγούστου أغسطس",
    "september sep sept septembre septiembre set settembre setembro syyskuuta syyskuu eylül сентября septembrie szeptember σεπτεμβρίου سبتمبر",
    "october oct oktober okt octobre octubre ottobre ott outubro out lokakuuta lokakuu ekim октября octombrie október οκτωβρίου أكتوبر",
    "november nov novembre noviembre novembro marraskuuta marraskuu kasım ноября noiembrie νοεμβρίου نوفمبر",
    "december dec dezember dez décembre déc diciembre dic dicembre dezembro december desember des joulukuuta joulukuu aralık декабря decembrie δεκεμβρίου ديسمبر",
];

/// A run of letters or of digits, and the signs after it.
#[derive(Clone, Copy)]
struct Piece<'a> {
    text: &'a str,
    after: &'a str,
}

impl Piece<'_> {
    fn number(&self) -> Option<i16> {
        if self.text.len() > 4 { None } else { self.text.parse().ok() }
    }

    fn month(&self) -> Option<i16> {
        if self.text.len() < 2 || self.text.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let word = self.text.to_lowercase();
        (1..).zip(MONTHS).find(|(_, names)| names.split(' ').any(|name| name == word)).map(|(month, _)| month)
    }

    /// `de`, `of`, `st`, `er`: what may stand between a day, its month and its year.
    fn is_filler(&self) -> bool {
        matches!(
            self.text.to_lowercase().as_str(),
            "de" | "del" | "of" | "st" | "nd" | "rd" | "th" | "er" | "the" | "e"
        )
    }
}

/// The first day that the beginning of `text` names with day, month and year; days before the month or after it,
/// the month as a word in any language of the stemmers or as a number.
///
/// Numbers whose order cannot be told (`03/04/2022`) name no day; with points they are day, month, year.
pub fn find_date(text: &str) -> Option<Date> {
    let mut end = text.len().min(SEARCHED);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let pieces = pieces(&text[..end]);
    (0..pieces.len()).find_map(|at| written(&pieces[at..]).or_else(|| numeric(&pieces[at..])))
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let (mut start, mut end) = (None, 0);
    let kind = |c: char| if c.is_ascii_digit() { 1 } else { 2 * u8::from(c.is_alphanumeric()) };
    let mut last = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let now = if at == text.len() { 0 } else { kind(c) };
        if now != last {
            if let (Some(from), true) = (start, last != 0) {
                pieces.push(Piece { text: &text[from..at], after: "" });
                end = at;
                start = None;
            }
            if now != 0 {
                if let Some(piece) = pieces.last_mut() {
                    piece.after = &text[end..at];
                }
                start = Some(at);
            }
        }
        last = now;
    }
    pieces
}

/// A day whose month is a word.
fn written(pieces: &[Piece<'_>]) -> Option<Date> {
    let words: Vec<&Piece<'_>> = pieces.iter().take(7).filter(|piece| !piece.is_filler()).take(3).collect();
    let [one, two, three] = words[..] else { return None };
    if [one, two].iter().any(|piece| piece.after.contains(['|', ';', '!', '?', ':'])) {
        return None;
    }
    let (day, month, year) = if let Some(month) = two.month() {
        if one.text.len() == 4 {
            (three.number()?, month, one.number()?)
        } else {
            (one.number()?, month, three.number()?)
        }
    } else {
        (two.number()?, one.month()?, three.number()?)
    };
    date(year, month, day)
}

/// A day in figures only.
fn numeric(pieces: &[Piece<'_>]) -> Option<Date> {
    let first = pieces.first()?;
    if first.text.len() == 8 {
        let number = |from, to| first.text.get(from..to).and_then(|part: &str| part.parse().ok());
        return date(number(0, 4)?, number(4, 6)?, number(6, 8)?);
    }
    if let [year, y, month, m, day, ..] = pieces
        && matches!((y.text, m.text), ("年", "月") | ("년", "월"))
    {
        return date(year.number()?, month.number()?, day.number()?);
    }
    let [one, two, three, ..] = pieces else { return None };
    if one.after != two.after || !matches!(one.after, "-" | "/" | "." | "_" | "–" | ". ") {
        return None;
    }
    let (first, second, third) = (one.number()?, two.number()?, three.number()?);
    match (one.text.len(), three.text.len(), one.after) {
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
            "published_time: 2022-06-01 09:02:16-04:00",
        ] {
            assert_eq!(find_date(text), Date::new(2022, 6, 1).ok(), "{text}");
        }
        assert_eq!(find_date("13/06/2022"), Date::new(2022, 6, 13).ok());
        assert_eq!(find_date("06/13/2022"), Date::new(2022, 6, 13).ok());
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
            "call 555-123-4567",
            "12:30:2022",
            "\0",
        ] {
            assert_eq!(find_date(text), None, "{text}");
        }
    }
}
