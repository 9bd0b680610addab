//! `dictum report`: the whole folder.

use rayon::prelude::*;

use super::charts::{chart_files, fonts};
use super::files::{manifest, stage_table};
use super::opened::Opened;
use super::study::study;
use crate::analysis::{Family, dispersions, group_themes};
use crate::cli::args::ReportArgs;
use crate::cli::output::{Folder, Staged};
use crate::cli::progress::Unit;
use crate::cli::settings::Settings;
use crate::count::Key;
use crate::error::Result;
use crate::issues::Issues;
use crate::render::chart::{Style, Theme};
use crate::render::page;
use crate::render::table::{Column, Table, Value};
use crate::render::writer::TableWriter;
use crate::report::{self, Figure, Material, tables};

/// How many keywords of a group the tables keep: the first by rank, and the last.
const FIRST: usize = 500;
/// See [`FIRST`].
const LAST: usize = 100;

/// So many groups are judged at a time, on all threads.
const AT_A_TIME: usize = 16;

/// `dictum report`.
pub(super) fn report(args: &ReportArgs, settings: &Settings) -> Result<Issues> {
    let folder = Folder::open(&settings.folder)?;
    folder.check(names(args).iter().map(String::as_str))?;
    let style = Style { theme: Theme::Light, fonts: fonts(args.font.as_deref())?, ..Style::default() };
    let opened = Opened::with_fingerprints(settings)?;
    let issues = study(&opened, settings, |material| {
        let (mut files, left_out) = Tables { folder: &folder, args, settings, material }.stage()?;
        files.extend(pages(&folder, settings, material, &style, left_out)?);
        let themes = Some(material.methods.themes_hash.clone());
        folder.write(files, manifest("report", &opened, material.study.corpus, themes))
    })?;
    settings.voice.note(format_args!("wrote {}", settings.folder.join("report.html").display()));
    Ok(issues)
}

/// The charts, and the page that holds them.
fn pages(
    folder: &Folder,
    settings: &Settings,
    material: &Material<'_>,
    style: &Style,
    left_out: u64,
) -> Result<Vec<Staged>> {
    let stage = settings.progress.stage("Drawing", Unit::Items, Figure::ALL.len() as u64);
    let drawn: Vec<_> = Figure::ALL
        .par_iter()
        .map(|&figure| {
            let (picture, chart) = report::picture(figure, material, style);
            let files = chart_files(folder, "charts/", &picture, chart.as_ref(), style);
            stage.advance(1);
            files.map(|files| (picture, files))
        })
        .collect::<Result<_>>()?;
    let (pictures, charts): (Vec<_>, Vec<_>) = drawn.into_iter().unzip();
    let page = report::page(material, &pictures, left_out);
    let mut files: Vec<Staged> = charts.into_iter().flatten().collect();
    let texts = [
        ("report.html", page::html(&page)?),
        ("report.md", page::markdown(&page)),
        ("report.json", page::json(&page)?),
    ];
    for (name, text) in texts {
        files.push(folder.stage(name, |out| Ok(out.write_all(text.as_bytes())?))?);
    }
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
const TABLES: [&str; 12] = [
    "speakers",
    "frequency",
    "keywords",
    "ngrams",
    "dispersion",
    "diversity",
    "themes",
    "theme_entries",
    "theme_hits",
    "trends",
    "exchanges",
    "exchange_pairs",
];

/// The tables of a report, each written row by row.
struct Tables<'a> {
    folder: &'a Folder,
    args: &'a ReportArgs,
    settings: &'a Settings,
    material: &'a Material<'a>,
}

