//! What dictum finds in a made corpus is what was planted there.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Arc, LazyLock};

use dictum::analysis::{
    GroupThemes, Keyness, KeynessOptions, TermCounts, ThemeMatrix, Totals, exchanges, group_themes, uptakes,
};
use dictum::count::{Counts, Hits, Key, ThemeHits, Tokens};
use dictum::read::Source;
use dictum::scan;
use dictum::stats::interval::Bounds;
use dictum::synth::{CellTruth, Corpus, Layout, Pieces, SynthOptions, Truth, Typography};
use dictum::text::Themes;
use dictum::vocab::{Numbers, TermRule, TermUnit};

use super::made::{analyzer, partial, plan};

/// Rates are judged where so many hits are expected: the interval of a few hits says nothing.
const ENOUGH: f64 = 10.0;

fn corpus(size: u64, seed: u64) -> Corpus {
    Corpus::new(&SynthOptions { size, seed, ..SynthOptions::default() })
}

/// The files of a corpus, in memory, and the truth about them.
fn files(corpus: &Corpus, layout: Layout, typography: Typography) -> (Vec<(String, Vec<u8>)>, Truth) {
    let mut pieces: Pieces<'_> = corpus.pieces(layout, typography);
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    while let Some(piece) = pieces.next() {
        match files.last_mut() {
            Some((name, bytes)) if name == piece.file => bytes.extend_from_slice(piece.bytes),
            Some(_) | None => files.push((piece.file.to_owned(), piece.bytes.to_vec())),
        }
    }
    (files, pieces.truth())
}

type Read = scan::Corpus<(Tokens, ThemeHits)>;

/// What dictum reads in the files of a corpus.
fn read(corpus: &Corpus, layout: Layout, typography: Typography) -> (Read, Truth) {
    let themes = Arc::new(Themes::parse(&corpus.themes(), &analyzer()).unwrap());
    let (files, truth) = files(corpus, layout, typography);
    let sources: Vec<Source> =
        files.into_iter().map(|(name, bytes)| Source::in_memory(name, bytes)).collect();
    (partial::<(Counts, Hits)>(&sources, &((), themes)).freeze(&plan(Vec::new())), truth)
}

/// A corpus of 2 MB on which all is tried, read from JSON lines.
static MADE: LazyLock<(Corpus, Read, Truth)> = LazyLock::new(|| {
    let corpus = corpus(2_000_000, 3);
    let (read, truth) = read(&corpus, Layout::Jsonl, Typography::Plain);
    (corpus, read, truth)
});

fn rows(corpus: &Read) -> Vec<u32> {
    (0..corpus.turns.len() as u32).collect()
}

fn matrix((corpus, read, _): &(Corpus, Read, Truth)) -> ThemeMatrix {
    let themes = Themes::parse(&corpus.themes(), &analyzer()).unwrap();
    ThemeMatrix::new(read, &themes, &read.counted.1)
}

fn holds(bounds: Bounds, value: f64) -> bool {
    bounds.low <= value && value <= bounds.high
}

#[test]
fn a_seed_and_a_size_decide_every_byte() {
    let hash = |layout, typography, seed| {
        let mut hasher = blake3::Hasher::new();
        for (name, bytes) in files(&corpus(60_000, seed), layout, typography).0 {
            hasher.write_all(name.as_bytes()).unwrap();
            hasher.write_all(&bytes).unwrap();
        }
        hasher.finalize().to_hex()[..16].to_owned()
    };
    let hashes: Vec<String> = Layout::ALL
        .into_iter()
        .flat_map(|layout| Typography::ALL.map(|typography| hash(layout, typography, 1)))
        .collect();
    let [jsonl, csv, transcript] = [
        ["663a76f09c1b8e08", "cd71054424a3499a"],
        ["d87ecff821a41c4d", "0f471b5b26440636"],
        ["a3b7229165333b9c", "c4629eb162982f2b"],
    ];
    assert_eq!(hashes, [jsonl, csv, transcript].concat(), "the same on every machine");
    assert_ne!(hash(Layout::Jsonl, Typography::Plain, 2), hashes[0]);
    let (small, large) = (corpus(60_000, 1), corpus(90_000, 1));
    assert_eq!(small.themes(), large.themes());
}

