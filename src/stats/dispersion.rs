//! How evenly a term is spread over the parts of a corpus.
//!
//! vᵢ is its count in part i, sᵢ the part's share of all tokens, f = Σv, pᵢ = vᵢ / size of the part, n parts. A term
//! costs only the parts that have it: what the others add follows from sums.

use super::working::digits;

/// The parts of a corpus, summed up for all terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parts {
    /// How many parts have tokens.
    count: u64,
    /// Their tokens.
    size: u64,
    /// Tokens of the smallest.
    smallest: u64,
}

impl Parts {
    /// From the sizes in tokens of all parts; empty parts are left out.
    pub fn new(sizes: impl IntoIterator<Item = u64>) -> Self {
        let mut parts = Self::default();
        for size in sizes.into_iter().filter(|&size| size > 0) {
            parts.smallest = if parts.count == 0 { size } else { parts.smallest.min(size) };
            parts.count += 1;
            parts.size += size;
        }
        parts
    }

    /// How many parts have tokens, n.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// sᵢ of a part of `size` tokens.
    pub fn share(&self, size: u64) -> f64 {
        size as f64 / self.size as f64
    }
}

/// DP of one term, fed with the parts that have it.
#[derive(Debug, Clone, Copy)]
pub struct Deviation {
    frequency: f64,
    differences: f64,
    share_with: f64,
}

impl Deviation {
    /// For a term that occurs `frequency` times in all parts together.
    pub fn new(frequency: u64) -> Self {
        Self { frequency: frequency as f64, differences: 0.0, share_with: 0.0 }
    }

    /// A part that has the term `count` times, over 0, with its [`Parts::share`], over 0. Each such part once, in a
    /// fixed order.
    #[inline]
    pub fn add(&mut self, count: u64, share: f64) {
        self.differences += (count as f64 / self.frequency - share).abs();
        self.share_with += share;
    }

    fn dp(&self) -> f64 {
        (0.5 * (self.differences + 1.0 - self.share_with)).max(0.0)
    }

    fn dp_norm(&self, parts: &Parts) -> f64 {
        self.dp() / (1.0 - parts.share(parts.smallest))
    }

    /// [`Dispersion::dp_norm`] as a keyword, which occurs in some part, carries it: `None` below 5 parts, where it says
    /// little.
    pub fn dp_norm_of_keyword(&self, parts: &Parts) -> Option<f64> {
        (parts.count >= 5).then(|| self.dp_norm(parts))
    }
}

/// The spread of one term, fed with the parts that have it.
#[derive(Debug, Clone, Copy)]
pub struct Spreading<'a> {
    parts: &'a Parts,
    frequency: f64,
    deviation: Deviation,
    range: u64,
    rates: f64,
    /// The mean of the rates of the parts that have it, and the sum of their squared distances from that.
    mean_with: f64,
    squares_with: f64,
    rate_logs: f64,
    roots: f64,
    divergence: f64,
}

/// Every measure of dispersion of one term.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dispersion {
    /// In how many parts it stands.
    pub range: u64,
    /// ½Σ|vᵢ/f − sᵢ|: 0 even, towards 1 uneven. Gries (2008).
    pub dp: f64,
    /// DP / (1 − min s): 0 even, 1 in the smallest part alone. Lijffijt & Gries (2012).
    pub dp_norm: f64,
    /// 1 − (population sd of p / mean of p)/√(n − 1), within `[0, 1]`: 1 even. Juilland & Chang-Rodríguez (1964).
    pub juilland_d: f64,
    /// Entropy of p/Σp over lg n, within `[0, 1]`: 1 even. Carroll (1970).
    pub carroll_d2: f64,
    /// (Σ√(sᵢvᵢ))²/f: 1 even. Rosengren (1971).
    pub rosengren_s: f64,
    /// Σ(vᵢ/f)·lg((vᵢ/f)/sᵢ): 0 even, in bits. Gries (2020).
    pub kl_divergence: f64,
}

impl<'a> Spreading<'a> {
    /// For a term that occurs `frequency` times in all `parts` together.
    pub fn new(parts: &'a Parts, frequency: u64) -> Self {
        Self {
            parts,
            frequency: frequency as f64,
            deviation: Deviation::new(frequency),
            range: 0,
            rates: 0.0,
            mean_with: 0.0,
            squares_with: 0.0,
            rate_logs: 0.0,
            roots: 0.0,
            divergence: 0.0,
        }
    }

