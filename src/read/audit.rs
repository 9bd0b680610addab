//! Everything doubtful in a set of sources.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::finding::Finding;
use super::open::read;
use super::options::ReadOptions;
use super::source::Source;
use super::turn::{Header, Sink, Turn};
use crate::issues::{Issue, IssueKind, Issues};
use crate::speakers::near_names;

/// What an audit of sources finds.
#[derive(Debug, Default)]
pub struct Audit {
    /// What looks wrong, by document and line.
    pub findings: Vec<Finding>,
    /// What reading lost or altered.
    pub issues: Issues,
    /// How many turns were read.
    pub turns: u64,
}

/// Reads sources and tells what looks wrong in them.
pub fn audit(sources: &[Source], options: &ReadOptions) -> Audit {
    let of_source = |source: &Source| {
        let mut auditor = Auditor::default();
        read(source, options, &mut auditor);
        auditor
    };
    let read: Vec<Auditor> = sources.par_iter().map(of_source).collect();
    let names: Vec<&str> = read.iter().flat_map(|auditor| &auditor.names).map(String::as_str).collect();
    let near = near_names(&names).into_iter().map(|(one, other)| Finding::near(one, other));
    let mut audit = Audit { findings: near.collect(), ..Audit::default() };
    for auditor in read {
        audit.findings.extend(auditor.found.findings);
        audit.issues.merge(auditor.found.issues);
        audit.turns += auditor.found.turns;
    }
    audit.findings.sort();
    audit
}

/// Keeps what looks wrong.
#[derive(Default)]
struct Auditor {
    document: String,
    found: Audit,
    names: BTreeSet<String>,
}

impl Sink for Auditor {
    fn document(&mut self, header: Header) {
        self.document = header.name;
    }

    fn turn(&mut self, turn: Turn<'_>) {
        self.found.turns += 1;
        self.found.findings.extend(Finding::of_turn(&turn, &self.document));
        let name = turn.speaker.map_or("", |person| person.name.as_str());
        if !name.is_empty() && !self.names.contains(name) {
            self.names.insert(name.to_owned());
        }
    }

    fn finding(&mut self, finding: Finding) {
        self.found.findings.push(finding);
    }

    fn issue(&mut self, kind: IssueKind, issue: Issue) {
        self.found.issues.add(kind, issue);
    }
}
