//! What the commands that write a folder have in common: tables as files, and what the manifest says.

use super::opened::Opened;
use crate::cli::output::{Folder, InputFile, Manifest, Staged, StopList};
use crate::error::Result;
use crate::render::table::Column;
use crate::render::writer::{Format, Layout, TableWriter};
use crate::scan::Corpus;

/// A table as the file `name` of a folder; `fill` writes its rows.
///
/// # Errors
/// Something is in the file's way; whatever `fill` meets.
pub(super) fn stage_table(
    folder: &Folder,
    name: &str,
    format: Format,
    columns: &[Column],
    fill: impl FnOnce(&mut TableWriter<'_>) -> Result<()>,
) -> Result<Staged> {
    folder.stage(name, |out| {
        let mut writer = TableWriter::new(format, columns, out, &Layout::default())?;
        fill(&mut writer)?;
        writer.finish()
    })
}

/// What a folder was made from; `themes` is the hash of the theme file, where there is one. The inputs are to be opened
/// `with_fingerprints`.
pub(super) fn manifest<F>(
    command: &str,
    opened: &Opened<'_>,
    corpus: &Corpus<F>,
    themes: Option<String>,
) -> Manifest {
    let settings = opened.settings();
    let (name, blake3) = opened.analyzers().stop_lists();
    let inputs = corpus.sources.iter().map(|source| InputFile {
        path: source.path.clone(),
        size: source.size,
        blake3: source.blake3.clone().unwrap_or_default(),
    });
    Manifest {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        command: command.to_owned(),
        arguments: settings.arguments.clone(),
        options: settings.options.clone(),
        themes,
        stop_words: Some(StopList { name, blake3 }),
        inputs: inputs.collect(),
        files: Vec::new(),
    }
}
