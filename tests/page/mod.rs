//! The page in a browser: headless Chromium, where there is one (`DICTUM_CHROMIUM` names it).
//!
//! Without one the tests are skipped with a notice; with `DICTUM_REQUIRE_BROWSER=1` they fail instead.

mod axe;
mod browser;
mod large;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use axe::Axe;
use browser::{Browser, Scheme, Visit};
use tempfile::TempDir;

use crate::program::{dictum, report};

/// Opens the page in a frame, tries what a reader would do, and prints a line for each thing tried.
const READER: &str = include_str!("reader.html");
/// The same in a frame that runs no scripts.
const PLAIN: &str = include_str!("plain.html");

/// What `reader` found, a line each: "what: yes", or "what: no, …".
fn read(browser: &Browser, folder: &Path, reader: &str) -> (Visit, Vec<String>) {
    let path = folder.join("reader.html");
    fs::write(&path, reader).expect("a page beside the report");
    let visit = browser.open(&path);
    let said =
        visit.dom.split("<pre>").nth(1).and_then(|rest| rest.split("</pre>").next()).unwrap_or_default();
    let lines = said.lines().map(str::to_owned).collect();
    (visit, lines)
}

fn reader(width: u32) -> String {
    READER.replace("WIDTH", &width.to_string())
}

fn assert_calm(visit: &Visit) {
    assert!(visit.console.is_empty(), "the console says\n{}", visit.console.join("\n"));
    assert!(visit.hosts.is_empty(), "the page asks {:?}", visit.hosts);
}

#[test]
fn the_page_works_asks_nobody_and_prints() {
    let Some(browser) = Browser::find() else { return };
    let folder = report("corpus");
    for width in [360, 1280] {
        let (visit, said) = read(&browser, folder.path(), &reader(width));
        assert_calm(&visit);
        let faults: Vec<_> = said.iter().filter(|line| !line.ends_with(": yes")).collect();
        assert!(faults.is_empty(), "at {width} pixels:\n{faults:#?}");
        assert!(said.len() >= 22, "the reader stopped after {said:#?}");
    }
    let pdf = browser.print(&folder.path().join("report.html"));
    assert!(pdf.starts_with(b"%PDF") && pdf.len() > 50_000, "{} bytes of PDF", pdf.len());
}

#[test]
fn without_script_all_is_unfolded() {
    let Some(browser) = Browser::find() else { return };
    let folder = report("corpus");
    let (visit, said) = read(&browser, folder.path(), PLAIN);
    assert!(visit.hosts.is_empty(), "the page asks {:?}", visit.hosts);
    assert!(
        visit.console.iter().all(|line| line.contains("Blocked script execution")),
        "{:?}",
        visit.console
    );
    assert_eq!(said, ["all is unfolded: yes", "no tool stands there that would do nothing: yes"]);
}

/// A corpus whose names and texts try to be more than text.
fn hostile() -> TempDir {
    let corpus = tempfile::tempdir().expect("a folder");
    let names = [
        "<script>alert(1)</script>",
        "\"'><img src=x onerror=alert(2)>",
        "\u{202e}evil\u{202c} \u{200f}שלום",
        "</title></style></details>",
        "javascript:alert(3)//",
    ];
    let mut records = String::new();
    for (turn, name) in names.iter().cycle().take(40).enumerate() {
        let long = "a".repeat(10_000);
        let text = format!(
            "I said </blockquote><script>alert(4)</script> about NATO membership, Turkey & \"sanctions\" {turn}, {long} \u{202e}."
        );
        let kind = if turn % 2 == 0 { "question" } else { "answer" };
        let record = serde_json::json!({ "speaker": name, "text": text, "kind": kind, "document": "<b>day</b>", "date": "2022-06-01" });
        records += &format!("{record}\n");
    }
    fs::write(corpus.path().join("<i>talks.jsonl"), records).expect("a corpus");
    let folder = report(&corpus.path().to_string_lossy());
    corpus.close().expect("a folder");
    folder
}