    /// A part of `size` tokens that has the term `count` times. Each such part once, in a fixed order.
    pub fn add(&mut self, count: u64, size: u64) {
        if count == 0 || size == 0 {
            return;
        }
        let (v, s) = (count as f64 / self.frequency, self.parts.share(size));
        let rate = count as f64 / size as f64;
        self.range += 1;
        self.deviation.add(count, s);
        self.rates += rate;
        let distance = rate - self.mean_with;
        self.mean_with += distance / self.range as f64;
        self.squares_with += distance * (rate - self.mean_with);
        self.rate_logs += rate * rate.log2();
        self.roots += (s * count as f64).sqrt();
        self.divergence += v * (v / s).log2();
    }

    /// The population's standard deviation of the rates, by Welford's updates, since the plain sums of squares cancel; the
    /// parts without the term, whose rates are 0, are taken in at the end.
    fn deviation_of_rates(&self) -> f64 {
        let (n, with) = (self.parts.count as f64, self.range as f64);
        let squares = self.squares_with + self.mean_with * self.mean_with * with * (n - with) / n;
        (squares / n).max(0.0).sqrt()
    }

    /// The formulas of [`Self::finish`] with their numbers put in: DP, DPnorm, D, D2, S and the divergence.
    pub fn workings(&self) -> [String; 6] {
        let Self { parts, deviation, .. } = self;
        let n = parts.count as f64;
        let mean = self.rates / n;
        let sd = self.deviation_of_rates();
        let [differences, share_with] = [deviation.differences, deviation.share_with].map(digits);
        // No rate is over 1, and so no logarithm over 0.
        let [sd, mean, rates, logs] = [sd, mean, self.rates, self.rate_logs.abs()].map(digits);
        [
            format!("½·({differences} + 1 − {share_with})"),
            format!("{}/(1 − {}/{})", digits(deviation.dp()), parts.smallest, parts.size),
            format!("1 − {sd}/{mean}/√({n} − 1)"),
            format!("(lg({rates}) + {logs}/{rates})/lg({n})"),
            format!("{}²/{}", digits(self.roots), digits(self.frequency)),
            format!("Σ (v/f)·lg((v/f)/s) over the parts that have it: {}", self.range),
        ]
    }

    /// The measures; `None` for a term that does not occur, and with fewer than two parts.
    pub fn finish(&self) -> Option<Dispersion> {
        if self.range == 0 || self.parts.count < 2 {
            return None;
        }
        let n = self.parts.count as f64;
        let mean = self.rates / n;
        let deviation = self.deviation_of_rates();
        let entropy = self.rates.log2() - self.rate_logs / self.rates;
        Some(Dispersion {
            range: self.range,
            dp: self.deviation.dp(),
            dp_norm: self.deviation.dp_norm(self.parts),
            juilland_d: (1.0 - deviation / mean / (n - 1.0).sqrt()).clamp(0.0, 1.0),
            carroll_d2: (entropy / n.log2()).clamp(0.0, 1.0),
            rosengren_s: self.roots * self.roots / self.frequency,
            kl_divergence: self.divergence.max(0.0),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rows: &[(u64, u64)]) -> (Option<Dispersion>, Option<f64>) {
        let parts = Parts::new(rows.iter().map(|row| row.1));
        let mut spreading = Spreading::new(&parts, rows.iter().map(|row| row.0).sum());
        rows.iter().for_each(|&(count, size)| spreading.add(count, size));
        (spreading.finish(), spreading.deviation.dp_norm_of_keyword(&parts))
    }

    #[test]
    fn a_term_spread_as_the_tokens_are_is_even_by_every_measure() {
        let even = of(&[(1, 10), (2, 20), (3, 30)]).0.unwrap();
        let values = [even.dp, even.dp_norm, even.kl_divergence];
        assert!(values.iter().all(|value| value.abs() < 1e-12), "{even:?}");
        let values = [even.juilland_d, even.carroll_d2, even.rosengren_s];
        assert!(values.iter().all(|value| (value - 1.0).abs() < 1e-7), "{even:?}");
    }

    #[test]
    fn rates_that_are_all_the_same_leave_no_deviation_behind() {
        let even = of(&[(1, 7); 7]).0.unwrap();
        assert!((even.juilland_d - 1.0).abs() < 1e-15, "{even:?}");
    }

    #[test]
    fn dispersion_is_undefined_for_one_part_and_for_no_occurrence() {
        assert_eq!(of(&[(4, 10), (0, 0)]), (None, None));
        assert_eq!(of(&[(0, 10), (0, 10)]).0, None);
    }

    #[test]
    fn a_keyword_has_a_dispersion_from_five_turns_on() {
        assert_eq!(of(&[(4, 10); 4]).1, None);
        assert!(of(&[(4, 10); 5]).1.is_some());
    }
}