#[test]
fn words_turns_and_speakers_are_as_many_as_the_truth_says() {
    let (_, read, truth) = &*MADE;
    assert!(read.issues.is_empty());
    assert_eq!((read.documents.len() as u64, read.turns.len() as u64), (truth.documents, truth.turns));
    let mut spoken: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for turn in &read.turns {
        let counts = spoken.entry(&read.speaker(turn).unwrap().name).or_default();
        *counts = (counts.0 + 1, counts.1 + turn.tokens);
    }
    assert_eq!(spoken.values().map(|counts| counts.1).sum::<u64>(), truth.words);
    for speaker in truth.speakers.iter().filter(|speaker| speaker.turns > 0) {
        assert_eq!(spoken[&*speaker.speaker], (speaker.turns, speaker.words), "{}", speaker.speaker);
    }
}

/// A turn as far as every layout must tell it: document, place, day, speaker with role and affiliation, kind, words.
fn told(read: &Read) -> Vec<String> {
    let tell = |turn: &scan::TurnRecord| {
        let (document, speaker) = (read.document(turn), read.speaker(turn).unwrap());
        let (role, affiliation) = (read.role(turn), read.affiliation(turn));
        format!(
            "{} {} {:?} {} {role} {affiliation} {} {} {}",
            document.header.name, turn.number, turn.date, speaker.name, turn.kind, turn.side, turn.tokens
        )
    };
    read.turns.iter().map(tell).collect()
}

#[test]
fn every_layout_and_typography_tells_the_same_turns() {
    let corpus = corpus(300_000, 5);
    let (first, truth) = read(&corpus, Layout::Jsonl, Typography::Plain);
    let hits = |read: &Read| {
        read.counted.1.hits.iter().map(|hit| (hit.row, hit.theme, hit.position)).collect::<Vec<_>>()
    };
    let types = |read: &Read| {
        let counts = TermCounts::new(
            read,
            &read.counted.0,
            TermRule { unit: TermUnit::Type, numbers: Numbers::Keep },
            Totals::All,
        )
        .unwrap();
        counts.totals(&rows(read))
    };
    for layout in Layout::ALL {
        for typography in Typography::ALL {
            let (other, truth_of_other) = read(&corpus, layout, typography);
            let what = format!("{} {}", layout.name(), typography.name());
            assert_eq!(told(&other), told(&first), "{what}");
            assert_eq!(hits(&other), hits(&first), "{what}");
            assert_eq!(types(&other), types(&first), "{what}");
            assert_eq!(truth_of_other, truth);
        }
    }
}

#[test]
fn planted_keywords_are_found_and_their_factors_lie_within_the_intervals() {
    let (_, read, truth) = &*MADE;
    let counts = TermCounts::new(read, &read.counted.0, TermRule::default(), Totals::All).unwrap();
    let keyness = Keyness::new(read, &counts, &Key::Speaker, &rows(read), KeynessOptions::default()).unwrap();
    let (mut planted, mut found, mut with_interval, mut covered) = (0, 0, 0, 0);
    for speaker in truth.speakers.iter().filter(|speaker| speaker.turns > 0) {
        let family = keyness.family(keyness.find("speaker", &speaker.speaker).unwrap());
        for truth in &speaker.keywords {
            let expected = truth.expected_per_million.unwrap() * speaker.words as f64 / 1e6;
            let row = family.keywords().find(|(term, _)| counts.stem(read, *term) == truth.word);
            if let Some((_, keyword)) = row {
                let table = keyword.counts.table;
                assert_eq!((table.target, table.reference), (truth.count, truth.others_count));
            }
            if expected >= 2.0 * ENOUGH {
                planted += 1;
                found += u32::from(row.is_some_and(|(_, keyword)| keyword.judged.rank <= 25));
            }
            if let Some(interval) =
                row.and_then(|(_, keyword)| keyword.interval()).filter(|_| expected >= ENOUGH)
            {
                with_interval += 1;
                let factor = f64::from(truth.factor).log2();
                covered += u32::from(interval.low <= factor && factor <= interval.high);
            }
        }
    }
    assert!(planted >= 40 && found * 10 >= planted * 9, "{found} of {planted}");
    assert!(with_interval >= 60 && covered * 10 >= with_interval * 9, "{covered} of {with_interval}");
}

