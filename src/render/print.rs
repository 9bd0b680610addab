//! Cells as text: exact for machines, rounded for eyes, safe for terminals.

use std::borrow::Cow;

use super::table::Value;

/// How a number is put into digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// The shortest digits that read back the same.
    Exact,
    /// Four significant digits and separated thousands, for eyes.
    Rounded,
}

/// The text of a cell; undefined is the empty text.
pub fn text(value: &Value, precision: Precision) -> Cow<'_, str> {
    match precision {
        Precision::Exact => exact(value),
        Precision::Rounded => rounded(value),
    }
}

/// The text of a cell that loses nothing.
///
/// A float prints in the shortest form that reads back the same, without a trailing `.0`, and with an
/// exponent where it is very large or very small (`25`, `0.1`, `1e+300`): the digits are those of JSON.
/// A float that is not finite is undefined, so it prints as nothing.
pub fn exact(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Empty => Cow::Borrowed(""),
        Value::Text(text) => Cow::Borrowed(text),
        Value::Integer(number) => Cow::Owned(number.to_string()),
        Value::Float(number) => Cow::Owned(shortest(*number)),
        Value::Boolean(truth) => Cow::Borrowed(if *truth { "true" } else { "false" }),
        Value::Date(date) => Cow::Owned(date.to_string()),
    }
}

/// The text of a cell for eyes: floats to four significant digits, thousands separated by commas.
/// Everything else as in [`exact`].
pub fn rounded(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Integer(number) => Cow::Owned(separated(&number.to_string())),
        Value::Float(number) => Cow::Owned(significant(*number)),
        Value::Empty | Value::Text(_) | Value::Boolean(_) | Value::Date(_) => exact(value),
    }
}

/// How the numbers of a column are written for eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// As numbers, all with as many decimals.
    #[default]
    Number,
    /// As hundredths of a whole, with one decimal: `6.7 %`.
    Share,
}

/// The numbers of one column for eyes: floats with as many decimals each, so that the largest keeps about four digits and
/// the smallest shows one, if four decimals will do; below that a float has an exponent. Everything else as in [`rounded`].
pub fn column<'t>(values: impl Iterator<Item = &'t Value> + Clone, form: Form) -> Vec<String> {
    let decimals = decimals(values.clone().filter_map(|value| match value {
        Value::Float(number) => Some(*number),
        Value::Empty | Value::Text(_) | Value::Integer(_) | Value::Boolean(_) | Value::Date(_) => None,
    }));
    let written = |value: &Value| match (form, value) {
        (Form::Number, Value::Float(number)) => fixed(*number, decimals),
        (Form::Share, Value::Float(share)) => hundredths(*share),
        (Form::Number | Form::Share, value) => rounded(value).into_owned(),
    };
    values.map(written).collect()
}

/// How many decimals fit the numbers.
fn decimals(numbers: impl Iterator<Item = f64> + Clone) -> usize {
    let sizes = || numbers.clone().map(f64::abs).filter(|size| size.is_finite() && *size > 0.0);
    if sizes().all(|size| size.fract() == 0.0) {
        return 0;
    }
    let largest = match sizes().fold(0.0, f64::max) {
        size if size >= 1000.0 => 0,
        size if size >= 100.0 => 1,
        size if size >= 1.0 => 2,
        _ => 3,
    };
    let smallest = match sizes().fold(f64::INFINITY, f64::min) {
        size if size >= 1.0 => 0,
        size if size >= 0.1 => 1,
        size if size >= 0.01 => 2,
        size if size >= 0.001 => 3,
        _ => 4,
    };
    largest.max(smallest)
}

/// A float with so many decimals; as [`rounded`] has it where nothing would be left of it, or it is very large.
fn fixed(number: f64, decimals: usize) -> String {
    let digits = format!("{number:.decimals$}");
    let is_lost = number != 0.0 && digits.chars().all(|c| !c.is_ascii_digit() || c == '0');
    if is_lost || !number.is_finite() || number.abs() >= 1e15 {
        return significant(number);
    }
    let digits = if number == 0.0 { digits.trim_start_matches('-') } else { &digits };
    match digits.split_once('.') {
        Some((whole, part)) => format!("{}.{part}", separated(whole)),
        None => separated(digits),
    }
}

fn hundredths(share: f64) -> String {
    let hundredths = share * 100.0;
    match hundredths {
        _ if !share.is_finite() => String::new(),
        small if small > 0.0 && small < 0.05 => "< 0.1 %".to_owned(),
        _ => format!("{hundredths:.1} %"),
    }
}

fn shortest(number: f64) -> String {
    let Some(finite) = serde_json::Number::from_f64(number) else { return String::new() };
    let digits = finite.to_string();
    match digits.strip_suffix(".0") {
        Some("-0") => "0".to_owned(),
        Some(whole) => whole.to_owned(),
        None => digits,
    }
}

fn significant(number: f64) -> String {
    if !number.is_finite() {
        return String::new();
    }
    let scientific = format!("{number:.3e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    match exponent {
        -4..3 => without_end_zeros(&format!("{number:.*}", usize::try_from(3 - exponent).unwrap_or(0))),
        3..15 => separated(&format!("{number:.0}")),
        _ => format!("{}e{exponent}", without_end_zeros(mantissa)),
    }
}

fn without_end_zeros(digits: &str) -> String {
    if !digits.contains('.') {
        return digits.to_owned();
    }
    let shorter = digits.trim_end_matches('0').trim_end_matches('.');
    if shorter == "-0" { "0".to_owned() } else { shorter.to_owned() }
}