/// A made corpus large enough to be compared, with days, exchanges and themes of its own.
fn comparative() -> TempDir {
    let corpus = tempfile::tempdir().expect("a folder");
    let made = corpus.path().join("made");
    let place = |name: &str| made.join(name).to_string_lossy().into_owned();
    let mut synth = Command::new(env!("CARGO_BIN_EXE_dictum"));
    let output = synth.args(["synth", "--size", "150kB", "--speakers", "8", "-o"]).arg(&made).output();
    assert!(output.is_ok_and(|output| output.status.success()), "no corpus was made");
    let folder = tempfile::tempdir().expect("a folder");
    let (talks, themes) = (place("synth.jsonl"), place("themes.toml"));
    let output = dictum(["report", &talks, "--themes", &themes, "-o", &folder.path().to_string_lossy()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    folder
}

fn page_of(folder: &TempDir) -> PathBuf {
    folder.path().join("report.html")
}

#[test]
fn a_hostile_corpus_is_shown_and_does_nothing() {
    let Some(browser) = Browser::find() else { return };
    let folder = hostile();
    let page = browser.open(&page_of(&folder)).dom;
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "the name is not shown as it is written");
    for written in ["report.html", "report.md", "charts/floor.svg"] {
        let text = fs::read_to_string(folder.path().join(written)).expect("a part of the report");
        assert!(text.contains("evil") && !text.contains('\u{202e}'), "{written} turns what follows a name");
    }
    for width in [360, 1280] {
        let (visit, said) = read(&browser, folder.path(), &reader(width));
        assert_calm(&visit);
        for what in [
            "one script",
            "no handler of an event",
            "no wider than the window",
            "as it is written",
            "no name stands twice",
            "every link of the page leads somewhere",
        ] {
            assert!(
                said.iter().any(|line| *line == format!("{what}: yes")),
                "at {width} pixels, {what}:\n{said:#?}"
            );
        }
    }
}

#[test]
fn every_page_is_accessible_by_day_and_by_night() {
    let (Some(browser), Some(axe)) = (Browser::find(), Axe::find()) else { return };
    let pages =
        [("the sample", report("corpus")), ("a made corpus", comparative()), ("a hostile one", hostile())];
    let mut faults = Vec::new();
    for (what, folder) in &pages {
        for (scheme, width) in [(Scheme::Light, 1280), (Scheme::Dark, 1280), (Scheme::Light, 360)] {
            let found = axe.faults(&browser, &page_of(folder), scheme, width);
            assert!(found.passed > 20, "axe has tried only {} rules", found.passed);
            faults.extend(
                found.faults.into_iter().map(|fault| format!("{what}, {scheme:?}, {width}: {fault}")),
            );
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// The test above would pass if axe saw nothing.
#[test]
fn a_fault_of_access_is_seen() {
    let (Some(browser), Some(axe)) = (Browser::find(), Axe::find()) else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("page.html");
    let faint = "<p style=\"color: #bbb\">Hardly to be read</p><img src=\"data:,\">";
    let html = format!(
        "<!doctype html><html lang=\"en\"><title>A page</title><body><main>{faint}</main></body></html>"
    );
    fs::write(&page, html).expect("a page");
    let found = axe.faults(&browser, &page, Scheme::Light, 1280).faults;
    for rule in ["color-contrast", "image-alt"] {
        assert!(found.iter().any(|fault| fault.contains(rule)), "{rule}: {found:#?}");
    }
}

/// The tests above would pass if nothing could be seen.
#[test]
fn an_error_and_a_request_are_seen() {
    let Some(browser) = Browser::find() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("page.html");
    fs::write(&page, "<img src=\"http://dictum.invalid/a.png\"><script>missing()</script>").expect("a page");
    let visit = browser.open(&page);
    assert!(visit.console.iter().any(|line| line.contains("missing")), "{:?}", visit.console);
    assert!(visit.hosts.contains("dictum.invalid"), "{:?}", visit.hosts);
}
