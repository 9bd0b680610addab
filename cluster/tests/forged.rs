//! Answers that are not what they should be are refused, and what an executor answers is what dictum counts.

use std::collections::BTreeMap;

use arrow::array::{ArrayRef, AsArray};
use dictum::cli::elsewhere::Report;
use dictum::read::Fingerprint;
use dictum::scan::{Excerpt, Grain, Partial, Recipe, TurnPlace, scan};
use dictum::{Counts, Plan};
use dictum_cluster::job::{Answer, Asks, Rows, Task, own_version, verify};
use dictum_cluster::store::{Shard, shard_at};

use crate::harness::{columns, made, shards};

/// A shard, what is asked of it, its rows, and how it is counted.
struct Asked {
    task: Task,
    shard: Shard,
    columns: Vec<ArrayRef>,
    plan: Plan,
}

fn asked() -> Asked {
    asked_with(&[])
}

/// The same under options of a report.
fn asked_with(options: &[&str]) -> Asked {
    let path = shards(&made().store()).remove(0);
    let words = [path.clone().into_os_string()].into_iter().chain(options.iter().map(Into::into));
    let report = Report::asked(words.collect(), &mut |_| Ok(None)).unwrap().unwrap();
    let recipe: Recipe = report.recipe.clone();
    let source = report.sources[0].clone();
    let (_, shard) = shard_at(source.path(), &mut BTreeMap::new()).unwrap();
    let reads = recipe.reads().unwrap();
    let names: Vec<String> = shard.columns.keys().filter(|name| reads.contains(name)).cloned().collect();
    let task = Task {
        version: own_version(),
        name: source.name().to_owned(),
        path: source.path().to_owned(),
        size: shard.size,
        blake3: shard.blake3.clone(),
        columns: names.clone(),
        recipe: recipe.clone(),
        asks: Asks::Counts,
    };
    let plan = recipe.plan(vec![source]).unwrap();
    Asked { task, shard, columns: columns(&path, &names), plan }
}

impl Asked {
    fn answer(&self, batches: &[Vec<ArrayRef>]) -> Answer {
        let mut rows = Rows::new(self.task.columns.clone());
        batches.iter().for_each(|batch| rows.push(batch.clone()));
        self.task.answer(rows)
    }

    /// The answer of an executor that does what it should.
    fn whole(&self) -> Answer {
        self.answer(std::slice::from_ref(&self.columns))
    }

    fn verified(&self, answers: Vec<Answer>) -> Result<Answer, String> {
        verify(&self.task, &self.shard, &self.plan.analyzer.cutting(), answers)
            .map_err(|error| error.to_string())
    }

    fn decoded(&self, answer: &Answer) -> Partial<Counts> {
        Partial::decode(&answer.body, &(), Grain::Turn, &self.plan.analyzer).unwrap().0
    }
}

/// An answer whose body was changed by someone who knows how bodies are sealed.
fn resealed(answer: Answer) -> Answer {
    Answer { blake3: blake3::hash(&answer.body).to_hex().to_string(), ..answer }
}

#[test]
fn an_answer_is_byte_for_byte_what_dictum_counts() {
    let asked = asked();
    let counted = scan::<Counts>(&asked.plan, &(), &()).encode(Grain::Turn, &asked.plan.analyzer).unwrap();
    // In two batches, as an executor may get it.
    let cut =
        |from: usize, to: usize| asked.columns.iter().map(|column| column.slice(from, to - from)).collect();
    let rows = asked.columns[0].len();
    let answer = asked.answer(&[cut(0, 9), cut(9, rows)]);
    assert!(answer.body == counted);
    assert_eq!(asked.verified(vec![answer.clone()]).unwrap(), answer);
    assert_eq!(Answer::decode(&answer.encode().unwrap()).unwrap(), answer);
}

#[test]
fn options_mean_the_same_to_an_executor() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let store = shards(&made().store()).remove(0);
    let document = columns(&store, &["document".to_owned()])[0].as_string::<i32>().value(0).to_owned();
    let metadata = file("m.csv", &format!("document,title,place\n\"{document}\",A talk,Oslo\n"));
    let compounds = file("c.txt", "of the\nin the\n");
    let plain = asked().whole();
    for (options, is_other) in [
        (&["--language", "auto"][..], true),
        (&["--hyphens", "keep"], true),
        (&["--compounds", &compounds], true),
        (&["--metadata", &metadata], true),
        (&["--by", "language"], true),
        (&["--stop-words", "none", "--top", "3"], false),
    ] {
        let asked = asked_with(options);
        let counted =
            scan::<Counts>(&asked.plan, &(), &()).encode(Grain::Turn, &asked.plan.analyzer).unwrap();
        let answer = asked.whole();
        assert!(answer.body == counted, "{options:?}");
        assert_eq!(asked.verified(vec![answer.clone()]).unwrap().body, answer.body, "{options:?}");
        assert_eq!(answer.body != plain.body, is_other, "{options:?}");
    }
}

#[test]
fn without_a_hash_of_its_bytes_an_answer_is_the_file_that_dictum_count_writes() {
    // `dictum count` notes only how large its sources are.
    let mut asked = asked();
    asked.task.recipe.fingerprint = Fingerprint::Size;
    let plan = asked.task.recipe.plan(asked.plan.sources.clone()).unwrap();
    let counted = scan::<Counts>(&plan, &(), &()).encode(Grain::Turn, &plan.analyzer).unwrap();
    assert!(asked.whole().body == counted);
}

