//! What a page is made of. Plain records: whoever builds a page fills them in.

use serde::Serialize;

use crate::render::print::Form;
use crate::render::table::{Column, Table};

/// A whole page.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Page {
    /// The headline.
    pub title: String,
    /// One line below it.
    pub subtitle: String,
    /// The language of the page's own words, as a BCP 47 tag ("en").
    pub language: String,
    /// What made the page, with its version.
    pub generator: String,
    /// The sections in reading order; the table of contents lists them.
    pub sections: Vec<Section>,
    /// The last lines of the page.
    pub foot: Vec<Inline>,
}

/// A part of the page with a heading of its own.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Section {
    /// Its name in links, unique on the page (see [`slug`](super::slug)).
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// Anything that stands in a section.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", content = "content", rename_all = "snake_case")]
pub enum Block {
    /// A heading below the section's own.
    Heading(String),
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A list of statements, each with a way to what it rests on.
    Sentences(Vec<Sentence>),
    /// A table.
    Table(TableBlock),
    /// A picture.
    Figure(Figure),
    /// What somebody said.
    Quotations(Vec<Quotation>),
    /// What unfolds on demand.
    Details(Details),
    /// Something that the reader must know before going on.
    Notice(Vec<Inline>),
    /// Terms with what they mean.
    Definitions(Vec<(String, Vec<Inline>)>),
    /// Text to be copied as it is: a command, a citation.
    Code(String),
}

/// A run of text within a line.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", content = "content", rename_all = "snake_case")]
pub enum Inline {
    /// Plain words.
    Text(String),
    /// Words of weight.
    Strong(String),
    /// Words set off.
    Emphasis(String),
    /// Something typed.
    Code(String),
    /// Words that lead somewhere: `#id` on this page, a relative path, or an `http`, `https` or `mailto`
    /// address. Anything else (`javascript:`), and an id that the page has not, shows as plain words.
    Link {
        /// The words.
        text: String,
        /// Where they lead.
        href: String,
    },
}

impl From<&str> for Inline {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Inline {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// A statement, and where its evidence stands.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Sentence {
    /// The words.
    pub words: Vec<Inline>,
    /// A link to the evidence, as [`Inline::Link`] has it.
    pub href: Option<String>,
}

/// A table with what a reader needs to read it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TableBlock {
    /// Its name in links, unique on the page.
    pub id: String,
    /// What it shows.
    pub caption: String,
    /// The numbers. The page shows the first [`PAGE_ROWS`](super::PAGE_ROWS).
    pub table: Table,
    /// How the columns are called on the page, in their order; a column without one is called by its name.
    pub heads: Vec<Head>,
    /// Names of rows in links, in the rows' order; empty for a row without one.
    pub row_ids: Vec<String>,
    /// Where a row's first cell leads, in the rows' order, as [`Inline::Link`] has it; empty for nowhere.
    pub row_links: Vec<String>,
    /// How many rows there are, where `table` holds only the first of them.
    pub rows_in_all: Option<usize>,
    /// The file that holds all rows.
    pub csv: Option<String>,
    /// What must be said below it.
    pub note: Vec<Inline>,
}

impl TableBlock {
    /// How the column at `index` is called on the page.
    pub(super) fn label(&self, index: usize, column: &Column) -> String {
        let head = self.heads.get(index).filter(|head| !head.label.is_empty());
        head.map_or_else(|| column.name.replace('_', " "), |head| head.label.clone())
    }

    /// How the numbers of the column at `index` are written.
    pub(super) fn form(&self, index: usize) -> Form {
        self.heads.get(index).map_or(Form::default(), |head| head.form)
    }

    /// How many rows there are, shown or not.
    pub(super) fn rows_in_all(&self) -> usize {
        self.rows_in_all.unwrap_or(0).max(self.table.rows.len())
    }
}

/// How a column is called on a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Head {
    /// Its name in the reader's words; empty for the column's own name.
    pub label: String,
    /// The unit of its numbers; empty for none.
    pub unit: String,
    /// A sentence on what it means; empty for none.
    pub help: String,
    /// How its numbers are written for eyes; JSON has them as they are.
    #[serde(skip)]
    pub form: Form,
}

/// A picture with its words.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Figure {
    /// Its name in links, unique on the page.
    pub id: String,
    /// What is seen, in a sentence.
    pub caption: String,
    /// What a reader who cannot see it must know.
    pub alt: String,
    /// The picture itself: trusted SVG, put into the page as it is. JSON leaves it out.
    #[serde(skip)]
    pub svg: String,
    /// The same for a dark page; without it the picture stands on a light card there.
    #[serde(skip)]
    pub svg_dark: Option<String>,
    /// The files that hold it, each with its name ("PNG", `charts/terms.png`); the first is the picture
    /// that Markdown shows.
    pub files: Vec<(String, String)>,
}

/// What somebody said, where and when.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Quotation {
    /// Its name in links, unique on the page; empty for none.
    pub id: String,
    /// The words as printed, in spans.
    pub spans: Vec<Span>,
    /// The language of the words as a BCP 47 tag; empty where it is the page's or unknown.
    pub language: String,
    /// Who said it; empty for unknown.
    pub speaker: String,
    /// The date as it is to be shown; empty for unknown.
    pub date: String,
    /// The document that it stands in.
    pub document: String,
    /// The line in the document, from 1; `None` where lines mean nothing.
    pub line: Option<u64>,
    /// Where the document can be read; empty for unknown.
    pub url: String,
}

/// A piece of a quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", content = "text", rename_all = "snake_case")]
pub enum Span {
    /// Words as they are.
    Plain(String),
    /// Words that the quotation is shown for.
    Marked(String),
}

/// Blocks that unfold below a line.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Details {
    /// Its name in links, unique on the page; empty for none. A link to anything in it unfolds it.
    pub id: String,
    /// Another name in links, unique on the page; empty for none.
    pub alias: String,
    /// The line that is always seen.
    pub summary: Vec<Inline>,
    /// What unfolds.
    pub blocks: Vec<Block>,
}
