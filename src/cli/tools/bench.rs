//! `dictum bench`: how fast this program is on this machine.

use std::io;
use std::path::{Path, PathBuf};

use crate::bench::{self, BenchOptions, Findings, Job, Processors, Section, Watch};
use crate::cli::args::BenchArgs;
use crate::cli::messages::Voice;
use crate::cli::output::{Folder, Manifest, Output, Staged};
use crate::cli::progress::{Progress, Stage, Unit};
use crate::cli::run::sheet::{Shape, layout};
use crate::error::{Error, Result};
use crate::read::{self, Source};
use crate::render::chart::{Chart, Style};
use crate::render::raster;
use crate::render::table::Table;
use crate::render::writer::{Format, TableWriter};
use crate::synth::{Corpus, SynthOptions, Typography};

/// The files that are written, but for the manifest.
const FILES: [&str; 4] = ["bench.json", "scaling.png", "scaling.svg", "scaling.csv"];

/// Measures what was asked for, prints the table, and fills the folder where there is one.
///
/// # Errors
/// Whatever keeps it from finishing; counts that differ between two ways of counting.
pub fn run(args: &BenchArgs) -> Result<()> {
    if let Some(job) = args.probe {
        return probe(job, &args.inputs);
    }
    let folder = args.output.as_deref().map(Folder::open).transpose()?;
    if let Some(folder) = &folder {
        folder.check(FILES)?;
    }
    let findings = findings(args)?;
    print(args, &bench::table(&findings))?;
    let (Some(folder), Some(place)) = (folder, &args.output) else { return Ok(()) };
    folder.write(files(&folder, &findings)?, manifest())?;
    Voice::Full
        .note(format_args!("wrote {}", place.join("bench.json and scaling.png, .svg, .csv").display()));
    Ok(())
}

fn findings(args: &BenchArgs) -> Result<Findings> {
    let processors = Processors::new();
    let temporary = tempfile::tempdir()?;
    let mut bars = Bars { progress: progress(args), stage: None };
    let (name, sources) = match args.inputs.is_empty() {
        true => made(args, temporary.path(), &mut bars)?,
        false => given(&args.inputs)?,
    };
    if !processors.can_be_chosen() {
        Voice::Full.note("threads cannot be pinned on this system: times vary more than they would");
    }
    let options = BenchOptions {
        name,
        runs: usize::try_from(args.runs).unwrap_or(usize::MAX),
        threads: args.threads.map_or(processors.count, |threads| usize::try_from(threads).unwrap_or(1)),
        sections: if args.only.is_empty() { Section::ALL.into() } else { args.only.clone() },
        baselines: usize::try_from(args.baselines.0).unwrap_or(usize::MAX),
        program: std::env::current_exe()?,
    };
    bench::run(sources, &options, temporary.path(), &mut bars)
}

/// A corpus that is made, as a file in `folder`.
fn made(args: &BenchArgs, folder: &Path, bars: &mut Bars) -> Result<(String, Vec<Source>)> {
    bars.begin("Making a corpus", 1);
    let options = SynthOptions { size: args.size.0, seed: args.seed, ..SynthOptions::default() };
    let path = folder.join("synth.jsonl");
    let mut file = io::BufWriter::new(std::fs::File::create(&path)?);
    Corpus::new(&options).write_jsonl(Typography::Plain, &mut file)?;
    io::Write::flush(&mut file)?;
    let name = format!("a made corpus (seed {})", args.seed);
    Ok((name, read::plan(&[path.to_string_lossy().into_owned()], &[], &mut io::empty()).sources))
}

fn given(inputs: &[String]) -> Result<(String, Vec<Source>)> {
    let planned = read::plan(inputs, &[], &mut io::stdin().lock());
    Voice::Full.issues(&planned.issues);
    if planned.sources.is_empty() {
        return Err(Error::io(format!("no input could be read: {}", inputs.join(", "))));
    }
    Ok((inputs.join(", "), planned.sources))
}

fn probe(job: Job, inputs: &[String]) -> Result<()> {
    let [input] = inputs else { return Err(Error::config("--probe counts one file")) };
    let probe = job.probe(&PathBuf::from(input))?;
    Output::new(Path::new("-")).write(&json(&probe)?)
}

fn print(args: &BenchArgs, table: &Table) -> Result<()> {
    let output = Output::new(Path::new("-"));
    let usual = if output.is_terminal() { Format::Table } else { Format::Csv };
    let mut sheet = output.open()?;
    let layout = layout(&output, &Shape::BENCH, "dictum bench");
    let mut writer = TableWriter::new(args.format.unwrap_or(usual), &table.columns, &mut sheet, &layout)?;
    let mut write = || table.rows.iter().try_for_each(|row| writer.row(row));
    let written = write().and_then(|()| writer.finish()).and_then(|()| sheet.finish());
    match written {
        Err(_) if output.reader_is_gone() => Ok(()),
        written => written,
    }
}

fn files(folder: &Folder, findings: &Findings) -> Result<Vec<Staged>> {
    let (chart, style) = (bench::chart(findings), Style::default());
    let svg = chart.svg(&style);
    let numbers = Table { columns: chart.columns(), rows: chart.rows().collect() };
    let contents =
        [json(findings)?, raster::png(&svg, &style)?, svg.into_bytes(), numbers.bytes(Format::Csv)?];
    let stage = |(name, bytes): (&str, Vec<u8>)| folder.stage(name, |out| Ok(out.write_all(&bytes)?));
    FILES.into_iter().zip(contents).map(stage).collect()
}

/// A folder of measurements says what is in it, so that the next run may replace it and nothing else.
fn manifest() -> Manifest {
    Manifest {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        command: "bench".to_owned(),
        arguments: Vec::new(),
        options: Default::default(),
        themes: None,
        stop_words: None,
        inputs: Vec::new(),
        files: Vec::new(),
    }
}

fn json(value: &impl serde::Serialize) -> Result<Vec<u8>> {
    let mut text = serde_json::to_vec_pretty(value).map_err(Error::engine)?;
    text.push(b'\n');
    Ok(text)
}

fn progress(args: &BenchArgs) -> Progress {
    if args.no_progress { Progress::Hidden } else { Progress::Shown }
}

/// A bar for each thing that is measured.
struct Bars {
    progress: Progress,
    stage: Option<Stage>,
}

impl Watch for Bars {
    fn begin(&mut self, what: &'static str, rounds: usize) {
        self.stage = None;
        self.stage = Some(self.progress.stage(what, Unit::Items, rounds as u64));
    }

    fn round(&mut self) {
        if let Some(stage) = &self.stage {
            stage.advance(1);
        }
    }
}
