//! What was measured as one table.

use super::findings::Findings;
use super::spread::Spread;
use crate::render::table::{Column, Table, Value};

/// The columns: what was measured, on how much text, how fast, with its spread; how it compares; how much memory.
const COLUMNS: [Column; 14] = [
    Column::text("section"),
    Column::text("what"),
    Column::integer("text_size"),
    Column::integer("runs"),
    Column::float("seconds"),
    Column::float("mb_per_second"),
    Column::float("mb_low"),
    Column::float("mb_high"),
    Column::float("tokens_per_second"),
    Column::float("ratio"),
    Column::float("ratio_low"),
    Column::float("ratio_high"),
    Column::float("peak_mib"),
    Column::float("peak_high"),
];

/// A line of the table before its units are worked out.
struct Line<'l> {
    section: &'l str,
    what: String,
    text_size: usize,
    tokens: Option<u64>,
    seconds: Spread,
    ratio: Option<Spread>,
    peak: Option<Spread>,
}

impl Line<'_> {
    fn cells(self) -> Vec<Value> {
        let rate = |amount: f64| self.seconds.rate_of(amount);
        let bytes = rate(self.text_size as f64 / 1e6);
        let tokens = self.tokens.and_then(|tokens| rate(tokens as f64));
        let peak = self.peak.map(|peak| peak.times(1.0 / f64::from(1 << 20)));
        vec![
            self.section.into(),
            self.what.into(),
            self.text_size.into(),
            self.seconds.runs.into(),
            self.seconds.median.into(),
            bytes.map(|spread| spread.median).into(),
            bytes.map(|spread| spread.low).into(),
            bytes.map(|spread| spread.high).into(),
            tokens.map(|spread| spread.median).into(),
            self.ratio.map(|spread| spread.median).into(),
            self.ratio.map(|spread| spread.low).into(),
            self.ratio.map(|spread| spread.high).into(),
            peak.map(|spread| spread.median).into(),
            peak.map(|spread| spread.high).into(),
        ]
    }
}

/// Everything that was measured, a row each. MB are 10^6 bytes of text, MiB 2^20 bytes of memory. Middle values are
/// medians, `low` and `high` the least and the greatest of all runs. `ratio` is the speed-up of threads, and of a
/// baseline how many times as long as dictum it takes.
pub fn table(findings: &Findings) -> Table {
    let tokens = Some(findings.corpus.tokens);
    let stages = findings.stages.iter().map(|found| Line {
        section: "stage",
        what: found.stage.name().to_owned(),
        text_size: found.text_size,
        tokens: Some(found.tokens),
        seconds: found.seconds,
        ratio: None,
        peak: None,
    });
    let threads = findings.threads.iter().map(|found| Line {
        section: "threads",
        what: found.threads.to_string(),
        text_size: findings.corpus.text_size,
        tokens,
        seconds: found.seconds,
        ratio: Some(found.speed_up),
        peak: None,
    });
    let contest = findings.contest.iter().map(|found| Line {
        section: "baseline",
        what: found.contestant.name().to_owned(),
        text_size: found.text_size,
        tokens: None,
        seconds: found.seconds,
        ratio: found.ratio,
        peak: None,
    });
    let processes = findings.processes.iter().map(|found| Line {
        section: "process",
        what: format!("rows: {}", found.job.name()),
        text_size: found.text_size,
        tokens: None,
        seconds: found.seconds,
        ratio: None,
        peak: found.peak,
    });
    let mut table = Table::new(COLUMNS);
    table.rows = stages.chain(threads).chain(contest).chain(processes).map(Line::cells).collect();
    table
}
