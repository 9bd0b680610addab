//! The gallery: every chart of the shipped corpus and of a made one, as `docs/gallery/` holds them.
//!
//! `DICTUM_GALLERY=draw cargo test gallery` draws it anew; look at what changed before it is believed.

#[path = "../src/render/chart/overlap.rs"]
mod overlap;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use dictum::bench::{self, Findings};
use dictum::render::chart::{Chart, Style};
use dictum::render::font::Fonts;
use dictum::render::raster;
use dictum::report::Figure;
use tempfile::TempDir;

use crate::program::root;

/// The made corpus: forty people, a year and a half, some ten thousand words each two months.
const MADE: [&str; 4] = ["synth", "--size=600kB", "--seed=7", "-o"];
/// How wide the pictures of the gallery are.
const WIDTH: &str = "1000";

/// All drawn anew: a folder with the folders `sample`, `made` and `bench`.
static DRAWN: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let corpus = at("corpus");
    run(MADE.into_iter().chain([&*corpus]));
    let (records, themes) = (at("corpus/synth.jsonl"), at("corpus/themes.toml"));
    let draw = |input: &[&str], output: &str| {
        let options = ["--width", WIDTH, "-o", output];
        run(["charts"].into_iter().chain(input.iter().copied()).chain(options));
    };
    draw(&["corpus"], &at("sample"));
    draw(&[&records, "--themes", &themes], &at("made"));
    draw_scaling(&folder.path().join("bench"));
    folder
});

/// The chart `scaling` of the measurements that the gallery keeps: measured anew they would be others each time.
fn draw_scaling(folder: &Path) {
    let findings = fs::read(root().join("docs/gallery/bench/bench.json")).expect("what was measured");
    let findings: Findings = serde_json::from_slice(&findings).expect("findings as dictum bench writes them");
    let style = Style { width: WIDTH.parse().expect("a number"), ..Style::default() };
    let svg = bench::chart(&findings).svg(&style);
    fs::create_dir(folder).expect("a folder");
    fs::write(folder.join("scaling.png"), raster::png(&svg, &style).expect("a picture")).expect("a file");
    fs::write(folder.join("scaling.svg"), svg).expect("a file");
}

fn run<'a>(arguments: impl IntoIterator<Item = &'a str>) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_dictum"));
    let output = program.current_dir(root()).args(arguments).output().expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Where the picture of a figure is drawn, and where the gallery keeps it.
fn pictures() -> impl Iterator<Item = (PathBuf, PathBuf)> {
    let names = Figure::ALL.into_iter().flat_map(|figure| {
        ["sample", "made"].map(|corpus| Path::new(corpus).join(format!("{}.png", figure.name())))
    });
    names
        .chain([PathBuf::from("bench/scaling.png")])
        .map(|name| (DRAWN.path().join(&name), root().join("docs/gallery").join(&name)))
}

#[test]
fn the_gallery_shows_and_names_what_is_drawn_now() {
    let is_to_draw = std::env::var("DICTUM_GALLERY").is_ok_and(|wish| wish == "draw");
    for (drawn, kept) in pictures() {
        if is_to_draw {
            fs::create_dir_all(kept.parent().expect("a folder")).expect("the gallery");
            fs::copy(&drawn, &kept).expect("a picture");
        }
        let is_same = fs::read(&kept).is_ok_and(|kept| kept == fs::read(&drawn).expect("a picture"));
        assert!(is_same, "{} is stale: DICTUM_GALLERY=draw cargo test gallery draws it anew", kept.display());
    }
    names_every_picture_and_no_other();
}

fn names_every_picture_and_no_other() {
    let text = fs::read_to_string(root().join("docs/gallery.md")).expect("docs/gallery.md");
    let mut shown: Vec<&str> =
        text.split("](gallery/").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    shown.sort_unstable();
    let mut kept: Vec<String> = Vec::new();
    for corpus in ["sample", "made", "bench"] {
        for entry in fs::read_dir(root().join("docs/gallery").join(corpus)).expect("the gallery") {
            kept.push(format!("{corpus}/{}", entry.expect("a picture").file_name().to_string_lossy()));
        }
    }
    kept.retain(|name| name.ends_with(".png"));
    kept.sort_unstable();
    assert_eq!(shown, kept);
}

#[test]
fn no_text_of_a_real_chart_overlaps_another_or_leaves_the_picture() {
    let fonts = Fonts::shipped().database();
    for (picture, _) in pictures() {
        let svg = fs::read_to_string(picture.with_extension("svg")).expect("a picture");
        let faults = overlap::faults(&svg, fonts.clone());
        assert!(faults.is_empty(), "{}: {faults:#?}", picture.display());
    }
}
