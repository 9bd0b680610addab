//! `dictum verify`: a report made again, and whether it comes out the same.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::super::args::VerifyArgs;
use super::super::invocation::{Invocation, Refusal};
use super::super::messages::Voice;
use super::super::output::{Manifest, Output, WrittenFile, manifest_in};
use super::super::progress::Progress;
use super::super::run;
use super::super::run::sheet::{Shape, layout};
use crate::error::{Error, Result};
use crate::render::table::{Column, Table};
use crate::render::writer::Format;

/// The options of a manifest that only a file can say.
const OF_A_FILE: [&str; 4] = ["compounds", "keep_case", "labels", "xml"];

/// Makes the report of a manifest again in a folder that goes afterwards, and prints what became of each input and file.
///
/// # Errors
/// An [`Io`](crate::ErrorKind::Io) error where the manifest or an input cannot be read; a
/// [`Format`](crate::ErrorKind::Format) error for a file that is no manifest; an [`Engine`](crate::ErrorKind::Engine)
/// error where not all comes out the same.
pub fn verify(args: &VerifyArgs) -> Result<()> {
    let path =
        if args.manifest.is_dir() { args.manifest.join("manifest.json") } else { args.manifest.clone() };
    let manifest = manifest_in(&path)?;
    let version = env!("CARGO_PKG_VERSION");
    if manifest.version != version {
        Voice::Full.note(format_args!("made by dictum {}; this is {version}", manifest.version));
    }
    let mut findings: Vec<(String, &str)> = manifest
        .inputs
        .iter()
        .map(|input| (input.path.clone(), input_now(input.size, &input.blake3, &input.path)))
        .collect();
    let again = again(&manifest, &path)?;
    findings.extend(compared(&manifest.files, &again.files));
    let differing = findings.iter().filter(|(_, finding)| *finding != SAME).count();
    print(&findings)?;
    match differing {
        0 => Ok(()),
        differing => {
            Err(Error::engine(format_args!("{differing} of {} differ", findings.len())).at(path.display()))
        }
    }
}

const SAME: &str = "the same";

/// What became of an input.
fn input_now(size: u64, blake3: &str, path: &str) -> &'static str {
    let is_same =
        |bytes: &[u8]| bytes.len() as u64 == size && blake3::hash(bytes).to_hex().as_str() == blake3;
    match fs::read(path) {
        Ok(bytes) if is_same(&bytes) => SAME,
        Ok(_) => "the input has changed",
        Err(_) => "the input is not there",
    }
}

/// The manifest of the report made again.
fn again(manifest: &Manifest, path: &Path) -> Result<Manifest> {
    if manifest.arguments.is_empty() {
        return Err(Error::format("it does not say what was typed").at(path.display()));
    }
    if manifest.arguments.iter().any(|word| word == "-") {
        return Err(Error::config("standard input cannot be read again").at(path.display()));
    }
    let scratch = tempfile::tempdir()?;
    let options = scratch.path().join("dictum.toml");
    fs::write(&options, file_of(manifest)?)?;
    let folder = scratch.path().join("again");
    let mut typed: Vec<OsString> = vec!["dictum".into(), (&manifest.command).into()];
    typed.extend(manifest.arguments.iter().map(OsString::from));
    typed.extend(["--quiet".into(), "--no-progress".into()]);
    typed.extend(["--config".into(), options.into(), "--output".into(), folder.clone().into()]);
    let (task, mut settings) = match Invocation::read(typed, None) {
        Ok(Invocation::Data(task, settings)) => (task, settings),
        Ok(Invocation::Tool(_)) => return Err(Error::format("it is of no report").at(path.display())),
        Err(Refusal::Error(error)) => return Err(error.at(path.display())),
        Err(Refusal::Usage(error)) => return Err(Error::format(error.kind()).at(path.display())),
    };
    settings.progress = Progress::Shown;
    settings.excluded.extend(path.parent().map(Path::to_owned).filter(|folder| folder != &PathBuf::new()));
    run::run(&task, &settings)?;
    manifest_in(&folder.join("manifest.json"))
}

/// What a `dictum.toml` would have to say for the same results.
fn file_of(manifest: &Manifest) -> Result<String> {
    let is_list = |value: &serde_json::Value| value.is_array() || value.is_object();
    let said: BTreeMap<&str, &serde_json::Value> = OF_A_FILE
        .iter()
        .filter_map(|name| Some((*name, manifest.options.get(*name).filter(|value| is_list(value))?)))
        .collect();
    toml::to_string(&said).map_err(Error::format)
}

/// What became of each file: of the old ones in their order, then of what is new.
fn compared(old: &[WrittenFile], new: &[WrittenFile]) -> Vec<(String, &'static str)> {
    let find = |files: &[WrittenFile], path: &str| files.iter().position(|file| file.path == path);
    let of_old = old.iter().map(|file| {
        let finding = match find(new, &file.path) {
            Some(place) if new[place] == *file => SAME,
            Some(_) => "comes out otherwise",
            None => "is not made any more",
        };
        (file.path.clone(), finding)
    });
    let is_new = |file: &&WrittenFile| find(old, &file.path).is_none();
    of_old.chain(new.iter().filter(is_new).map(|file| (file.path.clone(), "was not made before"))).collect()
}

fn print(findings: &[(String, &str)]) -> Result<()> {
    let mut table = Table::new([Column::text("file"), Column::text("finding")]);
    table.rows =
        findings.iter().map(|(file, finding)| vec![file.as_str().into(), (*finding).into()]).collect();
    let output = Output::new(Path::new("-"));
    let format = if output.is_terminal() { Format::Table } else { Format::Csv };
    let mut bytes = Vec::new();
    table.write(format, &mut bytes, &layout(&output, &Shape::VERIFY, ""))?;
    match output.write(&bytes) {
        Err(_) if output.reader_is_gone() => Ok(()),
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_the_same_or_it_is_said_what_became_of_it() {
        let file = |path: &str, hash: &str| WrittenFile { path: path.into(), blake3: hash.into() };
        let old = [file("a", "1"), file("b", "2"), file("c", "3")];
        let new = [file("a", "1"), file("c", "4"), file("d", "5")];
        let found: Vec<&str> = compared(&old, &new).iter().map(|(_, finding)| *finding).collect();
        assert_eq!(found, [SAME, "is not made any more", "comes out otherwise", "was not made before"]);
    }
}
