//! `dictum report`: the whole folder.

use rayon::prelude::*;

use super::charts::{chart_files, fonts};
use super::opened::Opened;
use super::study::study;
use crate::analysis::{Family, Keyness};
use crate::cli::args::ReportArgs;
use crate::cli::output::{Folder, InputFile, Manifest, StopList};
use crate::cli::progress::Unit;
use crate::cli::settings::Settings;
use crate::count::Key;
use crate::error::Result;
use crate::issues::Issues;
use crate::render::chart::{Style, Theme};
use crate::render::page;
use crate::render::table::Table;
use crate::report::{self, Figure, Material, Study, tables};

/// How many keywords of a group the tables keep: the first by rank, and the last.
const FIRST: usize = 500;
/// See [`FIRST`].
const LAST: usize = 100;

/// A file's path in the folder, and what it holds.
type File = (String, Vec<u8>);

/// `dictum report`.
pub(super) fn report(args: &ReportArgs, settings: &Settings) -> Result<Issues> {
    let folder = Folder::open(&settings.folder)?;
    folder.check(names(args).iter().map(String::as_str))?;
    let style = Style { theme: Theme::Light, fonts: fonts(args.font.as_deref())?, ..Style::default() };
    let opened = Opened::with_fingerprints(settings)?;
    let issues = study(&opened, settings, |material| {
        let files = files(args, settings, material, &style)?;
        folder.write(&files, manifest("report", &opened, settings, material))
    })?;
    settings.voice.note(format_args!("wrote {}", settings.folder.join("report.html").display()));
    Ok(issues)
}

/// Every file of a report, without the manifest.
fn files(
    args: &ReportArgs,
    settings: &Settings,
    material: &Material<'_>,
    style: &Style,
) -> Result<Vec<File>> {
    let stage = settings.progress.stage("Drawing", Unit::Items, Figure::ALL.len() as u64);
    let drawn: Vec<_> = Figure::ALL
        .par_iter()
        .map(|&figure| {
            let picture = report::picture(figure, material, style);
            let files = chart_files("charts/", &picture, style);
            stage.advance(1);
            files.map(|files| (picture, files))
        })
        .collect::<Result<_>>()?;
    let (pictures, charts): (Vec<_>, Vec<_>) = drawn.into_iter().unzip();
    let (tables, left_out) = table_files(args, settings, material)?;
    let page = report::page(material, &pictures, left_out);
    let mut files = vec![
        ("report.html".to_owned(), page::html(&page)?.into_bytes()),
        ("report.md".to_owned(), page::markdown(&page).into_bytes()),
        ("report.json".to_owned(), page::json(&page)?.into_bytes()),
    ];
    files.extend(tables);
    files.extend(charts.into_iter().flatten());
    Ok(files)
}

/// The names of all files that a report may write.
fn names(args: &ReportArgs) -> Vec<String> {
    let extension = args.table_format.extension();
    let pages = ["report.html", "report.md", "report.json"].map(str::to_owned);
    let tables = TABLES.map(|name| format!("tables/{name}.{extension}"));
    let charts = Figure::ALL
        .iter()
        .flat_map(|figure| ["png", "svg", "csv"].map(|kind| format!("charts/{}.{kind}", figure.name())));
    pages.into_iter().chain(tables).chain(charts).collect()
}

/// The names of all tables.
const TABLES: [&str; 8] = [
    "speakers",
    "frequency",
    "keywords",
    "themes",
    "theme_entries",
    "theme_hits",
    "exchanges",
    "exchange_pairs",
];

/// Every table as a file, and how many rows of the keywords were left out.
fn table_files(args: &ReportArgs, settings: &Settings, material: &Material<'_>) -> Result<(Vec<File>, u64)> {
    let study = material.study;
    let (corpus, themes) = (study.corpus, study.themes);
    let by = settings.selection.by.clone().unwrap_or(Key::Speaker);
    let groups = crate::analysis::group_themes(&study.matrix, corpus.group_by(&by, &study.rows), &study.rows);
    let hits = &corpus.counted.1;
    let (keywords, left_out) = keywords(settings, study, &by)?;
    let tables: [Table; TABLES.len()] = [
        tables::speakers(corpus, None, &study.rows),
        tables::frequency(corpus, study.counts, None, &study.frequencies),
        keywords,
        tables::themes(themes, &groups),
        tables::theme_entries(themes, None, &[(String::new(), study.entries.clone())]),
        tables::theme_hits(corpus, themes, hits, None, &study.rows),
        tables::exchanges(themes, None, &study.uptakes),
        tables::pairs(corpus, themes, &study.matrix, None, &study.exchanges),
    ];
    let format = args.table_format;
    let files = TABLES
        .iter()
        .zip(tables)
        .map(|(name, table)| Ok((format!("tables/{name}.{}", format.extension()), table.bytes(format)?)));
    Ok((files.collect::<Result<_>>()?, left_out))
}

/// The keywords of every group: of each the first 500 and the last 100, unless other numbers are asked for.
fn keywords(settings: &Settings, study: &Study<'_>, by: &Key) -> Result<(Table, u64)> {
    let options = study.keyness.options().clone();
    let keyness = Keyness::new(study.corpus, study.counts, by, &study.rows, options)?;
    let mut table = Table::new(tables::keyword_columns());
    let mut left_out = 0;
    for group in keyness.targets() {
        let family = keyness.family(group);
        let kept = kept(settings, &family);
        left_out += (family.keywords.len() - kept.0 - kept.1) as u64;
        let (first, last) = (&family.keywords[..kept.0], &family.keywords[family.keywords.len() - kept.1..]);
        table.rows.extend(tables::keyword_rows(
            study.corpus,
            study.counts,
            &family,
            first.iter().chain(last),
        ));
    }
    Ok((table, left_out))
}

/// How many of a family's first and last keywords the table keeps.
fn kept(settings: &Settings, family: &Family<'_>) -> (usize, usize) {
    let all = family.keywords.len();
    match settings.selection.top.or(Some((FIRST + LAST) as u64)) {
        None => (all, 0),
        Some(rows) if rows as usize >= all => (all, 0),
        Some(rows) if rows as usize == FIRST + LAST => (FIRST, LAST),
        Some(rows) => (rows as usize, 0),
    }
}

/// What the folder was made from.
pub(super) fn manifest(
    command: &str,
    opened: &Opened<'_>,
    settings: &Settings,
    material: &Material<'_>,
) -> Manifest {
    let inputs = material.study.corpus.sources.iter().map(|source| InputFile {
        path: source.path.clone(),
        size: source.size,
        // There is one wherever the inputs were opened `with_fingerprints`.
        blake3: source.blake3.clone().unwrap_or_default(),
    });
    let stop_list = opened.analyzer().stop_list();
    Manifest {
        version: material.methods.version.clone(),
        command: command.to_owned(),
        options: settings.options.clone(),
        themes: Some(material.methods.themes_hash.clone()),
        stop_words: Some(StopList {
            name: stop_list.name().to_owned(),
            blake3: stop_list.hash().to_string(),
        }),
        inputs: inputs.collect(),
        files: Vec::new(),
    }
}
