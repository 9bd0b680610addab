//! The client: a job a shard, each answer verified, and then the report.

mod asking;
mod kept;
mod progress;
mod rounds;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use dictum::cli::elsewhere::Report;
use dictum::cli::exit;
use dictum::read::Source;
use dictum::{Error, Result};

use self::rounds::{Place, Rounds};
use crate::args::{AskingArgs, RunArgs, StandaloneArgs};
use crate::engine::{self, Executors};
use crate::job::{Asks, Task, own_version};
use crate::store::{MANIFEST, Shard, Store, shard_at};

/// `dictum-cluster run`; the exit code is as that of `dictum report`.
pub fn remote(args: &RunArgs) -> ExitCode {
    answered(&args.asking, Executors::Of(args.scheduler.clone()))
}

/// `dictum-cluster standalone`; the exit code is as that of `dictum report`.
pub fn standalone(args: &StandaloneArgs) -> ExitCode {
    answered(&args.asking, Executors::Here(args.cores))
}

/// Says what went wrong; the exit code that goes with it.
pub fn failure(error: &Error) -> ExitCode {
    eprintln!("dictum-cluster: {error}");
    exit::of_error(error)
}

fn answered(args: &AskingArgs, executors: Executors) -> ExitCode {
    let mut known = Known::new();
    match Report::asked(args.report.clone(), &mut |input| in_bucket(input, &mut known)) {
        Ok(Ok(report)) => report_of(args, report, executors, known).unwrap_or_else(|error| failure(&error)),
        Ok(Err(usage)) => exit::of_usage(&usage),
        Err(error) => failure(&error),
    }
}

/// By its folder, the store there, if there is one.
type Known = BTreeMap<PathBuf, Option<Store>>;

/// The shards of a store, where it is in a bucket.
fn in_bucket(input: &str, known: &mut Known) -> Result<Option<Vec<Source>>> {
    if !engine::is_in_bucket(input) {
        return Ok(None);
    }
    let folder = input.trim_end_matches('/');
    let manifest = format!("{folder}/{MANIFEST}");
    let store = Store::read(&engine::fetch(&manifest)?).map_err(|error| error.at(&manifest))?;
    let source =
        |(name, shard): (&String, &Shard)| Source::elsewhere(name, &format!("{folder}/{name}"), shard.size);
    let sources = store.shards.iter().map(source).collect();
    known.insert(folder.into(), Some(store));
    Ok(Some(sources))
}

fn report_of(args: &AskingArgs, report: Report, executors: Executors, known: Known) -> Result<ExitCode> {
    let cutting = report.recipe.plan(Vec::new())?.analyzer.cutting();
    let rounds = Rounds { args: args.clone(), executors, cutting, places: places(args, &report, known)? };
    let counts = rounds.counts()?;
    report.write(counts, Some(Arc::new(rounds)))
}

/// Where the shards of the report are, by their paths, and how they are read.
fn places(args: &AskingArgs, report: &Report, mut known: Known) -> Result<BTreeMap<String, Place>> {
    let recipe = &report.recipe;
    if recipe.names.text.is_some() || recipe.names.document.is_some() {
        let what =
            "in a store text and document have their names: --text-field and --document-field are for import";
        return Err(Error::config(what));
    }
    let reads = recipe.reads()?;
    let place = |source: &Source| {
        let (folder, shard) = shard_at(source.path(), &mut known)?;
        let task = Task {
            version: own_version(),
            name: source.name().to_owned(),
            path: source.path().to_owned(),
            size: shard.size,
            blake3: shard.blake3.clone(),
            columns: shard.columns.keys().filter(|name| reads.contains(name)).cloned().collect(),
            recipe: recipe.clone(),
            asks: Asks::Counts,
        };
        let work = match &args.work {
            Some(work) => work.clone(),
            None if engine::is_in_bucket(source.path()) => {
                let what =
                    "say with --work where accepted answers are kept: nothing is written into a bucket";
                return Err(Error::config(what).at(folder.display()));
            }
            None => folder.join(".partials"),
        };
        Ok((source.path().to_owned(), Place { task, shard, work }))
    };
    report.sources.iter().map(place).collect()
}
