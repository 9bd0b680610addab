//! Non-negative matrix factorisation: rows as mixtures of a few parts.

use rayon::prelude::*;

use super::random::Random;

/// A sparse matrix of numbers that are not below zero: by row, its columns, ascending, with their values.
#[derive(Debug, Clone, Default)]
pub struct Sparse {
    /// The rows.
    pub rows: Vec<Vec<(u32, f64)>>,
    /// How many columns there are.
    pub columns: usize,
}

/// What a matrix is made of: `weights` · `parts` is near it.
#[derive(Debug, Clone)]
pub struct Factors {
    /// By row of the matrix, how much of each part it has.
    pub weights: Vec<Vec<f64>>,
    /// By part, a row of length 1 over the columns.
    pub parts: Vec<Vec<f64>>,
    /// The squared distance from the matrix, over that of the matrix from zero: 0 to 1.
    pub rest: f64,
}

/// At most so many rounds.
const ROUNDS: usize = 200;
/// Rounds end where the rest falls by less than this part of itself.
const TOLERANCE: f64 = 1e-5;
/// Sums over rows are made in so many blocks, whatever the threads, and added up in their order.
const BLOCKS: usize = 32;
/// Starts are tried, ...
const STARTS: u64 = 3;
/// ... each for so many rounds; the one that is nearest by then is kept and goes on.
const FIRST_ROUNDS: usize = 10;

/// The matrix as `count` parts, from starts that `seed` decides; the same on every run, for any number of threads.
///
/// Minimises the squared distance by hierarchical alternating least squares, 200 rounds at most, from the best of 3 random
/// starts. Parts that nothing is made of are zero.
///
/// # Source
/// Lee & Seung (1999), Learning the parts of objects by non-negative matrix factorization; Cichocki & Phan (2009) for the
/// algorithm.
pub fn factors<'a>(matrix: &'a Sparse, count: usize, seed: u64) -> Factors {
    if count == 0 {
        return Factors { weights: vec![Vec::new(); matrix.rows.len()], parts: Vec::new(), rest: 1.0 };
    }
    let begun = |start| Work::new(matrix, count, Random::new(seed, start)).rounds(FIRST_ROUNDS);
    let best = |best: Work<'a>, other: Work<'a>| if other.rest < best.rest { other } else { best };
    let begun = (1..STARTS).map(begun).fold(begun(0), best);
    begun.rounds(ROUNDS - FIRST_ROUNDS).finish()
}

/// Some of a row's numbers: rows are filled up to whole lanes, so that loops over them leave no remainder.
type Lane = [f64; LANE];
const LANE: usize = 4;

struct Work<'a> {
    matrix: &'a Sparse,
    count: usize,
    /// In how many lanes a row of so many parts stands; what is left over in the last of them is 0.
    lanes: usize,
    /// Rows × parts.
    weights: Vec<Lane>,
    /// Columns × parts.
    parts: Vec<Lane>,
    size: f64,
    /// The rest after the last round.
    rest: f64,
}

impl<'a> Work<'a> {
    fn new(matrix: &'a Sparse, count: usize, mut random: Random) -> Self {
        let values = || matrix.rows.iter().flatten().map(|cell| cell.1);
        let cells = (matrix.rows.len() * matrix.columns).max(1) as f64;
        let scale = (values().sum::<f64>() / cells / count.max(1) as f64).sqrt();
        let lanes = count.div_ceil(LANE);
        let mut numbers = |rows: usize| {
            let mut numbers = vec![[0.0; LANE]; rows * lanes];
            for row in numbers.chunks_exact_mut(lanes) {
                row.as_flattened_mut()[..count].fill_with(|| scale * random.uniform());
            }
            numbers
        };
        let parts = numbers(matrix.columns);
        let weights = numbers(matrix.rows.len());
        let size = values().map(|value| value * value).sum();
        Self { matrix, count, lanes, weights, parts, size, rest: f64::INFINITY }
    }

    /// After so many rounds more, or fewer where no more comes of them.
    fn rounds(mut self, most: usize) -> Self {
        for _ in 0..most {
            let rest = self.fit();
            let is_done = self.rest - rest <= TOLERANCE * rest;
            self.rest = self.rest.min(rest);
            if is_done {
                break;
            }
        }
        self
    }

