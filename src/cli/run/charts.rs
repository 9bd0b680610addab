//! `dictum charts`: the pictures alone.

use std::path::Path;

use super::files::{manifest, stage_table};
use super::opened::Opened;
use super::sheet::{self, Shape};
use super::study::study;
use crate::cli::args::ChartsArgs;
use crate::cli::output::{Folder, Staged};
use crate::cli::settings::Settings;
use crate::error::{Error, Result};
use crate::issues::Issues;
use crate::render::chart::{Chart, Style};
use crate::render::font::Fonts;
use crate::render::raster;
use crate::render::table::{Column, Table};
use crate::render::writer::Format;
use crate::report::{self, Figure, Picture};
use crate::suggest;

/// `dictum charts`.
pub(super) fn charts(args: &ChartsArgs, settings: &Settings) -> Result<Issues> {
    if args.list {
        list(settings)?;
        return Ok(Issues::default());
    }
    let figures = figures(args)?;
    let folder = Folder::open(&settings.folder)?;
    let names = figures
        .iter()
        .flat_map(|figure| ["png", "svg", "csv"].map(|kind| format!("{}.{kind}", figure.name())));
    let names: Vec<String> = names.collect();
    folder.check(names.iter().map(String::as_str))?;
    let style = Style {
        width: args.width,
        scale: args.scale,
        theme: args.theme,
        fonts: fonts(args.font.as_deref())?,
    };
    let opened = Opened::with_fingerprints(settings)?;
    let issues = study(&opened, settings, |material| {
        let mut files = Vec::new();
        for &figure in &figures {
            let (picture, chart) = report::picture(figure, material, &style);
            files.extend(chart_files(&folder, "", &picture, chart.as_ref(), &style)?);
        }
        let themes = Some(material.methods.themes_hash.clone());
        folder.add(files, manifest("charts", &opened, material.study.corpus, themes))
    })?;
    for figure in &figures {
        let path = settings.folder.join(figure.name());
        settings.voice.note(format_args!("wrote {}.png, .svg and .csv", path.display()));
    }
    Ok(issues)
}

/// A picture as PNG and SVG, and its numbers as CSV, in `folder` below `under`.
pub(super) fn chart_files(
    folder: &Folder,
    under: &str,
    picture: &Picture,
    chart: &dyn Chart,
    style: &Style,
) -> Result<[Staged; 3]> {
    let name = |kind: &str| format!("{under}{}.{kind}", picture.figure.name());
    let png = raster::png(&picture.svg, style)?;
    Ok([
        folder.stage(&name("png"), |out| Ok(out.write_all(&png)?))?,
        folder.stage(&name("svg"), |out| Ok(out.write_all(picture.svg.as_bytes())?))?,
        stage_table(folder, &name("csv"), Format::Csv, &chart.columns(), |writer| {
            chart.rows().try_for_each(|row| writer.row(&row))
        })?,
    ])
}

/// The built-in faces, and the user's own where there is one.
pub(super) fn fonts(path: Option<&Path>) -> Result<Fonts> {
    let Some(path) = path else { return Ok(Fonts::shipped()) };
    let bytes = std::fs::read(path).map_err(|error| Error::from(error).at(path.display()))?;
    Fonts::with_face(bytes).map_err(|error| error.at(path.display()))
}

/// The chart that `dictum bench` draws, since it shows the machine and not the corpus.
const SCALING: &str = "scaling";

fn figures(args: &ChartsArgs) -> Result<Vec<Figure>> {
    let known = || Figure::ALL.iter().map(|figure| figure.name());
    for name in &args.only {
        if name == SCALING {
            return Err(Error::config("the chart 'scaling' is drawn by dictum bench -o FOLDER"));
        }
        if !known().any(|figure| figure == name) {
            return Err(suggest::unknown("chart", name, known()));
        }
    }
    let is_wanted =
        |figure: &Figure| args.only.is_empty() || args.only.iter().any(|name| name == figure.name());
    Ok(Figure::ALL.into_iter().filter(is_wanted).collect())
}

fn list(settings: &Settings) -> Result<()> {
    let mut table = Table::new([Column::text("chart"), Column::text("shows")]);
    table.rows = Figure::ALL.iter().map(|figure| vec![figure.name().into(), figure.shows().into()]).collect();
    table
        .rows
        .push(vec![SCALING.into(), "how fast dictum is on this machine (dictum bench draws it)".into()]);
    sheet::print(settings, &table, 0, &Shape::LIST)
}
