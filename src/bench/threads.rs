//! The same pass on one, two and more threads.

use std::time::Duration;

use super::clock::Stopwatch;
use super::pin::Processors;
use crate::count::{SpeakerCounts, SpeakerTable};
use crate::error::{Error, Result};
use crate::scan::{Corpus, Plan, scan};
use crate::vocab::TermRule;

/// The numbers of threads that are tried where `most` can run: all up to four, then two between each doubling, and
/// `most`.
pub(super) fn steps(most: usize) -> Vec<usize> {
    let doublings = (0..usize::BITS - 1).map(|power| 1usize << power);
    let mut steps: Vec<usize> = doublings.flat_map(|step| [step, step + step / 2]).collect();
    steps.retain(|&step| step <= most);
    steps.push(most.max(1));
    steps.sort_unstable();
    steps.dedup();
    steps
}

/// Reads and counts everything on pinned threads, and brings it into order; how long that takes by the wall's clock.
///
/// # Errors
/// The system gives no threads.
pub(super) fn pass(
    plan: &Plan,
    processors: &Processors,
    threads: usize,
) -> Result<(Corpus<SpeakerTable>, Duration)> {
    let pool = processors.pool(threads)?;
    Ok(pool.install(|| {
        let mut watch = Stopwatch::of_wall();
        let corpus = scan::<SpeakerCounts>(plan, &TermRule::default(), &()).freeze(plan);
        let time = watch.lap();
        (corpus, time)
    }))
}

/// Makes sure that two passes counted the same.
///
/// # Errors
/// An [`Engine`](crate::ErrorKind::Engine) error where they did not.
pub(super) fn compare(
    one: &Corpus<SpeakerTable>,
    other: &Corpus<SpeakerTable>,
    threads: usize,
) -> Result<()> {
    let forms = |corpus: &Corpus<SpeakerTable>| -> Vec<String> {
        corpus.vocabulary.ids().map(|id| corpus.vocabulary.form(id).to_owned()).collect()
    };
    let is_same = one.counted.forms == other.counted.forms
        && one.counted.spread == other.counted.spread
        && forms(one) == forms(other);
    match is_same {
        true => Ok(()),
        false => Err(Error::engine(format!("{threads} threads counted something else than one"))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::held::tests::twelve_turns;
    use super::*;
    use crate::read::Source;
    use crate::scan::Grain;
    use crate::text::{Analyzer, AnalyzerOptions};

    #[test]
    fn the_steps_lead_from_one_thread_to_all() {
        assert_eq!(steps(1), [1]);
        assert_eq!(steps(2), [1, 2]);
        assert_eq!(steps(10), [1, 2, 3, 4, 6, 8, 10]);
        assert_eq!(steps(64), [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64]);
    }

    #[test]
    fn other_counts_are_noticed() {
        let (sources, read) = twelve_turns();
        let plan = |sources: Vec<Source>| {
            let analyzer = Analyzer::new(&AnalyzerOptions::default()).unwrap();
            Plan {
                sources,
                read: read.clone(),
                analyzer: analyzer.into(),
                register: None,
                grain: Grain::Speaker,
            }
        };
        let processors = Processors::new();
        let counted = |plan: &Plan, threads| pass(plan, &processors, threads).unwrap().0;
        let one = counted(&plan(sources), 1);
        let (sources, _) = twelve_turns();
        assert!(compare(&one, &counted(&plan(sources), 3), 3).is_ok());
        let other = plan(vec![Source::in_memory("a.jsonl", "{\"text\": \"else\"}\n")]);
        assert!(compare(&one, &counted(&other, 2), 2).is_err());
    }
}