    /// Fits the weights, then the parts; the result is the rest afterwards.
    fn fit(&mut self) -> f64 {
        let (toward, gram_of_weights) = self.fit_weights();
        let Self { lanes, parts, size, .. } = self;
        let rows = parts.par_chunks_exact_mut(*lanes).zip(toward.par_chunks_exact(*lanes));
        rows.for_each_init(
            || vec![[0.0; LANE]; *lanes],
            |left, (parts, toward)| {
                left.copy_from_slice(toward);
                descend(parts, left, &gram_of_weights);
            },
        );
        let gram_of_parts = gram(parts, *lanes);
        let product = |one: &[Lane], other: &[Lane]| -> f64 {
            one.as_flattened().iter().zip(other.as_flattened()).map(|(one, other)| one * other).sum()
        };
        let (met, made) = (product(parts, &toward), product(&gram_of_parts, &gram_of_weights));
        if *size > 0.0 { ((*size - 2.0 * met + made) / *size).max(0.0) } else { 0.0 }
    }

    /// Fits the weights. Of each row, while it is at hand: where its weights draw the parts, and their products; both summed
    /// over all rows.
    fn fit_weights(&mut self) -> (Vec<Lane>, Vec<Lane>) {
        let Self { matrix, lanes, weights, parts, .. } = self;
        let lanes = *lanes;
        let gram_of_parts = gram(parts, lanes);
        let block = matrix.rows.len().div_ceil(BLOCKS).max(1);
        let blocks = matrix.rows.par_chunks(block).zip(weights.par_chunks_mut(block * lanes));
        let sums = blocks.map(|(rows, weights)| {
            let mut drawn = vec![[0.0; LANE]; matrix.columns * lanes];
            let mut toward = vec![[0.0; LANE]; lanes];
            for (row, weights) in rows.iter().zip(weights.chunks_exact_mut(lanes)) {
                toward.fill([0.0; LANE]);
                for &(column, value) in row {
                    add(&mut toward, value, &parts[column as usize * lanes..][..lanes]);
                }
                descend(weights, &mut toward, &gram_of_parts);
                for &(column, value) in row {
                    add(&mut drawn[column as usize * lanes..][..lanes], value, weights);
                }
            }
            let products = products(weights, lanes);
            (drawn, products)
        });
        let (drawn, products): (Vec<_>, Vec<_>) = sums.unzip();
        (added(drawn, matrix.columns * lanes), added(products, lanes * LANE * lanes))
    }

    fn finish(self) -> Factors {
        let Self { count, lanes, weights, parts, rest, .. } = self;
        let rows = |of: &[Lane]| -> Vec<Vec<f64>> {
            of.chunks_exact(lanes).map(|row| row.as_flattened()[..count].to_vec()).collect()
        };
        let (mut weights, parts) = (rows(&weights), rows(&parts));
        let lengths: Vec<f64> = (0..count)
            .map(|part| parts.iter().map(|row| row[part] * row[part]).sum::<f64>().sqrt())
            .collect();
        let unit = |part: usize, value: f64| if lengths[part] > 0.0 { value / lengths[part] } else { 0.0 };
        let of_part = |part: usize| parts.iter().map(|row| unit(part, row[part])).collect();
        for row in &mut weights {
            row.iter_mut().zip(&lengths).for_each(|(weight, length)| *weight *= length);
        }
        Factors { weights, parts: (0..count).map(of_part).collect(), rest }
    }
}

/// `sums` + `factor` · `row`.
fn add(sums: &mut [Lane], factor: f64, row: &[Lane]) {
    for (sum, value) in sums.as_flattened_mut().iter_mut().zip(row.as_flattened()) {
        *sum += factor * value;
    }
}

