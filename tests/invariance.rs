//! The same bytes from any number of threads, from files in any order, and however the corpus is cut.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use dictum::analysis::{
    Cluster, FrequencyOptions, Intervals, Keyness, KeynessOptions, Permutations, PriorChoice, Reference,
    TermCounts, ThemeMatrix, Totals, Variants, exchanges, frequencies, group_themes, uptakes,
};
use dictum::count::{Counts, Forms, Hits, Key, Seen, ThemeHits, Tokens};
use dictum::read::Source;
use dictum::render::table::{Column, Table, Value};
use dictum::render::writer::Format;
use dictum::report::tables;
use dictum::scan::{Corpus, Excerpt, Partial, revisit, scan, wanted};
use dictum::stats::adjust::Adjustment;
use dictum::stats::tf_idf::TfIdf;
use dictum::vocab::TermRule;
use proptest::prelude::*;

use super::made::{forms, plan, plan_in_blocks, quoted, quotes, sources, themes};

type Counted = (Counts, Hits);

/// Every table of numbers as bytes.
fn bytes(corpus: &Corpus<(Tokens, ThemeHits)>) -> Vec<u8> {
    let (forms, hits) = &corpus.counted;
    let rows: Vec<u32> = (0..corpus.turns.len() as u32).collect();
    let counts = TermCounts::new(corpus, forms, TermRule::default(), Totals::All).unwrap();
    let themes = themes();
    let matrix = ThemeMatrix::new(corpus, &themes, hits);
    let blocks = exchanges(corpus, &rows);
    let mut all: Vec<Table> = vec![
        frequency(corpus, forms, &counts, &rows, None),
        frequency(corpus, forms, &counts, &rows, Some(Key::Document)),
        tables::speakers(corpus, None, &rows),
        tables::themes(&themes, &group_themes(&matrix, corpus.group_by(&Key::Speaker, &rows), &rows)),
        table(tables::theme_hit_columns(None), tables::theme_hit_rows(corpus, &themes, hits, None, &rows)),
        tables::exchanges(&themes, None, &uptakes(corpus, &matrix, &blocks, None)),
        table(tables::pair_columns(None), tables::pair_rows(corpus, &themes, &matrix, None, &blocks)),
    ];
    all.push(keywords(corpus, &counts, &rows));
    all.iter().flat_map(|table| table.bytes(Format::Csv).unwrap()).collect()
}

fn table(columns: Vec<Column>, rows: impl Iterator<Item = Vec<Value>>) -> Table {
    Table { columns, rows: rows.collect() }
}

fn frequency<F>(
    corpus: &Corpus<F>,
    forms: &impl Forms,
    counts: &TermCounts,
    rows: &[u32],
    by: Option<Key>,
) -> Table {
    let options = FrequencyOptions { by, min_count: 1, unit: Key::Document, weighting: TfIdf::Sklearn };
    let found = frequencies(corpus, forms, counts, None, rows, &options).unwrap();
    table(tables::frequency_columns(options.by.as_ref()), tables::frequency_rows(corpus, counts, &found))
}

fn keywords<F>(corpus: &Corpus<F>, counts: &TermCounts, rows: &[u32]) -> Table {
    let options = KeynessOptions {
        min_count: 1,
        reference: Reference::Rest,
        cluster: Cluster::Turn,
        prior: PriorChoice::Pooled,
        adjustment: Adjustment::BenjaminiHochberg,
        variants: Variants::Published,
        intervals: Intervals::Computed,
        permutations: Some(Permutations { rounds: NonZeroU32::new(19).unwrap(), seed: 1 }),
    };
    let keyness = Keyness::new(corpus, counts, &Key::Speaker, rows, options).unwrap();
    let mut table = Table::new(tables::keyword_columns(keyness.options().permutations.as_ref()));
    for group in keyness.targets() {
        let family = keyness.family(group);
        table.rows.extend(tables::keyword_rows(corpus, counts, &family, family.keywords()));
    }
    table
}

fn read(sources: Vec<Source>, threads: usize) -> Vec<u8> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let plan = plan(sources);
    bytes(&pool.install(|| scan::<Counted>(&plan, &((), themes()), &())).freeze(&plan))
}

/// Reads the sources in pieces of `size` files, each by itself, and merges them.
fn read_in_pieces(sources: &[Source], size: usize) -> Vec<u8> {
    let tally = ((), themes());
    let pieces = sources.chunks(size).map(|piece| scan::<Counted>(&plan(piece.to_vec()), &tally, &()));
    let whole = pieces.fold(Partial::<Counted>::empty(&tally), |sum, piece| sum.merge(piece, &tally));
    bytes(&whole.freeze(&plan(Vec::new())))
}

/// Reads the sources in blocks of so many bytes: all tables, what was lost, and quotations of every turn that a second
/// pass finds again by its document.
fn read_in_blocks(sources: &[Source], bytes_a_block: usize, threads: usize) -> (Vec<u8>, String) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let plan = plan_in_blocks(sources.to_vec(), bytes_a_block);
    let corpus = pool.install(|| scan::<Counted>(&plan, &((), themes()), &())).freeze(&plan);
    let found = pool.install(|| quoted(&plan, &corpus, &quotes(&corpus))).finish();
    (bytes(&corpus), format!("{:?} {:?}", found, corpus.issues))
}

/// A turn: its row, its document, its place there, and its words.
type Met = (u32, String, u32, Vec<String>);

