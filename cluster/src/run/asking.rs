//! Asking for a shard until an answer comes that is to be believed.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use arrow::array::{Array, AsArray};
use arrow::datatypes::DataType;
use datafusion::common::ScalarValue;
use datafusion::logical_expr::{Expr, cast, ident};
use datafusion::prelude::{ParquetReadOptions, SessionContext};
use dictum::{Error, Result};

use super::kept::Kept;
use super::progress::Progress;
use crate::args::AskingArgs;
use crate::job::{Answer, Task, function, verify};
use crate::store::Shard;

/// A shard of which something is to be made.
#[derive(Debug)]
pub(super) struct Asked {
    pub task: Task,
    pub shard: Shard,
    pub kept: Kept,
}

/// How to ask, once there is somebody to be asked.
pub(super) struct Asking<C> {
    context: C,
    deadline: Duration,
    attempts: u32,
    cutting: String,
}

impl Asking<()> {
    /// As the arguments say; answers are to be cut into words so.
    pub fn new(args: &AskingArgs, cutting: String) -> Self {
        let deadline = Duration::from_secs(args.deadline.max(1));
        Self { context: (), deadline, attempts: args.attempts.max(1), cutting }
    }

    /// The same with somebody to be asked.
    pub fn with(self, context: SessionContext) -> Asking<SessionContext> {
        let Self { deadline, attempts, cutting, context: () } = self;
        Asking { context, deadline, attempts, cutting }
    }
}

impl Asking<SessionContext> {
    /// The path of the shard and the file of the answer.
    ///
    /// # Errors
    /// Why the last attempt failed, or why another would.
    pub async fn ask(&self, asked: Asked, progress: &Progress) -> Result<(String, PathBuf)> {
        let path = asked.task.path.clone();
        let mut attempt = 1;
        loop {
            let began = Instant::now();
            let tried = tokio::time::timeout(self.deadline, self.attempt(&asked)).await;
            let failed = match tried {
                Ok(Ok(answer)) => {
                    let file = asked.kept.keep(&answer.body)?;
                    progress.answered(&path, attempt, began.elapsed(), answer.seconds);
                    return Ok((path, file));
                }
                Ok(Err(failed)) => failed,
                Err(_) => Failed::Attempt(format!("no answer in {} s", self.deadline.as_secs())),
            };
            let what = match failed {
                Failed::Final(error) => return Err(error.at(path)),
                Failed::Refused(what) => {
                    progress.refused(&path, attempt, &what);
                    what
                }
                Failed::Attempt(what) => {
                    progress.failed(&path, attempt, &what);
                    what
                }
            };
            if attempt >= self.attempts {
                let what = format!("no answer to be believed in {attempt} attempts; the last: {what}");
                return Err(Error::engine(what).at(path));
            }
            // A scheduler that begins anew, or an executor that takes another's place, needs a moment.
            tokio::time::sleep(Duration::from_secs(1 << attempt.min(4)) / 2).await;
            attempt += 1;
        }
    }

    async fn attempt(&self, asked: &Asked) -> std::result::Result<Answer, Failed> {
        let answers = self.job(&asked.task).await.map_err(|error| Failed::Attempt(error.to_string()))?;
        let answers: Vec<Answer> = answers
            .iter()
            .map(|bytes| Answer::decode(bytes))
            .collect::<Result<_>>()
            .map_err(|error| Failed::Refused(error.to_string()))?;
        if let Some(refusal) = answers.iter().find_map(|answer| answer.refusal.clone()) {
            return Err(Failed::Final(Error::config(refusal)));
        }
        verify(&asked.task, &asked.shard, &self.cutting, answers)
            .map_err(|error| Failed::Refused(error.to_string()))
    }

    /// What the executors answer: each row of the result.
    async fn job(&self, task: &Task) -> datafusion::common::Result<Vec<Vec<u8>>> {
        let rows = self.context.read_parquet(&task.path, ParquetReadOptions::default()).await?;
        let asked = serde_json::to_string(task)
            .map_err(|error| datafusion::common::DataFusionError::Execution(error.to_string()))?;
        // As a dictionary it is not written out for every row.
        let asked =
            ScalarValue::Dictionary(Box::new(DataType::Int32), Box::new(ScalarValue::Utf8(Some(asked))));
        let columns = task.columns.iter().map(|name| match rows.schema().field_with_unqualified_name(name) {
            Ok(field) if field.data_type().is_string() => ident(name),
            Ok(_) | Err(_) => cast(ident(name), DataType::Utf8),
        });
        let arguments: Vec<Expr> = std::iter::once(Expr::Literal(asked, None)).chain(columns).collect();
        let counted = rows.aggregate(Vec::new(), vec![function().call(arguments).alias("answer")])?;
        let mut answers = Vec::new();
        for batch in counted.collect().await? {
            let column = batch.column(0).as_binary::<i64>();
            answers.extend((0..column.len()).map(|row| match column.is_null(row) {
                true => Vec::new(),
                false => column.value(row).to_vec(),
            }));
        }
        Ok(answers)
    }
}

/// Why an attempt came to nothing.
enum Failed {
    /// There was no answer; another may come.
    Attempt(String),
    /// The answer is not to be believed; another may be.
    Refused(String),
    /// Every other will fail too.
    Final(Error),
}
