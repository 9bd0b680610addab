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
/// Starts are tried, of which the best is kept.
const STARTS: u64 = 3;

/// The matrix as `count` parts, from starts that `seed` decides; the same on every run, for any number of threads.
///
/// Minimises the squared distance by hierarchical alternating least squares, 200 rounds at most, from 3 random starts.
/// Parts that nothing is made of are zero.
///
/// # Source
/// Lee & Seung (1999), Learning the parts of objects by non-negative matrix factorization; Cichocki & Phan (2009) for the
/// algorithm.
pub fn factors(matrix: &Sparse, count: usize, seed: u64) -> Factors {
    if count == 0 {
        return Factors { weights: vec![Vec::new(); matrix.rows.len()], parts: Vec::new(), rest: 1.0 };
    }
    let starts = (0..STARTS).map(|start| Work::new(matrix, count, Random::new(seed, start)).run());
    let best = starts.reduce(|best, other| if other.rest < best.rest { other } else { best });
    best.unwrap_or(Factors { weights: Vec::new(), parts: Vec::new(), rest: 0.0 })
}

struct Work<'a> {
    matrix: &'a Sparse,
    count: usize,
    /// Rows × parts.
    weights: Vec<Vec<f64>>,
    /// Columns × parts.
    parts: Vec<Vec<f64>>,
    size: f64,
}

impl<'a> Work<'a> {
    fn new(matrix: &'a Sparse, count: usize, mut random: Random) -> Self {
        let values = || matrix.rows.iter().flatten().map(|cell| cell.1);
        let cells = (matrix.rows.len() * matrix.columns).max(1) as f64;
        let scale = (values().sum::<f64>() / cells / count.max(1) as f64).sqrt();
        let mut number = || scale * random.uniform();
        let parts = (0..matrix.columns).map(|_| (0..count).map(|_| number()).collect()).collect();
        let weights = (0..matrix.rows.len()).map(|_| (0..count).map(|_| number()).collect()).collect();
        Self { matrix, count, weights, parts, size: values().map(|value| value * value).sum() }
    }

    fn run(mut self) -> Factors {
        let mut rest = f64::INFINITY;
        for _ in 0..ROUNDS {
            self.fit_weights();
            let next = self.fit_parts();
            if rest - next <= TOLERANCE * next {
                rest = next.min(rest);
                break;
            }
            rest = next;
        }
        self.finish(rest)
    }

    fn fit_weights(&mut self) {
        let Self { matrix, count, weights, parts, .. } = self;
        let gram = gram(parts.par_iter(), *count);
        weights.par_iter_mut().zip(&matrix.rows).for_each(|(weights, row)| {
            let mut toward = vec![0.0; *count];
            for &(column, value) in row {
                for (sum, part) in toward.iter_mut().zip(&parts[column as usize]) {
                    *sum += value * part;
                }
            }
            descend(weights, &toward, &gram);
        });
    }

    /// Fits the parts; the result is the rest afterwards.
    fn fit_parts(&mut self) -> f64 {
        let Self { matrix, count, weights, parts, size } = self;
        let gram_of_weights = gram(weights.par_iter(), *count);
        let block = matrix.rows.len().div_ceil(BLOCKS).max(1);
        let sums: Vec<Vec<f64>> = (matrix.rows.par_chunks(block).zip(weights.par_chunks(block)))
            .map(|(rows, weights)| {
                let mut sums = vec![0.0; matrix.columns * *count];
                for (row, weights) in rows.iter().zip(weights) {
                    for &(column, value) in row {
                        let place = column as usize * *count;
                        for (sum, weight) in sums[place..place + *count].iter_mut().zip(weights) {
                            *sum += value * weight;
                        }
                    }
                }
                sums
            })
            .collect();
        let toward = added(sums, matrix.columns * *count);
        parts.par_iter_mut().zip(toward.par_chunks(*count)).for_each(|(parts, toward)| {
            descend(parts, toward, &gram_of_weights);
        });
        let gram_of_parts = gram(parts.par_iter(), *count);
        let met: f64 = parts.iter().flatten().zip(&toward).map(|(part, toward)| part * toward).sum();
        let made: f64 = gram_of_parts.iter().zip(&gram_of_weights).map(|(a, b)| a * b).sum();
        if *size > 0.0 { ((*size - 2.0 * met + made) / *size).max(0.0) } else { 0.0 }
    }

    fn finish(self, rest: f64) -> Factors {
        let Self { count, mut weights, parts, .. } = self;
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

/// One round of coordinate descent on a row: each number moves to where the distance is least, the others held.
fn descend(row: &mut [f64], toward: &[f64], gram: &[f64]) {
    let count = row.len();
    for part in 0..count {
        let of_part = &gram[part * count..(part + 1) * count];
        if of_part[part] > 0.0 {
            let made: f64 = row.iter().zip(of_part).map(|(value, gram)| value * gram).sum();
            row[part] = (row[part] + (toward[part] - made) / of_part[part]).max(0.0);
        } else {
            row[part] = 0.0;
        }
    }
}

/// The products of each two columns, summed over the rows in blocks.
fn gram<'r>(rows: impl IndexedParallelIterator<Item = &'r Vec<f64>>, count: usize) -> Vec<f64> {
    let block = rows.len().div_ceil(BLOCKS).max(1);
    let sums: Vec<Vec<f64>> = rows
        .fold_chunks(
            block,
            || vec![0.0; count * count],
            |mut sums, row| {
                for (one, of_one) in row.iter().zip(sums.chunks_mut(count)) {
                    of_one.iter_mut().zip(row).for_each(|(sum, other)| *sum += one * other);
                }
                sums
            },
        )
        .collect();
    added(sums, count * count)
}

/// The sum of blocks, in their order.
fn added(blocks: Vec<Vec<f64>>, size: usize) -> Vec<f64> {
    let add = |mut sum: Vec<f64>, block: Vec<f64>| {
        sum.iter_mut().zip(block).for_each(|(sum, value)| *sum += value);
        sum
    };
    blocks.into_iter().fold(vec![0.0; size], add)
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
