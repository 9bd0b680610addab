//! The laws of a tally: once frozen, counts of nothing change nothing, the order of merging does not show, and two
//! halves merged equal the whole for any cut between files.

use std::fmt::Debug;

use dictum::count::{Counts, Dfm, Hits, Quotes, Tally, Texts};
use dictum::read::Source;
use dictum::scan::Partial;
use proptest::prelude::*;

use super::made::{partial, plan, quoted, quotes, sources, themes};

/// Everything a partial freezes to, the private parts too.
fn frozen<T: Tally>(partial: Partial<T>) -> String
where
    T::Frozen: Debug,
{
    format!("{:#?}", partial.freeze(&plan(Vec::new())))
}

fn laws<T: Tally>(sources: &[Source], cut: usize, tally: &T::Plan) -> Result<(), TestCaseError>
where
    T::Frozen: Debug,
{
    let of = |sources: &[Source]| partial::<T>(sources, tally);
    let whole = frozen(of(sources));
    let empty = || Partial::<T>::empty(tally);
    prop_assert_eq!(&whole, &frozen(empty().merge(of(sources), tally)), "nothing before it");
    prop_assert_eq!(&whole, &frozen(of(sources).merge(empty(), tally)), "nothing after it");

    let (left, right) = sources.split_at(cut);
    prop_assert_eq!(&whole, &frozen(of(left).merge(of(right), tally)), "two halves");
    prop_assert_eq!(&whole, &frozen(of(right).merge(of(left), tally)), "two halves, the last first");

    let one_by_one = sources.iter().map(|source| of(std::slice::from_ref(source)));
    let from_left = one_by_one.clone().reduce(|sum, next| sum.merge(next, tally));
    let from_right = one_by_one.rev().reduce(|sum, next| next.merge(sum, tally));
    prop_assert_eq!(&whole, &frozen(from_left.unwrap()), "one by one from the left");
    prop_assert_eq!(&whole, &frozen(from_right.unwrap()), "one by one from the right");
    Ok(())
}

fn cut() -> impl Strategy<Value = (Vec<Source>, usize)> {
    sources().prop_flat_map(|sources| {
        let cuts = 0..=sources.len();
        (Just(sources), cuts)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn turns_by_forms_obey_the_laws((sources, cut) in cut()) {
        laws::<Counts>(&sources, cut, &())?;
    }

    #[test]
    fn theme_hits_obey_the_laws((sources, cut) in cut()) {
        laws::<Hits>(&sources, cut, &themes())?;
    }

    #[test]
    fn texts_obey_the_laws((sources, cut) in cut()) {
        laws::<Texts>(&sources, cut, &())?;
    }

    #[test]
    fn quotations_of_two_halves_are_those_of_the_whole_in_either_order((sources, cut) in cut()) {
        let corpus = partial::<()>(&sources, &()).freeze(&plan(Vec::new()));
        let quotes = quotes(&corpus);
        let of = |sources: &[Source]| quoted(&plan(sources.to_vec()), &corpus, &quotes);
        let whole = of(&sources).finish();
        let (left, right) = sources.split_at(cut);
        prop_assert_eq!(&whole, &of(left).merge(&quotes, of(right)).finish());
        prop_assert_eq!(&whole, &of(right).merge(&quotes, of(left)).finish(), "the last first");
        prop_assert_eq!(&whole, &Quotes::default().merge(&quotes, of(&sources)).finish(), "nothing before it");
    }

    #[test]
    fn pairs_of_tallies_obey_the_laws((sources, cut) in cut()) {
        laws::<((), (Counts, Hits))>(&sources, cut, &((), ((), themes())))?;
    }

    #[test]
    fn no_entry_and_name_has_more_quotations_than_asked_for(sources in sources()) {
        let corpus = partial::<()>(&sources, &()).freeze(&plan(Vec::new()));
        let quotes = quotes(&corpus);
        for found in quoted(&plan(sources), &corpus, &quotes).finish().values() {
            let mut of_person = std::collections::BTreeMap::new();
            for quote in found {
                *of_person.entry(quotes.bucket(quote.row)).or_insert(0) += 1;
            }
            prop_assert!(of_person.values().all(|&count| count <= quotes.limit));
        }
    }

    #[test]
    fn grouping_then_counting_equals_counting_then_grouping(
        (occurrences, groups) in (prop::collection::vec((0u32..9, 0u32..7), 0..60), prop::collection::vec(0u32..4, 9))
    ) {
        let groups: Vec<Option<u32>> = groups.into_iter().map(|group| group.checked_sub(1)).collect();
        let matrix = |mut cells: Vec<(u32, u32)>, rows| {
            cells.sort_unstable();
            Dfm::from_sorted(&cells, rows)
        };
        let counted = matrix(occurrences.clone(), 9);
        let grouped_first: Vec<(u32, u32)> =
            occurrences.iter().filter_map(|&(row, column)| Some((groups[row as usize]?, column))).collect();
        prop_assert_eq!(counted.group_by(&groups, 3), matrix(grouped_first, 3));
    }

    #[test]
    fn a_selection_keeps_its_rows_and_all_rows_in_order_are_the_matrix_itself(
        occurrences in prop::collection::vec((0u32..9, 0u32..7), 0..60),
        rows in prop::collection::vec(0u32..9, 0..12),
    ) {
        let mut cells = occurrences;
        cells.sort_unstable();
        let matrix = Dfm::from_sorted(&cells, 9);
        let selected = matrix.select(&rows);
        prop_assert_eq!(selected.len(), rows.len());
        for (place, &row) in rows.iter().enumerate() {
            prop_assert!(selected.row(place).eq(matrix.row(row as usize)));
        }
        let all: Vec<u32> = (0..9).collect();
        prop_assert_eq!(&matrix.select(&all), &matrix);
        let own: Vec<Option<u32>> = all.iter().copied().map(Some).collect();
        prop_assert_eq!(&matrix.group_by(&own, 9), &matrix);
        let as_one = matrix.group_by(&[Some(0); 9], 1);
        let totals = matrix.column_totals(7);
        prop_assert!(as_one.row(0).all(|(column, count)| totals[column as usize] == count));
        prop_assert_eq!(as_one.row(0).map(|cell| cell.1).sum::<u64>(), totals.iter().sum::<u64>());
    }
}
