//! From transcripts to a store.
//!
//! The sources, sorted, are put together into groups of about the size of a shard; each group is read by one thread into
//! shards of its own and then stands in `store.json`. So what comes out does not depend on the number of threads, and a
//! run that was broken off goes on with the groups that are missing.

mod columns;
mod shards;

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use dictum::cli::elsewhere;
use dictum::cli::messages::Voice;
use dictum::issues::Issues;
use dictum::read::{Beginning, Languages, ReadOptions, Source, pieces};
use dictum::{Error, Result};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use self::shards::Shards;
use crate::args::ImportArgs;
use crate::store::{Imported, Store, UNFINISHED};

/// `dictum-cluster import`.
///
/// # Errors
/// An input is not there; the store cannot be written.
pub fn import(args: &ImportArgs) -> Result<()> {
    fs::create_dir_all(&args.output).map_err(|error| Error::from(error).at(args.output.display()))?;
    remove_halves(&args.output);
    let (sources, read) = elsewhere::inputs(words(args))?;
    let read = ReadOptions { fields: args.fields.clone(), languages: Languages::Told, ..read };
    match args.threads {
        None => import_all(args, &sources, &read),
        Some(threads) => {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(Error::engine)?;
            pool.install(|| import_all(args, &sources, &read))
        }
    }
}

fn import_all(args: &ImportArgs, sources: &[Source], read: &ReadOptions) -> Result<()> {
    let store = Store::open(&args.output)?.unwrap_or_default();
    let known = sources.par_iter().map(identity).collect::<Result<Vec<_>>>()?;
    let all: Vec<(&Source, Imported)> = sources.iter().zip(known).collect();
    let groups = groups(&all, args.shard_size.0, &store);
    let news = groups.iter().flatten().map(|(source, _)| source.size()).sum();
    let bar = ProgressBar::new(news).with_style(style());
    let state = Mutex::new((store, Issues::default()));
    groups.par_iter().try_for_each(|group| {
        let mut shards = Shards::new(&args.output, group_name(group), args.shard_size.0, &read.fields);
        for (source, _) in group {
            read_source(source, read, &mut shards);
            bar.inc(source.size());
        }
        let (written, issues) = shards.finish()?;
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        state.0.shards.extend(written);
        state.0.sources.extend(group.iter().map(|(source, known)| (source.name().to_owned(), known.clone())));
        state.1.merge(issues);
        state.0.save(&args.output)
    })?;
    bar.finish_and_clear();
    let (store, issues) = state.into_inner().unwrap_or_else(PoisonError::into_inner);
    store.save(&args.output)?;
    Voice::Full.issues(&issues);
    let imported: usize = groups.iter().map(Vec::len).sum();
    let turns: u64 = store.shards.values().map(|shard| shard.turns).sum();
    Voice::Full.note(format_args!(
        "{imported} of {} files imported; {} holds {} shards of {turns} turns",
        sources.len(),
        args.output.display(),
        store.shards.len()
    ));
    Ok(())
}

/// A source a block at a time, so that a large one need not fit into memory.
fn read_source(source: &Source, read: &ReadOptions, shards: &mut Shards<'_>) {
    for piece in pieces(std::slice::from_ref(source), read) {
        shards.begin(source, piece.beginning());
        piece.read(shards);
    }
    shards.begin(source, Beginning::New);
}

/// Removes what an import that was broken off had not written to its end.
fn remove_halves(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(UNFINISHED)) {
        // One that stays is only in the way.
        let _ = fs::remove_file(entry.path());
    }
}

/// The options of `dictum` that say what is read, and how.
fn words(args: &ImportArgs) -> Vec<OsString> {
    let reading = &args.reading;
    let paths = [("--speakers", &reading.speakers), ("--metadata", &reading.metadata)];
    let paths = paths.into_iter().filter_map(|(name, path)| Some((name, path.clone()?.into_os_string())));
    let names = [
        ("--input-format", &reading.input_format),
        ("--text-field", &reading.text_field),
        ("--speaker-field", &reading.speaker_field),
        ("--date-field", &reading.date_field),
        ("--document-field", &reading.document_field),
    ];
    let names = names.into_iter().filter_map(|(name, value)| Some((name, OsString::from(value.clone()?))));
    let output = ("--output", args.output.clone().into_os_string());
    let options = paths.chain(names).chain([output]).flat_map(|(name, value)| [OsString::from(name), value]);
    options.chain(args.inputs.iter().map(OsString::from)).collect()
}

/// What a source is: its bytes.
fn identity(source: &Source) -> Result<Imported> {
    let at = |error: io::Error| Error::from(error).at(source.path());
    if !Path::new(source.path()).is_file() {
        return Err(Error::config("only files can be imported").at(source.path()));
    }
    let mut hasher = blake3::Hasher::new();
    let mut file = fs::File::open(source.path()).map_err(at)?;
    io::copy(&mut file, &mut hasher).map_err(at)?;
    Ok(Imported { size: source.size(), blake3: hasher.finalize().to_hex().to_string() })
}

/// Sources with what they are, to be read one after the other.
type Group<'a> = Vec<(&'a Source, Imported)>;

/// Neighbouring sources of together about `size` bytes, those left out that stand in the store as they are.
fn groups<'a>(all: &[(&'a Source, Imported)], size: u64, store: &Store) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut filled = u64::MAX;
    for (source, known) in all {
        if filled >= size {
            groups.push(Vec::new());
            filled = 0;
        }
        filled = filled.saturating_add(source.size().max(1));
        let is_new = store.sources.get(source.name()) != Some(known);
        if is_new && let Some(group) = groups.last_mut() {
            group.push((*source, known.clone()));
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// A name that the same sources always have.
fn group_name(group: &Group<'_>) -> String {
    let mut hasher = blake3::Hasher::new();
    for (source, known) in group {
        hasher.update(source.name().as_bytes()).update(&[0]).update(known.blake3.as_bytes());
    }
    hasher.finalize().to_hex()[..12].to_owned()
}

fn style() -> ProgressStyle {
    let shown = ProgressStyle::with_template("{bar:40} {bytes} of {total_bytes}, {eta} left");
    shown.unwrap_or_else(|_| ProgressStyle::default_bar())
}
