//! Where the level of a rate changes over time.

/// What was counted in one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Hits.
    pub hits: u64,
    /// All tokens.
    pub tokens: u64,
}

/// No level is shorter than so many periods: one that stands out is no new level.
pub const SHORTEST: usize = 2;

/// In fewer periods no change is looked for: how much words vary without one cannot be told from so few.
pub const LEAST: usize = 12;

/// In more periods none is looked for either: where nothing changes the search takes time in the square of their number.
pub const MOST: usize = 5_000;

/// What a change costs in so many periods: 3·ln m for its place, its level, and one more so that few series without a
/// change get one (see the test); and 9·ln m/m, since φ is less sure the fewer there are.
fn penalty(periods: usize) -> f64 {
    let m = periods as f64;
    3.0 * m.ln() * (1.0 + 3.0 / m)
}

/// The periods with which a new level of the rate begins, ascending; none of fewer than [`LEAST`]
/// periods or more than [`MOST`].
///
/// The levels are those that minimise Σ −2·h·ln(h/n)/φ over the levels, h hits of n tokens in each, plus 3·ln m·(1 + 3/m)
/// for each change, m the number of periods: twice the negative log likelihood of Poisson counts, over the dispersion φ, since
/// words come in bursts. φ is the mean of (rᵢ − rᵢ₊₁)²/(r·(1/nᵢ + 1/nᵢ₊₁)) over neighbouring periods, r being the rate of
/// both together, and at least 1: a change of level adds to it at one place alone. In simulations without a change at most 8
/// series in 100 get one where levels vary by a gamma distribution of variance up to ½; 17 at a variance of 2.
///
/// # Source
/// Killick, Fearnhead & Eckley (2012), Optimal detection of changepoints with a linear computational cost (PELT);
/// Zhang & Siegmund (2007) for the size of the penalty.
pub fn changes(periods: &[Count]) -> Vec<usize> {
    if !(LEAST..=MOST).contains(&periods.len()) {
        return Vec::new();
    }
    let costs = Costs::new(periods);
    let penalty = penalty(periods.len());
    // By where the series is cut off: the least cost, and where its last level begins.
    let mut best = vec![(f64::INFINITY, 0); periods.len() + 1];
    best[0] = (-penalty, 0);
    let mut open: Vec<Start> = vec![Start { place: 0, last: usize::MAX }];
    for end in SHORTEST..=periods.len() {
        open.retain(|start| start.last >= end);
        for start in open.iter().filter(|start| start.place + SHORTEST <= end) {
            let cost = best[start.place].0 + costs.of(start.place, end) + penalty;
            if cost < best[end].0 {
                best[end] = (cost, start.place);
            }
        }
        for start in open.iter_mut().filter(|start| start.place + SHORTEST <= end) {
            // A level that begins at `end` does better than one that goes on, once it may.
            if best[start.place].0 + costs.of(start.place, end) >= best[end].0 {
                start.last = start.last.min(end + SHORTEST - 1);
            }
        }
        open.push(Start { place: end, last: usize::MAX });
    }
    let mut found = Vec::new();
    let mut end = periods.len();
    while end > 0 {
        end = best[end].1;
        if end > 0 {
            found.push(end);
        }
    }
    found.reverse();
    found
}

/// A place at which the last level may begin.
struct Start {
    place: usize,
    /// The last end for which it need be tried.
    last: usize,
}

/// What levels cost.
struct Costs {
    /// Hits and tokens before each period.
    before: Vec<Count>,
    dispersion: f64,
}

impl Costs {
    fn new(periods: &[Count]) -> Self {
        let mut before = vec![Count::default()];
        for period in periods {
            let last = before[before.len() - 1];
            before.push(Count { hits: last.hits + period.hits, tokens: last.tokens + period.tokens });
        }
        Self { before, dispersion: dispersion(periods) }
    }

    fn of(&self, start: usize, end: usize) -> f64 {
        let (from, to) = (self.before[start], self.before[end]);
        let (hits, tokens) = ((to.hits - from.hits) as f64, (to.tokens - from.tokens) as f64);
        if hits == 0.0 { 0.0 } else { -2.0 * hits * (hits / tokens).ln() / self.dispersion }
    }
}

