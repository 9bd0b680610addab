//! The matrix as files: what its parts say of one another, and of the other commands.

use std::collections::BTreeMap;
use std::fs;

use assert_cmd::Command;
use tempfile::TempDir;

const TALK: &str = "\
document,speaker,date,party,text
may,Ida Moe,2022-03-01,Red,\"The harbour tax is high. The harbour tax hurts the town, and 2 harbours close.\"
may,Bo Tan,2022-03-01,Blue,\"We cut the harbour tax, and ships came to the town.\"
june,Ida Moe,2022-04-12,Red,Harbour work pays the town.
june,Bo Tan,2022-05-12,Blue,The ships pay the harbour tax.
";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("talk.csv"), TALK).unwrap();
    folder
}

fn dictum(folder: &TempDir, arguments: &str) -> assert_cmd::assert::Assert {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dictum"));
    command.current_dir(folder.path()).args(arguments.split(' ')).assert()
}

/// The rows of a CSV by the names of its columns.
fn rows(csv: &[u8]) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(csv).deserialize().map(|row| row.unwrap()).collect()
}

fn listed(folder: &TempDir, name: &str) -> Vec<BTreeMap<String, String>> {
    rows(&fs::read(folder.path().join("m").join(name)).unwrap())
}

/// How many rows and columns the matrix says it has, and its cells: (row, column, value), from 1.
fn matrix(folder: &TempDir) -> ([usize; 2], Vec<(usize, usize, f64)>) {
    let text = fs::read_to_string(folder.path().join("m/matrix.mtx")).unwrap();
    let mut lines = text.lines().filter(|line| !line.starts_with('%'));
    let size: Vec<usize> = lines.next().unwrap().split(' ').map(|cell| cell.parse().unwrap()).collect();
    let cells: Vec<(usize, usize, f64)> = lines
        .map(|line| {
            let cells: Vec<&str> = line.split(' ').collect();
            (cells[0].parse().unwrap(), cells[1].parse().unwrap(), cells[2].parse().unwrap())
        })
        .collect();
    assert_eq!(cells.len(), size[2], "the number of cells is the one announced");
    ([size[0], size[1]], cells)
}

#[test]
fn the_columns_add_up_to_the_frequencies_whatever_the_rows_are() {
    let folder = folder();
    let counted = dictum(&folder, "frequency talk.csv --min-count 2").success();
    let wanted: BTreeMap<String, String> = rows(&counted.get_output().stdout)
        .into_iter()
        .map(|mut row| (row.remove("term").unwrap(), row.remove("frequency").unwrap()))
        .collect();
    assert!(wanted["harbour"] == "6" && wanted.len() > 3, "{wanted:?}");
    for by in ["", " --by party", " --by document", " --by month"] {
        dictum(&folder, &format!("dfm talk.csv --min-count 2 -o m{by}")).success();
        let ([parts, terms], cells) = matrix(&folder);
        let (part_list, term_list) = (listed(&folder, "rows.csv"), listed(&folder, "columns.csv"));
        assert_eq!((parts, terms), (part_list.len(), term_list.len()), "{by}");
        let mut found = BTreeMap::new();
        for (column, term) in (1..).zip(&term_list) {
            let counts = || cells.iter().filter(|cell| cell.1 == column).map(|cell| cell.2);
            assert_eq!(term["index"], column.to_string());
            assert_eq!(term["frequency"], counts().sum::<f64>().to_string(), "{by}: {term:?}");
            assert_eq!(term["rows"], counts().count().to_string(), "{by}: {term:?}");
            found.insert(term["term"].clone(), term["frequency"].clone());
        }
        assert_eq!(found, wanted, "{by}");
    }
}

