//! A folder of results: replaces only what an earlier run wrote and nobody touched since.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use super::manifest::{Manifest, WrittenFile};
use super::staged::Staged;
use crate::cli::interrupt;
use crate::error::{Error, Result};

/// The name of the manifest in every folder.
const MANIFEST: &str = "manifest.json";

/// A folder to write into, with what its old manifest says of it.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    old: Option<Manifest>,
}

impl Folder {
    /// The folder at `path`, which need not exist; reads its manifest if it has one.
    ///
    /// # Errors
    /// An [`Io`](crate::ErrorKind::Io) error where a file is in the folder's place, or a `manifest.json` that
    /// is none of dictum's.
    pub fn open(path: &Path) -> Result<Self> {
        if path.exists() && !path.is_dir() {
            return Err(Error::io("is no folder").at(path.display()));
        }
        let manifest = path.join(MANIFEST);
        let old = match fs::read(&manifest) {
            Ok(bytes) => Some(serde_json::from_slice(&bytes).map_err(|_| in_the_way(&manifest))?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(Error::from(error).at(manifest.display())),
        };
        Ok(Self { path: path.to_owned(), old })
    }

    /// Makes sure that the files `names` (below the folder, with `/`) may be written. Changes nothing.
    ///
    /// # Errors
    /// An [`Io`](crate::ErrorKind::Io) error that names the first file in the way: one that the old manifest
    /// does not list with its present hash.
    pub fn check<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> Result<()> {
        names.into_iter().try_for_each(|name| self.check_one(name))
    }

    fn check_one(&self, name: &str) -> Result<()> {
        let path = self.path.join(name);
        if !is_below(name) || name == MANIFEST {
            return Err(Error::engine(format_args!("'{name}' is no name for a result file")));
        }
        for folder in folders_of(name) {
            match fs::symlink_metadata(self.path.join(folder)) {
                Ok(there) if !there.is_dir() => return Err(in_the_way(&self.path.join(folder))),
                Ok(_) | Err(_) => {}
            }
        }
        match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(Error::from(error).at(path.display())),
            Ok(_) if self.is_ours(name) => Ok(()),
            Ok(_) => Err(in_the_way(&path)),
        }
    }

    /// Whether the old manifest lists the file of that name with its present hash.
    fn is_ours(&self, name: &str) -> bool {
        let path = self.path.join(name);
        let is_plain = fs::symlink_metadata(&path).is_ok_and(|there| there.is_file());
        let in_folders = folders_of(name)
            .all(|folder| fs::symlink_metadata(self.path.join(folder)).is_ok_and(|there| there.is_dir()));
        let is_present = |file: &WrittenFile| self.present(name).is_ok_and(|present| present == *file);
        is_below(name)
            && is_plain
            && in_folders
            && self.listed().any(|file| file.path == name && is_present(file))
    }

