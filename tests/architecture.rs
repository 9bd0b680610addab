//! Arrows between modules run downwards only, and only where ARCHITECTURE.md lists them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The lines of the block that begins with "```arrows" in ARCHITECTURE.md: `name -> name name …`.
fn listed_arrows() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let block =
        text.split("```arrows\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an arrows block");
    block
        .lines()
        .filter_map(|line| line.split_once("->"))
        .map(|(from, to)| (from.trim().to_owned(), to.split_whitespace().map(str::to_owned).collect()))
        .collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a source folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The module that a file belongs to: the folder or file right below `src`.
fn module_of(path: &Path) -> String {
    let below = path.strip_prefix(root().join("src")).expect("a file below src");
    let first = below.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// Every module that a file names as `crate::NAME`, tests and docs included.
fn modules_named(path: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(path).expect("a source file");
    let code: String =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    code.split("crate::")
        .skip(1)
        .flat_map(|rest| match rest.strip_prefix('{') {
            Some(group) => {
                group.split('}').next().unwrap_or("").split(',').map(first_name).collect::<Vec<_>>()
            }
            None => vec![first_name(rest)],
        })
        .filter(|name| name.chars().next().is_some_and(char::is_lowercase))
        .collect()
}

fn first_name(path: &str) -> String {
    path.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn modules_use_only_what_the_architecture_lists() {
    let listed = listed_arrows();
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut faults = Vec::new();
    for file in &files {
        let from = module_of(file);
        if from == "lib" || from == "main" {
            continue;
        }
        for to in modules_named(file).into_iter().filter(|to| *to != from) {
            if !listed.get(&from).is_some_and(|allowed| allowed.contains(&to)) {
                faults.push(format!("{}: {from} -> {to} is not listed", file.display()));
            }
            seen.entry(from.clone()).or_default().insert(to);
        }
    }
    for (from, allowed) in &listed {
        for to in allowed.iter().filter(|to| !seen.get(from).is_some_and(|used| used.contains(*to))) {
            faults.push(format!("ARCHITECTURE.md lists {from} -> {to}, which no file uses"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_listed_arrows_form_no_circle() {
    let listed = listed_arrows();
    let mut done: BTreeSet<&str> = BTreeSet::new();
    while done.len() < listed.len() {
        let next = listed
            .iter()
            .filter(|(from, _)| !done.contains(from.as_str()))
            .find(|(_, to)| to.iter().all(|name| done.contains(name.as_str()) || !listed.contains_key(name)));
        let (from, _) = next.expect("a module whose arrows all lead to modules already placed");
        done.insert(from);
    }
}

#[test]
fn one_file_has_one_subject() {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let long: Vec<String> = files
        .iter()
        .map(|file| (file, fs::read_to_string(file).expect("a source file").lines().count()))
        .filter(|(_, lines)| *lines > 400)
        .map(|(file, lines)| format!("{}: {lines} lines", file.display()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}