/// How many cells with enough hits there are, and how many intervals hold the planted rate. All counts must be right.
fn compare(cells: &[CellTruth], theme: usize, groups: &BTreeMap<&str, &GroupThemes>) -> [u32; 2] {
    let mut compared = [0, 0];
    for cell in cells.iter().filter(|cell| cell.words > 0) {
        let rate = &groups[&*cell.group].rates[theme];
        assert_eq!((rate.counts.hits, rate.counts.tokens), (cell.hits, cell.words), "{}", cell.group);
        let planted = cell.expected_per_thousand.unwrap();
        if let Some(bounds) = rate.bounds.filter(|_| planted * cell.words as f64 / 1e3 >= ENOUGH) {
            compared = [compared[0] + 1, compared[1] + u32::from(holds(bounds, planted))];
        }
    }
    compared
}

#[test]
fn theme_rates_of_speakers_and_months_lie_within_their_intervals() {
    let (_, read, truth) = &*MADE;
    let matrix = matrix(&MADE);
    for (key, least) in [(Key::Speaker, 60), (Key::Month, 90)] {
        let groups = group_themes(&matrix, read.group_by(&key, &rows(read)), &rows(read));
        let groups: BTreeMap<&str, &GroupThemes> =
            groups.iter().map(|group| (group.group.as_str(), group)).collect();
        let mut sum = [0, 0];
        for (place, theme) in truth.themes.iter().enumerate() {
            let cells = if key == Key::Speaker { &theme.by_speaker } else { &theme.by_month };
            let compared = compare(cells, place, &groups);
            sum = [sum[0] + compared[0], sum[1] + compared[1]];
        }
        let [cells, covered] = sum;
        assert!(cells >= least && covered * 10 >= cells * 9, "{key}: {covered} of {cells}");
    }
}

#[test]
fn uptake_is_found_as_it_was_planted() {
    let (_, read, truth) = &*MADE;
    let exchanges = exchanges(read, &rows(read));
    let uptakes = uptakes(read, &matrix(&MADE), &exchanges, None);
    assert_eq!((exchanges.len() as u64, uptakes.len()), (truth.exchanges, truth.themes.len()));
    let mut covered = 0;
    for (found, truth_of_theme) in uptakes.iter().map(|row| row.uptake).zip(&truth.themes) {
        assert_eq!((found.raised, found.taken_up), (truth_of_theme.raised, truth_of_theme.taken_up));
        assert_eq!((found.not_raised, found.offered), (truth_of_theme.not_raised, truth_of_theme.offered));
        assert_eq!(found.unanswered, truth.unanswered);
        covered += u32::from(holds(found.uptake.unwrap().bounds, truth_of_theme.uptake_probability));
        covered += u32::from(holds(found.base_rate.unwrap().bounds, truth_of_theme.base_probability));
    }
    assert!(covered >= 9, "{covered} of 10 intervals hold the planted probability");
}

#[test]
fn words_come_in_bursts_which_tests_of_independent_words_take_for_differences() {
    let (_, read, _) = &*MADE;
    let counts = TermCounts::new(read, &read.counted.0, TermRule::default(), Totals::All).unwrap();
    let keyness = Keyness::new(read, &counts, &Key::Speaker, &rows(read), KeynessOptions::default()).unwrap();
    let (mut tested, mut naive, mut clustered) = (0_u32, 0_u32, 0_u32);
    for target in keyness.targets() {
        for (term, keyword) in keyness.family(target).keywords() {
            let is_planted = counts.stem(read, term).starts_with(['v', 'z']);
            let turns = keyword.counts.spread.map_or(0, |spread| spread.target_turns);
            if let Some(interval) = keyword.interval().filter(|_| !is_planted && turns >= 3) {
                tested += 1;
                naive += u32::from(keyword.judged.p.is_some_and(|p| p < 0.05));
                clustered += u32::from(interval.p_cluster < 0.05);
            }
        }
    }
    let share = |count: u32| f64::from(count) / f64::from(tested);
    assert!(tested > 3000 && share(naive) > 0.12, "{} of {tested}", share(naive));
    assert!(share(clustered) < 0.09, "{}", share(clustered));
}

/// How often intervals hold what was planted, by corpus.
#[derive(Default)]
struct Coverage {
    /// Of each corpus: intervals, and those that hold it.
    corpora: Vec<[f64; 2]>,
}

impl Coverage {
    fn add(&mut self, held: &[bool]) {
        self.corpora.push([held.len() as f64, held.iter().filter(|holds| **holds).count() as f64]);
    }