    /// The file of that name as it is now.
    fn present(&self, name: &str) -> io::Result<WrittenFile> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(File::open(self.path.join(name))?)?;
        Ok(WrittenFile::hashed(name, &hasher))
    }

    fn listed(&self) -> impl Iterator<Item = &WrittenFile> {
        self.old.iter().flat_map(|old| &old.files)
    }

    /// Writes a file for `name` (below the folder, with `/`) beside its place, row by row if need be. It takes its place
    /// by [`write`](Self::write) or [`add`](Self::add); dropped before, it is gone.
    ///
    /// # Errors
    /// As [`check`](Self::check), for this file; whatever `fill` meets.
    pub fn stage(
        &self,
        name: &str,
        fill: impl FnOnce(&mut (dyn Write + Send)) -> Result<()>,
    ) -> Result<Staged> {
        self.check_one(name)?;
        Staged::new(&self.path, name, fill)
    }

    /// Puts files in their places with the manifest, and removes what the old manifest lists and is not made any more.
    /// `manifest.files` is filled in here.
    ///
    /// # Errors
    /// As [`check`](Self::check), before any file is replaced; an [`Io`](crate::ErrorKind::Io) error where writing
    /// fails.
    pub fn write(&self, files: Vec<Staged>, manifest: Manifest) -> Result<()> {
        let made: BTreeSet<&str> = files.iter().map(Staged::name).collect();
        self.check(made.iter().copied())?;
        let stale: BTreeSet<&str> = self
            .listed()
            .map(|file| file.path.as_str())
            .filter(|name| !made.contains(name) && self.is_ours(name))
            .collect();
        let written = files.iter().map(|file| file.written().clone()).collect();
        self.replace(files, &stale, Manifest { files: written, ..manifest })
    }

    /// Puts files in their places and leaves all others alone. An old manifest keeps what it says of the folder, with
    /// these files entered; where there is none, `manifest` is written.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub fn add(&self, files: Vec<Staged>, manifest: Manifest) -> Result<()> {
        let made: BTreeSet<&str> = files.iter().map(Staged::name).collect();
        self.check(made.iter().copied())?;
        let kept = self.listed().filter(|file| !made.contains(file.path.as_str())).cloned();
        let written = files.iter().map(|file| file.written().clone()).chain(kept).collect();
        let manifest = Manifest { files: written, ..self.old.clone().unwrap_or(manifest) };
        self.replace(files, &BTreeSet::new(), manifest)
    }

    /// First a manifest that lists the old files and the new, so that a run cut short leaves nothing in the next one's
    /// way; then each file takes its place; then the true manifest.
    fn replace(&self, files: Vec<Staged>, stale: &BTreeSet<&str>, mut manifest: Manifest) -> Result<()> {
        manifest.files.sort();
        let mut between = manifest.clone();
        between.files.extend(self.listed().cloned());
        between.files.sort();
        between.files.dedup();
        let stage = |manifest: &Manifest| {
            let bytes = json(manifest)?;
            Staged::new(&self.path, MANIFEST, |out| Ok(out.write_all(&bytes)?))
        };
        let (between, manifest) = (stage(&between)?, stage(&manifest)?);
        interrupt::unbroken(&self.path, || {
            between.put()?;
            files.into_iter().try_for_each(Staged::put)?;
            for name in stale {
                self.remove(name)?;
            }
            manifest.put()
        })
    }

    /// Removes a file, and the folder that held nothing else.
    fn remove(&self, name: &str) -> Result<()> {
        let path = self.path.join(name);
        fs::remove_file(&path).map_err(|error| Error::from(error).at(path.display()))?;
        if let Some(folder) = path.parent().filter(|folder| *folder != self.path) {
            // A folder that holds more than that stays.
            let _ = fs::remove_dir(folder);
        }
        Ok(())
    }
}

fn in_the_way(path: &Path) -> Error {
    Error::io("in the way: no earlier run wrote this file as it is now; move it or choose another folder with --output")
        .at(path.display())
}

/// Whether a name leads to a place inside the folder, whatever a manifest says.
fn is_below(name: &str) -> bool {
    !name.is_empty() && Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
}

/// The folders in which a file of that name lies, without the outermost.
fn folders_of(name: &str) -> impl Iterator<Item = &Path> {
    Path::new(name).ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty())
}

