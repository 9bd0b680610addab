//! The log rate of columns of a matrix with its jackknife: in a sample of clusters, and in a pool of them without one of
//! its samples.

use std::borrow::Cow;

use crate::count::Dfm;
use crate::stats::interval::LogRate;
use crate::stats::jackknife::{Clusters, Jackknife, Sizes, is_light};

/// The place of what is not asked for.
const NONE: u32 = u32::MAX;
/// Columns of which there are so many times as many are few.
const FEW: usize = 64;

/// The columns that are asked for, in a fixed order, each with its place among them. Few of many are looked for, else
/// there is a list of all.
#[derive(Debug)]
pub(super) struct Columns {
    of: Vec<u32>,
    places: Vec<u32>,
}

impl Columns {
    /// Some of `all` columns.
    pub fn new(of: Vec<u32>, all: usize) -> Self {
        let mut places = Vec::new();
        if of.len() * FEW > all || !of.is_sorted() {
            places = vec![NONE; all];
            (0..).zip(&of).for_each(|(place, &column)| places[column as usize] = place);
        }
        Self { of, places }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.of.len()
    }

    /// The columns.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = u32> + '_ {
        self.of.iter().copied()
    }

    /// The place of a column; `None` if it is not asked for.
    #[inline]
    pub fn place(&self, column: u32) -> Option<usize> {
        if self.places.is_empty() {
            return self.of.binary_search(&column).ok();
        }
        let place = self.places[column as usize];
        (place != NONE).then_some(place as usize)
    }
}

/// Clusters: rows of a matrix with their sizes in tokens.
#[derive(Debug)]
pub(super) struct Sample<'a> {
    matrix: Cow<'a, Dfm>,
    sizes: Cow<'a, [u64]>,
    rows: Cow<'a, [u32]>,
}

impl<'a> Sample<'a> {
    /// Some rows of a matrix, ascending.
    pub fn new(matrix: &'a Dfm, sizes: &'a [u64], rows: impl Into<Cow<'a, [u32]>>) -> Self {
        Self { matrix: Cow::Borrowed(matrix), sizes: Cow::Borrowed(sizes), rows: rows.into() }
    }

    /// All rows of a matrix.
    pub fn whole(matrix: Dfm, sizes: Vec<u64>) -> Self {
        let rows = (0..sizes.len() as u32).collect();
        Self { matrix: Cow::Owned(matrix), sizes: Cow::Owned(sizes), rows }
    }

    /// The clusters that have tokens: their rows and sizes.
    pub fn clusters(&self) -> impl Iterator<Item = (u32, u64)> + '_ {
        self.rows.iter().map(|&row| (row, self.size_of(row))).filter(|cluster| cluster.1 > 0)
    }

    /// The columns of one cluster that are not 0, with how often it has them.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u32, u64)> + '_ {
        self.matrix.row(row as usize)
    }

    fn size_of(&self, row: u32) -> u64 {
        self.sizes[row as usize]
    }

    fn size(&self) -> u64 {
        self.clusters().map(|cluster| cluster.1).sum()
    }

    /// The log rates of the columns, which occur `totals` times in all clusters together; `None` where that is 0.
    pub fn log_rates(&self, columns: &Columns, totals: &[u64]) -> Vec<Option<LogRate>> {
        let sizes = self.clusters().map(|cluster| cluster.1);
        let clusters = Clusters::new(self.size(), &Sizes::default(), sizes);
        let mut found: Vec<Jackknife> = totals.iter().map(|&total| Jackknife::new(total)).collect();
        self.add_each(self.clusters(), &clusters, columns, &mut found);
        found.iter().map(|jackknife| jackknife.finish(&clusters)).collect()
    }

    /// Adds clusters one by one.
    fn add_each(
        &self,
        rows: impl Iterator<Item = (u32, u64)>,
        clusters: &Clusters,
        columns: &Columns,
        found: &mut [Jackknife],
    ) {
        for (row, size) in rows {
            let removal = clusters.removal(size);
            for (column, count) in self.matrix.row(row as usize) {
                if let Some(place) = columns.place(column) {
                    found[place].add(count, removal);
                }
            }
        }
    }
}

/// Clusters of which one sample after the other is taken out: for each column they are summed up by how often they have
/// it, so that what is left costs the sample and the columns asked for, not all that is left.
#[derive(Debug)]
pub(super) struct Pool<'a> {
    sample: Sample<'a>,
    size: u64,
    /// The light clusters.
    light: Sizes,
    /// The light clusters, by column and count.
    bins: Vec<Bin>,
    /// Where the bins of each column end.
    ends: Vec<usize>,
    /// All clusters, the largest first.
    by_size: Vec<(u32, u64)>,
}

/// The clusters that have a column so many times.
#[derive(Debug, Clone, Copy)]
struct Bin {
    column: u32,
    /// While bins are found: the bin of the same column that was met after this one.
    next: u32,
    count: u64,
    sizes: Sizes,
}

