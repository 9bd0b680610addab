//! ARCHITECTURE.md is true: the tree is the tree, and arrows between modules run only where it lists them.
//!
//! What counts is code: comments, documentation and what is compiled for tests alone may name any module.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::program::root;

type Arrows = BTreeMap<String, BTreeSet<String>>;

fn architecture() -> String {
    fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md")
}

/// The block of ARCHITECTURE.md that begins with "```arrows": `name -> name name …`.
fn listed_arrows() -> Arrows {
    let text = architecture();
    let block =
        text.split("```arrows\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an arrows block");
    block
        .lines()
        .filter_map(|line| line.split_once("->"))
        .map(|(from, to)| (from.trim().to_owned(), to.split_whitespace().map(str::to_owned).collect()))
        .collect()
}

/// Every Rust file below `src`, with its text.
fn sources() -> Vec<(PathBuf, String)> {
    let mut folders = vec![root().join("src")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a source folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("a source file");
                found.push((path, text));
            }
        }
    }
    found.sort();
    found
}

/// The module that a file belongs to: the folder or file right below `src`.
fn module_of(path: &Path) -> String {
    let below = path.strip_prefix(root().join("src")).expect("a file below src");
    let first = below.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The code of a file, and the items in it that only tests compile. Comments are in neither.
///
/// rustfmt has been over the file, so that an item ends with a `;` on a line of its own depth, or with a `}` there.
fn code_and_tests(text: &str) -> (String, Vec<String>) {
    let (mut code, mut tests) = (String::new(), Vec::new());
    let mut lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    while let Some(line) = lines.next() {
        if line.trim() != "#[cfg(test)]" {
            code += line;
            code.push('\n');
            continue;
        }
        let depth = line.len() - line.trim_start().len();
        let mut item = String::new();
        for line in lines.by_ref() {
            item += line;
            item.push('\n');
            let is_shallow = line.len() - line.trim_start().len() == depth;
            if is_shallow && (line.ends_with(';') || line.trim_start().starts_with('}')) {
                break;
            }
        }
        tests.push(item);
    }
    (code, tests)
}

/// Every file that is a module of tests: `mod NAME;` stands below `#[cfg(test)]` in the file above it.
fn test_files(files: &[(PathBuf, String)]) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for (path, text) in files {
        let folder = match path.file_name().and_then(|name| name.to_str()) {
            Some("mod.rs" | "lib.rs") => path.parent().expect("a folder").to_owned(),
            _ => path.with_extension(""),
        };
        for item in code_and_tests(text).1 {
            let named = item.split('"').nth(1).filter(|_| item.starts_with("#[path"));
            let module = item.lines().last().and_then(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
            match (named, module) {
                (Some(file), _) => found.insert(path.with_file_name(file)),
                (None, Some(module)) => found.insert(folder.join(format!("{module}.rs"))),
                (None, None) => false,
            };
        }
    }
    found
}

/// Every module that code names as `crate::NAME` or within `crate::{…}`.
fn modules_named(code: &str) -> BTreeSet<String> {
    let names = code.split("crate::").skip(1).flat_map(|rest| match rest.strip_prefix('{') {
        Some(group) => first_names(group),
        None => vec![first_name(rest)],
    });
    names.filter(|name| name.starts_with(char::is_lowercase)).collect()
}

/// The first name of each path in a group, up to the brace that closes it.
fn first_names(group: &str) -> Vec<String> {
    let (mut depth, mut names) = (0, vec![String::new()]);
    for letter in group.chars() {
        match (letter, depth) {
            ('}', 0) => break,
            ('{', _) => depth += 1,
            ('}', _) => depth -= 1,
            (',', 0) => names.push(String::new()),
            (_, 0) => names.last_mut().expect("there is always one").push(letter),
            (_, _) => {}
        }
    }
    names.iter().map(|path| first_name(path)).collect()
}

fn first_name(path: &str) -> String {
    path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The arrows that the code has, each with a file that has it.
fn arrows_in_code() -> BTreeMap<(String, String), PathBuf> {
    let files = sources();
    let tests = test_files(&files);
    let mut arrows = BTreeMap::new();
    for (path, text) in files.iter().filter(|(path, _)| !tests.contains(path)) {
        let from = module_of(path);
        for to in modules_named(&code_and_tests(text).0) {
            if to != from && from != "lib" && from != "main" {
                arrows.entry((from.clone(), to)).or_insert_with(|| path.clone());
            }
        }
    }
    arrows
}

#[test]
fn modules_use_only_what_the_architecture_lists_and_all_of_it() {
    let (listed, found) = (listed_arrows(), arrows_in_code());
    let is_listed = |from: &str, to: &str| listed.get(from).is_some_and(|allowed| allowed.contains(to));
    let mut faults = Vec::new();
    for ((from, to), path) in found.iter().filter(|((from, to), _)| !is_listed(from, to)) {
        faults.push(format!("{}: {from} -> {to} is not listed", path.display()));
    }
    for (from, to) in
        listed.iter().flat_map(|(from, all)| all.iter().map(move |to| (from.clone(), to.clone())))
    {
        if !found.contains_key(&(from.clone(), to.clone())) {
            faults.push(format!("ARCHITECTURE.md lists {from} -> {to}, which no code uses"));
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
fn the_tree_and_the_arrows_name_every_module() {
    let text = architecture();
    let tree = text.split("src/\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a tree");
    let named = tree.lines().filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next());
    let named: BTreeSet<String> =
        named.map(|name| name.trim_end_matches('/').trim_end_matches(".rs").to_owned()).collect();
    let mut there: BTreeSet<String> = sources().iter().map(|(path, _)| module_of(path)).collect();
    assert_eq!(named, there);
    there.retain(|module| module != "lib" && module != "main");
    assert_eq!(listed_arrows().into_keys().collect::<BTreeSet<_>>(), there);
}

#[test]
fn the_architecture_is_read_in_a_quarter_of_an_hour() {
    let lines = architecture().lines().count();
    assert!(lines <= 150, "{lines} lines");
}

#[test]
fn one_file_has_one_subject() {
    let lengths = sources().into_iter().map(|(path, text)| (path, text.lines().count()));
    let long: Vec<String> = lengths
        .filter(|(_, lines)| *lines > 400)
        .map(|(path, lines)| format!("{}: {lines}", path.display()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn code_is_told_from_comments_and_tests() {
    let text = "\
//! crate::docs
use crate::{a::{b, c}, d};
#[cfg(test)]
mod seen;
impl X {
    /// crate::comment
    fn f() { crate::e::f(); }
    #[cfg(test)]
    fn g() {
        crate::test_only::f();
    }
    fn h() { crate::i::f(); }
}
#[cfg(test)]
mod tests {
    use crate::j;
}
";
    let (code, tests) = code_and_tests(text);
    assert_eq!(modules_named(&code).into_iter().collect::<Vec<_>>(), ["a", "d", "e", "i"]);
    assert_eq!(tests.len(), 3);
    let files = [(PathBuf::from("x/mod.rs"), text.to_owned())];
    assert!(test_files(&files).contains(Path::new("x/seen.rs")));
}
