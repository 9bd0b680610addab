//! Formulas with their numbers put in, so that a value can be worked out again by hand.
//!
//! Whole numbers stand as they are, others with nine significant digits; ln is the natural logarithm, lg the binary one.

use super::contingency::Contingency;
use super::interval::LogRateDifference;
use super::log_odds::Prior;
use super::measure::KeynessMeasure;

/// A number of a working: whole, or with nine significant digits at most.
pub(super) fn digits(number: f64) -> String {
    const DIGITS: i32 = 9;
    if number < 0.0 {
        return format!("−{}", digits(-number));
    }
    if number == number.trunc() && number.abs() < 1e15 {
        return format!("{number:.0}");
    }
    let exponent = number.abs().log10().floor() as i32;
    if !(-5..DIGITS).contains(&exponent) {
        return format!("{number:.8e}");
    }
    let text = format!("{number:.*}", usize::try_from(DIGITS - 1 - exponent).unwrap_or(0));
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl KeynessMeasure {
    /// The published formula of the measure with the numbers of `table`, tested in a `family` of so many terms, under
    /// `prior`; `None` where there is nothing to compare.
    ///
    /// Tails and bounds of distributions are named, the others are written out.
    pub fn working(self, table: &Contingency, family: u64, prior: Prior) -> Option<String> {
        let cells = table.cells()?;
        let [a, b, c, d] = cells.observed.map(digits);
        let [n1, n2] = cells.sizes.map(digits);
        let total = digits(cells.total());
        let sign = if cells.excess < 0.0 { "−" } else { "" };
        let deviances = |count: usize| {
            let pairs = cells.observed.iter().zip(&cells.expected).take(count);
            let terms: Vec<String> =
                pairs.map(|(&observed, &expected)| deviance(observed, expected)).collect();
            terms.join(" + ")
        };
        let with = digits(cells.observed[0] + cells.observed[1]);
        Some(match self {
            Self::G2 => format!("{sign}2·({})", deviances(4)),
            Self::Ll2 => format!("{sign}2·({})", deviances(2)),
            Self::Chi2 => {
                let without = digits(cells.observed[2] + cells.observed[3]);
                format!("{sign}{total}·({a}·{d} − {b}·{c})²/({with}·{without}·{n1}·{n2})")
            }
            Self::LogRatio => {
                let [a, b] =
                    [0, 1].map(|i| digits(if cells.observed[i] == 0.0 { 0.5 } else { cells.observed[i] }));
                format!("lg(({a}/{n1})/({b}/{n2}))")
            }
            Self::Lrc => format!(
                "lg(({n2}/{n1})·τ/(1 − τ)), τ: of the Clopper–Pearson interval of {a}/{with} at 1 − 0.05/{family} the \
                 bound nearer to {n1}/{total}, or that itself where the interval holds it"
            ),
            Self::LogOddsZ => log_odds_z(&cells.observed, prior),
            Self::PercentDiff => format!("100·(({a}/{n1})/({b}/{n2}) − 1)"),
            Self::OddsRatio => format!("{a}·{d}/({b}·{c})"),
            Self::Bic => format!("{} − ln({total})", digits(table.ll2()?.abs())),
            Self::SimpleMaths => format!("(1000000·{a}/{n1} + 1)/(1000000·{b}/{n2} + 1)"),
            Self::FisherP => format!(
                "Σ P(X = k) over all k at most as likely as {a}; X: how many of {with} drawn from {total} are among {n1}"
            ),
            Self::Specificity => {
                let tail = if cells.excess < 0.0 { "≤" } else { "≥" };
                format!(
                    "{sign}|log10 P(X {tail} {a})|; X: how many of {with} drawn from {total} are among {n1}"
                )
            }
        })
    }
}

/// O·ln(O/E), which is 0 where nothing is observed.
fn deviance(observed: f64, expected: f64) -> String {
    let (o, e) = (digits(observed), digits(expected));
    if observed == 0.0 { "0".to_owned() } else { format!("{o}·ln({o}/{e})") }
}

fn log_odds_z([a, b, c, d]: &[f64; 4], prior: Prior) -> String {
    let rest = prior.total - prior.term;
    let [a, b] = [a, b].map(|with| digits(with + prior.term));
    let [c, d] = [c, d].map(|without| digits(without + rest));
    format!("(ln({a}/{c}) − ln({b}/{d}))/√(1/{a} + 1/{b})")
}

impl LogRateDifference {
    /// The t of which [`Self::p_cluster`] is the probability.
    pub fn working(&self) -> String {
        let [ratio, variance, degrees] = [self.ln_ratio, self.variance, self.degrees].map(digits);
        format!("two-sided p of t = {ratio}/√{variance} at {degrees} degrees of freedom")
    }
}

/// `per`·`count`/`size`.
pub fn rate(per: &str, count: u64, size: u64) -> String {
    format!("{per}·{count}/{size}")
}

/// count · log10(units / units with it), as [`super::tf_idf::TfIdf::Quanteda`] weighs what stands in all units.
pub fn tf_idf(count: u64, units_with: u64, units: u64) -> String {
    format!("{count}·log10({units}/{units_with})")
}

#[cfg(test)]
#[path = "working_tests.rs"]
mod tests;