impl<'a> Pool<'a> {
    /// Sums up the clusters of a sample for those of its so many columns that `is_asked` holds for.
    pub fn new(sample: Sample<'a>, columns: usize, is_asked: impl Fn(u32) -> bool) -> Self {
        let size = sample.size();
        let mut light = Sizes::default();
        let mut bins: Vec<Bin> = Vec::new();
        // The first bin of each column: what is met first is what most clusters have.
        let mut first: Vec<u32> = vec![NONE; columns];
        for (row, of) in sample.clusters().filter(|cluster| is_light(cluster.1, size)) {
            light.add(of);
            for (column, count) in sample.matrix.row(row as usize).filter(|cell| is_asked(cell.0)) {
                let new = bins.len() as u32;
                let mut place = first[column as usize];
                if place == NONE {
                    first[column as usize] = new;
                    place = new;
                }
                while place != new && bins[place as usize].count != count {
                    let next = &mut bins[place as usize].next;
                    if *next == NONE {
                        *next = new;
                    }
                    place = *next;
                }
                if place == new {
                    bins.push(Bin { column, next: NONE, count, sizes: Sizes::default() });
                }
                bins[place as usize].sizes.add(of);
            }
        }
        bins.sort_unstable_by_key(|bin| (bin.column, bin.count));
        let ends = (0..columns as u32).map(|column| bins.partition_point(|bin| bin.column <= column));
        let ends = ends.collect();
        bins.shrink_to_fit();
        let mut by_size: Vec<(u32, u64)> = sample.clusters().collect();
        by_size.sort_by_key(|cluster| std::cmp::Reverse(cluster.1));
        Self { sample, size, light, bins, ends, by_size }
    }

    fn bins(&self, column: u32) -> &[Bin] {
        let start = if column == 0 { 0 } else { self.ends[column as usize - 1] };
        &self.bins[start..self.ends[column as usize]]
    }

    /// The log rates of columns when the clusters of the rows `taken`, ascending, are taken out and what is `left` of
    /// them is put back; `totals` are what then remains. `None` where that is 0.
    pub fn without(
        &self,
        taken: &[u32],
        left: &Sample<'_>,
        columns: &Columns,
        totals: &[u64],
    ) -> Vec<Option<LogRate>> {
        let out = taken.iter().map(|&row| (row, self.sample.size_of(row)));
        let size = self.size - out.clone().map(|cluster| cluster.1).sum::<u64>() + left.size();
        let heavy = self.by_size.iter().copied().take_while(|cluster| !is_light(cluster.1, size));
        let heavy = heavy.filter(|(row, _)| taken.binary_search(row).is_err());
        let mut remaining = Remaining::new(self, columns);
        for (row, of) in out.chain(heavy.clone()).filter(|cluster| is_light(cluster.1, self.size)) {
            remaining.light.remove(of);
            for (column, count) in self.sample.matrix.row(row as usize) {
                if let Some(place) = columns.place(column) {
                    remaining.take(place, count, of);
                }
            }
        }
        let single = heavy.clone().chain(left.clusters()).map(|cluster| cluster.1);
        let clusters = Clusters::new(size, &remaining.light, single);
        let mut found: Vec<Jackknife> = totals.iter().map(|&total| Jackknife::new(total)).collect();
        for (place, jackknife) in found.iter_mut().enumerate() {
            for bin in remaining.of(place) {
                jackknife.add_all(bin.count, &bin.sizes, size);
            }
        }
        self.sample.add_each(heavy, &clusters, columns, &mut found);
        left.add_each(left.clusters(), &clusters, columns, &mut found);
        found.iter().map(|jackknife| jackknife.finish(&clusters)).collect()
    }
}

/// What remains of a pool's light clusters, for some columns.
struct Remaining {
    light: Sizes,
    bins: Vec<Bin>,
    ends: Vec<usize>,
}

impl Remaining {
    fn new(pool: &Pool<'_>, columns: &Columns) -> Self {
        let mut remaining = Self { light: pool.light, bins: Vec::new(), ends: Vec::new() };
        for column in columns.iter() {
            remaining.bins.extend_from_slice(pool.bins(column));
            remaining.ends.push(remaining.bins.len());
        }
        remaining
    }

    fn range(&self, place: usize) -> std::ops::Range<usize> {
        let start = if place == 0 { 0 } else { self.ends[place - 1] };
        start..self.ends[place]
    }

    fn of(&self, place: usize) -> &[Bin] {
        &self.bins[self.range(place)]
    }

    /// Takes out a cluster that has the column `count` times.
    #[inline]
    fn take(&mut self, place: usize, count: u64, size: u64) {
        let range = self.range(place);
        let bins = &mut self.bins[range];
        if let Ok(at) = bins.binary_search_by_key(&count, |bin| bin.count) {
            bins[at].sizes.remove(size);
        }
    }
}
