//! Counts that travel and counts at the coarser grain say the same as those that stay: written and read again,
//! merged from files, kept on disk for want of memory, added up by speaker.

use std::fs;

use assert_cmd::Command;
use dictum::analysis::{FrequencyOptions, TermCounts, Totals, frequencies};
use dictum::count::{Counts, Forms, Hits, Key, SpeakerCounts, SpeakerTable, Spread};
use dictum::read::Source;
use dictum::render::table::Table;
use dictum::render::writer::Format;
use dictum::report::tables;
use dictum::scan::{Corpus, Grain, Partial, Plan, scan, scan_or_refuse, scan_shelving, scan_spilling};
use dictum::stats::tf_idf::TfIdf;
use dictum::vocab::TermRule;
use proptest::prelude::*;
use tempfile::TempDir;

use super::made::{analyzer, partial, plan, plan_in_blocks, sources, themes};

/// The table of frequencies as bytes.
fn table<F>(corpus: &Corpus<F>, forms: &impl Forms, spread: Option<&Spread>, unit: Key) -> String {
    let rows: Vec<u32> = (0..corpus.turns.len() as u32).collect();
    let counts = TermCounts::new(corpus, forms, TermRule::default(), Totals::All).unwrap();
    let options = FrequencyOptions { by: None, min_count: 1, unit, weighting: TfIdf::Quanteda };
    let found = frequencies(corpus, forms, &counts, spread, &rows, &options).unwrap();
    let rows = tables::frequency_rows(corpus, &counts, &found).collect();
    let bytes = Table { columns: tables::frequency_columns(None), rows }.bytes(Format::Csv).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn tables_of_speakers(partial: Partial<SpeakerCounts>, plan: &Plan) -> Vec<String> {
    let corpus = partial.freeze(plan);
    let SpeakerTable { forms, spread } = &corpus.counted;
    [Key::Turn, Key::Document, Key::Speaker].map(|unit| table(&corpus, forms, Some(spread), unit)).into()
}

fn decoded(bytes: &[u8]) -> Partial<Counts> {
    Partial::decode(bytes, &(), Grain::Turn, &analyzer().into()).unwrap().0
}

fn frozen(partial: Partial<Counts>) -> String {
    format!("{:#?}", partial.freeze(&plan(Vec::new())))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn frequencies_at_the_grain_of_speakers_are_those_of_turns(sources in sources(), block in 40..400_usize) {
        let of_turns = plan(sources.clone());
        let corpus = scan::<Counts>(&of_turns, &(), &()).freeze(&of_turns);
        let expected: Vec<String> = [Key::Turn, Key::Document, Key::Speaker]
            .map(|unit| table(&corpus, &corpus.counted, None, unit))
            .into();
        let rule = TermRule::default();
        for plan in [plan(sources.clone()), plan_in_blocks(sources, block)] {
            let plan = Plan { grain: Grain::Speaker, ..plan };
            prop_assert_eq!(&tables_of_speakers(scan(&plan, &rule, &()), &plan), &expected);
            let spilled = scan_spilling::<SpeakerCounts>(&plan, &rule, &(), 1).unwrap();
            prop_assert_eq!(&tables_of_speakers(spilled, &plan), &expected, "from disk");
        }
    }

    #[test]
    fn counts_whose_tokens_wait_on_disk_are_those_in_memory(sources in sources(), block in 40..400_usize) {
        let plan = plan_in_blocks(sources, block);
        let whole = scan::<(Counts, Hits)>(&plan, &((), themes()), &());
        // Once a thread holds half of all that, its tokens are put on disk.
        let limit = (whole.heap_size() * 3 * rayon::current_num_threads()) as u64;
        let shelved = scan_shelving::<(Counts, Hits)>(&plan, &((), themes()), &(), limit).unwrap();
        let frozen = |partial: Partial<(Counts, Hits)>| format!("{:#?}", partial.freeze(&plan));
        prop_assert_eq!(frozen(shelved), frozen(whole));

        let encoded = |partial: Partial<Counts>| partial.encode(Grain::Turn, &analyzer().into()).unwrap();
        let shelved = scan_shelving::<Counts>(&plan, &(), &(), limit).unwrap();
        prop_assert_eq!(encoded(shelved), encoded(scan::<Counts>(&plan, &(), &())), "as bytes");
    }

    #[test]
    fn counts_that_were_written_are_the_same_when_read(sources in sources(), cut in 0..7_usize) {
        let whole = partial::<Counts>(&sources, &());
        let bytes = whole.encode(Grain::Turn, &analyzer().into()).unwrap();
        prop_assert_eq!(frozen(decoded(&bytes)), frozen(whole));
        prop_assert_eq!(&decoded(&bytes).encode(Grain::Turn, &analyzer().into()).unwrap(), &bytes);

        let (left, right) = sources.split_at(cut.min(sources.len()));
        let [left, right] = [left, right].map(|part| {
            decoded(&partial::<Counts>(part, &()).encode(Grain::Turn, &analyzer().into()).unwrap())
        });
        prop_assert_eq!(right.merge(left, &()).encode(Grain::Turn, &analyzer().into()).unwrap(), bytes, "two halves");
    }

    #[test]
    fn a_file_of_counts_is_read_like_the_texts(sources in sources()) {
        let bytes = partial::<Counts>(&sources, &()).encode(Grain::Turn, &analyzer().into()).unwrap();
        let counts = plan(vec![Source::in_memory("all.dct", bytes)]);
        let texts = plan(sources);
        let hits = |plan: &Plan| {
            let corpus = scan::<Hits>(plan, &themes(), &()).freeze(plan);
            let hits = corpus.counted.hits.iter().map(|hit| (hit.row, hit.theme, hit.position, hit.entry));
            hits.collect::<Vec<_>>()
        };
        prop_assert_eq!(hits(&counts), hits(&texts));
        let rule = TermRule::default();
        let [of_counts, of_texts] = [counts, texts].map(|plan| Plan { grain: Grain::Speaker, ..plan });
        prop_assert_eq!(
            tables_of_speakers(scan(&of_counts, &rule, &()), &of_counts),
            tables_of_speakers(scan(&of_texts, &rule, &()), &of_texts)
        );
    }

    #[test]
    fn no_bytes_break_the_reader(
        sources in sources(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in any::<prop::sample::Index>(),
    ) {
        let bytes = partial::<Counts>(&sources, &()).encode(Grain::Turn, &analyzer().into()).unwrap();
        let mut changed = bytes.clone();
        for (at, byte) in changes {
            let at = at.index(changed.len());
            changed[at] = byte;
        }
        for bytes in [&changed[..], &bytes[..cut.index(bytes.len())]] {
            if let Ok((partial, _)) = Partial::<Counts>::decode(bytes, &(), Grain::Turn, &analyzer().into()) {
                frozen(partial);
            }
        }
    }
}

#[test]
fn what_needs_every_turn_is_refused_where_memory_is_too_small() {
    let plan = plan(vec![Source::in_memory("a.txt", "Ann Lee: Words upon words.\n\nBob Ray: Words.\n")]);
    for error in [scan_or_refuse::<Counts>(&plan, &(), &(), 1), scan_shelving::<Counts>(&plan, &(), &(), 1)] {
        let error = error.unwrap_err().to_string();
        assert!(error.contains("than --memory has room for"), "{error}");
    }
    assert!(scan_or_refuse::<Counts>(&plan, &(), &(), 1 << 30).is_ok());
}

#[test]
fn counts_of_another_grain_or_no_counts_are_told_and_not_read() {
    let sources = [Source::in_memory("a.txt", "Ann Lee: Words upon words.\n")];
    let bytes = partial::<Counts>(&sources, &()).encode(Grain::Turn, &analyzer().into()).unwrap();
    let read = |bytes: &[u8]| {
        Partial::<SpeakerCounts>::decode(bytes, &TermRule::default(), Grain::Speaker, &analyzer().into())
            .unwrap_err()
    };
    assert_eq!(read(&bytes).to_string(), "counts of another grain");
    assert_eq!(read(&bytes[1..]).to_string(), "no counts of dictum");
}

fn dictum(folder: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dictum"));
    command.current_dir(folder.path()).args(arguments);
    command
}

fn printed(folder: &TempDir, arguments: &[&str]) -> String {
    String::from_utf8(dictum(folder, arguments).assert().success().get_output().stdout.clone()).unwrap()
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("a.txt", "Ann Lee: Taxes and ports, and ports again.\n\nBob Ray: The ports are NATO's.\n"),
        ("b.jsonl", "{\"speaker\": \"Ann Lee\", \"text\": \"Ports\\nand a burden-sharing tax.\"}\n"),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn counts_of_two_machines_merge_to_the_tables_of_the_texts() {
    let folder = folder();
    dictum(&folder, &["count", "a.txt", "-o", "a.dct"]).assert().success();
    let said = dictum(&folder, &["count", "b.jsonl", "-o", "b.dct", "--threads", "1"]).assert().success();
    let said = String::from_utf8(said.get_output().stderr.clone()).unwrap();
    assert!(said.contains("1 turns, 6 words, fingerprint "), "{said}");
    dictum(&folder, &["merge", "b.dct", "a.dct", "-o", "both.dct"]).assert().success();
    dictum(&folder, &["count", "a.txt", "b.jsonl", "-o", "whole.dct"]).assert().success();
    let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert_eq!(read("both.dct"), read("whole.dct"));
    for command in [
        &["frequency"][..],
        &["frequency", "--by", "speaker"],
        &["keywords", "--min-count", "1"],
        &["keywords", "--no-intervals"],
        &["speakers"],
        &["themes"],
        &["ngrams", "--min-count", "1"],
        &["ngrams", "--n", "3", "--skip", "1", "--min-count", "1", "--by", "speaker"],
        &["collocates", "ports", "--min-count", "1"],
        &["dispersion", "--by", "document"],
        &["diversity"],
        &["trends", "--term", "tax*", "--period", "document"],
    ] {
        let of = |inputs: &[&str]| printed(&folder, &[command, inputs].concat());
        let expected = of(&["a.txt", "b.jsonl"]);
        assert_eq!(of(&["both.dct"]), expected, "{command:?}");
        assert_eq!(of(&["a.dct", "b.jsonl"]), expected, "{command:?}");
    }
    dictum(&folder, &["report", "both.dct", "-o", "out"]).assert().success();
    assert!(folder.path().join("out/report.html").is_file());
}

/// Records of few words, so that most of what is counted are tokens.
fn long_turns() -> String {
    let words =
        ["ports", "tax", "ships", "the", "sail", "of", "budget", "war", "peace", "and", "NATO", "gas"];
    let turn = |turn: usize| {
        let said: Vec<&str> =
            (0..2000).map(|place| words[(place * place + turn * place / 7) % words.len()]).collect();
        let text = format!("{} x{turn}.", said.join(" "));
        let speaker = ["Ann", "Bob", "Cleo"][turn % 3];
        format!("{}\n", serde_json::json!({ "speaker": speaker, "document": turn / 6, "text": text }))
    };
    (0..60).map(turn).collect()
}

#[test]
fn every_command_writes_the_same_where_tokens_wait_on_disk() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("long.jsonl"), long_turns()).unwrap();
    fs::write(folder.path().join("odd.toml"), "[themes.odd]\nterms = ['x*']\n").unwrap();
    let tight = ["--threads", "1", "--memory", "250kB"];
    let refused =
        dictum(&folder, &[&["count", "long.jsonl", "-o", "all.dct"][..], &tight].concat()).assert().code(1);
    let said = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
    assert!(said.contains("than --memory has room for"), "all tokens have no room: {said}");
    for command in [
        &["ngrams"][..],
        &["ngrams", "--n", "4", "--skip", "1", "--by", "speaker", "--min-count", "100"],
        &["collocates", "x*", "--by", "document", "--min-count", "1"],
        &["collocates", "x*", "--within", "sentence", "--min-count", "1"],
        &["concordance", "x7"],
        &["diversity"],
        &["dispersion"],
        &["frequency", "--by", "document"],
        &["keywords"],
        &["keywords", "--n", "2", "--min-count", "50"],
        &["explain", "ports"],
        &["themes", "suggest", "odd", "--themes", "odd.toml"],
        &["themes", "--lint", "--themes", "odd.toml"],
    ] {
        let plain = dictum(&folder, &[command, &["long.jsonl"]].concat()).output().unwrap();
        let shelved = dictum(&folder, &[command, &["long.jsonl"], &tight].concat()).output().unwrap();
        assert_eq!(
            String::from_utf8_lossy(&shelved.stdout),
            String::from_utf8_lossy(&plain.stdout),
            "{command:?}"
        );
        assert_eq!(shelved.status.code(), plain.status.code(), "{command:?}");
        assert!(!plain.stdout.is_empty(), "{command:?}: {}", String::from_utf8_lossy(&plain.stderr));
    }
}

#[test]
fn parts_that_do_not_belong_together_are_told_with_their_path() {
    let folder = folder();
    dictum(&folder, &["count", "a.txt", "-o", "a.dct"]).assert().success();
    dictum(&folder, &["count", "b.jsonl", "--hyphens", "keep", "-o", "b.dct"]).assert().success();
    fs::write(folder.path().join("c.dct"), "dictum counts\nand no more").unwrap();
    for (parts, complaint) in [
        (&["a.dct", "b.dct"][..], "b.dct: counted with hyphens keep, not hyphens split"),
        (&["a.dct", "c.dct"], "c.dct: "),
        (&["a.dct", "a.txt"], "a.txt: no counts of dictum"),
        (&["a.dct", "none.dct"], "none.dct: no such file or folder"),
    ] {
        let arguments = [&["merge"][..], parts, &["-o", "all.dct"]].concat();
        let failed = dictum(&folder, &arguments).assert().code(1);
        let said = String::from_utf8_lossy(&failed.get_output().stderr).into_owned();
        assert!(said.contains(complaint), "{parts:?}: {said}");
        assert!(!folder.path().join("all.dct").exists());
    }
    let said = dictum(&folder, &["frequency", "a.dct", "b.dct"]).assert().success();
    let said = String::from_utf8_lossy(&said.get_output().stderr).into_owned();
    assert!(said.contains("b.dct: counted with hyphens keep"), "the others are still counted: {said}");
}

#[test]
fn texts_cannot_be_had_from_counts() {
    let folder = folder();
    dictum(&folder, &["count", "a.txt", "-o", "a.dct"]).assert().success();
    let said = dictum(&folder, &["turns", "a.dct"]).assert().code(1);
    let said = String::from_utf8_lossy(&said.get_output().stderr).into_owned();
    assert!(said.contains("a.dct: holds counts, and no texts"), "{said}");
}

#[test]
fn counts_without_a_field_say_how_they_come_to_have_it() {
    let folder = tempfile::tempdir().unwrap();
    let talk = "{\"speaker\": \"Ada\", \"text\": \"Ships sail.\", \"party\": \"Blue\"}\n";
    fs::write(folder.path().join("talk.jsonl"), talk).unwrap();
    dictum(&folder, &["count", "talk.jsonl", "-o", "bare.dct"]).assert().success();
    dictum(&folder, &["count", "talk.jsonl", "--by", "party", "-o", "full.dct"]).assert().success();
    dictum(&folder, &["frequency", "full.dct", "--by", "party"]).assert().success();
    let expected = "dictum: unknown field 'party'; the counts in bare.dct were made without it: give 'dictum count' --by \
                    party for a field of the records, or the --metadata that has it\n";
    dictum(&folder, &["frequency", "bare.dct", "--by", "party"]).assert().code(2).stderr(expected);
}
