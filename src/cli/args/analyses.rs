//! The options that only some commands know.

use std::path::PathBuf;

use clap::{Args, value_parser};

use super::choices::{
    AdjustChoice, ChartTheme, ClusterChoice, CompatChoice, PriorChoice, TableFormat, TfIdfFormula, TfIdfUnit,
    TotalsChoice,
};

/// A command without options of its own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Args)]
pub struct NothingMore {}

/// `dictum report`.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Report")]
pub struct ReportArgs {
    /// The form of the files in tables/
    #[arg(long, value_enum, default_value_t = TableFormat::Csv)]
    pub table_format: TableFormat,
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
    /// The colours
    #[arg(long, value_enum, default_value_t = ChartTheme::Light)]
    pub theme: ChartTheme,
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

/// `dictum frequency`.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Frequency")]
pub struct FrequencyArgs {
    /// What counts as a document for TF-IDF
    #[arg(long, value_enum, default_value_t = TfIdfUnit::Turn)]
    pub tf_idf_unit: TfIdfUnit,
    /// The formula of TF-IDF
    #[arg(long, value_enum, default_value_t = TfIdfFormula::Quanteda)]
    pub tf_idf: TfIdfFormula,
}

/// `dictum keywords`.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Keywords")]
pub struct KeywordsArgs {
    /// Only this group [default: each group in turn]
    #[arg(long, value_name = "GROUP")]
    pub target: Option<String>,
    /// Compare with this group, or with the text in this file [default: all the others]
    #[arg(long, value_name = "GROUP|FILE", requires = "target")]
    pub reference: Option<String>,
    /// Which words make up the totals
    #[arg(long, value_enum, default_value_t = TotalsChoice::All)]
    pub totals: TotalsChoice,
    /// What is resampled for the intervals
    #[arg(long, value_enum, default_value_t = ClusterChoice::Turn)]
    pub cluster: ClusterChoice,
    /// The prior of log_odds_z: pooled, uniform:X or background:FILE
    #[arg(long, default_value = "pooled", value_parser = PriorChoice::parse)]
    pub prior: PriorChoice,
    /// How q is made from p
    #[arg(long, value_enum, default_value_t = AdjustChoice::Bh)]
    pub adjust: AdjustChoice,
    /// Follow another tool's arithmetic to the letter
    #[arg(long, value_enum)]
    pub compat: Option<CompatChoice>,
    /// Leave intervals and dispersion empty, and run in bounded memory
    #[arg(long)]
    pub no_intervals: bool,
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

/// `dictum exchanges`.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Exchanges")]
pub struct ExchangesArgs {
    /// A row for each exchange and theme: who asked, who answered, what was taken up
    #[arg(long)]
    pub pairs: bool,
}
