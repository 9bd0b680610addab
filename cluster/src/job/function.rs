//! The aggregate function that answers for a shard: `dictum_answer(task, column, …)`.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Field, FieldRef};
use datafusion::common::{Result, ScalarValue, exec_datafusion_err};
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::utils::format_state_name;
use datafusion::logical_expr::{Accumulator, AggregateUDF, AggregateUDFImpl, Signature, Volatility};

use super::rows::Rows;
use super::task::Task;

/// What the function is called.
pub const NAME: &str = "dictum_answer";

/// The function, as it has to be registered with client, scheduler and executors.
pub fn function() -> Arc<AggregateUDF> {
    let signature = Signature::variadic_any(Volatility::Immutable);
    Arc::new(AggregateUDF::new_from_impl(Answering { signature }))
}

/// Of a [`Task`] in JSON and the columns that it names, as texts, the [`Answer`](super::Answer) as bytes.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Answering {
    signature: Signature,
}

impl AggregateUDFImpl for Answering {
    fn name(&self) -> &str {
        NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::LargeBinary)
    }

    fn state_fields(&self, args: StateFieldsArgs<'_>) -> Result<Vec<FieldRef>> {
        let name = format_state_name(args.name, "answer");
        Ok(vec![Arc::new(Field::new(name, DataType::LargeBinary, true))])
    }

    fn accumulator(&self, _: AccumulatorArgs<'_>) -> Result<Box<dyn Accumulator>> {
        Ok(Box::new(Held::Empty))
    }
}

/// What was handed over so far. The rows of a shard stay as they are until all are there: a shard is not large, and its
/// beginning tells how the rest is read.
#[derive(Debug)]
enum Held {
    Empty,
    Rows(Box<Task>, Rows),
    Answer(Vec<u8>),
}

impl Held {
    /// The answer, of which there is none where there were no rows.
    fn finish(&mut self) -> Result<Option<Vec<u8>>> {
        match std::mem::replace(self, Self::Empty) {
            Self::Empty => Ok(None),
            Self::Answer(answer) => Ok(Some(answer)),
            Self::Rows(task, rows) => {
                let answer = task.answer(rows).encode();
                answer.map(Some).map_err(|error| exec_datafusion_err!("{error}"))
            }
        }
    }
}

impl Accumulator for Held {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let Some((asked, columns)) = values.split_first() else { return Ok(()) };
        if asked.is_empty() {
            return Ok(());
        }
        if let Self::Empty = self {
            let task = task(asked)?;
            let rows = Rows::new(task.columns.clone());
            *self = Self::Rows(Box::new(task), rows);
        }
        match self {
            Self::Rows(_, rows) => rows.push(columns.to_vec()),
            Self::Empty | Self::Answer(_) => return Err(exec_datafusion_err!("rows after an answer")),
        }
        Ok(())
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        let Some(states) = states.first() else { return Ok(()) };
        for state in states.as_binary::<i64>().iter().flatten() {
            // A shard is one partition: two answers are one too many.
            match self {
                Self::Empty => *self = Self::Answer(state.to_vec()),
                Self::Rows(..) | Self::Answer(_) => {
                    return Err(exec_datafusion_err!("a shard answered twice"));
                }
            }
        }
        Ok(())
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        Ok(vec![ScalarValue::LargeBinary(self.finish()?)])
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        self.finish().map(ScalarValue::LargeBinary)
    }

    fn size(&self) -> usize {
        size_of_val(self)
            + match self {
                Self::Empty => 0,
                Self::Rows(_, rows) => rows.heap_size(),
                Self::Answer(answer) => answer.capacity(),
            }
    }
}

/// The task, which is the same on every row.
fn task(asked: &ArrayRef) -> Result<Task> {
    let asked = cast(&asked.slice(0, 1), &DataType::Utf8)?;
    serde_json::from_str(asked.as_string::<i32>().value(0)).map_err(|error| {
        exec_datafusion_err!("the client asks in a way that this executor does not know: {error}")
    })
}
