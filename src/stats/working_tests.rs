use proptest::prelude::*;

use super::super::dispersion::{Parts, Spreading};
use super::*;

type Function = fn(f64) -> f64;

/// Works a formula out: sums, products, powers of two, roots and logarithms, as they are written.
struct Abacus<'t>(&'t str);

impl Abacus<'_> {
    fn value(text: &str) -> f64 {
        let spaceless: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let mut abacus = Abacus(&spaceless);
        let value = abacus.sum();
        assert_eq!(abacus.0, "", "{text}");
        value
    }

    fn takes(&mut self, what: &str) -> bool {
        let rest = self.0.strip_prefix(what);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn sum(&mut self) -> f64 {
        let mut value = self.product();
        loop {
            if self.takes("+") {
                value += self.product();
            } else if self.takes("−") {
                value -= self.product();
            } else {
                return value;
            }
        }
    }

    fn product(&mut self) -> f64 {
        let mut value = self.power();
        loop {
            if self.takes("·") {
                value *= self.power();
            } else if self.takes("/") {
                value /= self.power();
            } else {
                return value;
            }
        }
    }

    fn power(&mut self) -> f64 {
        if self.takes("−") {
            return -self.product();
        }
        let value = self.atom();
        if self.takes("²") { value * value } else { value }
    }

    fn atom(&mut self) -> f64 {
        let functions: [(&str, Function); 4] =
            [("ln", f64::ln), ("lg", f64::log2), ("log10", f64::log10), ("√", f64::sqrt)];
        for (name, function) in functions {
            if self.takes(name) {
                return function(self.atom());
            }
        }
        if self.takes("½") {
            return 0.5;
        }
        if self.takes("(") {
            let value = self.sum();
            assert!(self.takes(")"), "{}", self.0);
            return value;
        }
        let is_digit = |c: char| c.is_ascii_digit() || c == '.' || c == 'e';
        let end = self.0.find(|c| !is_digit(c)).unwrap_or(self.0.len());
        let end = if self.0[..end].ends_with('e') {
            self.0[end + 1..].find(|c| !is_digit(c)).map_or(self.0.len(), |more| end + 1 + more)
        } else {
            end
        };
        let (number, rest) = self.0.split_at(end);
        self.0 = rest;
        number.parse().unwrap_or_else(|_| panic!("'{number}' before '{rest}'"))
    }
}

fn tables() -> impl Strategy<Value = Contingency> {
    (1u64..60, 1u64..9_000, 0u64..60, 1u64..9_000).prop_map(|(a, more, b, other)| Contingency {
        target: a,
        target_size: a + more,
        reference: b,
        reference_size: b + other,
    })
}

proptest! {
    #[test]
    fn a_formula_worked_out_gives_the_value(table in tables(), is_swapped: bool) {
        let table = if is_swapped { table.swapped() } else { table };
        let prior = Prior::pooled(&table);
        let scoring = super::super::measure::Scoring { family: 9, prior, compat: Default::default() };
        for measure in KeynessMeasure::ALL {
            match measure {
                KeynessMeasure::Lrc | KeynessMeasure::FisherP | KeynessMeasure::Specificity => continue,
                _ => {}
            }
            if let Some(value) = measure.score(&table, &scoring) {
                let working = measure.working(&table, 9, prior).unwrap();
                let worked_out = Abacus::value(&working);
                let difference = (worked_out - value).abs();
                prop_assert!(difference <= 1e-4 * value.abs().max(1.0), "{working}: {worked_out}, not {value}");
            }
        }
    }

    #[test]
    fn a_dispersion_worked_out_gives_the_value(parts in prop::collection::vec((0u64..9, 1u64..90), 2..12)) {
        let sizes = Parts::new(parts.iter().map(|(count, more)| count + more));
        let mut spreading = Spreading::new(&sizes, parts.iter().map(|part| part.0).sum());
        parts.iter().for_each(|&(count, more)| spreading.add(count, count + more));
        if let Some(found) = spreading.finish() {
            let values = [found.dp, found.dp_norm, found.juilland_d, found.carroll_d2, found.rosengren_s];
            for (working, value) in spreading.workings().iter().zip(values) {
                let worked_out = Abacus::value(working);
                prop_assert!((worked_out.clamp(0.0, f64::MAX) - value).abs() < 1e-6, "{working}: {worked_out}, not {value}");
            }
        }
    }
}

#[test]
fn a_working_shows_the_counts_as_they_are() {
    let table = Contingency { target: 10, target_size: 23, reference: 0, reference_size: 63 };
    let working = |measure: KeynessMeasure| measure.working(&table, 6, Prior::pooled(&table)).unwrap();
    assert_eq!(
        working(KeynessMeasure::G2),
        "2·(10·ln(10/2.6744186) + 0 + 13·ln(13/20.3255814) + 63·ln(63/55.6744186))"
    );
    assert_eq!(working(KeynessMeasure::LogRatio), "lg((10/23)/(0.5/63))");
    assert_eq!(working(KeynessMeasure::LogOddsZ), "(ln(20/89) − ln(10/139))/√(1/20 + 1/10)");
    let swapped = table.swapped();
    assert!(
        KeynessMeasure::Ll2
            .working(&swapped, 6, Prior::pooled(&swapped))
            .unwrap()
            .starts_with("−2·(0 + 10·ln(")
    );
}

#[test]
fn digits_are_nine_at_most_and_whole_numbers_stay_whole() {
    let shown = [0.0, 12.0, 1.0 / 3.0, 1e-7 / 3.0, 123_456.789_012_3, -0.25].map(digits);
    assert_eq!(shown, ["0", "12", "0.333333333", "3.33333333e-8", "123456.789", "−0.25"]);
    assert_eq!((tf_idf(4, 2, 30), rate("1000", 3, 50)), ("4·log10(30/2)".into(), "1000·3/50".into()));
}

#[test]
fn nothing_to_compare_has_no_working() {
    let table = Contingency { target: 0, target_size: 5, reference: 0, reference_size: 9 };
    assert_eq!(KeynessMeasure::G2.working(&table, 1, Prior::pooled(&table)), None);
}