fn separated(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    let mut text = String::from(sign);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Pads what follows the decimal point with `digit` blanks, and a missing point with `point`, so that
/// flush right the points of all cells stand in one line.
pub fn align_points(cells: &mut [String], digit: char, point: char) {
    let tail =
        |cell: &str| cell.chars().count() - cell.chars().take_while(|c| !matches!(c, '.' | 'e')).count();
    let longest = cells.iter().map(|cell| tail(cell)).max().unwrap_or(0);
    for cell in cells.iter_mut().filter(|cell| !cell.is_empty()) {
        for place in tail(cell)..longest {
            cell.push(if place == 0 { point } else { digit });
        }
    }
}

/// The text on one line, with everything that would move a terminal's cursor or turn its writing
/// direction made visible: control characters become their pictures (`␛`, `␊`), the rest `\u{fffd}`.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().any(|c| shown(c) != c) {
        Cow::Owned(text.chars().map(shown).collect())
    } else {
        text.into()
    }
}

/// The text without the marks that turn the writing direction of all that follows them, numbers too: on a page they
/// would reach beyond what carries them.
pub fn upright(text: &str) -> Cow<'_, str> {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if text.contains(turns) { Cow::Owned(text.replace(turns, "")) } else { text.into() }
}

fn shown(c: char) -> char {
    match c {
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => '\u{fffd}',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_turn_the_direction_of_what_follows_go_and_letters_of_any_direction_stay() {
        assert_eq!(upright("\u{202e}evil\u{202c} שלום\u{200f} \u{2067}1\u{2069}"), "evil שלום\u{200f} 1");
        assert!(matches!(upright("plain"), Cow::Borrowed(_)));
    }

    #[test]
    fn the_floats_of_a_column_have_as_many_decimals() {
        let of = |numbers: &[f64], form| {
            let values: Vec<Value> = numbers.iter().map(|&number| Value::from(number)).collect();
            column(values.iter(), form)
        };
        assert_eq!(of(&[12.345_6, 2.0, 0.6], Form::Number), ["12.35", "2.00", "0.60"]);
        assert_eq!(of(&[0.9, 0.000_2, 0.0], Form::Number), ["0.9000", "0.0002", "0.0000"]);
        assert_eq!(of(&[1500.0, 3.0], Form::Number), ["1,500", "3"]);
        assert_eq!(of(&[0.5, 1.5e-7], Form::Number), ["0.5000", "1.5e-7"]);
        assert_eq!(of(&[-1_234.56], Form::Number), ["-1,235"]);
        assert_eq!(of(&[0.067_23, 1.0, 0.000_1, 0.0], Form::Share), ["6.7 %", "100.0 %", "< 0.1 %", "0.0 %"]);
    }

    #[test]
    fn what_is_undefined_stays_empty_in_its_column() {
        let values = [Value::Empty, Value::Float(f64::NAN), Value::Integer(1_234)];
        assert_eq!(column(values.iter(), Form::Number), ["", "", "1,234"]);
        assert_eq!(column(values.iter().take(2), Form::Share), ["", ""]);
    }

    fn print(number: f64) -> (String, String) {
        let value = Value::Float(number);
        (exact(&value).into_owned(), rounded(&value).into_owned())
    }

    #[test]
    fn exact_floats_read_back_the_same() {
        for number in [0.1 + 0.2, 1.0 / 3.0, 1e300, 5e-324, -2.5, 123_456_789.25, 1e16, 1e-7, f64::MAX] {
            let text = exact(&Value::Float(number)).into_owned();
            assert_eq!(text.parse::<f64>().unwrap().to_bits(), number.to_bits(), "{text}");
            assert!(text.len() < 25, "{text}");
        }
        assert_eq!(print(25.0).0, "25");
        assert_eq!(print(-0.0).0, "0");
    }

    proptest::proptest! {
        #[test]
        fn any_finite_float_reads_back_the_same(number in proptest::num::f64::NORMAL | proptest::num::f64::SUBNORMAL) {
            proptest::prop_assert_eq!(exact(&Value::Float(number)).parse::<f64>(), Ok(number));
        }
    }

    #[test]
    fn rounded_floats_keep_four_significant_digits() {
        let printed = [0.123_456, 12.345_6, 999.96, 1234.5, 12345.6, 0.000_012_345, 25.0, 1e20, -0.5, 0.0];
        let texts = printed.map(|number| print(number).1);
        let expected = ["0.1235", "12.35", "1,000", "1,234", "12,346", "1.234e-5", "25", "1e20", "-0.5", "0"];
        assert_eq!(texts, expected);
    }

    #[test]
    fn what_is_not_finite_is_undefined() {
        assert_eq!(print(f64::INFINITY), (String::new(), String::new()));
    }

    #[test]
    fn thousands_are_separated() {
        assert_eq!(rounded(&Value::Integer(999)), "999");
        assert_eq!(rounded(&Value::Integer(-1_234_567)), "-1,234,567");
    }

    #[test]
    fn escape_codes_and_direction_marks_do_not_reach_the_terminal() {
        assert_eq!(visible("a\u{1b}[2Jb\nc\u{202e}d"), "a␛[2Jb␊c\u{fffd}d");
        assert!(matches!(visible("Tove Bjørgaas"), Cow::Borrowed(_)));
    }
}