/// One round of coordinate descent on a row: each number moves to where the distance is least, the others held. `left`
/// is where the row is to come to, and then what is left of the way.
fn descend(row: &mut [Lane], left: &mut [Lane], gram: &[Lane]) {
    let lanes = row.len();
    let row = row.as_flattened_mut();
    let of = |part: usize| &gram[part * lanes..(part + 1) * lanes];
    for (part, &value) in row.iter().enumerate().filter(|(_, value)| **value > 0.0) {
        add(left, -value, of(part));
    }
    for (part, value) in row.iter_mut().enumerate() {
        let of_part = of(part);
        let own = of_part.as_flattened()[part];
        let moved = if own > 0.0 { (*value + left.as_flattened()[part] / own).max(0.0) } else { 0.0 };
        if moved != *value {
            add(left, *value - moved, of_part);
            *value = moved;
        }
    }
}

/// The products of each two columns, summed over rows of so many lanes.
fn products(rows: &[Lane], lanes: usize) -> Vec<Lane> {
    let mut sums = vec![[0.0; LANE]; lanes * LANE * lanes];
    for row in rows.chunks_exact(lanes) {
        let of_parts = row.as_flattened().iter().zip(sums.chunks_exact_mut(lanes));
        of_parts.filter(|of| *of.0 > 0.0).for_each(|(value, sums)| add(sums, *value, row));
    }
    sums
}

/// The same in blocks, on all threads.
fn gram(rows: &[Lane], lanes: usize) -> Vec<Lane> {
    let block = (rows.len() / lanes).div_ceil(BLOCKS).max(1) * lanes;
    added(rows.par_chunks(block).map(|rows| products(rows, lanes)).collect(), lanes * LANE * lanes)
}

/// The sum of blocks, in their order.
fn added(blocks: Vec<Vec<Lane>>, size: usize) -> Vec<Lane> {
    blocks.into_iter().fold(vec![[0.0; LANE]; size], |mut sum, block| {
        add(&mut sum, 1.0, &block);
        sum
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows that are each made of one of two parts over disjoint columns.
    fn two_parts() -> Sparse {
        let row = |row: usize| {
            let first = if row.is_multiple_of(2) { 0u32 } else { 3 };
            let scale = 1.0 + (row % 5) as f64;
            (0..3).map(|column| (first + column, scale * (1.0 + f64::from(column)))).collect()
        };
        Sparse { rows: (0..40).map(row).collect(), columns: 6 }
    }

    #[test]
    fn what_is_made_of_two_parts_is_taken_apart_into_them() {
        let found = factors(&two_parts(), 2, 1);
        assert!(found.rest < 1e-6, "{}", found.rest);
        let mut parts = found.parts.clone();
        parts.sort_by(|a, b| b[0].total_cmp(&a[0]));
        let length = 14f64.sqrt();
        for (part, first) in parts.iter().zip([0, 3]) {
            for (column, value) in part.iter().enumerate() {
                let wanted = if (first..first + 3).contains(&column) {
                    (1 + column - first) as f64 / length
                } else {
                    0.0
                };
                assert!((value - wanted).abs() < 1e-3, "{parts:?}");
            }
        }
    }

    #[test]
    fn one_part_of_a_matrix_is_its_first_singular_vector() {
        // [[2, 1], [1, 2]] has the singular value 3 with (1, 1)/√2, and 1.
        let matrix = Sparse { rows: vec![vec![(0, 2.0), (1, 1.0)], vec![(0, 1.0), (1, 2.0)]], columns: 2 };
        let found = factors(&matrix, 1, 7);
        assert!(found.parts[0].iter().all(|value| (value - 0.5f64.sqrt()).abs() < 1e-3), "{found:?}");
        assert!((found.rest - 0.1).abs() < 1e-4, "{found:?}");
    }

    #[test]
    fn nothing_is_made_of_nothing() {
        let empty = factors(&Sparse::default(), 3, 0);
        assert!(empty.weights.is_empty() && empty.rest == 0.0);
        assert_eq!(factors(&two_parts(), 0, 0).rest, 1.0, "no part, and all of it is left");
        let zero = factors(&Sparse { rows: vec![Vec::new(); 2], columns: 3 }, 2, 0);
        assert!(zero.parts.iter().flatten().all(|value| value.is_finite()));
    }

    #[test]
    fn threads_change_nothing() {
        let of = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| factors(&two_parts(), 3, 5))
        };
        let (one, four) = (of(1), of(4));
        assert_eq!((one.weights, one.parts), (four.weights, four.parts));
    }
}