/// Some turns of a corpus as it was counted, and as they are met when the sources are read again.
fn met_twice(
    sources: &[Source],
    is_wanted: &(dyn Fn(u32) -> bool + Sync),
    bytes_a_block: usize,
    threads: usize,
) -> [Vec<Met>; 2] {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let plan = plan_in_blocks(sources.to_vec(), bytes_a_block);
    let corpus = pool.install(|| scan::<Counts>(&plan, &(), &())).freeze(&plan);
    let counted = (0..corpus.turns.len() as u32).filter(|&row| is_wanted(row)).map(|row| {
        let document = corpus.document(&corpus.turns[row as usize]);
        let words =
            forms(&corpus.counted, row).into_iter().map(|form| corpus.vocabulary.form(form).to_owned());
        (row, document.header.name.clone(), row - document.rows.start, words.collect())
    });
    let add = |met: &mut Vec<Met>, seen: &Seen<'_>| {
        let words = seen.forms.ids.iter().map(|&form| seen.lexicon.form(form).to_owned());
        let document = &corpus.documents[corpus.turns[seen.row as usize].document as usize];
        assert_eq!(seen.document.name, document.header.name);
        met.push((seen.row, seen.document.name.clone(), seen.row - document.rows.start, words.collect()));
    };
    let wanted = wanted(&corpus, is_wanted);
    let met = pool.install(|| revisit(&plan, &corpus, &wanted, &BTreeMap::new(), &(), Vec::new, add));
    let mut met = met.concat();
    met.sort();
    [counted.collect(), met]
}

/// Some turns of a corpus with all that is known of each, when the sources are read again here, and when others read
/// every second source.
fn met_here_and_elsewhere(
    sources: &[Source],
    is_wanted: &(dyn Fn(u32) -> bool + Sync),
    bytes_a_block: usize,
) -> [Vec<String>; 2] {
    let of = |sources: &[Source]| plan_in_blocks(sources.to_vec(), bytes_a_block);
    let plan = of(sources);
    let corpus = scan::<Counts>(&plan, &(), &()).freeze(&plan);
    let wanted = wanted(&corpus, is_wanted);
    let theirs = sources.iter().step_by(2).filter_map(|source| {
        let places = wanted.get(source.path())?;
        let excerpt = Excerpt::read(&of(std::slice::from_ref(source)), places);
        assert!(excerpt.places().eq(places.iter().copied()));
        Some((source.path().to_owned(), Excerpt::decode(&excerpt.encode().unwrap()).unwrap()))
    });
    let theirs: BTreeMap<String, Excerpt> = theirs.collect();
    // What others have read is not there to be read again.
    let gone = |source: &Source| match theirs.contains_key(source.path()) {
        true => Source::in_memory(source.path(), ""),
        false => source.clone(),
    };
    let left = of(&sources.iter().map(gone).collect::<Vec<_>>());
    [(&plan, &BTreeMap::new()), (&left, &theirs)].map(|(plan, excerpts)| {
        let add = |met: &mut Vec<String>, seen: &Seen<'_>| {
            let words: Vec<&str> = seen.forms.ids.iter().map(|&form| seen.lexicon.form(form)).collect();
            met.push(format!("{} {:?} {} {:?} {words:?}", seen.row, seen.document, seen.place, seen.said));
        };
        let mut met = revisit(plan, &corpus, &wanted, excerpts, &(), Vec::new, add).concat();
        met.sort();
        met
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn turns_that_others_read_again_are_met_as_those_that_are_read_here(sources in sources(), third in 0..3_u32) {
        for bytes_a_block in [1 << 20, 1, 60] {
            let [here, elsewhere] = met_here_and_elsewhere(&sources, &|row| row % 3 != third, bytes_a_block);
            prop_assert_eq!(here, elsewhere, "{} bytes a block", bytes_a_block);
        }
    }

    #[test]
    fn a_second_look_meets_each_turn_that_is_wanted_once_and_no_other(sources in sources(), third in 0..3_u32) {
        for (bytes_a_block, threads) in [(1 << 20, 1), (1, 2), (60, 3)] {
            let [counted, met] = met_twice(&sources, &|row| row % 3 != third, bytes_a_block, threads);
            prop_assert_eq!(counted, met, "{} bytes a block, {} threads", bytes_a_block, threads);
        }
    }

    #[test]
    fn how_large_files_are_cut_does_not_show(sources in sources()) {
        let once = read_in_blocks(&sources, 1 << 20, 1);
        for (bytes_a_block, threads) in [(1, 1), (1, 4), (40, 2), (60, 3)] {
            let cut = read_in_blocks(&sources, bytes_a_block, threads);
            prop_assert_eq!(&once, &cut, "{} bytes a block, {} threads", bytes_a_block, threads);
        }
    }

    #[test]
    fn tables_are_equal_byte_for_byte_for_any_threads_order_and_pieces(
        (sources, shuffled) in sources().prop_flat_map(|sources| (Just(sources.clone()), Just(sources).prop_shuffle()))
    ) {
        let once = read(sources.clone(), 1);
        prop_assert!(!once.is_empty());
        for threads in [2, 5] {
            prop_assert_eq!(&once, &read(sources.clone(), threads), "{} threads", threads);
        }
        prop_assert_eq!(&once, &read(shuffled, 2), "in another order");
        for size in [1, 2, 3] {
            prop_assert_eq!(&once, &read_in_pieces(&sources, size), "pieces of {} files", size);
        }
    }
}
