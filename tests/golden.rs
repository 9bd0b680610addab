//! The report on the shipped corpus, file by file, as `tests/snapshots/` holds it.
//!
//! `INSTA_UPDATE=always cargo test golden` writes what the program now makes; read the difference before it is believed.
//! Texts and tables are compared as text, charts as SVG files that a browser opens. A PNG is its SVG rasterised, so that
//! its bytes, size and ink are looked at here, and no copy is kept.

use std::fs;
use std::path::{Path, PathBuf};

use resvg::tiny_skia::Pixmap;

use crate::program::report;

/// The files of `folder` with that ending, sorted.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).expect("a folder of the report").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|found| found == ending)).collect();
    files.sort();
    files
}

/// Snapshots are called as the report's files are.
fn as_stored(compare: impl FnOnce()) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(compare);
}

fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

#[test]
fn the_sample_report_and_its_tables_are_as_stored() {
    let folder = report("corpus");
    let page = fs::read_to_string(folder.path().join("report.md")).expect("report.md");
    as_stored(|| insta::assert_snapshot!("report.md", page));
    let tables = files(&folder.path().join("tables"), "csv");
    assert_eq!(tables.len(), 12, "{tables:?}");
    for table in tables {
        let text = fs::read_to_string(&table).expect("a table");
        as_stored(|| insta::assert_snapshot!(format!("tables-{}", name(&table)), text));
    }
}

#[test]
fn the_sample_charts_and_their_data_are_as_stored() {
    let folder = report("corpus");
    let charts = folder.path().join("charts");
    assert_eq!(files(&charts, "svg").len(), 10);
    for chart in files(&charts, "svg") {
        let bytes = fs::read(&chart).expect("a chart");
        as_stored(|| insta::assert_binary_snapshot!(&format!("charts-{}", name(&chart)), bytes));
    }
    for data in files(&charts, "csv") {
        let text = fs::read_to_string(&data).expect("its data");
        as_stored(|| insta::assert_snapshot!(format!("charts-{}", name(&data)), text));
    }
}

#[test]
fn a_picture_is_the_same_twice_of_the_size_asked_for_and_not_blank() {
    let (one, two) = (report("corpus"), report("corpus"));
    let pictures = files(&one.path().join("charts"), "png");
    assert_eq!(pictures.len(), 10);
    for path in pictures {
        let name = name(&path);
        let bytes = fs::read(&path).expect("a picture");
        let again = fs::read(two.path().join("charts").join(&name)).expect("the same picture");
        assert!(bytes == again, "{name} differs between two runs");
        let picture = Pixmap::decode_png(&bytes).expect("a PNG");
        assert_eq!(picture.width(), 1600, "{name}");
        assert!((300..=8000).contains(&picture.height()), "{name} is {} high", picture.height());
        let paper = picture.pixels()[0];
        let inked = picture.pixels().iter().filter(|pixel| **pixel != paper).count();
        let share = inked as f64 / picture.pixels().len() as f64;
        assert!((0.005..0.95).contains(&share), "{name}: {share} of its pixels are not paper");
    }
}
