//! What was measured as a chart: throughput by threads, cost by stage.

use super::findings::{Findings, StageFinding};
use super::spread::Spread;
use super::stages::Stage;
use crate::render::chart::{Cost, Frame, Scaling, Throughput, count};

/// The chart `scaling`.
pub fn chart(findings: &Findings) -> Scaling {
    let size = findings.corpus.text_size;
    let line = findings.threads.iter().filter_map(|found| {
        let rate = found.seconds.rate_of(megabytes(size))?;
        Some(Throughput {
            threads: found.threads as u64,
            value: rate.median,
            range: [rate.low, rate.high],
            note: if found.threads == 1 { String::new() } else { format!("×{:.2}", found.speed_up.median) },
        })
    });
    let stages: Vec<Stage> = Stage::ALL.into_iter().filter(|stage| stage.is_of_a_pass()).collect();
    let bars = findings.sizes().into_iter().map(|size| Cost {
        label: format!("{} MB", rounded(megabytes(size))),
        parts: stages
            .iter()
            .map(|&stage| cost(findings, stage, size).map_or(0.0, |cost| cost.median))
            .collect(),
    });
    Scaling {
        frame: frame(findings),
        line_title: "MB of text in a second, by number of threads".to_owned(),
        line: line.collect(),
        ideal_label: "if each gave as much as one".to_owned(),
        bars_title: "Milliseconds for one MB of text on one thread, by stage and size of the text".to_owned(),
        stages: stages.iter().map(|stage| stage.name().to_owned()).collect(),
        bars: bars.collect(),
    }
}

fn frame(findings: &Findings) -> Frame {
    let corpus = &findings.corpus;
    let runs = findings.runs;
    let pinned = match findings.pinned {
        true => "each thread on a processor of its own",
        false => "threads could not be kept on one processor each, so that times vary more",
    };
    let subtitle = match runs {
        1 => "One run: nothing can be said of how much it varies".to_owned(),
        runs => format!("Medians of {runs} runs; the band is from the slowest to the fastest; {pinned}"),
    };
    let source = format!(
        "Source: {}, {} MB of text, {} words, {} different, {} speakers. dictum {}; {} processors.",
        corpus.name,
        rounded(megabytes(corpus.text_size)),
        count(corpus.tokens),
        count(corpus.forms as u64),
        count(corpus.speakers as u64),
        findings.version,
        findings.processors
    );
    let title = "How fast dictum counts words and speakers on this machine".to_owned();
    Frame {
        description: format!("{title}. {subtitle}."),
        title,
        subtitle,
        foot: [source].into_iter().chain(left_out(findings)).collect(),
        nothing: "Nothing was measured.".to_owned(),
    }
}

/// The stages that are no part of the bars, in a sentence.
fn left_out(findings: &Findings) -> Option<String> {
    let size = findings.corpus.text_size;
    let times = [Stage::Merge, Stage::Statistics, Stage::Charts].map(|stage| {
        let found = of_size(findings, stage, size)?;
        let Spread { low, high, .. } = found.seconds;
        Some(format!("{} {low:.3} to {high:.3}", stage.name()))
    });
    let times: Vec<String> = times.into_iter().flatten().collect();
    let whole = rounded(megabytes(size));
    (!times.is_empty())
        .then(|| format!("Not in the bars, in seconds for all {whole} MB: {}.", times.join(", ")))
}

fn of_size(findings: &Findings, stage: Stage, size: usize) -> Option<&StageFinding> {
    findings.stages.iter().find(|found| found.stage == stage && found.text_size == size)
}

/// Milliseconds for a MB.
fn cost(findings: &Findings, stage: Stage, size: usize) -> Option<Spread> {
    of_size(findings, stage, size).map(|found| found.seconds.times(1e3 / megabytes(size)))
}

fn megabytes(size: usize) -> f64 {
    size as f64 / 1e6
}

/// Whole from ten on, else with one decimal.
fn rounded(number: f64) -> String {
    if number >= 10.0 { format!("{number:.0}") } else { format!("{number:.1}") }
}
