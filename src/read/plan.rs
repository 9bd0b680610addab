//! From what was typed to the sorted list of sources: files, folders, globs and standard input.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use globset::GlobBuilder;
use walkdir::{DirEntry, WalkDir};

use super::compression::plain_name;
use super::format::formats_by_ending;
use super::source::{Origin, Source, cause, ends_as_counts};
use super::xml::is_list;
use crate::issues::{Issue, IssueKind, Issues};

/// What says of a folder of shards what they hold.
const STORE: &str = "store.json";

/// What is to be read, and what of the inputs cannot be.
#[derive(Debug, Default)]
pub struct Plan {
    /// The sources, sorted by document name, each file once.
    pub sources: Vec<Source>,
    /// Inputs that do not exist or may not be opened.
    pub issues: Issues,
}

/// Finds the sources that `inputs` name: files, folders, globs, and `-` for `stdin`, which is read here.
///
/// In a folder, at any depth, files with a known ending are sources, but not hidden files, files called README, the
/// `store.json` of a store of shards, and what lies below a path of `exclude`. A file named directly, or by a glob, is one whatever its name.
/// Lists of people that lie beside XML files, in their folder or the one above, are sources too: they hold no words.
/// A file of `exclude` never is: it has another use (metadata, themes, an old output).
pub fn plan(inputs: &[String], exclude: &[PathBuf], stdin: &mut dyn Read) -> Plan {
    let exclude = exclude.iter().filter_map(|path| fs::canonicalize(path).ok()).collect();
    let mut planner = Planner { plan: Plan::default(), exclude, seen: HashSet::new() };
    for input in inputs {
        planner.input(input, stdin);
    }
    planner.lists();
    Plan { sources: in_order(planner.plan.sources), ..planner.plan }
}

/// Sources of any inputs together, as [`plan`] gives them: sorted by document name, of which no two are the same.
pub fn in_order(mut sources: Vec<Source>) -> Vec<Source> {
    tell_apart(&mut sources);
    sources.sort_by(|a, b| (&a.name, &a.path).cmp(&(&b.name, &b.path)));
    sources
}

struct Planner {
    plan: Plan,
    exclude: Vec<PathBuf>,
    seen: HashSet<PathBuf>,
}

impl Planner {
    fn input(&mut self, input: &str, stdin: &mut dyn Read) {
        let path = Path::new(input);
        if input == "-" {
            if self.seen.insert(PathBuf::from("-")) {
                self.stream("-".to_owned(), "-", stdin);
            }
        } else if !path.exists() && input.contains(['*', '?', '[', '{']) {
            self.glob(input);
        } else {
            self.path(path);
        }
    }