    fn intervals(&self) -> f64 {
        self.corpora.iter().map(|[all, _]| all).sum()
    }

    /// The share that holds it, and its standard error with corpora as the unit, whose intervals share their turns.
    fn share(&self) -> [f64; 2] {
        let all = self.intervals();
        let share = self.corpora.iter().map(|[_, held]| held).sum::<f64>() / all;
        let squares = self.corpora.iter().map(|[all, held]| (held - share * all).powi(2)).sum::<f64>();
        let count = self.corpora.len() as f64;
        [share, (squares * count / (count - 1.0)).sqrt() / all]
    }
}

/// Whether the interval of the log ratio of each planted keyword that is expected often enough holds its factor.
fn keywords_held(made: &(Corpus, Read, Truth)) -> Vec<bool> {
    let (_, read, truth) = made;
    let counts = TermCounts::new(read, &read.counted.0, TermRule::default(), Totals::All).unwrap();
    let keyness = Keyness::new(read, &counts, &Key::Speaker, &rows(read), KeynessOptions::default()).unwrap();
    let mut held = Vec::new();
    for speaker in truth.speakers.iter().filter(|speaker| speaker.turns > 0) {
        let family = keyness.family(keyness.find("speaker", &speaker.speaker).unwrap());
        for truth in &speaker.keywords {
            let is_expected = truth.expected_per_million.unwrap() * speaker.words as f64 / 1e6 >= ENOUGH;
            let row = family.keywords().find(|(term, _)| counts.stem(read, *term) == truth.word);
            if let Some(interval) = row.filter(|_| is_expected).and_then(|(_, keyword)| keyword.interval()) {
                let factor = f64::from(truth.factor).log2();
                held.push(interval.low <= factor && factor <= interval.high);
            }
        }
    }
    held
}

/// Whether the interval of each rate of a theme by speaker holds the planted one, where enough hits are expected.
fn rates_held(made: &(Corpus, Read, Truth)) -> Vec<bool> {
    let (_, read, truth) = made;
    let groups = group_themes(&matrix(made), read.group_by(&Key::Speaker, &rows(read)), &rows(read));
    let groups: BTreeMap<&str, &GroupThemes> = groups.iter().map(|group| (&*group.group, group)).collect();
    let held = truth.themes.iter().enumerate().flat_map(|(place, theme)| {
        let cells = theme.by_speaker.iter().filter(|cell| cell.words > 0);
        cells.map(|cell| (cell, &groups[&*cell.group].rates[place])).collect::<Vec<_>>()
    });
    held.filter_map(|(cell, rate)| {
        let planted = cell.expected_per_thousand.unwrap();
        let is_expected = planted * cell.words as f64 / 1e3 >= ENOUGH;
        rate.bounds.filter(|_| is_expected).map(|bounds| holds(bounds, planted))
    })
    .collect()
}

/// Whether the intervals of each theme's uptake and base rate hold the planted probabilities.
fn uptakes_held(made: &(Corpus, Read, Truth)) -> Vec<bool> {
    let (_, read, truth) = made;
    let uptakes = uptakes(read, &matrix(made), &exchanges(read, &rows(read)), None);
    let planted = uptakes.iter().map(|row| row.uptake).zip(&truth.themes);
    let held = planted.flat_map(|(found, truth)| {
        let uptake = found.uptake.map(|uptake| holds(uptake.bounds, truth.uptake_probability));
        [uptake, found.base_rate.map(|base| holds(base.bounds, truth.base_probability))]
    });
    held.flatten().collect()
}

#[test]
fn over_many_corpora_intervals_hold_what_was_planted_as_often_as_they_say() {
    let mut coverage: [Coverage; 3] = Default::default();
    for seed in 100..160 {
        let corpus = corpus(150_000, seed);
        let (read, truth) = read(&corpus, Layout::Jsonl, Typography::Plain);
        let made = (corpus, read, truth);
        let held = [keywords_held(&made), rates_held(&made), uptakes_held(&made)];
        coverage.iter_mut().zip(&held).for_each(|(coverage, held)| coverage.add(held));
    }
    for (what, coverage) in ["keywords", "theme rates", "uptakes"].into_iter().zip(&coverage) {
        let [share, error] = coverage.share();
        assert!(coverage.intervals() >= 200.0, "{what}: {}", coverage.intervals());
        assert!((share - 0.95).abs() <= 3.0 * error, "{what}: {share} ± {error}");
    }
}
