//! Whoever dies, the numbers are right, or there are none.

use std::fs;

use serde_json::Value;

use crate::harness::{Client, Cluster, alone, assert_same, copy_of_store, made, shards, told};

#[test]
fn an_executor_that_is_killed_is_missed_and_nothing_else() {
    let _alone = alone();
    let (made, folder) = (made(), tempfile::tempdir().unwrap());
    let (work, output) = (folder.path().join("work"), folder.path().join("output"));
    let mut cluster = Cluster::start(2);
    let mut client = Client::start(&cluster, &made.store(), &work, &output, &["--deadline", "30"]);
    client.wait_for("counting", "answered");
    cluster.executors[0].kill();
    let (status, events) = client.finish();
    assert!(status.success(), "{events:?}");
    assert_same(&made.local(), &output);
}

#[test]
fn an_executor_that_is_killed_while_turns_are_quoted_is_missed_and_nothing_else() {
    let _alone = alone();
    let (made, folder) = (made(), tempfile::tempdir().unwrap());
    let (work, output) = (folder.path().join("work"), folder.path().join("output"));
    let mut cluster = Cluster::start(2);
    let mut client = Client::start(&cluster, &made.store(), &work, &output, &["--deadline", "30"]);
    client.wait_for("quoting", "begin");
    cluster.executors[0].kill();
    let (status, events) = client.finish();
    assert!(status.success(), "{events:?}");
    assert!(told(&events, "quoting", "summary", "answered") > 0, "{events:?}");
    assert_same(&made.local(), &output);
}

#[test]
fn a_client_that_is_killed_asks_only_for_what_is_missing_when_it_runs_again() {
    let _alone = alone();
    let (made, folder) = (made(), tempfile::tempdir().unwrap());
    let (work, output) = (folder.path().join("work"), folder.path().join("output"));
    let cluster = Cluster::start(2);
    let mut client = Client::start(&cluster, &made.store(), &work, &output, &[]);
    client.wait_for("counting", "answered");
    client.kill();
    let (status, events) = Client::start(&cluster, &made.store(), &work, &output, &[]).finish();
    assert!(status.success(), "{events:?}");
    let kept = told(&events, "counting", "begin", "kept");
    assert!(kept >= 1, "{events:?}");
    assert_eq!(kept + told(&events, "counting", "summary", "answered"), shards(&made.store()).len() as u64);
    assert_same(&made.local(), &output);
}

#[test]
fn without_its_scheduler_a_client_fails_clearly_and_a_rerun_completes() {
    let _alone = alone();
    let (made, folder) = (made(), tempfile::tempdir().unwrap());
    let (work, output) = (folder.path().join("work"), folder.path().join("output"));
    let mut cluster = Cluster::start(2);
    let options = ["--attempts", "2", "--deadline", "10"];
    let mut client = Client::start(&cluster, &made.store(), &work, &output, &options);
    client.wait_for("counting", "answered");
    cluster.scheduler.kill();
    let (status, events) = client.finish();
    assert_eq!(status.code(), Some(1), "{events:?}");
    let said: Vec<&str> = events.iter().filter_map(Value::as_str).collect();
    assert!(said.iter().any(|line| line.contains("no answer to be believed in 2 attempts")), "{events:?}");
    assert!(said.iter().any(|line| line.contains("run it again to go on")), "{events:?}");
    assert!(!output.exists());
    drop(cluster);
    let cluster = Cluster::start(1);
    let (status, events) = Client::start(&cluster, &made.store(), &work, &output, &[]).finish();
    assert!(status.success(), "{events:?}");
    assert!(told(&events, "counting", "begin", "kept") >= 1);
    assert_same(&made.local(), &output);
}

#[test]
fn an_executor_that_stands_still_past_the_deadline_is_passed_over() {
    let _alone = alone();
    let (made, folder) = (made(), tempfile::tempdir().unwrap());
    let (work, output) = (folder.path().join("work"), folder.path().join("output"));
    let cluster = Cluster::start(2);
    let options = ["--deadline", "6", "--attempts", "6"];
    let mut client = Client::start(&cluster, &made.store(), &work, &output, &options);
    client.wait_for("counting", "answered");
    cluster.executors[0].stop();
    let (status, events) = client.finish();
    assert!(status.success(), "{events:?}");
    assert_same(&made.local(), &output);
}

#[test]
fn a_shard_that_is_cut_short_or_altered_makes_no_report() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let (work, output, store) =
        (folder.path().join("work"), folder.path().join("output"), folder.path().join("store"));
    copy_of_store(&store);
    let cluster = Cluster::start(1);
    let ask = || Client::start(&cluster, &store, &work, &output, &["--attempts", "2"]).finish();
    let said = |events: &[Value]| events.iter().map(Value::to_string).collect::<String>();
    let shards = shards(&store);
    let whole = fs::read(&shards[0]).unwrap();
    fs::write(&shards[0], &whole[..whole.len() / 2]).unwrap();
    let (status, events) = ask();
    assert!(!status.success() && said(&events).contains("cut short or altered"), "{events:?}");

    // Another shard's bytes in its place, and a manifest that says so, but not what they hold.
    let other = fs::read(&shards[1]).unwrap();
    fs::write(&shards[0], &other).unwrap();
    let manifest = store.join("store.json");
    let mut said_of: Value = serde_json::from_slice(&fs::read(&manifest).unwrap()).unwrap();
    let name = shards[0].file_name().unwrap().to_str().unwrap();
    said_of["shards"][name]["size"] = other.len().into();
    fs::write(&manifest, said_of.to_string()).unwrap();
    let (status, events) = ask();
    assert!(!status.success() && said(&events).contains("refused"), "{events:?}");
    assert!(!output.exists());
}
