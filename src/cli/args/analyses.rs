//! The options that only some commands know.

use std::path::PathBuf;

use clap::{Args, value_parser};

use super::choices::one_of;
use crate::count::Key;
use crate::render::chart::Theme;
use crate::render::writer::Format;
use crate::stats::tf_idf::TfIdf;

/// A command without options of its own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Args)]
pub struct NothingMore {}

/// `dictum turns`.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Turns")]
pub struct TurnsArgs {
    /// List what looks wrong in how the turns were found, and what to add to dictum.toml to have it otherwise
    #[arg(long)]
    pub audit: bool,
}

/// `dictum report`.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Report")]
pub struct ReportArgs {
    /// The form of the files in tables/
    #[arg(long, value_name = "FORM", default_value = "csv")]
    #[arg(value_parser = one_of(&[Format::Csv, Format::Parquet], |form| form.name()))]
    pub table_format: Format,
    /// A font file (TTF, OTF) for letters that the built-in font lacks
    #[arg(long, value_name = "FILE")]
    pub font: Option<PathBuf>,
}

/// `dictum charts`.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Charts")]
pub struct ChartsArgs {
    /// Only the chart of this name; may be given again
    #[arg(long, value_name = "NAME")]
    pub only: Vec<String>,
    /// List the charts and end
    #[arg(long)]
    pub list: bool,
    /// Width of the PNG in pixels, before --scale
    #[arg(long, value_name = "PIXELS", default_value_t = 1600, value_parser = value_parser!(u32).range(200..=10_000))]
    pub width: u32,
    /// Enlarge the PNG that many times, 0.1 to 8
    #[arg(long, value_name = "FACTOR", default_value_t = 1.0, value_parser = scale)]
    pub scale: f64,
    /// The colours: dark on light, or light on dark
    #[arg(long, default_value = "light", value_parser = one_of(&Theme::ALL, |theme| theme.name()))]
    pub theme: Theme,
    /// A font file (TTF, OTF) for letters that the built-in font lacks
    #[arg(long, value_name = "FILE")]
    pub font: Option<PathBuf>,
}

fn scale(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(scale) if (0.1..=8.0).contains(&scale) => Ok(scale),
        Ok(_) | Err(_) => Err("it is no number from 0.1 to 8".into()),
    }
}

/// `dictum tokens`.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Tokens")]
pub struct TokensArgs {
    /// Read no transcripts: analyse each input line as text
    #[arg(long)]
    pub words: bool,
}

/// What may count as a document for TF-IDF.
static TF_IDF_UNITS: [Key; 3] = [Key::Turn, Key::Document, Key::Speaker];

/// How TF-IDF is made: the options of `dictum frequency`, which `dictum dfm` shares.
#[derive(Debug, Clone, Args)]
pub struct TfIdfArgs {
    /// What counts as a document for TF-IDF
    #[arg(long, value_name = "UNIT", default_value = "turn")]
    #[arg(value_parser = one_of(&TF_IDF_UNITS, Key::name))]
    pub tf_idf_unit: Key,
    /// The formula of TF-IDF: as quanteda, scikit-learn or tidytext has it
    #[arg(long, value_name = "FORMULA", default_value = "quanteda")]
    #[arg(value_parser = one_of(&TfIdf::ALL, |formula| formula.name()))]
    pub tf_idf: TfIdf,
}

/// `dictum frequency`.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Frequency")]
pub struct FrequencyArgs {
    /// How TF-IDF is made.
    #[command(flatten)]
    pub weighting: TfIdfArgs,
}

/// `dictum themes`.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Themes")]
pub struct ThemesArgs {
    /// A row for each entry of the theme file: what it caught
    #[arg(long, conflicts_with = "hits")]
    pub entries: bool,
    /// A row for each hit, with its document, turn, line and words
    #[arg(long, conflicts_with = "entries")]
    pub hits: bool,
    /// A row for each two themes: in how many turns they come up together, and whether that is more than chance
    #[arg(long, conflicts_with_all = ["entries", "hits"])]
    pub together: bool,
    /// A row for each thing to look into in the theme file: entries that find nothing or something else, overlaps
    #[arg(long, conflicts_with_all = ["entries", "hits", "together"])]
    pub lint: bool,
}

/// Which table `dictum themes` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThemesTable {
    /// A row for each group and theme.
    Groups,
    /// A row for each entry.
    Entries,
    /// A row for each hit.
    Hits,
}

impl ThemesArgs {
    /// Which table is asked for.
    pub fn table(&self) -> ThemesTable {
        match (self.entries, self.hits) {
            (_, true) => ThemesTable::Hits,
            (true, false) => ThemesTable::Entries,
            (false, false) => ThemesTable::Groups,
        }
    }
}
