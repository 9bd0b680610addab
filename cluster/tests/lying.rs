//! An executor that lies: it answers by a function of its own, which no program of ours has.

use std::collections::HashSet;
use std::process::Command;
use std::sync::{Arc, Mutex};

use arrow::array::ArrayRef;
use arrow::datatypes::{DataType, FieldRef};
use datafusion::common::{Result, ScalarValue};
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::{Accumulator, AggregateUDF, AggregateUDFImpl, Signature};
use dictum::Counts;
use dictum::scan::{Excerpt, Grain, Partial};
use dictum::text::{Analyzer, AnalyzerOptions, Analyzers};
use dictum_cluster::args::ExecutorArgs;
use dictum_cluster::engine;
use dictum_cluster::job::{Answer, function};

use crate::harness::{Client, Cluster, Process, alone, assert_same, made, shards, told};

/// Says where its scheduler is to this program when it is started as an executor.
const SCHEDULER: &str = "DICTUM_CLUSTER_LIED_TO";

/// As the function of an honest executor, but that what it answers holds something twice when it is first asked.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Lying {
    honest: Arc<AggregateUDF>,
}

impl AggregateUDFImpl for Lying {
    fn name(&self) -> &str {
        self.honest.name()
    }

    fn signature(&self) -> &Signature {
        self.honest.signature()
    }

    fn return_type(&self, types: &[DataType]) -> Result<DataType> {
        self.honest.return_type(types)
    }

    fn state_fields(&self, args: StateFieldsArgs<'_>) -> Result<Vec<FieldRef>> {
        self.honest.state_fields(args)
    }

    fn accumulator(&self, args: AccumulatorArgs<'_>) -> Result<Box<dyn Accumulator>> {
        Ok(Box::new(Liar { honest: self.honest.accumulator(args)? }))
    }
}

#[derive(Debug)]
struct Liar {
    honest: Box<dyn Accumulator>,
}

impl Accumulator for Liar {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        self.honest.update_batch(values)
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        self.honest.merge_batch(states)
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        self.honest.state()
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        let ScalarValue::LargeBinary(Some(bytes)) = self.honest.evaluate()? else { panic!("no answer") };
        let answer = Answer::decode(&bytes).unwrap();
        static TOLD: Mutex<Option<HashSet<String>>> = Mutex::new(None);
        let is_first = TOLD.lock().unwrap().get_or_insert_default().insert(answer.blake3.clone());
        let told = if is_first { doubled(answer) } else { answer };
        Ok(ScalarValue::LargeBinary(Some(told.encode().unwrap())))
    }

    fn size(&self) -> usize {
        self.honest.size()
    }
}

/// The answer with every count, or a turn, twice, and sealed as if it were right.
fn doubled(answer: Answer) -> Answer {
    let analyzers: Analyzers = Analyzer::new(&AnalyzerOptions::default()).unwrap().into();
    let counts = || Partial::<Counts>::decode(&answer.body, &(), Grain::Turn, &analyzers);
    let body = match (counts(), counts()) {
        (Ok((one, _)), Ok((other, _))) => one.merge(other, &()).encode(Grain::Turn, &analyzers).unwrap(),
        _ => {
            let mut excerpt = serde_json::to_value(Excerpt::decode(&answer.body).unwrap()).unwrap();
            let kept = excerpt["kept"].as_array_mut().unwrap();
            kept.insert(0, kept[0].clone());
            serde_json::from_value::<Excerpt>(excerpt).unwrap().encode().unwrap()
        }
    };
    Answer { blake3: blake3::hash(&body).to_hex().to_string(), body, ..answer }
}

#[test]
fn an_executor_that_answers_with_something_twice_is_not_believed() {
    let _alone = alone();
    let (made, folder) = (made(), tempfile::tempdir().unwrap());
    let (work, output) = (folder.path().join("work"), folder.path().join("output"));
    let cluster = Cluster::start(0);
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "--ignored", "lying::an_executor_that_lies"]).env(SCHEDULER, &cluster.address);
    let _liar = Process::of(command);
    let (status, events) = Client::start(&cluster, &made.store(), &work, &output, &[]).finish();
    assert!(status.success(), "{events:?}");
    let of = |round: &str| ["answered", "refused"].map(|what| told(&events, round, "summary", what));
    assert_eq!(of("counting"), [shards(&made.store()).len() as u64; 2], "{events:?}");
    let [answered, refused] = of("quoting");
    assert!(answered > 0 && refused == answered, "{events:?}");
    let said = events.iter().map(|event| event["what"].to_string()).collect::<String>();
    assert!(said.contains("turns were met of") && said.contains("turns came"), "{said}");
    assert_same(&made.local(), &output);
}

#[test]
#[ignore = "no test but an executor, which another test starts"]
fn an_executor_that_lies() {
    let Ok(scheduler) = std::env::var(SCHEDULER) else { return };
    let bind = "127.0.0.1".to_owned();
    let args = ExecutorArgs { scheduler, cores: 1, bind, advertise: None, port: None, work: None };
    engine::executor(&args, Arc::new(AggregateUDF::new_from_impl(Lying { honest: function() }))).unwrap();
}
