//! The report of a cluster is that of one machine.

use std::process::Command;

use crate::harness::{Client, Cluster, alone, assert_same, made, shards, told};

#[test]
fn a_cluster_makes_the_report_that_one_machine_makes() {
    let _alone = alone();
    let (made, folder) = (made(), tempfile::tempdir().unwrap());
    assert!(shards(&made.store()).len() >= 8);
    let (work, output) = (folder.path().join("work"), folder.path().join("output"));
    let cluster = Cluster::start(2);
    let (status, events) = Client::start(&cluster, &made.store(), &work, &output, &[]).finish();
    assert!(status.success(), "{events:?}");
    let summary =
        |round: &str| ["answered", "failed", "refused"].map(|what| told(&events, round, "summary", what));
    assert_eq!(summary("counting"), [shards(&made.store()).len() as u64, 0, 0]);
    // The client reads none of the shards again that hold a turn to be quoted.
    let [quoted, failed, refused] = summary("quoting");
    assert!(quoted > 0 && (failed, refused) == (0, 0), "{events:?}");
    assert_same(&made.local(), &output);

    // What was accepted is not asked for again.
    let (status, events) =
        Client::start(&cluster, &made.store(), &work, &folder.path().join("again"), &[]).finish();
    assert!(status.success(), "{events:?}");
    let again = ["counting", "quoting"].map(|round| told(&events, round, "summary", "answered"));
    assert_eq!(again, [0, 0]);
    assert_same(&made.local(), &folder.path().join("again"));
}

#[test]
fn one_process_makes_it_too() {
    let _alone = alone();
    let (made, folder) = (made(), tempfile::tempdir().unwrap());
    let output = folder.path().join("output");
    let mut command = Command::new(env!("CARGO_BIN_EXE_dictum-cluster"));
    command.args(["standalone", "--work"]).arg(folder.path().join("work"));
    command.arg(made.store()).arg("-o").arg(&output);
    let done = command.output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert_same(&made.local(), &output);
}

#[test]
fn options_of_a_report_are_known_and_wrong_ones_are_told() {
    let run = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dictum-cluster"));
        let done = command.arg("run").args(words).output().unwrap();
        (done.status.code(), String::from_utf8_lossy(&done.stderr).into_owned())
    };
    let store = made().store();
    let store = store.to_str().unwrap();
    let (code, said) = run(&[store, "--languag", "german"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("--language"), "{said}");
    let (code, said) = run(&[store, "--text-field", "body"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("are for import"), "{said}");
    let (code, said) = run(&["--scheduler", "127.0.0.1:1", store]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("no scheduler answers at 127.0.0.1:1"), "{said}");
    let corpus = made().corpus();
    let (code, said) = run(&[corpus.to_str().unwrap()]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("no shard of a store"), "{said}");
}