impl Tables<'_> {
    /// Every table as a file, and how many rows of the keywords were left out.
    fn stage(&self) -> Result<(Vec<Staged>, u64)> {
        let study = self.material.study;
        let (corpus, themes, matrix, rows) = (study.corpus, study.themes, &study.matrix, &study.rows);
        let by = self.settings.selection.by.clone().unwrap_or(Key::Speaker);
        let groups = group_themes(matrix, corpus.group_by(&by, rows), rows);
        let entries = [(String::new(), study.entries.clone())];
        let (keywords, left_out) = self.keywords(&by)?;
        let dispersion = dispersions(corpus, study.counts, &Key::Turn, rows, 1);
        let files = vec![
            self.table("speakers", &tables::speakers(corpus, None, rows))?,
            self.rows(
                "frequency",
                &tables::frequency_columns(None),
                tables::frequency_rows(corpus, study.counts, &study.said.frequencies),
            )?,
            keywords,
            self.rows(
                "ngrams",
                &tables::ngram_columns(None),
                study
                    .said
                    .pairs()
                    .iter()
                    .map(|pair| tables::ngram_row(corpus, &study.counts.terms, None, pair)),
            )?,
            self.table("dispersion", &tables::dispersion(corpus, study.counts, &dispersion))?,
            self.table("diversity", &tables::diversity(&study.said.diversity))?,
            self.table("themes", &tables::themes(themes, &groups))?,
            self.table("theme_entries", &tables::theme_entries(themes, None, &entries))?,
            self.rows(
                "theme_hits",
                &tables::theme_hit_columns(None),
                tables::theme_hit_rows(corpus, themes, &corpus.counted, None, rows),
            )?,
            self.rows(
                "trends",
                &tables::trend_columns(None, None),
                tables::trend_rows(themes, None, &study.trends, &[]).into_iter(),
            )?,
            self.table("exchanges", &tables::exchanges(themes, None, &study.uptakes))?,
            self.rows(
                "exchange_pairs",
                &tables::pair_columns(None),
                tables::pair_rows(corpus, themes, matrix, None, &study.exchanges),
            )?,
        ];
        Ok((files, left_out))
    }

    fn table(&self, name: &str, table: &Table) -> Result<Staged> {
        self.write(name, &table.columns, |writer| table.rows.iter().try_for_each(|row| writer.row(row)))
    }

    fn rows(
        &self,
        name: &str,
        columns: &[Column],
        mut rows: impl Iterator<Item = Vec<Value>>,
    ) -> Result<Staged> {
        self.write(name, columns, |writer| rows.try_for_each(|row| writer.row(&row)))
    }

    fn write(
        &self,
        name: &str,
        columns: &[Column],
        fill: impl FnOnce(&mut TableWriter<'_>) -> Result<()>,
    ) -> Result<Staged> {
        let format = self.args.table_format;
        stage_table(self.folder, &format!("tables/{name}.{}", format.extension()), format, columns, fill)
    }

    /// The keywords of every group: of each the first 500 and the last 100, unless other numbers are asked for.
    fn keywords(&self, by: &Key) -> Result<(Staged, u64)> {
        let study = self.material.study;
        let keyness = study.keyness.regrouped(by)?;
        let groups: Vec<usize> = keyness.targets().collect();
        let rows_of = |&group: &usize| -> (Vec<Vec<Value>>, u64) {
            let family = keyness.family(group);
            let (first, last) = kept(self.settings, &family);
            let left_out = family.len() - first - last;
            let rarest: Vec<_> = family.keywords_from_last().take(last).collect();
            let shown = family.keywords().take(first).chain(rarest.into_iter().rev());
            let rows = tables::keyword_rows(study.corpus, study.counts, &family, shown).collect();
            (rows, left_out as u64)
        };
        let mut left_out = 0;
        let file = self.write(
            "keywords",
            &tables::keyword_columns(keyness.options().permutations.as_ref()),
            |writer| {
                for groups in groups.chunks(AT_A_TIME) {
                    let made: Vec<_> = groups.par_iter().map(rows_of).collect();
                    for (rows, out) in made {
                        left_out += out;
                        rows.iter().try_for_each(|row| writer.row(row))?;
                    }
                }
                Ok(())
            },
        )?;
        Ok((file, left_out))
    }
}

/// How many of a family's first and last keywords the table keeps.
fn kept(settings: &Settings, family: &Family<'_>) -> (usize, usize) {
    let all = family.len();
    match settings.selection.top.or(Some((FIRST + LAST) as u64)) {
        None => (all, 0),
        Some(rows) if rows as usize >= all => (all, 0),
        Some(rows) if rows as usize == FIRST + LAST => (FIRST, LAST),
        Some(rows) => (rows as usize, 0),
    }
}