fn json(manifest: &Manifest) -> Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(manifest).map_err(Error::engine)?;
    bytes.push(b'\n');
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        Manifest {
            version: "1".into(),
            command: "report".into(),
            arguments: Vec::new(),
            options: [("terms".to_owned(), "stem".into())].into(),
            themes: None,
            stop_words: None,
            inputs: Vec::new(),
            files: Vec::new(),
        }
    }

    fn written(name: &str, bytes: &[u8]) -> WrittenFile {
        WrittenFile::hashed(name, blake3::Hasher::new().update(bytes))
    }

    fn staged(folder: &Folder, files: &[(&str, &str)]) -> Result<Vec<Staged>> {
        let stage =
            |(name, text): &(&str, &str)| folder.stage(name, |out| Ok(out.write_all(text.as_bytes())?));
        files.iter().map(stage).collect()
    }

    fn report(path: &Path, made: &[(&str, &str)]) -> Result<()> {
        let folder = Folder::open(path)?;
        folder.check(made.iter().map(|file| file.0))?;
        folder.write(staged(&folder, made)?, manifest())
    }

    /// Every file below a folder with its content, sorted.
    fn listing(path: &Path) -> Vec<(String, String)> {
        let mut found: Vec<_> = walkdir::WalkDir::new(path)
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let name = entry.path().strip_prefix(path).unwrap().to_str().unwrap().to_owned();
                (name, fs::read_to_string(entry.path()).unwrap())
            })
            .collect();
        found.sort();
        found
    }

    fn names(path: &Path) -> Vec<String> {
        listing(path).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn a_second_run_replaces_the_first_and_removes_what_it_no_longer_makes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/output");
        report(&path, &[("report.html", "1"), ("charts/themes.png", "1"), ("tables/turns.csv", "1")])
            .unwrap();
        report(&path, &[("report.html", "2"), ("tables/turns.csv", "1")]).unwrap();
        assert_eq!(names(&path), ["manifest.json", "report.html", "tables/turns.csv"]);
        assert!(!path.join("charts").exists());
        let old = Folder::open(&path).unwrap().old.unwrap();
        assert_eq!(old.files.len(), 2);
        assert_eq!(old.files[0], written("report.html", b"2"));
    }

    #[test]
    fn the_users_own_files_beside_the_report_stay() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("README.md"), "mine").unwrap();
        report(folder.path(), &[("report.html", "1")]).unwrap();
        report(folder.path(), &[("report.html", "2")]).unwrap();
        assert_eq!(names(folder.path()), ["README.md", "manifest.json", "report.html"]);
    }

    #[test]
    fn any_other_file_in_the_way_stops_everything_before_a_byte_is_written() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("tables")).unwrap();
        fs::write(folder.path().join("tables/turns.csv"), "mine").unwrap();
        let before = listing(folder.path());
        let error = report(folder.path(), &[("report.html", "1"), ("tables/turns.csv", "1")]).unwrap_err();
        assert!(error.to_string().contains("turns.csv: in the way"), "{error}");
        assert_eq!(listing(folder.path()), before);
    }

    #[test]
    fn a_file_changed_by_hand_is_in_the_way_and_is_not_removed_either() {
        let folder = tempfile::tempdir().unwrap();
        report(folder.path(), &[("report.html", "1"), ("report.md", "1")]).unwrap();
        fs::write(folder.path().join("report.md"), "edited").unwrap();
        assert!(report(folder.path(), &[("report.html", "2"), ("report.md", "2")]).is_err());
        report(folder.path(), &[("report.html", "2")]).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("report.md")).unwrap(), "edited");
    }

    #[test]
    fn a_manifest_of_something_else_is_in_the_way() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(MANIFEST), "{\"name\": \"my app\"}").unwrap();
        assert!(Folder::open(folder.path()).unwrap_err().to_string().contains("in the way"));
    }

    #[test]
    fn a_manifest_cannot_reach_outside_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("output");
        fs::create_dir(&path).unwrap();
        fs::write(folder.path().join("precious"), "p").unwrap();
        let listed = vec![written("../precious", b"p")];
        fs::write(path.join(MANIFEST), json(&Manifest { files: listed, ..manifest() }).unwrap()).unwrap();
        report(&path, &[("report.html", "1")]).unwrap();
        assert!(folder.path().join("precious").exists());
        assert!(Folder::open(&path).unwrap().check(["../precious"]).is_err());
    }

    #[test]
    fn a_run_cut_short_is_not_in_the_way_of_the_next() {
        let folder = tempfile::tempdir().unwrap();
        report(folder.path(), &[("a", "1"), ("b", "1")]).unwrap();
        let cut = Folder::open(folder.path()).unwrap();
        let mut between = cut.old.clone().unwrap();
        between.files.extend([written("a", b"2"), written("b", b"2")]);
        fs::write(folder.path().join(MANIFEST), json(&between).unwrap()).unwrap();
        fs::write(folder.path().join("a"), "2").unwrap();
        report(folder.path(), &[("a", "2"), ("b", "2")]).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("b")).unwrap(), "2");
    }

    #[test]
    fn charts_added_to_a_report_leave_the_rest_and_are_its_own_from_then_on() {
        let folder = tempfile::tempdir().unwrap();
        report(folder.path(), &[("report.html", "1"), ("charts/floor.svg", "1")]).unwrap();
        let other = Manifest { command: "charts".into(), ..manifest() };
        let there = Folder::open(folder.path()).unwrap();
        let charts = staged(&there, &[("charts/floor.svg", "2"), ("charts/new.svg", "1")]).unwrap();
        there.add(charts, other).unwrap();
        let now = Folder::open(folder.path()).unwrap().old.unwrap();
        assert_eq!((now.command.as_str(), now.files.len()), ("report", 3));
        report(folder.path(), &[("report.html", "1")]).unwrap();
        assert_eq!(names(folder.path()), ["manifest.json", "report.html"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_place_of_a_file_or_folder_is_in_the_way() {
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("tables")).unwrap();
        std::os::unix::fs::symlink("nowhere", folder.path().join("report.html")).unwrap();
        assert!(report(folder.path(), &[("tables/turns.csv", "1")]).is_err());
        assert!(report(folder.path(), &[("report.html", "1")]).is_err());
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    }
}