fn dispersion(periods: &[Count]) -> f64 {
    let neighbours = periods.windows(2).filter_map(|pair| {
        let [a, b] = [pair[0], pair[1]];
        let hits = (a.hits + b.hits) as f64;
        if hits == 0.0 || a.tokens == 0 || b.tokens == 0 {
            return None;
        }
        let [m, n] = [a.tokens as f64, b.tokens as f64];
        let difference = a.hits as f64 / m - b.hits as f64 / n;
        Some(difference * difference / (hits / (m + n) * (1.0 / m + 1.0 / n)))
    });
    let (sum, count) = neighbours.fold((0.0, 0.0), |(sum, count), one| (sum + one, count + 1.0));
    if count > 0.0 { f64::max(sum / count, 1.0) } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::simulation::Random;
    use super::*;

    fn series(rates: &[f64], tokens: u64, burst: f64, random: &mut Random) -> Vec<Count> {
        let count = |&rate: &f64| {
            let level = if burst > 0.0 { random.gamma(1.0 / burst) * burst } else { 1.0 };
            Count { hits: random.poisson(rate * tokens as f64 * level), tokens }
        };
        rates.iter().map(count).collect()
    }

    /// The least cost over every way to cut, one after the other.
    fn least(periods: &[Count]) -> f64 {
        let costs = Costs::new(periods);
        let penalty = penalty(periods.len());
        let mut best = vec![f64::INFINITY; periods.len() + 1];
        best[0] = -penalty;
        for end in SHORTEST..=periods.len() {
            let starts = (0..=end - SHORTEST).map(|start| best[start] + costs.of(start, end) + penalty);
            best[end] = starts.fold(f64::INFINITY, f64::min);
        }
        best[periods.len()]
    }

    fn cost(periods: &[Count], changes: &[usize]) -> f64 {
        let costs = Costs::new(periods);
        let ends = changes.iter().copied().chain([periods.len()]);
        let starts = std::iter::once(0).chain(changes.iter().copied());
        let levels: f64 = starts.zip(ends).map(|(start, end)| costs.of(start, end)).sum();
        levels + changes.len() as f64 * penalty(periods.len())
    }

    proptest! {
        #[test]
        fn what_is_found_is_the_cheapest_of_all_ways_to_cut(
            hits in prop::collection::vec(prop_oneof![0u64..6, 0u64..90], LEAST..30),
        ) {
            let periods: Vec<Count> = hits.iter().map(|&hits| Count { hits, tokens: 1_000 + 7 * hits }).collect();
            let found = changes(&periods);
            let (found, least) = (cost(&periods, &found), least(&periods));
            prop_assert!((found - least).abs() <= 1e-9 * least.abs().max(1.0), "{found} {least}");
        }
    }

    #[test]
    fn a_level_that_doubles_is_found_where_it_does_and_short_series_have_none() {
        let mut random = Random(5);
        let rates: Vec<f64> = (0..36).map(|month| if month < 20 { 0.004 } else { 0.008 }).collect();
        let found = changes(&series(&rates, 10_000, 0.0, &mut random));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].abs_diff(20) <= 1, "{found:?}");
        assert!(changes(&[Count { hits: 0, tokens: 9 }, Count { hits: 9, tokens: 9 }]).is_empty());
        assert!(changes(&[]).is_empty());
        assert!(changes(&[Count::default(); 5]).is_empty(), "no tokens, no rate");
    }

    #[test]
    fn few_series_without_a_change_get_one_though_words_come_in_bursts() {
        let mut random = Random(17);
        for (burst, periods) in [(0.0, 12), (0.0, 36), (0.2, 12), (0.5, 12), (0.5, 36), (0.5, 120)] {
            let wrong = (0..500).filter(|_| {
                let periods = series(&vec![0.003; periods], 10_000, burst, &mut random);
                !changes(&periods).is_empty()
            });
            let wrong = wrong.count();
            assert!(wrong <= 40, "{wrong} of 500 at {burst}, {periods} periods");
        }
    }
}