    /// A folder is walked; anything else is read, whatever its ending.
    fn path(&mut self, path: &Path) {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => self.folder(path),
            Ok(metadata) if metadata.is_file() => self.file(path, file_name(path), metadata.len()),
            Ok(_) => match fs::File::open(path) {
                Ok(mut stream) => self.stream(file_name(path), &path.to_string_lossy(), &mut stream),
                Err(error) => self.unreadable(path, cause(&error)),
            },
            Err(error) => self.unreadable(path, cause(&error)),
        }
    }

    fn folder(&mut self, root: &Path) {
        for entry in walk(root) {
            match entry {
                Ok(entry) if entry.file_type().is_file() && is_wanted(entry.path()) => {
                    self.found(root, &entry)
                }
                Ok(_) => {}
                Err(error) => self.failed(root, &error),
            }
        }
    }

    fn found(&mut self, root: &Path, entry: &DirEntry) {
        let path = entry.path();
        if !self.is_excluded(path) {
            match entry.metadata() {
                Ok(metadata) => self.file(path, name_below(root, path), metadata.len()),
                Err(error) => self.failed(root, &error),
            }
        }
    }

    fn glob(&mut self, pattern: &str) {
        let glob = match GlobBuilder::new(pattern).literal_separator(true).build() {
            Ok(glob) => glob.compile_matcher(),
            Err(error) => return self.unreadable(Path::new(pattern), error.kind().to_string()),
        };
        let root = fixed_part(pattern);
        let below = if root.as_os_str().is_empty() { Path::new(".") } else { &root };
        let mut found = Vec::new();
        for entry in walk(below) {
            match entry {
                Ok(entry) => {
                    let path = entry
                        .path()
                        .strip_prefix(below)
                        .map_or_else(|_| entry.path().to_owned(), |rest| root.join(rest));
                    found.extend(glob.is_match(&path).then_some(path));
                }
                Err(error) => self.failed(below, &error),
            }
        }
        if found.is_empty() {
            self.unreadable(Path::new(pattern), "no file has such a name".to_owned());
        }
        for path in found {
            self.path(&path);
        }
    }

    fn file(&mut self, path: &Path, name: String, size: u64) {
        let identity = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if !self.exclude.contains(&identity) && self.seen.insert(identity) {
            let origin = Origin::File(path.to_owned(), size);
            self.plan.sources.push(Source::new(name, path.to_string_lossy().into_owned(), origin));
        }
    }

    /// The lists of people beside the XML files.
    fn lists(&mut self) {
        let is_xml = |path: &&Path| plain_name(&file_name(path)).to_lowercase().ends_with(".xml");
        let files = self.plan.sources.iter().filter(|source| matches!(source.origin, Origin::File(..)));
        let files = files.map(|source| Path::new(&source.path)).filter(is_xml);
        let folders: BTreeSet<PathBuf> =
            files.flat_map(|file| file.ancestors().skip(1).take(2)).map(Path::to_owned).collect();
        for folder in folders {
            let listed = fs::read_dir(if folder.as_os_str().is_empty() { Path::new(".") } else { &folder });
            let names = listed.into_iter().flatten().flatten().map(|entry| entry.file_name());
            let mut names: Vec<_> = names.filter(|name| is_list(&name.to_string_lossy())).collect();
            names.sort();
            for path in names.into_iter().map(|name| folder.join(name)) {
                if let Ok(metadata) = fs::metadata(&path)
                    && metadata.is_file()
                    && !self.is_excluded(&path)
                {
                    self.file(&path, file_name(&path), metadata.len());
                }
            }
        }
    }

    fn stream(&mut self, name: String, path: &str, stream: &mut dyn Read) {
        let mut bytes = Vec::new();
        match stream.read_to_end(&mut bytes) {
            Ok(_) => self.plan.sources.push(Source::new(name, path.to_owned(), Origin::Stream(bytes))),
            Err(error) => self.unreadable(Path::new(path), cause(&error)),
        }
    }

    /// A link back to a folder above it loses nothing: what it leads to is walked already.
    fn failed(&mut self, root: &Path, error: &walkdir::Error) {
        let path = error.path().unwrap_or(root);
        if error.loop_ancestor().is_none() && !(error.depth() > 0 && is_hidden(path)) {
            let what = error.io_error().map_or_else(|| error.to_string(), cause);
            self.unreadable(path, what);
        }
    }

    fn unreadable(&mut self, path: &Path, what: String) {
        let issue = Issue { path: path.to_string_lossy().into_owned(), line: None, what };
        self.plan.issues.add(IssueKind::Unreadable, issue);
    }

    fn is_excluded(&self, path: &Path) -> bool {
        !self.exclude.is_empty()
            && fs::canonicalize(path)
                .is_ok_and(|path| self.exclude.iter().any(|excluded| path.starts_with(excluded)))
    }
}

/// Everything at and below `root` that is not hidden, links followed.
fn walk(root: &Path) -> impl Iterator<Item = walkdir::Result<DirEntry>> {
    let walk = WalkDir::new(root).follow_links(true).sort_by_file_name();
    walk.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.path()))
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// Whether a file found in a folder is taken for input.
fn is_wanted(path: &Path) -> bool {
    let name = file_name(path);
    let stem = plain_name(&name).split('.').next().unwrap_or_default();
    let is_about_others = stem.eq_ignore_ascii_case("readme") || name == STORE;
    (!formats_by_ending(&name).is_empty() || ends_as_counts(&name)) && !is_about_others
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn name_below(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The folders of a glob before the first part that is a pattern.
fn fixed_part(pattern: &str) -> PathBuf {
    let is_fixed =
        |part: &Component<'_>| !part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{', '\\']);
    Path::new(pattern).components().take_while(is_fixed).collect()
}