#[test]
fn rows_that_come_twice_are_refused_wherever_they_are_doubled() {
    let asked = asked();
    let answer = asked.whole();
    let refused = |answers: Vec<Answer>| asked.verified(answers).unwrap_err();
    assert!(refused(vec![answer.clone(), answer.clone()]).contains("2 answers in place of one"));
    assert!(refused(Vec::new()).contains("0 answers"));
    let doubled = asked.answer(&[asked.columns.clone(), asked.columns.clone()]);
    assert!(refused(vec![doubled]).contains("rows were read, and the shard has"));
    // The executor says that all is well, and its counts are doubled.
    let twice = asked.decoded(&answer).merge(asked.decoded(&answer), &());
    let body = twice.encode(Grain::Turn, &asked.plan.analyzer).unwrap();
    assert!(refused(vec![Answer { body: body.clone(), ..answer.clone() }]).contains("as it was sent"));
    assert!(refused(vec![resealed(Answer { body, ..answer })]).contains("turns were met of"));
}

#[test]
fn turns_that_come_twice_or_not_or_unasked_are_refused() {
    let mut asked = asked();
    let places = [0, 3, 5].map(|place| TurnPlace { ordinal: 0, place }).to_vec();
    asked.task.asks = Asks::Turns(places.clone());
    let answer = asked.whole();
    let excerpt = Excerpt::decode(&asked.verified(vec![answer.clone()]).unwrap().body).unwrap();
    assert_eq!(excerpt.places().collect::<Vec<_>>(), places);
    let refused = |answer: Answer| asked.verified(vec![answer]).unwrap_err();
    let forged = |forge: &dyn Fn(&mut Vec<serde_json::Value>)| {
        let mut excerpt = serde_json::to_value(&excerpt).unwrap();
        forge(excerpt["kept"].as_array_mut().unwrap());
        let body = serde_json::from_value::<Excerpt>(excerpt).unwrap().encode().unwrap();
        resealed(Answer { body, ..answer.clone() })
    };
    assert!(asked.verified(vec![forged(&|_| ())]).is_ok());
    let twice = refused(forged(&|kept| kept.insert(1, kept[0].clone())));
    assert!(twice.contains("4 turns came, and they are not the 3 that were asked for"), "{twice}");
    assert!(refused(forged(&|kept| drop(kept.pop()))).contains("2 turns came"));
    assert!(refused(forged(&|kept| kept.swap(0, 1))).contains("not the 3 that were asked for"));
    assert!(refused(forged(&|kept| kept[0]["at"]["place"] = 1.into())).contains("not the 3"));
    assert!(asked.verified(vec![answer.clone(), answer.clone()]).unwrap_err().contains("2 answers"));
    let doubled = asked.answer(&[asked.columns.clone(), asked.columns.clone()]);
    assert!(refused(doubled).contains("rows were read, and the shard has"));

    // Turns are no answer to whom asks for counts, nor counts to whom asks for turns.
    asked.task.asks = Asks::Counts;
    let counts = asked.whole();
    assert!(asked.verified(vec![answer]).unwrap_err().contains("no counts of dictum"));
    asked.task.asks = Asks::Turns(places);
    assert!(asked.verified(vec![counts]).unwrap_err().contains("no turns of dictum"));
}

#[test]
fn counts_of_something_else_are_refused() {
    let asked = asked();
    let answer = asked.whole();
    let speaker = asked.task.columns.iter().position(|name| name == "speaker").unwrap();
    let line = asked.task.columns.iter().position(|name| name == "line").unwrap();
    let mut swapped = asked.columns.clone();
    swapped[speaker] = asked.columns[line].clone();
    let refused = |answers: Vec<Answer>| asked.verified(answers).unwrap_err();
    assert!(
        refused(vec![asked.answer(&[swapped])]).contains("column speaker was not read as it was written")
    );
    let mut turned = asked.plan.analyzer.cutting();
    turned.push('!');
    assert!(verify(&asked.task, &asked.shard, &turned, vec![answer.clone()]).is_err());
    // Its stamp is whole, the rest is not.
    let body = answer.body[..answer.body.len() / 2].to_vec();
    assert!(refused(vec![Answer { body, ..answer.clone() }]).contains("as it was sent"));
    let mut shard = asked.shard.clone();
    shard.fingerprint = "0".repeat(16);
    assert!(verify(&asked.task, &shard, &asked.plan.analyzer.cutting(), vec![answer]).is_err());
}

#[test]
fn a_client_and_an_executor_of_two_versions_do_not_work_together() {
    let mut asked = asked();
    asked.task.version = "0.0.9".into();
    let refusal = asked.whole().refusal.unwrap();
    assert!(refusal.contains("the client is dictum-cluster 0.0.9"), "{refusal}");
    asked.task.version = own_version();
    asked.task.recipe.version = "0.0.9".into();
    let refusal = asked.whole().refusal.unwrap();
    assert!(refusal.contains("version 0.0.9 of dictum asks"), "{refusal}");
    asked.task.recipe.version = env!("CARGO_PKG_VERSION").into();
    let answer = asked.whole();
    let other = Answer { version: "0.0.9".into(), ..answer };
    assert!(asked.verified(vec![other]).unwrap_err().contains("the executor is dictum-cluster 0.0.9"));
}
