//! `dictum synth`: a made corpus, its theme file, and the truth about both.

use std::path::Path;

use crate::cli::args::SynthArgs;
use crate::cli::messages::Voice;
use crate::cli::output::NewFolder;
use crate::cli::progress::{Progress, Unit};
use crate::error::{Error, Result};
use crate::synth::{Corpus, SynthOptions, Truth};

/// Makes the corpus that was asked for in a new folder.
///
/// # Errors
/// An [`Io`](crate::ErrorKind::Io) error where something is in the folder's place, or writing fails.
pub fn write(args: &SynthArgs) -> Result<()> {
    if args.output == Path::new("-") {
        return Err(Error::config("a folder does not fit into standard output; give --output FOLDER"));
    }
    let options = SynthOptions {
        size: args.size.0,
        seed: args.seed,
        speakers: usize::try_from(args.speakers).unwrap_or(usize::MAX),
    };
    let corpus = Corpus::new(&options);
    let mut folder = NewFolder::begin(&args.output)?;
    let truth = make(&corpus, args, &mut folder)?;
    folder.write("themes.toml", corpus.themes().as_bytes())?;
    folder.write("truth.json", &json(&truth)?)?;
    folder.finish()?;
    let Truth { documents, turns, words, .. } = truth;
    let place = args.output.display();
    Voice::Full.note(format_args!("wrote {place}: {documents} documents, {turns} turns, {words} words"));
    Ok(())
}

fn make(corpus: &Corpus, args: &SynthArgs, folder: &mut NewFolder) -> Result<Truth> {
    let stage = Progress::Shown.stage("Making", Unit::Bytes, args.size.0);
    let mut pieces = corpus.pieces(args.layout, args.typography);
    while let Some(piece) = pieces.next() {
        folder.write(piece.file, piece.bytes)?;
        stage.advance(piece.text_size);
    }
    Ok(pieces.truth())
}

fn json(truth: &Truth) -> Result<Vec<u8>> {
    let mut text = serde_json::to_vec_pretty(truth).map_err(|error| Error::engine(error.to_string()))?;
    text.push(b'\n');
    Ok(text)
}
