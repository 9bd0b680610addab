//! What a command writes.

use super::Task;

/// What comes out of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Product {
    /// A table, in the form that `--format` names.
    Table,
    /// Files in a folder; with it, what they are, whatever `--format` names.
    Folder(&'static str),
    /// A file of counts.
    Counts,
    /// A theme file.
    ThemeFile,
}

impl Product {
    /// What it is where that is no table of any form.
    pub fn own_form(self) -> Option<&'static str> {
        match self {
            Self::Table => None,
            Self::Folder(files) => Some(files),
            Self::Counts => Some("counts have a form of their own"),
            Self::ThemeFile => Some("a theme file is TOML"),
        }
    }
}

impl Task {
    /// What it writes.
    pub fn product(&self) -> Product {
        match self {
            Self::Report(_) => {
                Product::Folder("a report is a folder; --table-format says the form of its tables")
            }
            Self::Charts(args) if args.list => Product::Table,
            Self::Charts(_) => Product::Folder("charts are a folder of PNG and SVG, with the numbers as CSV"),
            Self::Dfm(_) => Product::Folder("a matrix is a folder of Matrix Market, CSV and Parquet"),
            Self::Count | Self::Merge => Product::Counts,
            Self::Discover(args) if args.toml => Product::ThemeFile,
            Self::Turns(_)
            | Self::Speakers
            | Self::Tokens(_)
            | Self::Frequency(_)
            | Self::Keywords(_)
            | Self::Themes(_)
            | Self::Suggest(_)
            | Self::Discover(_)
            | Self::Exchanges(_)
            | Self::Trends(_)
            | Self::Ngrams(_)
            | Self::Collocates(_)
            | Self::Dispersion
            | Self::Diversity(_)
            | Self::Concordance(_)
            | Self::Explain(_) => Product::Table,
        }
    }
}
