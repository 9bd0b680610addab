//! A store: a folder of shards, and `store.json`, which says what they hold.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use dictum::{Error, Result};
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use crate::engine::is_in_bucket;

/// What the file is called that says what a store holds.
pub const MANIFEST: &str = "store.json";
/// How the names of files begin that are being written.
pub const UNFINISHED: &str = ".new-";
/// Raised whenever stores are written differently.
const VERSION: u32 = 1;

/// What a store holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Store {
    /// The version of the store's form.
    pub version: u32,
    /// The shards, by name.
    pub shards: BTreeMap<String, Shard>,
    /// The sources that were read into them, by the names of their documents.
    pub sources: BTreeMap<String, Imported>,
}

/// A shard as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shard {
    /// Bytes as stored.
    pub size: u64,
    /// BLAKE3 of the bytes as stored, in hexadecimal.
    pub blake3: String,
    /// How many documents.
    pub documents: u64,
    /// How many rows, each a turn.
    pub turns: u64,
    /// Bytes of text.
    pub text: u64,
    /// The wrapping sum of a hash of document, place and text of each turn, in hexadecimal: as a file of counts has it.
    pub fingerprint: String,
    /// For each column the wrapping sum of a hash of row and value, in hexadecimal: it tells whether what was read is
    /// what was written.
    pub columns: BTreeMap<String, String>,
}

/// A source that was read into a store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// Bytes as stored.
    pub size: u64,
    /// BLAKE3 of the bytes as stored, in hexadecimal.
    pub blake3: String,
}

impl Default for Store {
    fn default() -> Self {
        Self { version: VERSION, shards: BTreeMap::new(), sources: BTreeMap::new() }
    }
}

impl Store {
    /// The store in a folder; `None` where there is none yet.
    ///
    /// # Errors
    /// What is there cannot be read, or is of another version.
    pub fn open(folder: &Path) -> Result<Option<Self>> {
        let path = folder.join(MANIFEST);
        let text = match fs::read_to_string(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            read => read.map_err(|error| Error::from(error).at(path.display()))?,
        };
        Self::read(text.as_bytes()).map(Some).map_err(|error| error.at(path.display()))
    }

    /// The store of which a manifest tells.
    ///
    /// # Errors
    /// It is none, or of another version.
    pub fn read(manifest: &[u8]) -> Result<Self> {
        let store: Self = serde_json::from_slice(manifest).map_err(Error::format)?;
        match store.version {
            VERSION => Ok(store),
            other => {
                let what = format!("a store of version {other}; this program reads version {VERSION}");
                Err(Error::format(what))
            }
        }
    }

    /// Writes it into a folder, whole or not at all.
    ///
    /// # Errors
    /// The folder cannot be written into.
    pub fn save(&self, folder: &Path) -> Result<()> {
        let mut text = serde_json::to_string_pretty(self).map_err(Error::engine)?;
        text.push('\n');
        put(&folder.join(MANIFEST), text.as_bytes())
    }
}

/// Writes a file, whole or not at all.
///
/// # Errors
/// Its folder cannot be written into.
pub fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    let at = |error: std::io::Error| Error::from(error).at(path.display());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = temporary(folder).map_err(at)?;
    file.write_all(bytes).map_err(at)?;
    file.as_file().sync_all().map_err(at)?;
    file.persist(path).map_err(|error| at(error.error))?;
    Ok(())
}

/// A file in a folder that whoever may read the folder's new files may read, and that is gone unless it is given a name.
///
/// # Errors
/// The folder cannot be written into.
pub fn temporary(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// A number as 16 hexadecimal digits.
pub fn hex(number: u64) -> String {
    format!("{number:016x}")
}

/// The shard at a path: the folder of its store, and what the store says of it.
///
/// # Errors
/// It is no shard of a store, or not as large as the store says.
pub fn shard_at(path: &str, known: &mut BTreeMap<PathBuf, Option<Store>>) -> Result<(PathBuf, Shard)> {
    let file = Path::new(path);
    let folder = file.parent().map(Path::to_owned).unwrap_or_default();
    if !known.contains_key(&folder) {
        known.insert(folder.clone(), Store::open(&folder)?);
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let shard = known[&folder].as_ref().and_then(|store| store.shards.get(&*name));
    let shard = shard.ok_or_else(|| {
        Error::config("no shard of a store; 'dictum-cluster import' makes a store of transcripts").at(path)
    })?;
    // Of one in a bucket the job will tell.
    let size = match is_in_bucket(path) {
        true => shard.size,
        false => fs::metadata(file).map_err(|error| Error::from(error).at(path))?.len(),
    };
    if size != shard.size {
        let said = shard.size;
        let what = format!("has {size} bytes, and the store says {said}: it was cut short or altered");
        return Err(Error::format(what).at(path));
    }
    Ok((folder, shard.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shard() -> Shard {
        Shard {
            size: 3,
            blake3: "b3".into(),
            documents: 1,
            turns: 1,
            text: 1,
            fingerprint: hex(7),
            columns: BTreeMap::new(),
        }
    }

    #[test]
    fn a_store_reads_back_and_one_of_another_version_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Store::open(folder.path()).unwrap(), None);
        let mut store = Store::default();
        store.shards.insert("a.parquet".into(), shard());
        store.save(folder.path()).unwrap();
        assert_eq!(Store::open(folder.path()).unwrap(), Some(store.clone()));
        store.version = 9;
        store.save(folder.path()).unwrap();
        assert!(Store::open(folder.path()).unwrap_err().to_string().contains("version 9"));
    }

    #[test]
    fn a_shard_that_was_cut_short_and_a_file_of_no_store_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::default();
        store.shards.insert("a.parquet".into(), shard());
        store.save(folder.path()).unwrap();
        let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
        fs::write(path("a.parquet"), b"abc").unwrap();
        assert!(shard_at(&path("a.parquet"), &mut BTreeMap::new()).is_ok());
        fs::write(path("a.parquet"), b"ab").unwrap();
        let error = shard_at(&path("a.parquet"), &mut BTreeMap::new()).unwrap_err().to_string();
        assert!(error.contains("has 2 bytes, and the store says 3"), "{error}");
        fs::write(path("b.parquet"), b"abc").unwrap();
        assert!(shard_at(&path("b.parquet"), &mut BTreeMap::new()).is_err());
    }
}