#[test]
fn the_rows_add_up_to_their_words_where_every_word_has_a_column() {
    let folder = folder();
    for (weight, by) in [("count", ""), ("count", " --by speaker"), ("proportion", " --by document")] {
        let all = "--stop-words none --numbers keep";
        dictum(&folder, &format!("dfm talk.csv {all} --weight {weight} -o m{by}")).success();
        let (_, cells) = matrix(&folder);
        let part_list = listed(&folder, "rows.csv");
        let words: u64 = part_list.iter().map(|part| part["tokens"].parse::<u64>().unwrap()).sum();
        assert_eq!(words, 37, "{by}");
        for (row, part) in (1..).zip(&part_list) {
            let sum: f64 = cells.iter().filter(|cell| cell.0 == row).map(|cell| cell.2).sum();
            let wanted = if weight == "count" { part["tokens"].parse().unwrap() } else { 1.0 };
            assert!((sum - wanted).abs() < 1e-12, "{weight}{by}: {part:?} adds up to {sum}");
        }
    }
}

#[test]
fn a_second_run_replaces_its_own_files_and_no_one_elses() {
    let folder = folder();
    let place = |name: &str| folder.path().join("m").join(name);
    dictum(&folder, "dfm talk.csv -o m").success();
    let first = fs::read(place("matrix.mtx")).unwrap();
    dictum(&folder, "dfm talk.csv -o m --by party").success();
    let second = fs::read(place("matrix.mtx")).unwrap();
    assert!(first != second && listed(&folder, "rows.csv").len() == 2);

    fs::write(place("rows.csv"), "mine").unwrap();
    let refused = dictum(&folder, "dfm talk.csv -o m").code(1);
    let said = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
    assert!(said.contains("rows.csv"), "{said}");
    assert_eq!(fs::read(place("rows.csv")).unwrap(), b"mine");
    assert_eq!(fs::read(place("matrix.mtx")).unwrap(), second, "nothing else is written either");
}

#[test]
fn a_strangers_file_is_left_alone_in_a_folder_that_was_never_ours() {
    let folder = folder();
    fs::create_dir(folder.path().join("m")).unwrap();
    fs::write(folder.path().join("m/dfm.parquet"), "mine").unwrap();
    dictum(&folder, "dfm talk.csv -o m").code(1);
    let there: Vec<_> =
        fs::read_dir(folder.path().join("m")).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(there, ["dfm.parquet"]);
    assert_eq!(fs::read(folder.path().join("m/dfm.parquet")).unwrap(), b"mine");
}

#[test]
fn counts_and_texts_make_the_same_matrix_and_an_empty_selection_an_empty_one() {
    let folder = folder();
    dictum(&folder, "dfm talk.csv -o m --weight tfidf --tf-idf sklearn --by party").success();
    let of_texts = matrix(&folder);
    dictum(&folder, "count talk.csv --by party -o talk.dct").success();
    dictum(&folder, "dfm talk.dct -o m --weight tfidf --tf-idf sklearn --by party").success();
    assert_eq!(matrix(&folder), of_texts);
    let said = dictum(&folder, "dfm talk.csv -o m --since 2030-01-01").success();
    assert!(String::from_utf8_lossy(&said.get_output().stderr).contains("no turn is left"));
    assert_eq!(matrix(&folder), ([0, 0], Vec::new()));
    assert_eq!((listed(&folder, "rows.csv").len(), listed(&folder, "columns.csv").len()), (0, 0));
}

#[test]
fn so_many_terms_are_kept_the_most_frequent() {
    let folder = folder();
    let frequencies = |folder: &TempDir| -> Vec<u64> {
        listed(folder, "columns.csv").iter().map(|row| row["frequency"].parse().unwrap()).collect()
    };
    dictum(&folder, "dfm talk.csv -o m").success();
    let mut all = frequencies(&folder);
    all.sort_unstable_by(|a, b| b.cmp(a));
    dictum(&folder, "dfm talk.csv -o m --top 3").success();
    let mut kept = frequencies(&folder);
    kept.sort_unstable_by(|a, b| b.cmp(a));
    assert_eq!(kept, all[..3]);
}
