//! The sample press conference: its turns, and its themes as counted by hand.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dictum::analysis::{ThemeMatrix, exchanges, uptakes};
use dictum::count::{Hits, ThemeHits};
use dictum::read::Source;
use dictum::scan::{Corpus, scan};
use dictum::speakers::Kind;
use dictum::text::Themes;

use super::made::{analyzer, plan};

/// Hits by turn and by a theme's dotted key; what has none is not there.
type ByTurn = BTreeMap<(u32, String), u64>;

fn read_text(path: impl AsRef<Path>) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The sample with the hits of a theme file.
fn sample(themes: &Arc<Themes>) -> Corpus<ThemeHits> {
    let text = read_text("corpus/nato-2022-06-01.txt");
    let plan = plan(vec![Source::in_memory("nato-2022-06-01.txt", text)]);
    scan::<Hits>(&plan, themes, &()).freeze(&plan)
}

fn parse(themes: &str) -> Arc<Themes> {
    Arc::new(Themes::parse(themes, &analyzer()).unwrap())
}

fn hits_by_turn(themes: &Themes, corpus: &Corpus<ThemeHits>) -> ByTurn {
    let mut found = ByTurn::new();
    for hit in &corpus.counted.hits {
        let turn = corpus.turns[hit.row as usize].number;
        *found.entry((turn, themes.themes()[hit.theme.index()].key.clone())).or_default() += 1;
    }
    found
}

#[test]
fn the_sample_has_its_nine_turns() {
    let corpus = sample(&parse(""));
    let turns: Vec<(u32, &str, &str, &str, Kind, u64)> = corpus
        .turns
        .iter()
        .map(|turn| {
            let name = corpus.speaker(turn).map_or("", |speaker| &speaker.name);
            (turn.number, name, corpus.role(turn), corpus.affiliation(turn), turn.kind, turn.tokens)
        })
        .collect();
    let principal =
        |number, kind, words| (number, "Jens Stoltenberg", "Secretary General", "NATO", kind, words);
    let expected = [
        principal(0, Kind::Statement, 478),
        (1, "Vivian Salama", "", "Wall Street Journal", Kind::Question, 81),
        principal(2, Kind::Answer, 504),
        (3, "Tove Bjørgaas", "", "NRK", Kind::Question, 38),
        principal(4, Kind::Answer, 134),
        (5, "Kylie Atwood", "", "CNN", Kind::Question, 71),
        principal(6, Kind::Answer, 243),
        (7, "Stefan Åsberg", "", "SVT", Kind::Question, 13),
        principal(8, Kind::Answer, 106),
    ];
    assert_eq!(turns, expected);
}

#[test]
fn the_built_in_themes_hit_the_sample_as_counted_by_hand() {
    let mut expected = ByTurn::new();
    let table = read_text("tests/data/sample-themes.csv");
    for row in csv::Reader::from_reader(table.as_bytes()).records() {
        let row = row.unwrap();
        if &row[2] != "0" {
            expected.insert((row[0].parse().unwrap(), row[1].to_owned()), row[2].parse().unwrap());
        }
    }
    assert!(expected.len() > 25, "the table is whole");
    let themes = parse(&read_text("corpus/themes.toml"));
    assert_eq!(hits_by_turn(&themes, &sample(&themes)), expected);
}

/// Themes that others wrote for the sample and counted by hand, where they lie beside this repository.
fn beside() -> Option<(Arc<Themes>, String)> {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if !folder.is_dir() {
        eprintln!("skipped: {} is not there", folder.display());
        return None;
    }
    let read = |name: &str| read_text(folder.join(name));
    Some((parse(&read("themes-nato.toml")), read("nato-2022-06-01.themes.md")))
}

/// The rows of the Markdown tables of that many columns that have a number in one of them.
fn table_rows(text: &str, columns: usize, number: usize) -> impl Iterator<Item = Vec<&str>> {
    text.lines()
        .filter_map(|line| line.strip_prefix('|')?.strip_suffix('|'))
        .map(|line| line.split('|').map(str::trim).collect::<Vec<_>>())
        .filter(move |cells| cells.len() == columns)
        .filter(move |cells| cells[number].starts_with(|first: char| first.is_ascii_digit()))
}

fn numbers(text: &str) -> Vec<u64> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect()
}

/// The hits that the document lists: a row a turn for the first theme with its sub-theme, one line for *sanctions*,
/// and a row a theme for the others.
fn listed_hits(text: &str) -> ByTurn {
    let mut hits = ByTurn::new();
    for cells in table_rows(text, 4, 0) {
        let turn = cells[0].parse().unwrap();
        let [all, _, applicants] = numbers(cells[2])[..] else { panic!("{cells:?}") };
        hits.insert((turn, "enlargement".into()), all);
        hits.insert((turn, "enlargement.applicants".into()), applicants);
    }
    let sanctions = text.lines().find(|line| line.starts_with("sanctions: turn ")).unwrap();
    let [turn, count, ..] = numbers(sanctions)[..] else { panic!("{sanctions}") };
    hits.insert((turn as u32, "sanctions".into()), count);
    for cells in table_rows(text, 3, 1) {
        for (turn, count) in numbers(cells[1]).into_iter().enumerate() {
            hits.insert((turn as u32, cells[0].into()), count);
        }
    }
    hits.retain(|_, count| *count > 0);
    hits
}

#[test]
fn themes_of_others_hit_the_sample_as_they_counted() {
    let Some((themes, document)) = beside() else { return };
    let expected = listed_hits(&document);
    assert!(expected.len() > 20, "the tables were found");
    assert_eq!(hits_by_turn(&themes, &sample(&themes)), expected);
}

#[test]
fn exchanges_of_the_sample_go_as_others_counted() {
    let Some((themes, document)) = beside() else { return };
    let corpus = sample(&themes);
    let matrix = ThemeMatrix::new(&corpus, &themes, &corpus.counted);
    let rows: Vec<u32> = (0..corpus.turns.len() as u32).collect();
    let found: BTreeMap<&str, [u64; 4]> = uptakes(&corpus, &matrix, &exchanges(&corpus, &rows), None)
        .iter()
        .map(|row| {
            let key = themes.themes()[row.theme.index()].key.as_str();
            (key, [row.uptake.raised, row.uptake.taken_up, row.uptake.not_raised, row.uptake.offered])
        })
        .collect();
    let expected: Vec<Vec<&str>> = table_rows(&document, 5, 1).collect();
    assert!(expected.len() >= 7, "the table was found");
    for cells in expected {
        assert_eq!(found[cells[0]].to_vec(), numbers(&cells[1..].join(" ")), "{}", cells[0]);
    }
}
