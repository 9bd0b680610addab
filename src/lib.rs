//! Who said what, how often, how much more than the others: statistics of speech from raw transcripts.
//!
//! 1. A corpus is a sorted list of sources; each worker reads one, or a block of records of a large one, splits it into
//!    speaker **turns**, gives every distinct **form** a number, and adds the turn to a [tally](count::Tally).
//! 2. Tallies merge; once frozen, merging is associative and commutative, has an empty, and holds only integers and
//!    texts, so any number of threads gives the same result.
//! 3. **Freezing** renumbers everything in byte order and decides who is who; from there on all is immutable and the
//!    same on every run.
//! 4. **Statistics** are pure functions from counts to plain records; there, and only there, floats are born.
//! 5. A **report** chooses records and hands them to [`render`], which turns tables, pages and charts into bytes and
//!    knows no linguistics.
//!
//! The program of the same name is [`cli::main`] and nothing more; all that it does can be done from here.
//!
//! # Example
//!
//! Three turns, read from memory as from standard input; what each of the two speakers says more than the other:
//!
//! ```
//! use dictum::analysis::{Keyness, KeynessOptions, TermCounts, Totals};
//! use dictum::count::{Counts, Key};
//! use dictum::read::{self, ReadOptions};
//! use dictum::scan::{Grain, Selection, scan};
//! use dictum::text::{Analyzer, AnalyzerOptions};
//! use dictum::vocab::TermRule;
//! use dictum::Plan;
//!
//! # fn main() -> dictum::Result<()> {
//! let talk = "ANN LEE: Sanctions work. Sanctions bite.\n\n\
//!             BOB RAY: Peace works. We want peace, and no sanctions.\n\n\
//!             ANN LEE: The sanctions stay.\n";
//!
//! // What is read, and how: `-` is the stream that stands for standard input.
//! let sources = read::plan(&["-".to_owned()], &[], &mut talk.as_bytes()).sources;
//! let analyzer = Analyzer::new(&AnalyzerOptions::default())?;
//! let plan = Plan { sources, read: ReadOptions::default(), analyzer: analyzer.into(), register: None, grain: Grain::Turn };
//!
//! // One pass, on all threads of rayon's pool; frozen, it is the same on every run.
//! let corpus = scan::<Counts>(&plan, &(), &()).freeze(&plan);
//! assert_eq!(corpus.turns.len(), 3);
//! assert_eq!(corpus.speakers[0].name, "Ann Lee");
//!
//! // Turns × stems, and what each speaker says more than the rest.
//! let counts = TermCounts::new(&corpus, &corpus.counted, TermRule::default(), Totals::All)?;
//! let rows = corpus.select(&Selection::default())?;
//! let keyness = Keyness::new(&corpus, &counts, &Key::Speaker, &rows, KeynessOptions::default())?;
//! let ann = keyness.family(keyness.find("speaker", "Ann Lee")?);
//! let (term, keyword) = ann.keywords().next().expect("three terms are tested");
//! assert_eq!(counts.stem(&corpus, term), "sanction");
//! assert_eq!((keyword.counts.table.target, keyword.counts.table.reference), (3, 1));
//! # Ok(())
//! # }
//! ```
#![deny(missing_docs)]

pub mod analysis;
pub mod bench;
pub mod cli;
pub mod count;
pub mod error;
pub mod issues;
pub mod read;
pub mod render;
pub mod report;
pub mod scan;
pub mod speakers;
pub mod stats;
pub mod suggest;
pub mod synth;
pub mod text;
pub mod vocab;

pub use count::{Counts, Key};
pub use error::{Error, ErrorKind, Result};
pub use read::{Sink, Turn};
pub use render::table::Table;
pub use scan::{Corpus, Plan};
pub use text::{Analyzer, AnalyzerOptions};

/// The Rust in README and CONTRIBUTING is compiled and run with the examples of this crate.
#[cfg(doctest)]
mod documents {
    #[doc = include_str!("../README.md")]
    struct Readme;
    #[doc = include_str!("../CONTRIBUTING.md")]
    struct Contributing;
}
