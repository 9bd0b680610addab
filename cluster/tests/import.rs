//! A store holds what its transcripts hold.

use std::fs;

use dictum_cluster::store::Store;

use crate::harness::{files, import, import_with, made, report, shards};

#[test]
fn a_store_gives_the_tables_that_its_transcripts_give() {
    let (made, folder) = (made(), tempfile::tempdir().unwrap());
    let output = folder.path().join("output");
    report(&made.corpus(), &output);
    let [of_texts, of_store] = [output, made.local()].map(|folder| files(&folder.join("tables")));
    assert!(of_texts.keys().eq(of_store.keys()) && of_texts.len() > 10);
    for (name, bytes) in &of_texts {
        assert!(*bytes == of_store[name], "{name} differs");
    }
}

#[test]
fn files_that_are_added_are_read_alone_and_a_store_made_twice_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let (talks, store, other) =
        (folder.path().join("talks"), folder.path().join("store"), folder.path().join("other"));
    fs::create_dir(&talks).unwrap();
    fs::write(
        talks.join("a.txt"),
        "ANN LEE: One (Laughter.) and […] two.\n\nBOB RAY: Three.\n\nANN LEE: Yes.\n",
    )
    .unwrap();
    fs::write(talks.join("b.csv"), "document,speaker,text\nx,Ann,Four\nx,Bob,Five\n").unwrap();
    let said = import(&talks, &store);
    assert!(said.contains("2 of 2 files imported"), "{said}");
    assert!(import(&talks, &store).contains("0 of 2 files imported"));
    let first = shards(&store);
    fs::write(talks.join("c.txt"), "Ann: Six.\n").unwrap();
    let said = import(&talks, &store);
    assert!(said.contains("1 of 3 files imported"), "{said}");
    assert!(first.iter().all(|shard| shards(&store).contains(shard)));
    let read = Store::open(&store).unwrap().unwrap();
    assert_eq!(read.shards.values().map(|shard| shard.turns).sum::<u64>(), 6);
    assert_eq!(read.shards.values().map(|shard| shard.documents).sum::<u64>(), 3);
    import(&talks, &other);
    import(&talks, &folder.path().join("again"));
    assert_eq!(files(&other), files(&folder.path().join("again")));
}

#[test]
fn neighbours_of_one_name_stay_two_documents() {
    let folder = tempfile::tempdir().unwrap();
    let (talks, store) = (folder.path().join("talks"), folder.path().join("store"));
    fs::create_dir(&talks).unwrap();
    let rows = "document,speaker,text\nx,Ann,One\n";
    fs::write(talks.join("a.csv"), rows).unwrap();
    fs::write(talks.join("b.csv"), rows.replace("One", "Two")).unwrap();
    import(&talks, &store);
    let read = Store::open(&store).unwrap().unwrap();
    assert_eq!((read.shards.len(), read.shards.values().map(|shard| shard.documents).sum::<u64>()), (2, 2));
}

#[test]
fn an_import_that_was_broken_off_goes_on_with_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let (talks, store) = (folder.path().join("talks"), folder.path().join("store"));
    fs::create_dir(&talks).unwrap();
    let talk = |name: &str| fs::write(talks.join(name), format!("speaker,text\nAnn,{name}\n")).unwrap();
    talk("a.csv");
    import_with(&talks, &store, "1B");
    let first = Store::open(&store).unwrap().unwrap();
    talk("b.csv");
    import_with(&talks, &store, "1B");
    let whole = files(&store);
    // As if it had been killed while it wrote the second.
    for shard in shards(&store) {
        if !first.shards.contains_key(shard.file_name().unwrap().to_str().unwrap()) {
            fs::rename(shard, store.join(".new-half")).unwrap();
        }
    }
    first.save(&store).unwrap();
    let said = import_with(&talks, &store, "1B");
    assert!(said.contains("1 of 2 files imported"), "{said}");
    assert_eq!(files(&store), whole);
}
