//! The client: a job a shard, each answer verified, and then the report.

mod asking;
mod kept;
mod progress;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use datafusion::prelude::SessionContext;
use dictum::cli::elsewhere::Report;
use dictum::cli::exit;
use dictum::{Error, Result};
use futures::stream::{self, StreamExt};

use self::asking::{Asked, Asking};
use self::kept::Kept;
use self::progress::Progress;
use crate::args::{AskingArgs, RunArgs, StandaloneArgs};
use crate::count::{Task, own_version};
use crate::engine;
use crate::store::shard_at;

/// `dictum-cluster run`; the exit code is as that of `dictum report`.
pub fn remote(args: &RunArgs) -> ExitCode {
    let scheduler = args.scheduler.clone();
    answered(&args.asking, async move { engine::remote(&scheduler).await })
}

/// `dictum-cluster standalone`; the exit code is as that of `dictum report`.
pub fn standalone(args: &StandaloneArgs) -> ExitCode {
    let cores = args.cores;
    answered(&args.asking, async move { engine::standalone(cores).await })
}

/// Says what went wrong; the exit code that goes with it.
pub fn failure(error: &Error) -> ExitCode {
    eprintln!("dictum-cluster: {error}");
    exit::of_error(error)
}

fn answered<C>(args: &AskingArgs, connect: C) -> ExitCode
where
    C: Future<Output = Result<SessionContext>> + Send + 'static,
{
    match Report::asked(args.report.clone()) {
        Ok(Ok(report)) => report_of(args, report, connect).unwrap_or_else(|error| failure(&error)),
        Ok(Err(usage)) => exit::of_usage(&usage),
        Err(error) => failure(&error),
    }
}

fn report_of<C>(args: &AskingArgs, report: Report, connect: C) -> Result<ExitCode>
where
    C: Future<Output = Result<SessionContext>> + Send + 'static,
{
    let shards = shards(args, &report)?;
    let counted = count(args, &report, shards, connect)?;
    report.write(counted)
}

/// What is to be asked for each source of the report.
fn shards(args: &AskingArgs, report: &Report) -> Result<Vec<Asked>> {
    let recipe = &report.recipe;
    if recipe.names.text.is_some() || recipe.names.document.is_some() {
        let what =
            "in a store text and document have their names: --text-field and --document-field are for import";
        return Err(Error::config(what));
    }
    let reads = recipe.reads()?;
    let mut known = BTreeMap::new();
    let mut asked = Vec::new();
    for source in &report.sources {
        let (folder, shard) = shard_at(source.path(), &mut known)?;
        let task = Task {
            version: own_version(),
            name: source.name().to_owned(),
            path: source.path().to_owned(),
            size: shard.size,
            blake3: shard.blake3.clone(),
            columns: shard.columns.keys().filter(|name| reads.contains(name)).cloned().collect(),
            recipe: recipe.clone(),
        };
        let work = args.work.clone().unwrap_or_else(|| folder.join(".partials"));
        asked.push(Asked { kept: Kept::new(work, &task)?, task, shard });
    }
    Ok(asked)
}

/// The files of the counts of all shards, by the paths of the shards: those that are kept, and those that are asked for
/// now.
fn count<C>(
    args: &AskingArgs,
    report: &Report,
    shards: Vec<Asked>,
    connect: C,
) -> Result<BTreeMap<String, PathBuf>>
where
    C: Future<Output = Result<SessionContext>> + Send + 'static,
{
    let cutting = report.recipe.plan(Vec::new())?.analyzer.cutting();
    let mut counted = BTreeMap::new();
    let mut missing = Vec::new();
    for asked in shards {
        match asked.kept.find(&asked.shard, &cutting) {
            Some(file) => {
                counted.insert(asked.task.path.clone(), file);
            }
            None => missing.push(asked),
        }
    }
    let progress = Arc::new(Progress::new(args, counted.len(), missing.len()));
    if missing.is_empty() {
        progress.summary();
        return Ok(counted);
    }
    let runtime = engine::runtime()?;
    let (asking, told) = (Asking::new(args, cutting), Arc::clone(&progress));
    let jobs = args.jobs.max(1);
    let all = runtime.block_on(async move {
        tokio::spawn(async move {
            let context = connect.await?;
            let asking = &asking.with(context);
            let mut answers =
                stream::iter(missing).map(|asked| asking.ask(asked, &told)).buffer_unordered(jobs);
            let mut files = Vec::new();
            while let Some(answer) = answers.next().await {
                files.push(answer?);
            }
            Ok::<_, Error>(files)
        })
        .await
    });
    // Whatever the engine still waits for is of no use any more.
    runtime.shutdown_background();
    progress.summary();
    let files = all.map_err(Error::engine)?;
    counted.extend(files.map_err(|error| progress.resumable(error))?);
    Ok(counted)
}
