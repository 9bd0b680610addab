//! Where a value stands on an axis, and how numbers are written.

/// A linear axis: values from `low` to `high` stand from `start` to `end`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    low: f64,
    high: f64,
    start: f64,
    end: f64,
}

impl Scale {
    /// An axis; where the values leave no span it is one unit long.
    pub fn new([low, high]: [f64; 2], [start, end]: [f64; 2]) -> Self {
        let low = if low.is_finite() { low } else { 0.0 };
        let high = if high.is_finite() && high > low { high } else { low + 1.0 };
        Self { low, high, start, end }
    }

    /// Where `value` stands; beyond either end it stands at that end.
    pub fn at(&self, value: f64) -> f64 {
        let share = (value.clamp(self.low, self.high) - self.low) / (self.high - self.low);
        self.start + if share.is_nan() { 0.0 } else { share } * (self.end - self.start)
    }

    /// Whether `value` is on the axis.
    pub fn holds(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }

    /// Round values on the axis, about `count` of them: steps of 1, 2 or 5 times a power of ten.
    pub fn ticks(&self, count: usize) -> Vec<f64> {
        let step = round_step((self.high - self.low) / count.max(1) as f64);
        let first = (self.low / step - 1e-9).ceil();
        let last = (self.high / step + 1e-9).floor();
        let many = (last - first).clamp(0.0, 100.0) as usize;
        (0..=many).map(|index| (first + index as f64) * step).collect()
    }
}

/// The smallest of 1, 2, 5 times a power of ten that is at least `size`.
pub fn round_step(size: f64) -> f64 {
    if !(size.is_finite() && size > 0.0) {
        return 1.0;
    }
    let power = 10f64.powf(size.log10().floor());
    [1.0, 2.0, 5.0]
        .map(|lead| lead * power)
        .into_iter()
        .find(|step| *step >= size * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

/// The round values from `low` to `high`, both above 0, for an axis of logarithms: 1, 2 and 5 times powers of ten, or,
/// where these are more than `most`, powers of ten alone.
pub fn log_ticks(low: f64, high: f64, most: usize) -> Vec<f64> {
    let first = low.max(f64::MIN_POSITIVE).log10().floor() as i32;
    let last = high.max(low).min(f64::MAX).log10().floor() as i32;
    let with = |leads: &[f64]| -> Vec<f64> {
        let all = (first..=last).flat_map(|power| leads.iter().map(move |lead| lead * 10f64.powi(power)));
        all.filter(|tick| (low..=high).contains(tick)).collect()
    };
    let close = with(&[1.0, 2.0, 5.0]);
    if close.len() <= most { close } else { with(&[1.0]) }
}

/// `count` with thousands set apart: 1,668.
pub fn count(count: u64) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `value` to so many decimals, thousands set apart; what is no number is a dash.
pub fn number(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let plain = format!("{:.decimals$}", value.abs());
    let (whole, rest) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let whole = whole.parse().map_or_else(|_| format!("{:.1e}", value.abs()), count);
    let is_zero = plain.chars().all(|letter| matches!(letter, '0' | '.'));
    let sign = if value < 0.0 && !is_zero { "−" } else { "" };
    format!("{sign}{whole}{rest}")
}

/// How many decimals show `values` side by side: none for whole numbers, else three figures of the largest.
pub fn decimals(values: impl Iterator<Item = f64> + Clone) -> usize {
    let finite = values.filter(|value| value.is_finite());
    if finite.clone().all(|value| value.fract() == 0.0) {
        return 0;
    }
    match finite.map(f64::abs).fold(0.0, f64::max) {
        largest if largest >= 100.0 => 0,
        largest if largest >= 10.0 => 1,
        largest if largest >= 0.1 => 2,
        _ => 4,
    }
}

/// A share from 0 to 1 as per cent: 78 %, and never 0 % for something or 100 % for less than all.
pub fn percent(share: f64) -> String {
    match share * 100.0 {
        part if part > 0.0 && part < 0.5 => "<1 %".to_owned(),
        part if (99.5..100.0).contains(&part) => ">99 %".to_owned(),
        part => format!("{} %", number(part, 0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_on_the_axis() {
        assert_eq!(Scale::new([0.0, 1668.0], [0.0, 1.0]).ticks(5), [0.0, 500.0, 1000.0, 1500.0]);
        assert_eq!(Scale::new([-1.0, 1.0], [0.0, 1.0]).ticks(4), [-1.0, -0.5, 0.0, 0.5, 1.0]);
        for wild in [[f64::NAN, f64::INFINITY], [5.0, 5.0], [0.0, 1e300], [0.0, 1e-300]] {
            let ticks = Scale::new(wild, [0.0, 1.0]).ticks(5);
            assert!(ticks.len() <= 101 && ticks.iter().all(|tick| tick.is_finite()), "{wild:?} {ticks:?}");
        }
    }

    #[test]
    fn ticks_of_logarithms_are_round_and_on_the_axis() {
        assert_eq!(log_ticks(3.0, 60.0, 9), [5.0, 10.0, 20.0, 50.0]);
        assert_eq!(log_ticks(3.0, 20_000.0, 9), [10.0, 100.0, 1_000.0, 10_000.0]);
        assert_eq!(log_ticks(f64::NAN, f64::INFINITY, 9), [0.0; 0]);
    }

    #[test]
    fn a_value_beyond_the_axis_stands_at_its_end() {
        let axis = Scale::new([0.0, 10.0], [100.0, 200.0]);
        assert_eq!([5.0, 99.0, -1.0, f64::NAN].map(|value| axis.at(value)), [150.0, 200.0, 100.0, 100.0]);
        assert!(axis.holds(10.0) && !axis.holds(10.1));
    }

    #[test]
    fn numbers_are_written_for_people() {
        assert_eq!([count(7), count(1668), count(1_000_000)], ["7", "1,668", "1,000,000"]);
        assert_eq!([number(-1234.56, 1), number(-0.01, 1), number(f64::NAN, 1)], ["−1,234.6", "0.0", "–"]);
        assert_eq!(
            [percent(0.001), percent(0.783), percent(0.999), percent(1.0)],
            ["<1 %", "78 %", ">99 %", "100 %"]
        );
        assert_eq!(decimals([3.0, 40.0].into_iter()), 0);
        assert_eq!(decimals([3.25, 40.0].into_iter()), 1);
    }
}