/// Sources that would have one name take their paths as names.
fn tell_apart(sources: &mut [Source]) {
    loop {
        let mut uses = BTreeMap::<String, usize>::new();
        for source in &*sources {
            *uses.entry(source.name.clone()).or_default() += 1;
        }
        let mut is_settled = true;
        for source in &mut *sources {
            if uses[&source.name] > 1 && source.name != source.path {
                source.name.clone_from(&source.path);
                is_settled = false;
            }
        }
        if is_settled {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    fn folder(files: &[&str]) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
        }
        folder
    }

    fn typed(folder: &TempDir, below: &str) -> String {
        folder.path().join(below).to_string_lossy().into_owned()
    }

    fn names(inputs: &[String], exclude: &[PathBuf]) -> Vec<String> {
        let plan = plan(inputs, exclude, &mut std::io::empty());
        assert!(plan.issues.is_empty(), "{:?}", plan.issues);
        plan.sources.into_iter().map(|source| source.name).collect()
    }

    #[test]
    fn a_folder_gives_its_known_files_by_their_path_below_it() {
        let folder = folder(&[
            "b.txt",
            "a/z.md.gz",
            "a/b/c.jsonl",
            "x.png",
            ".hidden.txt",
            ".git/a.txt",
            "README.md",
            "themes.toml",
        ]);
        assert_eq!(names(&[typed(&folder, "")], &[]), ["a/b/c.jsonl", "a/z.md.gz", "b.txt"]);
    }

    #[test]
    fn a_file_named_directly_is_read_whatever_its_ending_and_only_once() {
        let folder = folder(&["notes.doc", "README.md", "a.txt"]);
        let inputs = ["notes.doc", "README.md", "a.txt", "./a.txt", ""].map(|below| typed(&folder, below));
        assert_eq!(names(&inputs, &[]), ["README.md", "a.txt", "notes.doc"]);
    }

    #[test]
    fn excluded_files_and_folders_are_left_out() {
        let folder = folder(&["a.txt", "metadata.csv", "output/report.md", "output/tables/terms.csv"]);
        let exclude = [folder.path().join("metadata.csv"), folder.path().join("output")];
        for inputs in
            [vec![typed(&folder, "")], vec![typed(&folder, "a.txt"), typed(&folder, "metadata.csv")]]
        {
            assert_eq!(names(&inputs, &exclude), ["a.txt"]);
        }
    }

    #[test]
    fn a_glob_matches_in_its_folder_and_two_stars_below_it() {
        let folder = folder(&["a.txt", "b.txt", "b.md", "deep/er/c.txt", "deep/.d.txt"]);
        assert_eq!(names(&[typed(&folder, "*.txt")], &[]), ["a.txt", "b.txt"]);
        assert_eq!(names(&[typed(&folder, "**/*.txt")], &[]), ["a.txt", "b.txt", "c.txt"]);
        assert_eq!(names(&[typed(&folder, "{a,b}.*")], &[]), ["a.txt", "b.md", "b.txt"]);
        assert_eq!(names(&[typed(&folder, "d*")], &[]), ["er/c.txt"]);
    }

    #[test]
    fn lists_of_people_beside_xml_are_sources_and_others_are_not() {
        let folder =
            folder(&["X-listPerson.xml", "X-taxonomy.xml", "2020/a.xml", "2020/b.txt", "y/Y-listOrg.xml"]);
        assert_eq!(names(&[typed(&folder, "2020/a.xml")], &[]), ["X-listPerson.xml", "a.xml"]);
        assert_eq!(names(&[typed(&folder, "2020/b.txt")], &[]), ["b.txt"]);
    }

    #[test]
    fn sources_of_one_name_take_their_paths() {
        let folder = folder(&["a/x.txt", "b/x.txt", "a/y.txt"]);
        let inputs = ["a", "b"].map(|below| typed(&folder, below));
        assert_eq!(
            names(&inputs, &[]),
            [typed(&folder, "a/x.txt"), typed(&folder, "b/x.txt"), "y.txt".into()]
        );
    }

    #[test]
    fn what_is_not_there_is_an_issue_and_the_rest_is_read() {
        let folder = folder(&["a.txt"]);
        let inputs = ["none.txt", "*.csv", "a.txt"].map(|below| typed(&folder, below));
        let plan = plan(&inputs, &[], &mut std::io::empty());
        let (kind, count, issues) = plan.issues.kinds().next().unwrap();
        assert_eq!((kind, count, plan.sources.len()), (IssueKind::Unreadable, 2, 1));
        assert!(issues.iter().any(|issue| issue.to_string().ends_with("none.txt: no such file or folder")));
        assert!(issues.iter().any(|issue| issue.to_string().ends_with("*.csv: no file has such a name")));
    }

    #[test]
    fn standard_input_is_read_once_and_kept() {
        let plan = plan(&["-".into(), "-".into()], &[], &mut &b"Hello."[..]);
        let [source] = &plan.sources[..] else { panic!("one source: {plan:?}") };
        assert_eq!((source.name(), source.size()), ("-", 6));
        for _ in 0..2 {
            assert_eq!(std::io::read_to_string(source.open().unwrap()).unwrap(), "Hello.");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_back_to_its_own_folder_is_no_issue_and_a_broken_one_is() {
        let folder = folder(&["a/x.txt"]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a/loop")).unwrap();
        assert_eq!(names(&[typed(&folder, "")], &[]), ["a/x.txt"]);
        std::os::unix::fs::symlink("nowhere", folder.path().join("a/y.txt")).unwrap();
        let plan = plan(&[typed(&folder, "")], &[], &mut std::io::empty());
        assert_eq!((plan.sources.len(), plan.issues.is_empty()), (1, false));
    }

    #[test]
    fn what_says_what_a_store_holds_is_no_source() {
        let folder = folder(&["store.json", "shard-1.parquet", ".partials/a.dct", "restore.json"]);
        let root = folder.path().to_string_lossy().into_owned();
        let plan = plan(&[root], &[], &mut std::io::empty());
        let names: Vec<_> = plan.sources.iter().map(Source::name).collect();
        assert_eq!(names, ["restore.json", "shard-1.parquet"]);
    }
}
